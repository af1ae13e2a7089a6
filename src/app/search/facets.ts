// What of the found is shown: here now, on offer, by price, by department. Every choice follows from what was found.
// Promise: a choice that would show all or nothing is not offered.
import { offerAt } from '#domain/offer.ts';
import { available, stockAge } from '#domain/stock.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';

export interface Facets {
  which: 'all' | 'here' | 'offers';
  /** Portuguese name; null: all. */
  department: string | null;
  /** Minor units, `low` included, `high` not; null: any. */
  price: { low: number; high: number } | null;
}

export const noFacets: Facets = { which: 'all', department: null, price: null };

export interface FacetGround {
  catalogue: Catalogue;
  view: View;
  chain: HomeId;
  home: HomeId;
  nowMs: number;
}

/** The lowest price at which the product can be had now, and whether that is an offer; null: it has no price. */
export function priceOf({ catalogue, view, chain, nowMs }: FacetGround, productId: string) {
  const offers = catalogue.variantsOf(productId).flatMap(({ id }) => offerAt(view.offersOf(chain, id), nowMs) ?? []);
  offers.sort((a, b) => a.price.minor - b.price.minor);
  const [lowest] = offers;
  return lowest ? { price: lowest.price, isOffer: offers.some(({ was }) => was !== null) } : null;
}

export function isWanted(ground: FacetGround, { which, department, price }: Facets, productId: string): boolean {
  const { catalogue, view, home, nowMs } = ground;
  if (department !== null && catalogue.product(productId)?.department['pt-BR'] !== department) return false;
  const isHere = (variantId: string): boolean => {
    const seen = view.stock(home, variantId);
    // A number too old to be shown is too old to choose by [S12].
    return seen !== null && available(seen.stock) > 0 && stockAge(seen.seenMs, nowMs) !== 'hidden';
  };
  if (which === 'here' && !catalogue.variantsOf(productId).some(({ id }) => isHere(id))) return false;
  if (which !== 'offers' && !price) return true;
  const costs = priceOf(ground, productId);
  if (!costs || (which === 'offers' && !costs.isOffer)) return false;
  return !price || (costs.price.minor >= price.low && costs.price.minor < price.high);
}

/** Three parts with about as many products each, cut at whole tens of the currency; none for less than six products. */
export function priceSteps(minors: readonly number[]): [number, number] | null {
  if (minors.length < 6) return null;
  const sorted = minors.toSorted((a, b) => a - b);
  const roundAt = (part: number): number => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) / 1_000) * 1_000;
  const [low, high] = [roundAt(1 / 3), roundAt(2 / 3)];
  return low > (sorted[0] ?? 0) && high > low && high <= (sorted.at(-1) ?? 0) ? [low, high] : null;
}
