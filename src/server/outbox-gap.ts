// A tablet's database vanished with acts in it [SG3]: what the server has of that outbox says which are missing.
// The desk is told once, with the numbers: somebody asks the people who stood there.
import type { DeviceId } from '#domain/ids.ts';
import { shortCode } from '#domain/ids.ts';
import type { Problem } from '#domain/problem.ts';
import type { Authority } from './authority.ts';
import { withTransaction } from './database/connection.ts';
import { addProblems } from './desk.ts';
import { idFrom } from './derived-id.ts';
import { feedsOf } from './feed.ts';
import type { Trx } from './rows.ts';
import type { Caller } from './session/caller.ts';

const answerWithinMs = 4 * 3_600_000;

export interface Lost {
  epoch: string;
  pending: number;
}

/** `report`: what the device last said of the outbox that is gone, if it was that one. */
export async function tellOfGap(
  authority: Authority,
  { device, home }: Caller,
  lost: Lost,
  report: { pending: number; maxSeq: number } | null,
): Promise<void> {
  const nowMs = authority.now();
  const id = idFrom('lost', device.id, lost.epoch);
  const feeds = await withTransaction(authority.db, async (trx) => {
    const gap = await gapOf(trx, device.id, lost, report);
    if (gap.missing === 0 && lost.pending === 0) return [];
    const problem: Problem = {
      id,
      code: shortCode(id),
      reason: 'lost',
      kind: 'outbox',
      status: null,
      outcomeCode: null,
      open: null,
      result: { ...gap, pending: lost.pending },
      alternatives: [],
      contact: null,
      device: device.id,
      deviceName: device.name,
      madeMs: nowMs,
      opensMs: nowMs,
      deadlineMs: nowMs + answerWithinMs,
      state: 'open',
      owner: null,
      ownerName: null,
      how: null,
      answer: null,
      solvedBy: null,
      solvedMs: null,
    };
    const writes = await addProblems(trx, home, [problem], { kind: 'desk', id, atMs: nowMs });
    return writes.flatMap((write) => feedsOf(write).map(({ feed }) => feed));
  });
  authority.hub.moved(feeds);
}

interface Gap {
  missing: number;
  /** The first that is missing and the last number that is known; null: none is known to be. */
  fromSeq: number | null;
  toSeq: number | null;
}

async function gapOf(
  trx: Trx,
  device: DeviceId,
  lost: Lost,
  report: { pending: number; maxSeq: number } | null,
): Promise<Gap> {
  const found = await trx
    .selectFrom('device_seq')
    .select('seq')
    .where('device', '=', device)
    .where('epoch', '=', lost.epoch)
    .orderBy('seq')
    .execute();
  const seqs = found.map(({ seq }) => Number(seq));
  const last = Math.max(report?.maxSeq ?? 0, seqs.at(-1) ?? 0);
  // The oldest numbers may have been pruned with their receipts [SV4]; with none at all, what was still pending is missing.
  const first = seqs[0] ?? Math.max(1, last + 1 - Math.max(report?.pending ?? 0, lost.pending));
  const missing = Math.max(0, last - first + 1 - seqs.length);
  if (missing === 0) return { missing, fromSeq: null, toSeq: null };
  let fromSeq = first;
  for (const seq of seqs) {
    if (seq !== fromSeq) break;
    fromSeq += 1;
  }
  return { missing, fromSeq, toSeq: last };
}
