// A device says how it is, and hears the time and who it is [BO4]. A lost database or a full outbox is seen here [SG3].
import type * as z from 'zod/mini';
import { oldestServedVersion } from '#protocol/version.ts';
import type { HelloAnswer, HelloRequest } from '#protocol/session.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { closeGapThatFilled, tellOfGap } from '#server/outbox-gap.ts';
import { callerOf } from './caller.ts';
import { installationOf } from './installation.ts';

export async function hello(
  authority: Authority,
  body: z.infer<typeof HelloRequest>,
): Promise<z.infer<typeof HelloAnswer>> {
  const caller = await callerOf(authority, body);
  if (body.protocol < oldestServedVersion) throw new Refused(426, 'update_first');
  const nowMs = authority.now();
  const report = {
    epoch: body.epoch,
    app_version: body.appVersion,
    pending: body.pending,
    max_seq: body.maxSeq,
    persisted: body.persisted,
    at_ms: nowMs,
    parked: body.parked ?? 0,
    usage_bytes: body.storage?.usageBytes ?? null,
    quota_bytes: body.storage?.quotaBytes ?? null,
    clock_offset_ms: body.clockOffsetMs ?? null,
    ...(body.lost ? { lost: JSON.stringify(body.lost) } : {}),
  };
  if (body.lost) {
    authority.metrics.alarm('lost_outbox');
    authority.log.error({ device: caller.device.id, ...body.lost }, "A tablet's database vanished with acts in it");
    // Before the report is written over: it may be of the outbox that is gone.
    await tellOfGap(authority, caller, body.lost);
  } else await closeGapThatFilled(authority, caller);
  await authority.db
    .insertInto('device_report')
    .values({
      home_id: caller.home,
      device: caller.device.id,
      lost: null,
      ...report,
      pending_since_ms: body.pending > 0 ? nowMs : null,
    })
    .onConflict((on) =>
      on.columns(['home_id', 'device']).doUpdateSet(({ fn, ref, lit }) => ({
        ...report,
        pending_since_ms: body.pending > 0 ? fn.coalesce(ref('device_report.pending_since_ms'), lit(nowMs)) : null,
      })),
    )
    .execute();
  return { serverTimeMs: authority.now(), installation: await installationOf(authority, caller) };
}
