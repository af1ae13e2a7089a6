// What one tag in view says: the price of today, what is here and online, whether this visit would be shown it. Promise:
// the tablet's own memory answers, so that it works off line; a number that is too old is not given.
import { percentBetween } from '#domain/money.ts';
import { type Offer, offerAt } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import type { HomeId } from '#domain/ids.ts';
import { available, stockAge } from '#domain/stock.ts';
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
}
/** `poster`: a code of our own that opens several products. */
export type BadgeFacts = { kind: 'known'; badge: KnownBadge } | { kind: 'poster' } | { kind: 'unknown' };

export interface BadgeWorld {
  catalogue: Catalogue;
  view: View;
  home: HomeId;
  web: HomeId;
  chain: HomeId;
  nowMs: number;
  /** Product ids that the visit's suggestions name. */
  forYou: ReadonlySet<string>;
}

type Code = { text: string; symbology: string; aim: string };

export function badgeFacts({ text, symbology, aim }: Code, world: BadgeWorld): BadgeFacts {
  const { catalogue, view, home, web, chain, nowMs, forYou } = world;
  const found = lookUpTag(parseTag({ source: 'camera', raw: text, symbology, aim }), catalogue);
  if (found.kind === 'poster') return { kind: 'poster' };
  const variant = found.kind === 'variant' ? found.variant : null;
  const product = variant && catalogue.product(variant.productId);
  if (!variant || !product) return { kind: 'unknown' };
  const offer = offerAt(view.offersOf(chain, variant.id), nowMs);
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
    },
  };
}

/** A badge has no room for "há 38 min": a number that would need its age is not on it, the product's page has both. */
const believable = (seen: SeenStock | null, nowMs: number): number | null =>
  seen && stockAge(seen.seenMs, nowMs) === 'fresh' ? available(seen.stock) : null;
