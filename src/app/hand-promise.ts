// The promise of a unit in the hand, from this tablet's own rows: the number with its two ages, and the pace of the store.
import type { HomeId } from '#domain/ids.ts';
import { usualPaceId } from '#domain/pace.ts';
import { handPromise } from '#domain/stock-promise.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';

/** 0 … 1; null: no number, or a server that tells no paces. `available`: as it is shown, with what is put aside for this very tablet. */
export function promiseHere(
  catalogue: Catalogue,
  view: View,
  home: HomeId,
  variantId: string,
  available: number,
  nowMs: number,
): number | null {
  const seen = view.stock(home, variantId);
  if (!seen || !view.knows('pace', home)) return null;
  const pace = view.get('pace', home, variantId) ?? view.get('pace', home, usualPaceId);
  if (!pace) return null;
  const store = catalogue.store(home);
  const openHours =
    store?.opens && store.closes ? { opens: store.opens, closes: store.closes, zone: store.zone } : null;
  return handPromise({
    available,
    countedMs: seen.stock.asOfMs,
    toldMs: seen.seenMs,
    saleRatePerDay: pace.soldPerDay,
    shrinkPerDay: pace.lostPerDay,
    nowMs,
    openHours,
  });
}

/** Below this a number would only be read as a yes. */
const leastSaid = 0.5;

/** Whole percent to be said; null: it is doubtful, and staff is asked instead. */
export const percentSaid = (promise: number): number | null => (promise < leastSaid ? null : Math.floor(promise * 100));
