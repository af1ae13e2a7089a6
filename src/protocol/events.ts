// What visitors of a web shop did, on its way in: a batch of a channel (/v1/events), and what a person's own phone has
// seen (/session/v1/events, signed). Each event is answered for itself, in the order of the batch.
import * as z from 'zod/mini';
import { DeviceId, InstantMs, RowId } from '#domain/ids.ts';

export const maxEvents = 500;
export const maxEventsBytes = 256 * 1024;

/** Events stand in GA4's e-commerce names and are read one by one, so that a bad one harms no other. */
export const EventBatch = z.strictObject({
  /** For pages that leave: a beacon has no headers. Else `authorization: Bearer gk_…`. */
  key: z.optional(z.string().check(z.maxLength(100))),
  /** The sender's clock at the sending. */
  sent_at: z.optional(InstantMs),
  events: z.array(z.unknown()).check(z.minLength(1), z.maxLength(maxEvents)),
});

export const PhoneEvent = z.strictObject({
  /** Made on the phone, once: sent again it is the same event. */
  id: z.string().check(z.minLength(8), z.maxLength(64)),
  event: z.enum(['view_item', 'select_item', 'search', 'add_to_cart', 'remove_from_cart', 'add_to_wishlist']),
  atMs: InstantMs,
  productId: z.nullable(RowId),
  variantId: z.nullable(RowId),
  quantity: z.optional(z.number().check(z.int(), z.gte(1), z.lte(10_000))),
});
export type PhoneEvent = z.infer<typeof PhoneEvent>;

/** POST /session/v1/events, signed: of the person whose visit's grant the device holds. */
export const PhoneEventsRequest = z.strictObject({
  deviceId: DeviceId,
  events: z.array(PhoneEvent).check(z.minLength(1), z.maxLength(maxEvents)),
  sig: z.string(),
});

export interface EventAnswer {
  status: 'stored' | 'known' | 'refused';
  /** In words: why nothing, or not all of it, was stored. */
  reason?: string;
}
