// A number that a shop has given to two products: nobody guesses which one is meant.
import type { Variant } from '#domain/product.ts';

/** `chosen`: the variant that somebody has pointed at. One of each product is to be asked about, in the order given. */
export function variantOrChoice(
  variants: readonly Variant[],
  chosen: string | null,
): { variant: Variant | undefined } | { choice: readonly Variant[] } {
  const meant = variants.find(({ id }) => id === chosen);
  if (meant) return { variant: meant };
  const byProduct = new Map(variants.toReversed().map((variant) => [variant.productId, variant]));
  if (byProduct.size < 2) return { variant: variants[0] };
  return { choice: variants.filter((variant) => byProduct.get(variant.productId) === variant) };
}
