// On-line questions whose answers are not kept: stock of other stores, an order by number, waiting enrolments.
// Signed by the device; what a member of staff may ask needs the open shift's grant.
import * as z from 'zod/mini';
import { DeviceMode } from '#domain/actor.ts';
import { DeviceId, HomeId, InstantMs } from '#domain/ids.ts';
import { Fulfilment, Order } from '#domain/order.ts';
import { Device } from '#domain/actor.ts';

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

/** Every refusal of these and the session routes. */
export const Refusal = z.object({ error: z.string() });
