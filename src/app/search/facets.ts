// What of the found is shown: here now, on offer, by price, by department.
// Promise: a step of price is offered only where it shows some of what was looked at and not all of it; "here" and "offers"
// always stand, and may show nothing.
import { minorDigits } from '#domain/money.ts';
import { type Offer, offerAt } from '#domain/offer.ts';
import { available, stockAge } from '#domain/stock.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';

export interface Facets {
  which: 'all' | 'here' | 'offers';
  /** Portuguese name; null: all. */
  department: string | null;
  /** Minor units of the shop's currency; null: any. */
  price: PriceBounds | null;
}

/** More than `over`, and `upto` at most: what costs exactly a hundred is "up to 100", and nowhere else. */
export interface PriceBounds {
  over: number;
  upto: number;
}

export const noFacets: Facets = { which: 'all', department: null, price: null };

export const isAnyWanted = ({ which, department, price }: Facets): boolean =>
  which === 'all' && department === null && price === null;

/** The step that is chosen, of those that are offered; null: any price, also where the chosen one is offered no more. */
export const chosenStep = (steps: readonly PriceBounds[], price: PriceBounds | null): PriceBounds | null =>
  steps.find(({ over, upto }) => over === price?.over && upto === price.upto) ?? null;

export interface FacetGround {
  catalogue: Catalogue;
  view: View;
  chain: HomeId;
  home: HomeId;
  /** The shop's: a price in other money is compared with none. */
  currency: string;
  nowMs: number;
}

const offersNow = ({ catalogue, view, chain, nowMs }: FacetGround, productId: string): Offer[] =>
  catalogue.variantsOf(productId).flatMap(({ id }) => offerAt(view.offersOf(chain, id), nowMs) ?? []);

/** The lowest price at which the product can be had now, in minor units of the shop's currency; null: it has none. */
export function lowestMinor(ground: FacetGround, productId: string): number | null {
  const minors = offersNow(ground, productId).flatMap(({ price }) =>
    price.currency === ground.currency ? [price.minor] : [],
  );
  return minors.length === 0 ? null : Math.min(...minors);
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
  if (which === 'offers' && !offersNow(ground, productId).some(({ was }) => was !== null)) return false;
  if (!price) return true;
  const minor = lowestMinor(ground, productId);
  return minor !== null && minor > price.over && minor <= price.upto;
}

/**
 * Up to three steps with about as many products each, cut at whole tens of the currency; none for less than six products
 * or where one step would hold them all.
 */
export function priceSteps(minors: readonly number[], currency: string): readonly PriceBounds[] {
  if (minors.length < 6) return [];
  const sorted = minors.toSorted((a, b) => a - b);
  const ten = 10 * 10 ** minorDigits(currency);
  const cutAt = (part: number): number => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) / ten) * ten;
  const steps: PriceBounds[] = [];
  let over = -Infinity;
  const hasSome = (upto: number): boolean => sorted.some((minor) => minor > over && minor <= upto);
  for (const cut of [cutAt(1 / 3), cutAt(2 / 3)]) {
    if (!hasSome(cut) || cut >= (sorted.at(-1) ?? 0)) continue;
    steps.push({ over, upto: cut });
    over = cut;
  }
  return steps.length === 0 ? [] : [...steps, { over, upto: Infinity }];
}

/** That many of the list at most, as far from each other as they can be. */
export function spreadOf<One>(list: readonly One[], most: number): readonly One[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, nth) => list[Math.floor((nth * list.length) / most)]).flatMap(
    (one) => one ?? [],
  );
}
