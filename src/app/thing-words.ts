// What an act is about, in words: "Bota Serra, caramelo 39". One place for lists, sheets and the desk.
import { useLocale } from '#app/text/text.ts';
import type { Product, Variant } from '#domain/product.ts';
import { wordsIn } from '#domain/text.ts';
import { useCatalogue } from './tablet-context.ts';

export interface Thing {
  product: Product;
  variant: Variant | null;
  words: string;
}

/** null: the act names no product, or one that this catalogue does not have. `open` is an act's open part. */
export function useThings(): (open: unknown) => Thing | null {
  const locale = useLocale();
  const catalogue = useCatalogue();
  return (open) => {
    const { productId, variantId } = (open ?? {}) as { productId?: string | null; variantId?: string | null };
    const variant = variantId ? (catalogue?.variant(variantId) ?? null) : null;
    const product = catalogue?.product(productId ?? variant?.productId ?? '');
    if (!product) return null;
    const colour = variant?.colour ? wordsIn(variant.colour.name, locale).toLocaleLowerCase(locale) : '';
    const choice = [colour, variant?.size].filter(Boolean).join(' ');
    const name = wordsIn(product.name, locale);
    return { product, variant, words: choice ? `${name}, ${choice}` : name };
  };
}
