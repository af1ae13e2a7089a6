// A touch on a row, a card or a cell: the page of the very variant that was touched.
import { useLocation } from 'wouter';
import type { Variant } from '#domain/product.ts';
import { productPath } from './routes.ts';
import { variantPath } from './shared-code.ts';
import { useCatalogue } from './tablet-context.ts';

/** `replace`: Back leads to where one came from, not to this page. */
export function useOpenVariant(): (variant: Pick<Variant, 'id' | 'gtin14'>, options?: { replace?: boolean }) => void {
  const catalogue = useCatalogue();
  const [, navigate] = useLocation();
  return (variant, options) =>
    navigate(catalogue ? variantPath(catalogue, variant) : productPath(variant.gtin14), options);
}
