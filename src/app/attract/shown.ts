// What a screen that nobody uses shows: real products of this store, in stock, with a picture, offers first.
// The same for everybody during one turn, and never another one while somebody looks.
import { useNow } from '#app/now.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { type Offer, offerAt } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import { available } from '#domain/stock.ts';

const turnMs = 15 * 60_000;

export interface Shown {
  product: Product;
  variant: Variant;
  offer: Offer;
}

/** Up to `most` products; fewer when fewer are here. */
export function useShown(most: number): Shown[] {
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { home } = useInstallation();
  const turn = Math.floor(useNow(60_000) / turnMs);
  if (!catalogue) return [];
  const here = catalogue.products().flatMap((product) => {
    const variant = catalogue.variantsOf(product.id).find((one) => {
      const seen = view.stock(home, one.id);
      return seen !== null && available(seen.stock) > 0;
    });
    const offer = variant && offerAt(catalogue.offersOf(variant.id), tablet.now());
    return variant && offer && (product.picture ?? variant.picture) ? [{ product, variant, offer }] : [];
  });
  const offered = here.filter(({ offer }) => offer.was);
  const choice = offered.length >= most ? offered : [...offered, ...here.filter(({ offer }) => !offer.was)];
  return Array.from(
    { length: Math.min(most, choice.length) },
    (_, index) => choice[(turn + index) % choice.length],
  ).flatMap((one) => one ?? []);
}
