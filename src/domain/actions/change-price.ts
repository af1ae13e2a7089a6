// A manager changes the regular price of a style's variants in the built-in shop; discounts follow from it.
// Every screen repaints from the offers that this writes; nobody types a price on a card.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId } from '#domain/ids.ts';
import { Money } from '#domain/money.ts';
import { offersFor, pastOfOffers } from '#domain/offer.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, peek, peekPrefix, put, remove } from '#domain/tx.ts';

const Input = z.strictObject({
  productId: RowId,
  variantIds: z.array(RowId).check(z.minLength(1), z.maxLength(100)),
  price: Money,
});

export const changePrice = act<z.infer<typeof Input>>({
  kind: 'change-price',
  v: 1,
  home: 'chain',
  open: Input,
  personal: z.null(),
  may: ['manager'],
  lane: ({ productId }) => `price/${productId}`,

  reads: ({ productId, variantIds }, { chain, web }) => [
    key('product', chain, productId),
    peekPrefix('promotion', chain, ''),
    peekPrefix('discount', chain, ''),
    peek('store', chain, web),
    ...variantIds.map((id) => peek('variant', chain, id)),
    ...variantIds.map((id) => ({ ...peekPrefix('offer', chain, `${id}/`), peek: false })),
  ],

  apply(rows, { productId, variantIds, price }, { chain, web, atMs }) {
    const product = rows.get('product', chain, productId);
    if (!product) return decide(rejected('unknown_product'));
    if (price.minor <= 0) return decide(rejected('invalid_input'));
    const known = variantIds.flatMap((id) => rows.list('offer', chain, `${id}/`));
    if (known.some((offer) => offer.price.currency !== price.currency)) return decide(rejected('invalid_input'));
    const promotions = [...rows.list('promotion', chain, ''), ...rows.list('discount', chain, '')];
    const zone = rows.get('store', chain, web)?.zone ?? 'UTC';
    const writes = variantIds.flatMap((variantId) => {
      if (rows.get('variant', chain, variantId)?.productId !== productId) return [];
      const old = rows.list('offer', chain, `${variantId}/`);
      // The stored offers tell of the last price alone; the server looks at all 30 days of history right after.
      const offers = offersFor(variantId, productId, price, promotions, atMs, {
        product: { department: product.department['pt-BR'], tags: product.tags },
        zone,
        past: pastOfOffers(old, atMs),
      });
      const kept = new Set(offers.map((offer) => offer.id));
      return [
        ...old.filter((offer) => !kept.has(offer.id)).map((offer) => remove('offer', chain, offer.id)),
        ...offers.map((offer) => put('offer', chain, offer)),
      ];
    });
    return writes.length === 0 ? decide(rejected('unknown_product')) : decide(applied({ price }), writes);
  },
});
