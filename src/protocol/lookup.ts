// On-line questions whose answers are not kept: stock of other stores, an order by number, waiting enrolments.
// Signed by the device; what a member of staff may ask needs the open shift's grant.
import * as z from 'zod/mini';
import { Device, DeviceMode } from '#domain/actor.ts';
import { ActionId, DeviceId, HomeId, InstantMs } from '#domain/ids.ts';
import { Fulfilment, Order } from '#domain/order.ts';
import { Outcome } from '#domain/outcome.ts';
import { Solution } from '#domain/problem.ts';
import { StorageReport } from './session.ts';

/** POST /lookup/v1/stock: the same variant in the chain's other stores. */
export const StockQuestion = z.strictObject({ deviceId: DeviceId, variantId: z.string(), sig: z.string() });
export const StockAnswer = z.strictObject({
  serverTimeMs: InstantMs,
  stores: z.array(z.strictObject({ home: HomeId, name: z.string(), available: z.number(), asOfMs: InstantMs })),
});
export type StockAnswer = z.infer<typeof StockAnswer>;

/** POST /lookup/v1/order: an order by its number; needs a shift. 404 {error: 'not_found'}. */
export const OrderQuestion = z.strictObject({
  deviceId: DeviceId,
  grant: z.string(),
  number: z.string().check(z.maxLength(40)),
  sig: z.string(),
});
export const OrderAnswer = z.strictObject({
  serverTimeMs: InstantMs,
  order: Order,
  /** Of every store of the chain, so without what the shopper shows: a pick-up of this store brings it in the staff feed. */
  fulfilments: z.array(z.omit(Fulfilment, { proof: true })),
  here: HomeId,
});
export type OrderAnswer = z.infer<typeof OrderAnswer>;

/** POST /lookup/v1/enrolment: who shows this code; needs a manager's shift. 404 {error: 'not_found'}. */
export const EnrolmentQuestion = z.strictObject({
  deviceId: DeviceId,
  grant: z.string(),
  code: z.string().check(z.maxLength(12)),
  sig: z.string(),
});
export const EnrolmentAnswer = z.strictObject({
  serverTimeMs: InstantMs,
  deviceId: DeviceId,
  publicKey: Device.shape.publicKey,
  screen: z.strictObject({ width: z.number(), height: z.number() }),
  askedMs: InstantMs,
  suggested: z.nullable(DeviceMode),
});
export type EnrolmentAnswer = z.infer<typeof EnrolmentAnswer>;

/** POST /lookup/v1/fleet: the store's devices as they last said they are [K13, SG1]; needs a manager's shift. */
export const FleetQuestion = z.strictObject({ deviceId: DeviceId, grant: z.string(), sig: z.string() });
/** What a device that has never said hello has not told is null. */
export const FleetDevice = z.strictObject({
  id: DeviceId,
  name: z.string(),
  mode: DeviceMode,
  state: Device.shape.state,
  appVersion: z.nullable(z.string()),
  pending: z.nullable(z.number()),
  parked: z.nullable(z.number()),
  /** Since when its outbox has not been empty. */
  pendingSinceMs: z.nullable(InstantMs),
  maxSeq: z.nullable(z.number()),
  persisted: z.nullable(z.boolean()),
  storage: z.nullable(StorageReport),
  clockOffsetMs: z.nullable(z.number()),
  seenMs: z.nullable(InstantMs),
  /** The outbox that vanished, if one ever did [SG3]. */
  lost: z.nullable(z.strictObject({ epoch: z.string(), pending: z.number() })),
});
export type FleetDevice = z.infer<typeof FleetDevice>;
export const FleetAnswer = z.strictObject({ serverTimeMs: InstantMs, devices: z.array(FleetDevice) });
export type FleetAnswer = z.infer<typeof FleetAnswer>;

/** POST /lookup/v1/acts: what one visit did, by its claim code [AR2, OC1]. 404 {error: 'not_found'}, 429 {error: 'locked', untilMs}. */
export const ActsQuestion = z.strictObject({
  deviceId: DeviceId,
  code: z.string().check(z.maxLength(20)),
  /** Whoever asks with it reads `deskWord`; earlier clients take no answer that has it. */
  desk: z.optional(z.boolean()),
  sig: z.string(),
});
/** What the shop's people did about an act that did not end as asked. Of its person only: no contact, nobody's full name. */
export const DeskWord = z.strictObject({
  state: z.enum(['open', 'taken', 'solved']),
  /** First name of whoever has it, or had it. */
  by: z.nullable(z.string()),
  /** null: nothing was done yet. */
  how: z.nullable(Solution),
  /** The act that answered it, once it has been taken and was not refused. */
  answer: z.nullable(
    z.strictObject({
      code: z.string(),
      kind: z.string(),
      variantId: z.nullable(z.string()),
      /** null: nothing is kept for them any more, or it is no hold. */
      untilMs: z.nullable(InstantMs),
    }),
  ),
});
export type DeskWord = z.infer<typeof DeskWord>;

export const ClaimedAct = z.strictObject({
  id: ActionId,
  code: z.string(),
  kind: z.string(),
  /** What was asked; null when it is no longer kept. Never the personal part. */
  open: z.nullable(z.json()),
  status: z.enum(['final', 'accepted']),
  outcome: z.nullable(Outcome),
  createdMs: InstantMs,
  deskWord: z.optional(z.nullable(DeskWord)),
});
export type ClaimedAct = z.infer<typeof ClaimedAct>;
/** Newest first, at most 50. */
export const ActsAnswer = z.strictObject({ serverTimeMs: InstantMs, acts: z.array(ClaimedAct) });
export type ActsAnswer = z.infer<typeof ActsAnswer>;

/** Every refusal of these and the session routes. */
export const Refusal = z.object({ error: z.string() });
