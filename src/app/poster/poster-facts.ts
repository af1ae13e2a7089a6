// What stands behind a poster's code, from this tablet's own memory: each product by the variant that can be had first.
// Promise: a product counts as sold out only when a number that can be believed says so.
import { type Offer, offerAt } from '#domain/offer.ts';
import { type Availability, type Poster, posterRows } from '#domain/poster.ts';
import type { Product, Variant } from '#domain/product.ts';
import { isWhollyStopped } from '#domain/recall.ts';
import { available, stockAge, type StockAge } from '#domain/stock.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';

export interface PosterItem {
  product: Product;
  variant: Variant;
  availability: Availability;
  offer: Offer | null;
  /** Of the variant, here; null: this shop has no word of it. */
  here: { available: number; seenMs: number; age: StockAge } | null;
  insteadOf: Product | null;
}

interface Best {
  variant: Variant;
  availability: Availability;
}

export function posterItems(
  catalogue: Catalogue,
  view: View,
  { productIds }: Pick<Poster, 'productIds'>,
  { home, web, chain }: { home: HomeId; web: HomeId; chain: HomeId },
  nowMs: number,
): PosterItem[] {
  const free = (store: HomeId, { id }: Variant): number => {
    const seen = view.stock(store, id);
    return seen ? available(seen.stock) : 0;
  };
  const isUnsure = ({ id }: Variant): boolean => {
    const seen = view.stock(home, id);
    return seen === null || stockAge(seen.seenMs, nowMs) === 'hidden';
  };
  const bestOf = (productId: string): Best | null => {
    const variants = catalogue
      .variantsOf(productId)
      .filter(({ gtin14 }) => !isWhollyStopped(catalogue.recallsOf(gtin14), gtin14, nowMs));
    const [first] = variants;
    if (!first) return null;
    const here = variants.find((variant) => free(home, variant) > 0);
    if (here) return { variant: here, availability: 'here' };
    const online = variants.find((variant) => free(web, variant) > 0);
    if (online) return { variant: online, availability: 'online' };
    const unsure = variants.find(isUnsure);
    return unsure ? { variant: unsure, availability: 'here' } : { variant: first, availability: 'none' };
  };
  const live = (id: string): boolean => catalogue.product(id)?.live === true && bestOf(id) !== null;
  const rows = posterRows(
    productIds.filter(live),
    (id) => (live(id) ? (bestOf(id)?.availability ?? 'none') : 'none'),
    (id) => (catalogue.neighbours(id)?.near ?? []).map(([near]) => near),
  );
  return rows.flatMap(({ productId, insteadOf }): PosterItem[] => {
    const [product, best] = [catalogue.product(productId), bestOf(productId)];
    if (!product || !best) return [];
    const seen = view.stock(home, best.variant.id);
    return [
      {
        ...best,
        product,
        offer: offerAt(view.offersOf(chain, best.variant.id), nowMs),
        here: seen && { available: available(seen.stock), seenMs: seen.seenMs, age: stockAge(seen.seenMs, nowMs) },
        insteadOf: insteadOf === null ? null : catalogue.product(insteadOf),
      },
    ];
  });
}
