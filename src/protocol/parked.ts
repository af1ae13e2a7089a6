// POST /sync/v1/parked: acts that a tablet could not get taken are copied here, so that a person can look at them [PO3].
// A copy takes no effect; the acts stay on the tablet until they have receipts.
import * as z from 'zod/mini';
import { ActionId, DeviceId, InstantMs } from '#domain/ids.ts';
import { Origin, Proof } from './action.ts';
import { maxActionsPerBatch } from './push.ts';

/** `action` is parsed one by one, as in a push. */
const ParkedAct = z.strictObject({
  origin: z.nullable(Origin),
  action: z.unknown(),
  proof: z.optional(Proof),
  attempts: z.number().check(z.int(), z.gte(0)),
  failingSinceMs: InstantMs,
});

export const ParkedRequest = z.strictObject({
  deviceId: DeviceId,
  epoch: z.string().check(z.minLength(8), z.maxLength(64)),
  appVersion: z.string().check(z.maxLength(60)),
  acts: z.array(ParkedAct).check(z.maxLength(maxActionsPerBatch)),
  sig: z.string(),
});
export type ParkedRequest = z.infer<typeof ParkedRequest>;

/** `kept`: the ids whose copy is safe here, now or since an earlier time. */
export const ParkedAnswer = z.strictObject({ serverTimeMs: InstantMs, kept: z.array(ActionId) });
export type ParkedAnswer = z.infer<typeof ParkedAnswer>;
