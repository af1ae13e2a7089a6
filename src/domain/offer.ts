// What it costs, when, and why. Every screen shows stored offers; nobody computes a price while painting.
// Home: the chain; feed: chain/catalogue. The id is `variantId/fromMs`, so that a variant's offers are one prefix.
import * as z from 'zod/mini';
import { InstantMs, RowId } from './ids.ts';
import { type Money, Money as MoneySchema, percentOff } from './money.ts';
import { LocalText } from './text.ts';

export const OfferReason = z.strictObject({
  code: z.enum(['base', 'promotion', 'expiry']),
  promotionId: z.nullable(RowId),
  label: LocalText,
});

export const Offer = z.strictObject({
  id: RowId,
  variantId: RowId,
  price: MoneySchema,
  was: z.nullable(MoneySchema),
  reasons: z.array(OfferReason),
  /** Valid from this instant (inclusive) to that one (exclusive); null: no end. */
  fromMs: InstantMs,
  toMs: z.nullable(InstantMs),
  source: z.enum(['engine', 'platform']),
  asOfMs: InstantMs,
});
export type Offer = z.infer<typeof Offer>;

export const Promotion = z.strictObject({
  id: RowId,
  name: LocalText,
  percent: z.number().check(z.gt(0), z.lt(100)),
  productIds: z.array(RowId),
  fromMs: InstantMs,
  toMs: InstantMs,
});
export type Promotion = z.infer<typeof Promotion>;

export const offerId = (variantId: string, fromMs: number): string => `${variantId}/${fromMs}`;

/** The offer in force at an instant: among those whose period holds it, the lowest price (Law 10.962/2004 art. 5), then the latest. */
export function offerAt(offers: readonly Offer[], atMs: number): Offer | null {
  const valid = offers.filter((offer) => offer.fromMs <= atMs && (offer.toMs === null || atMs < offer.toMs));
  valid.sort((a, b) => a.price.minor - b.price.minor || b.fromMs - a.fromMs);
  return valid[0] ?? null;
}

/** The offers that follow from a regular price and the promotions that touch the product. Pure; run at import and at every price change. */
export function offersFor(
  variantId: string,
  productId: string,
  regular: Money,
  promotions: readonly Promotion[],
  asOfMs: number,
): Offer[] {
  const base: Offer = {
    id: offerId(variantId, 0),
    variantId,
    price: regular,
    was: null,
    fromMs: 0,
    toMs: null,
    source: 'engine',
    asOfMs,
    reasons: [
      { code: 'base', promotionId: null, label: { 'pt-BR': 'Preço do site', en: 'Web price', es: 'Precio de la web' } },
    ],
  };
  const discounted = promotions
    .filter((promotion) => promotion.productIds.includes(productId))
    .map((promotion): Offer => ({
      ...base,
      id: offerId(variantId, promotion.fromMs),
      price: percentOff(regular, promotion.percent),
      was: regular,
      fromMs: promotion.fromMs,
      toMs: promotion.toMs,
      reasons: [{ code: 'promotion', promotionId: promotion.id, label: promotion.name }],
    }));
  return [base, ...discounted];
}
