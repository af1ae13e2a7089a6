// What a product page says of deals that need more pieces: "together with…", "take 3, pay 2". Promise: only what holds now
// and is for everybody; it changes no price, the basket does.
import {
  asDiscount,
  byPriority,
  type Discount,
  isSetDeal,
  type PlainPromotion,
  type SetDeal,
  type TouchedProduct,
  touches,
} from './deal.ts';
import { windowsOf } from './windows.ts';

export interface SetHint {
  deal: SetDeal;
  /** When the present window ends; null: open. */
  toMs: number | null;
}

/** A deal that comes every week is looked for so far ahead. */
const aheadMs = 8 * 86_400_000;

/** The next instant after this one at which a product's hints may be others; null: none that is near. */
export function nextHintMs(
  promotions: readonly (PlainPromotion | Discount)[],
  product: TouchedProduct,
  { atMs, zone }: { atMs: number; zone: string },
): number | null {
  const edges = promotions
    .map(asDiscount)
    .filter((deal) => isSetDeal(deal) && touches(deal, product))
    .flatMap((deal) => windowsOf(deal, zone, atMs, atMs + aheadMs))
    .flatMap(({ fromMs, toMs }) => (toMs === null ? [fromMs] : [fromMs, toMs]))
    .filter((edge) => edge > atMs);
  return edges.length === 0 ? null : Math.min(...edges);
}

export function setHints(
  promotions: readonly (PlainPromotion | Discount)[],
  product: TouchedProduct,
  at: { atMs: number; zone: string },
): SetHint[] {
  return promotions
    .map(asDiscount)
    .filter(isSetDeal)
    .filter((deal) => touches(deal, product))
    .toSorted(byPriority)
    .flatMap((deal) => {
      const window = windowsOf(deal, at.zone, at.atMs, at.atMs + 1)[0];
      return window ? [{ deal, toMs: window.toMs }] : [];
    });
}
