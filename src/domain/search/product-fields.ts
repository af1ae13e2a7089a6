// A product and its variants as search reads them, in one language with Portuguese in its place where it has none.
import type { Product, Variant } from '#domain/product.ts';
import { type Locale, wordsIn } from '#domain/text.ts';
import type { SearchFields } from './search-index-writer.ts';

/** `variants`: all of them; what is sold no more is not found by its colour or size. `popularity`: 0–255, what sells here. */
export function searchFieldsOf(
  product: Product,
  variants: readonly Variant[],
  locale: Locale,
  popularity: number,
): SearchFields {
  const live = variants.filter((variant) => variant.live);
  const colours = live.flatMap(({ colour }) => (colour ? [wordsIn(colour.name, locale)] : []));
  const sizes = live.flatMap(({ size }) => size ?? []);
  return {
    name: wordsIn(product.name, locale),
    brand: product.brand,
    department: wordsIn(product.department, locale),
    tags: product.tags,
    // A thing of ten colours and ten sizes has each of them ten times.
    details: [wordsIn(product.subtitle, locale), ...new Set([...colours, ...sizes])],
    description: wordsIn(product.description, locale),
    popularity,
  };
}
