// What was bought on the web and how it reaches the person. An order lives with the store that took it;
// a fulfilment with the store that hands it over (feed: store/staff).
import * as z from 'zod/mini';
import { HomeId, InstantMs, RowId } from './ids.ts';
import { Money } from './money.ts';

export const OrderLine = z.strictObject({
  id: RowId,
  productId: RowId,
  variantId: RowId,
  ordered: z.number().check(z.int()),
  current: z.number().check(z.int()),
  fulfilled: z.number().check(z.int()),
  returnable: z.number().check(z.int()),
  paidPerUnit: Money,
});
export type OrderLine = z.infer<typeof OrderLine>;

export const Order = z.strictObject({
  id: RowId,
  sourceId: z.string(),
  number: z.string(),
  customer: z.nullable(HomeId),
  firstName: z.string(),
  channel: z.enum(['web', 'store']),
  placedMs: InstantMs,
  state: z.enum(['open', 'paid', 'partly_fulfilled', 'fulfilled', 'cancelled', 'returned']),
  lines: z.array(OrderLine),
  total: Money,
  paid: Money,
  fulfilmentIds: z.array(z.strictObject({ id: RowId, home: HomeId })),
});
export type Order = z.infer<typeof Order>;

export const fulfilmentStates = ['new', 'picking', 'problem', 'ready', 'waiting', 'done', 'cancelled'] as const;

export const Fulfilment = z.strictObject({
  id: RowId,
  orderId: RowId,
  orderHome: HomeId,
  number: z.string(),
  customer: z.nullable(HomeId),
  firstName: z.string(),
  state: z.enum(fulfilmentStates),
  lines: z.array(
    z.strictObject({ lineId: RowId, productId: RowId, variantId: RowId, quantity: z.number().check(z.int(), z.gt(0)) }),
  ),
  box: z.nullable(z.string()),
  /** Six digits the shopper shows. Compared, never painted: staff screens don't show it. */
  proof: z.string().check(z.regex(/^\d{6}$/)),
  paidOnWeb: z.boolean(),
  orderedMs: InstantMs,
  readyMs: z.nullable(InstantMs),
  arrivedMs: z.nullable(InstantMs),
  handedOver: z.nullable(z.strictObject({ atMs: InstantMs, by: RowId, name: z.string() })),
});
export type Fulfilment = z.infer<typeof Fulfilment>;
