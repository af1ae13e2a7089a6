// What one tag in view says: the price of today (of this very piece, where its tag says more), what is here and online,
// whether this visit would be shown it. Promise: the tablet's own memory answers, so that it works off line; a number that is
// too old is not given, and a piece that must not be sold is no offer.
import { variantShown } from '#app/shared-code.ts';
import { expiryOf } from '#domain/expiry.ts';
import { pieceOffer } from '#domain/markdown.ts';
import { percentBetween } from '#domain/money.ts';
import { type Offer, offerAt, regularAt } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import type { HomeId } from '#domain/ids.ts';
import { recallsFor, stopsSale } from '#domain/recall.ts';
import { available, stockAge } from '#domain/stock.ts';
import { statedMoney } from '#domain/tag-facts.ts';
import { lookUpTag } from '#domain/tag-lookup.ts';
import { parseTag } from '#domain/tag.ts';
import type { Catalogue, SeenStock } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';

export interface KnownBadge {
  product: Product;
  variant: Variant;
  offer: Offer | null;
  /** Whole percent off the prior price, 0 without one. */
  percent: number;
  /** null: no number that could be believed. */
  here: number | null;
  online: number | null;
  forYou: boolean;
  /** Called back, or past the day until which it may be used: nobody takes this piece away. */
  isStopped: boolean;
}
/** `poster`: a code of our own that opens several products. `several`: their number is one, so that it has no one price. */
export type BadgeFacts =
  | { kind: 'known'; badge: KnownBadge }
  | { kind: 'several'; isStopped: boolean }
  | { kind: 'poster' }
  | { kind: 'unknown' };

export interface BadgeWorld {
  catalogue: Catalogue;
  view: View;
  home: HomeId;
  web: HomeId;
  chain: HomeId;
  /** Of the store, and the money that a tag of this country means. */
  zone: string;
  currency: string;
  nowMs: number;
  /** Product ids that the visit's suggestions name. */
  forYou: ReadonlySet<string>;
}

type Code = { text: string; symbology: string; aim: string };

export function badgeFacts({ text, symbology, aim }: Code, world: BadgeWorld): BadgeFacts {
  const { catalogue, view, home, web, chain, zone, currency, nowMs, forYou } = world;
  const found = lookUpTag(parseTag({ source: 'camera', raw: text, symbology, aim }), catalogue);
  if (found.kind === 'poster') return { kind: 'poster' };
  if (found.kind === 'none') return { kind: 'unknown' };
  const { variant, facts } = found;
  const expiry = expiryOf(facts, nowMs, zone);
  const isPast = expiry?.kind === 'use_by' && expiry.daysLeft < 0;
  const recalls = recallsFor(catalogue.recallsOf(variant.gtin14), variant.gtin14, facts, nowMs);
  const isStopped = isPast || stopsSale(recalls);
  if (!variantShown(catalogue, found)) return { kind: 'several', isStopped };
  const product = catalogue.product(variant.productId);
  if (!product) return { kind: 'unknown' };
  const offers = view.offersOf(chain, variant.id);
  const all = offerAt(offers, nowMs);
  const stated = facts.price ? statedMoney(facts.price, all?.price.currency ?? currency) : null;
  const markdowns = catalogue.markdowns();
  const offer =
    pieceOffer({ offer: all, regular: regularAt(offers, nowMs), productId: product.id, markdowns, expiry, stated }) ??
    all;
  return {
    kind: 'known',
    badge: {
      product,
      variant,
      offer,
      percent: offer?.was ? percentBetween(offer.was, offer.price) : 0,
      here: believable(view.stock(home, variant.id), nowMs),
      online: believable(view.stock(web, variant.id), nowMs),
      forYou: forYou.has(product.id),
      isStopped,
    },
  };
}

/** A badge has no room for "há 38 min": a number that would need its age is not on it, the product's page has both. */
const believable = (seen: SeenStock | null, nowMs: number): number | null =>
  seen && stockAge(seen.seenMs, nowMs) === 'fresh' ? available(seen.stock) : null;
