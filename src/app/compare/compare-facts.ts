// One side of a comparison, worked out once from what this tablet knows: no network is asked.
// Promise: a number that is too old is not given, and a product that is called back is offered to nobody.
import type { HomeId } from '#domain/ids.ts';
import { type Money, money } from '#domain/money.ts';
import { type Offer, offerAt } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import { isWhollyStopped } from '#domain/recall.ts';
import { available, stockAge, type StockAge } from '#domain/stock.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';

export interface Side {
  product: Product;
  variant: Variant;
  variants: readonly Variant[];
  offer: Offer | null;
  here: { available: number; seenMs: number; age: StockAge } | null;
  /** What the web shop has, as far as it can be believed. */
  online: number | null;
  aisle: string | null;
  isStopped: boolean;
}

interface Homes {
  home: HomeId;
  web: HomeId;
  chain: HomeId;
}

/** The product as its tag named it. null: no product of this catalogue. */
export function sideOf(
  catalogue: Catalogue,
  view: View,
  variant: Variant | undefined,
  { home, web, chain }: Homes,
  nowMs: number,
): Side | null {
  const product = variant && catalogue.product(variant.productId);
  if (!product) return null;
  const [seen, far] = [view.stock(home, variant.id), view.stock(web, variant.id)];
  return {
    product,
    variant,
    variants: catalogue.variantsOf(product.id),
    offer: offerAt(view.offersOf(chain, variant.id), nowMs),
    here: seen && { available: available(seen.stock), seenMs: seen.seenMs, age: stockAge(seen.seenMs, nowMs) },
    online: far && stockAge(far.seenMs, nowMs) !== 'hidden' ? available(far.stock) : null,
    aisle: catalogue.place(home, variant.id)?.aisle ?? null,
    isStopped: isWhollyStopped(catalogue.recallsOf(variant.gtin14), variant.gtin14, nowMs),
  };
}

/** How far apart the prices are; null where one is not known or the two are of different money. */
export function priceGap(left: Side, right: Side): Money | null {
  const [a, b] = [left.offer?.price, right.offer?.price];
  return a && b && a.currency === b.currency ? money(Math.abs(a.minor - b.minor), a.currency) : null;
}

export type Standing = 'stopped' | 'unknown' | 'was' | 'here' | 'online' | 'none';

/** Where it is to be had, in one word; `was`: a number of some time ago. */
export function standingOf({ here, online, isStopped }: Side): Standing {
  if (isStopped) return 'stopped';
  if (here && here.age !== 'hidden' && here.available > 0) return here.age === 'fresh' ? 'here' : 'was';
  if (online !== null && online > 0) return 'online';
  return !here || here.age === 'hidden' || online === null ? 'unknown' : 'none';
}
