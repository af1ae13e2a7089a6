// A shopper, known or not. An anonymous visit has a customer home of its own, so that what it saves
// can later be joined to a person by one row of identity, never by re-pointing. Feed: customer/self.
import * as z from 'zod/mini';
import { DeviceId, HomeId, InstantMs, RowId } from './ids.ts';

export const Customer = z.strictObject({
  id: HomeId,
  sourceId: z.nullable(z.string()),
  kind: z.enum(['anonymous', 'known']),
  firstName: z.nullable(z.string()),
  /** The device whose visit made an anonymous home; only it may write there. */
  device: z.nullable(DeviceId),
  createdMs: InstantMs,
});
export type Customer = z.infer<typeof Customer>;

/** identifier → person; a merge is one more row, so that undoing it is exact. */
export const Identity = z.strictObject({
  id: RowId,
  kind: z.enum(['email', 'phone', 'pass', 'card', 'source', 'merge']),
  customer: HomeId,
  sinceMs: InstantMs,
  untilMs: z.nullable(InstantMs),
});
export type Identity = z.infer<typeof Identity>;

/** One saved product. Id: `list/variantId`, so that saving twice is saving once. */
export const ListItem = z.strictObject({
  id: RowId,
  list: z.string(),
  productId: RowId,
  variantId: RowId,
  savedMs: InstantMs,
  store: z.nullable(HomeId),
});
export type ListItem = z.infer<typeof ListItem>;

/** How to reach somebody who is not known: sealed on its way [AR1], open to staff only. */
export const Contact = z.strictObject({
  name: z.nullable(z.string().check(z.minLength(1), z.maxLength(60))),
  phone: z.nullable(z.string().check(z.regex(/^\+?[\d ()-]{6,24}$/))),
});
export type Contact = z.infer<typeof Contact>;

/** Goods put aside for somebody who has said so at a tablet. Home: the store; feed: store/staff. */
export const Hold = z.strictObject({
  id: RowId,
  code: z.string(),
  productId: RowId,
  variantId: RowId,
  quantity: z.number().check(z.int(), z.gt(0)),
  customer: z.nullable(HomeId),
  contact: z.nullable(Contact),
  device: DeviceId,
  state: z.enum(['held', 'released', 'collected', 'expired']),
  price: z.nullable(z.strictObject({ minor: z.number(), currency: z.string() })),
  heldMs: InstantMs,
  untilMs: InstantMs,
  endedMs: z.nullable(InstantMs),
});
export type Hold = z.infer<typeof Hold>;

/** Something a member of staff should do: a call from a tablet, an unknown code. Home: the store; feed: store/staff. */
export const Task = z.strictObject({
  id: RowId,
  code: z.string(),
  kind: z.enum(['call', 'unknown_code']),
  text: z.string(),
  productId: z.nullable(RowId),
  variantId: z.nullable(RowId),
  device: DeviceId,
  state: z.enum(['open', 'done']),
  createdMs: InstantMs,
  doneBy: z.nullable(RowId),
  doneMs: z.nullable(InstantMs),
});
export type Task = z.infer<typeof Task>;
