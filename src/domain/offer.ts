// What it costs, when, and why. Every screen shows stored offers; nobody computes a price while painting.
// Home: the chain; feed: chain/catalogue. The id is `variantId/fromMs`, so that a variant's offers are one prefix.
import * as z from 'zod/mini';
import type { Discount } from './discount/deal.ts';
import { offerSegments } from './discount/offer-segments.ts';
import type { PastPrice } from './discount/prior-price.ts';
import { InstantMs, RowId } from './ids.ts';
import { type Money, money, Money as MoneySchema } from './money.ts';
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

/** A percentage off listed products. Other kinds are rows of `discount`, which tablets of before pass over whole [EV1]. */
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

/** What it costs without any discount; null: nobody said (offers of a platform come as they are). */
export function regularAt(offers: readonly Offer[], atMs: number): Money | null {
  const bases = offers.filter(({ reasons }) => reasons.some(({ code }) => code === 'base'));
  return offerAt(bases, atMs)?.price ?? null;
}

/** The next instant after this one at which another offer may be in force, so that a screen can switch on time; null: never. */
export function nextSwitchMs(offers: readonly Offer[], atMs: number): number | null {
  const edges = offers.flatMap(({ fromMs, toMs }) => [fromMs, ...(toMs === null ? [] : [toMs])]);
  const later = edges.filter((edge) => edge > atMs);
  return later.length === 0 ? null : later.reduce((first, edge) => Math.min(first, edge), Infinity);
}

export interface OfferContext {
  /** For discounts by department or tag; without it only those that name the product touch it. */
  product?: { department: string; tags: readonly string[] };
  /** IANA zone of the wall that weekly windows speak of: the web shop's, since its price is everybody's. */
  zone?: string;
  /** What was asked before, for the lawful prior price; of nothing known, the regular price is it. */
  past?: readonly PastPrice[];
}

/**
 * The offers that follow from a regular price and the discounts for everybody that touch the product: the regular one,
 * and one for each stretch of time in which less is asked. Weekly windows are written out for `horizonDays`. Pure; run at
 * import, at every price change, and again as time goes on. What needs several pieces makes no offer.
 */
export function offersFor(
  variantId: string,
  productId: string,
  regular: Money,
  promotions: readonly (Promotion | Discount)[],
  asOfMs: number,
  { product, zone = 'UTC', past = [] }: OfferContext = {},
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
  const touched = { productId, variantId, department: product?.department ?? '', tags: product?.tags ?? [] };
  const lower = offerSegments({ product: touched, regular, promotions, asOfMs, zone, past });
  return [
    base,
    ...lower.map(({ fromMs, toMs, minor, wasMinor, taken }): Offer => ({
      ...base,
      id: offerId(variantId, fromMs),
      price: money(minor, regular.currency),
      was: wasMinor === null ? null : money(wasMinor, regular.currency),
      fromMs,
      toMs,
      reasons: taken.map(({ deal }) => ({ code: 'promotion', promotionId: deal.id, label: deal.name })),
    })),
  ];
}

/** What the stored offers of a variant, about to be replaced, tell of its past: prices asked, and what those were told against. */
export function pastOfOffers(offers: readonly Offer[], atMs: number): PastPrice[] {
  return offers.flatMap(({ fromMs, toMs, asOfMs, price, was }): PastPrice[] => {
    const start = fromMs === 0 ? asOfMs : fromMs;
    const end = Math.min(toMs ?? atMs, atMs);
    const before = was === null ? [] : [{ fromMs: fromMs - 1, toMs: fromMs, minor: was.minor }];
    return start < end ? [...before, { fromMs: start, toMs: end, minor: price.minor }] : before;
  });
}
