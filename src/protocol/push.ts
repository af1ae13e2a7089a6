// POST /sync/v1/push: acts go up, a receipt comes back for each [PU1, PU2].
// The only way, with import, by which shop data is ever written.
import * as z from 'zod/mini';
import { ActionId, DeviceId, InstantMs } from '#domain/ids.ts';
import { Outcome } from '#domain/outcome.ts';
import { Origin, Proof } from './action.ts';
import { Cursor } from './pull.ts';

export const maxActionsPerBatch = 50;
export const maxBatchBytes = 256 * 1024;

/** `actions` are parsed one by one: a bad one is refused by itself and holds up nobody else [SV6]. */
export const PushRequest = z.strictObject({
  batchId: z.string().check(z.minLength(8), z.maxLength(64)),
  deviceId: DeviceId,
  epoch: z.string().check(z.minLength(8), z.maxLength(64)),
  appVersion: z.string().check(z.maxLength(60)),
  pending: z.number().check(z.int(), z.gte(0)),
  maxSeq: z.number().check(z.int(), z.gte(0)),
  actions: z
    // `proof`: it came in a file. What this very device queued needs none, its key signs the batch.
    .array(z.strictObject({ origin: z.nullable(Origin), action: z.unknown(), proof: z.optional(Proof) }))
    .check(z.maxLength(maxActionsPerBatch)),
  sig: z.string(),
});
export type PushRequest = z.infer<typeof PushRequest>;

/**
 * `final`: the outcome is in. `accepted`: committed, waiting for the shop's platform or another store [OC3].
 * `wait`: a parent has no receipt yet [OR4]. `retry`: a passing fault, or not to be proven yet [PO3], nothing stored [SV2, SV6].
 */
export const Receipt = z.strictObject({
  id: ActionId,
  status: z.enum(['final', 'accepted', 'wait', 'retry']),
  outcome: z.nullable(Outcome),
  revs: z.record(z.string(), z.number()),
  serverTimeMs: InstantMs,
  /** From when on the problem desk has it, listed or counted, unless the person has read it before; null: never [OC1]. */
  deskMs: z.nullable(InstantMs),
});
export type Receipt = z.infer<typeof Receipt>;

export const PushAnswer = z.strictObject({
  batchId: z.string(),
  serverTimeMs: InstantMs,
  receipts: z.array(Receipt),
  /** Where each home of the receipts stands after them: shown again at the pull, it proves that nothing was restored in between [PL6]. */
  at: z.optional(z.record(z.string(), Cursor)),
});
export type PushAnswer = z.infer<typeof PushAnswer>;

/** 409: this (device, epoch, seq) already names another act: the database was restored or cloned [PU3, SV0]. */
export const ForkAnswer = z.strictObject({
  error: z.literal('fork'),
  batchId: z.string(),
  seq: z.number(),
  serverTimeMs: InstantMs,
});
