// The fleet page [K13, SG1]: every device of the store, as it last said it is; one that never said anything stands there too.
import type * as z from 'zod/mini';
import type { DeviceId } from '#domain/ids.ts';
import type { FleetAnswer, FleetDevice, FleetQuestion } from '#protocol/lookup.ts';
import type { Authority } from './authority.ts';
import { Refused } from './http/refused.ts';
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
    .orderBy('device.name')
    .orderBy('device.id')
    .execute();
  const devices = found.map((line): FleetDevice => ({
    id: line.id as DeviceId,
    name: line.name,
    mode: line.mode,
    state: line.state,
    appVersion: line.app_version,
    pending: line.pending,
    parked: line.parked,
    pendingSinceMs: line.pending_since_ms,
    maxSeq: line.max_seq,
    persisted: line.persisted,
    storage:
      line.usage_bytes !== null && line.quota_bytes !== null
        ? { usageBytes: line.usage_bytes, quotaBytes: line.quota_bytes }
        : null,
    clockOffsetMs: line.clock_offset_ms,
    seenMs: line.at_ms,
    lost: line.lost,
  }));
  return { serverTimeMs: authority.now(), devices };
}
