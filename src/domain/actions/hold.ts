// "Separar o 39 para mim": puts goods of this store aside for somebody, until a time that is said at once.
// Two tablets that ask for the last one: the row lock decides, the other hears what else it can do.
import * as z from 'zod/mini';
import { act, type ActContext, decide } from '#domain/act.ts';
import { HomeId, RowId, shortCode } from '#domain/ids.ts';
import { Money, sameMoney } from '#domain/money.ts';
import { offerAt } from '#domain/offer.ts';
import { adjusted, type Alternative, applied, needsChoice, rejected } from '#domain/outcome.ts';
import { available, type Stock } from '#domain/stock.ts';
import { key, peek, peekPrefix, put, type Rows } from '#domain/tx.ts';

const Input = z.strictObject({
  productId: RowId,
  variantId: RowId,
  quantity: z.number().check(z.int(), z.gte(1), z.lte(20)),
  /** The price on the screen at the tap; the server's own offer decides, a difference is explained [OC2]. */
  shown: z.nullable(Money),
  customer: z.nullable(HomeId),
  /** Other sizes the screen could offer instead, at most 12. */
  siblings: z.array(RowId).check(z.maxLength(12)),
});
type Input = z.infer<typeof Input>;

export const hold = act<Input>({
  kind: 'hold',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['device', 'visit', 'staff', 'manager'],
  lane: (_input, visit) => `visit/${visit}`,

  reads: ({ productId, variantId, siblings }, { home, chain, web }) => [
    key('stock', home, variantId),
    peek('store', chain, home),
    peek('product', chain, productId),
    peek('variant', chain, variantId),
    peekPrefix('offer', chain, `${variantId}/`),
    peek('stock', web, variantId),
    ...siblings.filter((id) => id !== variantId).map((id) => peek('stock', home, id)),
  ],

  apply(rows, input, context) {
    const { home, chain, actionId, atMs, grant } = context;
    const stock = rows.get('stock', home, input.variantId);
    const store = rows.get('store', chain, home);
    const variant = rows.get('variant', chain, input.variantId);
    if (!store || variant?.productId !== input.productId) return decide(rejected('unknown_product'));

    const free = stock ? available(stock) : 0;
    if (!stock || free === 0) return decide(soldOut(rows, input, context));

    const quantity = Math.min(free, input.quantity);
    const offer = offerAt(rows.list('offer', chain, `${input.variantId}/`), atMs);
    const untilMs = atMs + store.holdMinutes * 60_000;
    const code = shortCode(actionId);
    const writes = [
      put('stock', home, { ...stock, reserved: stock.reserved + quantity }),
      put('hold', home, {
        id: actionId,
        code,
        productId: input.productId,
        variantId: input.variantId,
        quantity,
        customer: input.customer,
        device: grant.device,
        state: 'held',
        price: offer?.price ?? null,
        heldMs: atMs,
        untilMs,
        endedMs: null,
      }),
    ];
    const result = { code, quantity, asked: input.quantity, untilMs, price: offer?.price ?? null };
    if (quantity < input.quantity) return decide(adjusted('fewer', result), writes);
    if (offer && input.shown && !sameMoney(offer.price, input.shown))
      return decide(adjusted('price_changed', { ...result, shown: input.shown }), writes);
    return decide(applied(result), writes);
  },
});

function soldOut(rows: Rows, input: Input, { home, web }: ActContext) {
  const alternatives: Alternative[] = [];
  for (const variantId of input.siblings) {
    if (variantId === input.variantId) continue;
    const free = freeOf(rows.get('stock', home, variantId));
    if (free > 0) alternatives.push({ kind: 'other_variant', variantId, available: free });
  }
  const online = freeOf(rows.get('stock', web, input.variantId));
  if (online > 0) alternatives.push({ kind: 'online', available: online });
  return alternatives.length > 0
    ? needsChoice('sold_out', alternatives)
    : rejected('sold_out', {}, [{ kind: 'ask_staff' }]);
}

const freeOf = (stock: Stock | null): number => (stock ? available(stock) : 0);
