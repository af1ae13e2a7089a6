// The demo shop's products as search reads them, in the order of the aisles; all sell alike, for a question's answer
// must not hang on what the demo's tills made up.
import { searchFieldsOf } from '#domain/search/product-fields.ts';
import type { SearchFields } from '#domain/search/search-index-writer.ts';
import type { Locale } from '#domain/text.ts';
import { assortment } from '#server/demo/assortment.ts';

export interface SearchedProduct {
  readonly sourceId: string;
  readonly fields: SearchFields;
}

export const demoProducts = (locale: Locale): SearchedProduct[] =>
  assortment('search', new Map()).map(({ product, variants }) => ({
    sourceId: product.sourceId,
    fields: searchFieldsOf(product, variants, locale, 0),
  }));
