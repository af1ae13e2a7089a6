// From what was asked to what is shown. Promise: a filter is asked of every product that a department leads to, and of the
// best that words do, until there are enough to show; what is said of their number is true.
import { mostAsked } from '#domain/search/search-index.ts';
import type { Locale } from '#domain/text.ts';
import type { Catalogue, Found } from '#local/catalogue.ts';
import { aPage, type Asked } from './asked.ts';
import {
  type FacetGround,
  isAnyWanted,
  isWanted,
  lowestMinor,
  type PriceBounds,
  priceSteps,
  spreadOf,
} from './facets.ts';

/** Prices of so many stand for those of a whole department. */
const sampled = 240;

/** So few asked are all that words lead to. Some of those that a search may ask are rows of before, and not counted here. */
const surelyAll = mostAsked / 2;

/** What words or a department alone lead to. */
export interface Reached {
  /** Of words the best first; of a department all. */
  found: readonly Found[];
  /** Those that the filters are made from. */
  looked: readonly string[];
}

export interface Results {
  found: readonly Found[];
  /** There are more than `found`. */
  isMore: boolean;
  /** All there are; null: nobody has counted them, and there may be more than `found`. */
  total: number | null;
}

/** One more than a page is asked for, so that it is known whether there are more. */
export function reachedBy(catalogue: Catalogue, query: string, department: string | null, locale: Locale): Reached {
  if (query) {
    const found = catalogue.search(query, locale, { limit: aPage + 1 });
    return { found, looked: found.slice(0, aPage).map(({ productId }) => productId) };
  }
  const ids = department === null ? [] : catalogue.inDepartment(department, Infinity);
  return {
    found: ids.map((productId) => ({ productId, words: [], isPartial: false })),
    looked: spreadOf(ids, sampled),
  };
}

export function stepsOf(ground: FacetGround, looked: readonly string[]): readonly PriceBounds[] {
  const minors = looked.flatMap((id) => lowestMinor(ground, id) ?? []);
  return priceSteps(minors, ground.currency);
}

export function resultsOf(
  ground: FacetGround,
  { found: all }: Reached,
  { query, facets, most, locale }: Pick<Asked, 'facets' | 'most'> & { query: string; locale: Locale },
): Results {
  const isAll = isAnyWanted(facets);
  const isShown = (id: string): boolean => isWanted(ground, facets, id);
  if (!query) {
    const found = isAll ? all.slice(0, most + 1) : firstOf(all, ({ productId }) => isShown(productId), most + 1);
    return cut(found, most, isAll ? all.length : null);
  }
  if (isAll && most <= aPage) return cut(all, most, null);
  if (isAll) return cut(ground.catalogue.search(query, locale, { limit: most + 1 }), most, null);
  let asked = 0;
  const counted = (id: string): boolean => {
    asked += 1;
    return isShown(id);
  };
  const results = cut(ground.catalogue.search(query, locale, { limit: most + 1, isShown: counted }), most, null);
  return asked < surelyAll ? results : { ...results, total: null };
}

/** Looks no further than it must: a department may have 20,000. */
function firstOf<One>(list: readonly One[], isShown: (one: One) => boolean, most: number): One[] {
  const found: One[] = [];
  for (const one of list) {
    if (found.length >= most) break;
    if (isShown(one)) found.push(one);
  }
  return found;
}

function cut(found: readonly Found[], most: number, total: number | null): Results {
  const isMore = found.length > most;
  return { found: isMore ? found.slice(0, most) : found, isMore, total: isMore ? total : found.length };
}
