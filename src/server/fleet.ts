// The fleet page [K13, SG1]: every device of the store, as it last said it is; one that never said anything stands there too.
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import type { FleetAnswer, FleetDevice, FleetQuestion } from '#protocol/lookup.ts';
import type { Authority } from './authority.ts';
import { isQuiet } from './desk.ts';
import { Refused } from './http/refused.ts';
import { lostEntryId, openEntries } from './outbox-gap.ts';
import { callerOf } from './session/caller.ts';
import { openShift } from './session/grants.ts';

/** Throws Refused 403 no_shift. */
export async function fleetOf(authority: Authority, body: z.infer<typeof FleetQuestion>): Promise<FleetAnswer> {
  const { device, home } = await callerOf(authority, body);
  const shift = await openShift(authority, [body.grant], device.id, home);
  if (shift?.level !== 'manager') throw new Refused(403, 'no_shift');
  const found = await authority.db
    .selectFrom('device')
    .leftJoin('device_report as report', (join) =>
      join.onRef('report.home_id', '=', 'device.home_id').onRef('report.device', '=', 'device.id'),
    )
    .select(['device.id', 'device.name', 'device.mode', 'device.state'])
    .select(['app_version', 'pending', 'parked', 'pending_since_ms', 'max_seq', 'persisted', 'lost'])
    .select(['usage_bytes', 'quota_bytes', 'clock_offset_ms', 'at_ms'])
    .where('device.home_id', '=', home)
    // A person's phone is no device of the shop.
    .where('device.mode', '!=', 'phone')
    .orderBy('device.name')
    .orderBy('device.id')
    .execute();
  const ended = await endedSince(
    authority.db,
    home,
    found.filter(({ pending }) => Number(pending) > 0).map(({ id }) => id),
  );
  const lostIds = new Map(found.flatMap(({ id, lost }) => (lost ? [[id, lostEntryId(id, lost)]] : [])));
  const entries = await openEntries(authority.db, home, [...lostIds.values()]);
  const devices = found.map((line): FleetDevice => {
    const pending = line.pending === null ? null : Math.max(0, line.pending - (ended.get(line.id) ?? 0));
    const lost = entries.get(lostIds.get(line.id) ?? '');
    return {
      id: line.id as DeviceId,
      name: line.name,
      mode: line.mode,
      state: line.state,
      appVersion: line.app_version,
      pending,
      parked: line.parked,
      pendingSinceMs: pending === 0 ? null : line.pending_since_ms,
      maxSeq: line.max_seq,
      persisted: line.persisted,
      storage:
        line.usage_bytes !== null && line.quota_bytes !== null
          ? { usageBytes: line.usage_bytes, quotaBytes: line.quota_bytes }
          : null,
      clockOffsetMs: line.clock_offset_ms,
      seenMs: line.at_ms,
      // Somebody has asked around already, or everything has arrived after all.
      lost: line.lost && lost !== undefined ? { epoch: line.lost.epoch, pending: lost } : null,
    };
  });
  return { serverTimeMs: authority.now(), devices };
}

/**
 * A device greets before it sends: what it said was waiting may have come to its end since. By the numbers that it had
 * given by then; what it did by itself it never counted.
 */
async function endedSince(db: Authority['db'], home: HomeId, devices: readonly string[]): Promise<Map<string, number>> {
  if (devices.length === 0) return new Map();
  const { rows } = await sql<{ device: string; kind: string; v: number; n: number }>`
    select report.device, receipt.kind, receipt.v, count(distinct receipt.id)::int8 as n
    from device_report report join receipt
      on receipt.device = report.device and receipt.epoch = report.epoch and receipt.seq <= report.max_seq
    left join outcome on outcome.home_id = ${home} and outcome.id = receipt.id
    where report.home_id = ${home} and report.device in (${sql.join(devices)}) and receipt.status = 'final'
      and (receipt.received_ms >= report.at_ms or outcome.at_ms >= report.at_ms)
    group by report.device, receipt.kind, receipt.v`.execute(db);
  const ended = new Map<string, number>();
  for (const { device, kind, v, n } of rows)
    if (!isQuiet(kind, v)) ended.set(device, (ended.get(device) ?? 0) + Number(n));
  return ended;
}
