// A number that a shop has given to two products: nobody guesses which one is meant, and who has pointed at one gets it.
// Promise: an address leads to the very variant it was made for; where its code alone does, it is the code alone.
import type { Variant } from '#domain/product.ts';
import type { Catalogue } from '#local/catalogue.ts';
import { comparePath, productPath } from './routes.ts';

type Numbered = Pick<Catalogue, 'variantsByGtin'>;
type Coded = Pick<Variant, 'id' | 'gtin14'>;

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

/** undefined: the code is nobody's, or of several products of which nobody has pointed at one. */
export function variantMeant(catalogue: Numbered | null, gtin14: string, chosen: string | null): Variant | undefined {
  const found = variantOrChoice(catalogue?.variantsByGtin(gtin14) ?? [], chosen);
  return 'choice' in found ? undefined : found.variant;
}

/** What a tag that was found means; undefined: it has to be asked. */
export const variantShown = (
  catalogue: Numbered,
  { variant, isNamed }: { variant: Variant; isNamed: boolean },
): Variant | undefined => (isNamed ? variant : variantMeant(catalogue, variant.gtin14, null));

export const variantPath = (catalogue: Numbered, variant: Coded): string =>
  productPath(variant.gtin14, choiceNamed(catalogue, variant));

export const comparisonPath = (catalogue: Numbered, left: Coded, right: Coded): string =>
  comparePath(
    { gtin14: left.gtin14, chosen: choiceNamed(catalogue, left) },
    { gtin14: right.gtin14, chosen: choiceNamed(catalogue, right) },
  );

/** Two variants of one product may share a code too: the second of them is named as well. */
function choiceNamed(catalogue: Numbered, { id, gtin14 }: Coded): string | null {
  const carriers = catalogue.variantsByGtin(gtin14);
  return carriers.length > 1 && variantMeant(catalogue, gtin14, null)?.id !== id ? id : null;
}
