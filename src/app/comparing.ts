// The product that waits for another one to be compared with: in memory only, and gone with the visit [K6].
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Variant } from '#domain/product.ts';
import { cell } from '#local/readable.ts';
import { comparePath } from './routes.ts';
import { useReadable, useTablet } from './tablet-context.ts';

interface Kept {
  visit: string;
  productId: string;
  gtin14: string;
}

const waiting = cell<Kept | null>(null);

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
    keep: ({ productId, gtin14 }) => waiting.set({ visit, productId, gtin14 }),
    drop: () => waiting.set(null),
  };
}

/** On the page of another product than the one that waits, however it was come by, the comparison opens instead. */
export function useCompareWith(variant: Variant | undefined): void {
  const [, navigate] = useLocation();
  const { kept } = useComparing();
  const other = variant && kept && kept.productId !== variant.productId ? kept.gtin14 : null;
  const own = variant?.gtin14;
  useEffect(() => {
    if (other === null || own === undefined) return;
    waiting.set(null);
    navigate(comparePath(other, own), { replace: true });
  }, [other, own, navigate]);
}
