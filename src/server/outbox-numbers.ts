// The numbers of an outbox that is gone, against those that the server has [SG3, SV0]. An outbox is known by its epoch: the
// device that it belonged to may be another one than the browser is by now.
import { sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Trx } from './rows.ts';

export interface Lost {
  epoch: string;
  pending: number;
  /** The highest number among those; earlier clients did not note it down. */
  maxSeq?: number | undefined;
}

interface GoneOutbox {
  device: string;
  name: string;
  epoch: string;
  /** What its device last said, if it was of this very outbox. */
  report: { pending: number; maxSeq: number; atMs: number } | null;
}

interface Gap {
  /** How many people may wait for an answer that never comes. */
  pending: number;
  missing: number;
  /** The first that is missing and the last number that is known; null: none is known to be. */
  fromSeq: number | null;
  toSeq: number | null;
}

/** Of several devices with this epoch (a cloned disk) the one that asks, then the one that was there last. */
export async function outboxOf(
  trx: Trx,
  home: HomeId,
  own: { id: string; name: string },
  epoch: string,
): Promise<GoneOutbox> {
  const { rows } = await sql<{ id: string; name: string; pending: number | null; max_seq: number; at_ms: number }>`
    select device.id, device.name, report.pending, report.max_seq, report.at_ms
    from device left join device_report report
      on report.home_id = device.home_id and report.device = device.id and report.epoch = ${epoch}
    where device.home_id = ${home} and (report.device is not null
      or exists (select 1 from device_seq where device_seq.device = device.id and device_seq.epoch = ${epoch}))
    order by device.id = ${own.id} desc, report.at_ms desc nulls last, device.id limit 1`.execute(trx);
  const [found] = rows;
  if (!found) return { device: own.id, name: own.name, epoch, report: null };
  const { id, name, pending, max_seq, at_ms } = found;
  const report = pending === null ? null : { pending, maxSeq: max_seq, atMs: at_ms };
  return { device: id, name, epoch, report };
}

export async function gapOf(trx: Trx, { device, epoch, report }: GoneOutbox, lost: Lost): Promise<Gap> {
  const { rows } = await sql<{ seq: number }>`
    select seq::int8 as seq from device_seq where device = ${device} and epoch = ${epoch}
    union select seq::int8 from receipt where device = ${device} and epoch = ${epoch}
    order by 1`.execute(trx);
  const all = rows.map(({ seq }) => Number(seq));
  const last = lost.maxSeq ?? Math.max(report?.maxSeq ?? 0, all.at(-1) ?? 0);
  const seqs = all.filter((seq) => seq <= last);
  const waited = Math.max(report?.pending ?? 0, lost.pending);
  // The oldest numbers may have been pruned with their receipts [SV4]; with none at all, what was still pending is missing.
  // A tablet that says up to where people waited is taken at its word from its very first number on.
  const first = lost.maxSeq !== undefined && seqs.length > 0 ? 1 : (seqs[0] ?? Math.max(1, last + 1 - waited));
  const missing = Math.max(0, last - first + 1 - seqs.length);
  // What arrived waits for its answer here; the tablet counted it among those that wait.
  if (lost.maxSeq !== undefined && last > 0)
    return partOf(seqs, { first, last, missing: Math.min(lost.pending, missing) });
  return { ...partOf(seqs, { first, last, missing }), pending: lost.pending };
}

function partOf(
  seqs: readonly number[],
  { first, last, missing }: { first: number; last: number; missing: number },
): Gap {
  const pending = missing;
  if (missing === 0) return { pending, missing, fromSeq: null, toSeq: null };
  let fromSeq = first;
  for (const seq of seqs) {
    if (seq < fromSeq) continue;
    if (seq !== fromSeq) break;
    fromSeq += 1;
  }
  return { pending, missing, fromSeq, toSeq: last };
}
