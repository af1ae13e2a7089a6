// How many of each and which coupons: what the list knows beyond what is saved. In memory only, and gone with the visit [K6].
// Promise: of a coupon the key is kept, never the code that was typed.
import { atVisitEnd } from '#app/at-visit-end.ts';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { cell } from '#local/readable.ts';

interface Kept {
  visit: string;
  quantities: Readonly<Record<string, number>>;
  couponIds: readonly string[];
}

const nothing: Kept = { visit: '', quantities: {}, couponIds: [] };
const kept = cell(nothing);
atVisitEnd(() => kept.set(nothing));

/** Of one thing nobody carries more out of a shop. */
export const mostUnits = 99;
/** More are tried, not owned. */
export const mostCoupons = 5;

export interface VisitBasket {
  quantityOf(variantId: string): number;
  setQuantity(variantId: string, quantity: number): void;
  couponIds: readonly string[];
  addCoupon(id: string): void;
  dropCoupon(id: string): void;
}

export function useVisitBasket(): VisitBasket {
  const { id: visit } = useReadable(useTablet().visit);
  return basketOfVisit(visit, useReadable(kept));
}

/** What another visit has left is not read, and is written over by the first word of this one. */
export function basketOfVisit(visit: string, found: Kept = kept.get()): VisitBasket {
  const own = found.visit === visit ? found : { ...nothing, visit };
  const change = (part: Partial<Kept>) => kept.set({ ...own, ...part });
  return {
    quantityOf: (variantId) => own.quantities[variantId] ?? 1,
    setQuantity: (variantId, quantity) =>
      change({
        quantities: { ...own.quantities, [variantId]: Math.max(1, Math.min(mostUnits, Math.trunc(quantity) || 1)) },
      }),
    couponIds: own.couponIds,
    addCoupon: (id) =>
      own.couponIds.length < mostCoupons ? change({ couponIds: [...new Set([...own.couponIds, id])] }) : undefined,
    dropCoupon: (id) => change({ couponIds: own.couponIds.filter((one) => one !== id) }),
  };
}
