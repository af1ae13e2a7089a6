// "Separar o 39 para mim": puts goods of this store aside for somebody, until a time that is said at once.
// Two tablets that ask for the last one: the row lock decides, the other hears what else it can do; a unit that was
// leased to this tablet while the network was there is kept for it when it is gone [LS1].
import * as z from 'zod/mini';
import { act, type ActContext, decide } from '#domain/act.ts';
import { HomeId, RowId, shortCode } from '#domain/ids.ts';
import { Money, sameMoney } from '#domain/money.ts';
import { offerAt } from '#domain/offer.ts';
import { type Lease, unusedUnits } from '#domain/lease.ts';
import { adjusted, type Alternative, applied, expired, needsChoice, type Outcome, rejected } from '#domain/outcome.ts';
import { Contact } from '#domain/person.ts';
import { noticeOf, recallPrefix, recallsFor, stoppedBy } from '#domain/recall.ts';
import { available, type Stock } from '#domain/stock.ts';
import { key, peek, peekPrefix, put, type Rows, type Write } from '#domain/tx.ts';

/** AI 10 and 21 are at most 20 characters. */
const PieceName = z.string().check(z.minLength(1), z.maxLength(20));

const Input = z.strictObject({
  productId: RowId,
  variantId: RowId,
  quantity: z.number().check(z.int(), z.gte(1), z.lte(20)),
  /** The price on the screen at the tap; the server's own offer decides, a difference is explained [OC2]. */
  shown: z.nullable(Money),
  customer: z.nullable(HomeId),
  /** Other sizes the screen could offer instead, at most 12. */
  siblings: z.array(RowId).check(z.maxLength(12)),
  /** The lease that backs it, as this tablet knew it at the tap. */
  lease: z.optional(RowId),
  /** The very piece, where its tag was read: a recall may mean its lot. A tablet that knows of none sends none. */
  piece: z.optional(z.strictObject({ lot: z.optional(PieceName), serial: z.optional(PieceName) })),
});
type Input = z.infer<typeof Input>;

export const hold = act<Input, Contact | null>({
  kind: 'hold',
  v: 2,
  home: 'store',
  open: Input,
  personal: z.nullable(Contact),
  may: ['device', 'visit', 'staff', 'manager'],
  lane: (_input, visit) => `visit/${visit}`,

  reads: ({ productId, variantId, siblings, lease }, { home, chain, web }) => [
    key('stock', home, variantId),
    ...(lease === undefined ? [] : [key('lease', home, lease)]),
    peek('store', chain, home),
    peek('product', chain, productId),
    peek('variant', chain, variantId),
    peekPrefix('offer', chain, `${variantId}/`),
    peek('stock', web, variantId),
    ...siblings.filter((id) => id !== variantId).map((id) => peek('stock', home, id)),
  ],
  readsThen(rows, { variantId }, { chain }) {
    const gtin14 = rows.get('variant', chain, variantId)?.gtin14;
    return gtin14 === undefined ? [] : [peekPrefix('recall', chain, recallPrefix(gtin14))];
  },

  apply(rows, input, context, personal) {
    const { home, chain, actionId, atMs, nowMs, grant } = context;
    const stock = rows.get('stock', home, input.variantId);
    const store = rows.get('store', chain, home);
    const variant = rows.get('variant', chain, input.variantId);
    if (!store || variant?.productId !== input.productId) return decide(rejected('unknown_product'));
    const recalls = rows.list('recall', chain, recallPrefix(variant.gtin14));
    const recall = stoppedBy(recallsFor(recalls, variant.gtin14, input.piece ?? {}, nowMs));
    // No code of its own: a build before this one reads codes from a closed list and would take it for no answer [PU1].
    if (recall) return decide(rejected('wrong_state', { recall: noticeOf(recall) }, [{ kind: 'ask_staff' }]));
    const untilMs = atMs + store.holdMinutes * 60_000;
    if (untilMs <= nowMs) return decide(expired('too_late', { untilMs }));

    const lease = leaseFor(rows, input, context);
    const leased = lease ? Math.min(unusedUnits(lease), input.quantity) : 0;
    const free = stock ? available(stock) : 0;
    const quantity = Math.min(leased + free, input.quantity);
    if (!stock || quantity === 0) return decide(soldOut(rows, input, context));

    const offer = offerAt(rows.list('offer', chain, `${input.variantId}/`), atMs);
    const code = shortCode(actionId);
    const writes: Write[] = [
      put('stock', home, { ...stock, reserved: stock.reserved + quantity, leased: Math.max(0, stock.leased - leased) }),
      put('hold', home, {
        id: actionId,
        code,
        productId: input.productId,
        variantId: input.variantId,
        quantity,
        customer: input.customer,
        contact: personal,
        device: grant.device,
        state: 'held',
        price: offer?.price ?? null,
        heldMs: atMs,
        untilMs,
        endedMs: null,
      }),
    ];
    if (lease && leased > 0) writes.push(put('lease', home, { ...lease, used: lease.used + leased }));
    // Where the platform can't reserve, the shop still has to say yes [LS5].
    const confirm = typeof store.leases?.buffer === 'number';
    const result = {
      code,
      quantity,
      asked: input.quantity,
      untilMs,
      price: offer?.price ?? null,
      ...(confirm ? { confirm } : {}),
    };
    return decide(outcomeOf(input, result, offer?.price ?? null), writes);
  },
});

function outcomeOf(input: Input, result: Outcome['result'], price: Money | null): Outcome {
  if (Number(result['quantity']) < input.quantity) return adjusted('fewer', result);
  if (price && input.shown && !sameMoney(price, input.shown))
    return adjusted('price_changed', { ...result, shown: input.shown });
  return applied(result);
}

/** Only the lease of this very tablet, outbox and variant counts: a cloned one that has moved on has none [LS2, LS4]. */
function leaseFor(rows: Rows, { lease: id, variantId }: Input, { home, epoch, grant }: ActContext): Lease | null {
  const lease = id === undefined ? null : rows.get('lease', home, id);
  return lease?.device === grant.device && lease.epoch === epoch && lease.variantId === variantId ? lease : null;
}

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
