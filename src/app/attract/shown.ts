// What a screen that nobody uses shows: real products of this store, in stock, with a picture, offers first.
// The same for everybody during one turn, and never another one while somebody looks.
import { useNow } from '#app/now.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { type Offer, offerAt } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import { available } from '#domain/stock.ts';

const turnMs = 15 * 60_000;
/** A few are enough in most shops, and all is done again with every change; where no offer is among them, more are. */
const lookedAt = 40;
const lookedAtMost = 400;

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
  // Another part of the shop each turn, and never more of it than a moment's work.
  const look = (count: number): { here: Shown[]; offered: Shown[] } => {
    const here = catalogue.sample((turn * 0.618_034) % 1, count).flatMap((product) => {
      const variant = catalogue.variantsOf(product.id).find((one) => {
        const seen = view.stock(home, one.id);
        return seen !== null && available(seen.stock) > 0;
      });
      const offer = variant && offerAt(catalogue.offersOf(variant.id), tablet.now());
      return variant && offer && (product.picture ?? variant.picture) ? [{ product, variant, offer }] : [];
    });
    return { here, offered: here.filter(({ offer }) => offer.was) };
  };
  const few = look(lookedAt);
  const { here, offered } = few.offered.length >= most ? few : look(lookedAtMost);
  const choice = offered.length >= most ? offered : [...offered, ...here.filter(({ offer }) => !offer.was)];
  return Array.from(
    { length: Math.min(most, choice.length) },
    (_, index) => choice[(turn + index) % choice.length],
  ).flatMap((one) => one ?? []);
}
