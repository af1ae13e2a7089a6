// MiniSearch beside our own search: the same products, the same fields, set up as its documentation advises. It gets our
// folding of accents and our list of small words through its `processTerm`, so that only the searching differs.
import MiniSearch from 'minisearch';
import { isSmallWord } from '#domain/search/word-lists.ts';
import type { SearchFields } from '#domain/search/search-index-writer.ts';
import type { Locale } from '#domain/text.ts';

const fold = (term: string): string => term.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export function miniSearchOf(products: readonly SearchFields[], locale: Locale): MiniSearch {
  const searched = new MiniSearch({
    fields: ['name', 'brand', 'department', 'tags', 'details', 'description'],
    processTerm: (term) => {
      const folded = fold(term);
      return isSmallWord(folded, locale) ? null : folded;
    },
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { name: 2 } },
  });
  searched.addAll(
    products.map((product, id) => ({
      id,
      ...product,
      tags: product.tags.join(' '),
      details: product.details.join(' '),
    })),
  );
  return searched;
}
