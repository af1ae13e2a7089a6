// How many are here, as the last count says, and how far that number can be believed.
// Home: the store (the web warehouse is one); feed: store/floor. The id of a stock row is the variant's id.
import * as z from 'zod/mini';
import { InstantMs, RowId } from './ids.ts';

export const Stock = z.strictObject({
  id: RowId,
  onHand: z.number().check(z.int()),
  reserved: z.number().check(z.int(), z.gte(0)),
  leased: z.number().check(z.int(), z.gte(0)),
  asOfMs: InstantMs,
});
export type Stock = z.infer<typeof Stock>;

export const Place = z.strictObject({ id: RowId, aisle: z.string(), bay: z.string(), seenMs: InstantMs });
export type Place = z.infer<typeof Place>;

/** [LS1] What may still be promised. onHand may be negative (the till is the truth), this never. */
export const available = (stock: Stock): number => Math.max(0, stock.onHand - stock.reserved - stock.leased);

const staleAfterMs = 15 * 60_000;
const hiddenAfterMs = 4 * 3_600_000;

export type StockAge = 'fresh' | 'stale' | 'hidden';

/** How a number may be shown: as it is up to 15 min, with its age in amber up to 4 h, after that not at all. */
export function stockAge(seenMs: number, nowMs: number): StockAge {
  const ageMs = nowMs - seenMs;
  return ageMs > hiddenAfterMs ? 'hidden' : ageMs > staleAfterMs ? 'stale' : 'fresh';
}
