// The product that waits for another one to be compared with: in memory only, and gone with the visit [K6].
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Variant } from '#domain/product.ts';
import { cell } from '#local/readable.ts';
import { atVisitEnd } from './at-visit-end.ts';
import { comparisonPath } from './shared-code.ts';
import { useCatalogue, useReadable, useTablet } from './tablet-context.ts';

interface Kept {
  visit: string;
  /** The code alone may be of several. */
  variant: Pick<Variant, 'id' | 'productId' | 'gtin14'>;
}

const waiting = cell<Kept | null>(null);
atVisitEnd(() => waiting.set(null));

export interface Comparing {
  /** Of this visit. */
  kept: Kept | null;
  keep(variant: Variant): void;
  drop(): void;
}

export function useComparing(): Comparing {
  const { id: visit } = useReadable(useTablet().visit);
  const found = useReadable(waiting);
  return {
    kept: found?.visit === visit ? found : null,
    keep: ({ id, productId, gtin14 }) => waiting.set({ visit, variant: { id, productId, gtin14 } }),
    drop: () => waiting.set(null),
  };
}

/** On the page of another product than the one that waits, however it was come by, the comparison opens instead. */
export function useCompareWith(variant: Variant | undefined): void {
  const [, navigate] = useLocation();
  const catalogue = useCatalogue();
  const { kept } = useComparing();
  const other = variant && kept && kept.variant.productId !== variant.productId ? kept.variant : null;
  const path = catalogue && variant && other ? comparisonPath(catalogue, other, variant) : null;
  useEffect(() => {
    if (path === null) return;
    waiting.set(null);
    navigate(path, { replace: true });
  }, [path, navigate]);
}
