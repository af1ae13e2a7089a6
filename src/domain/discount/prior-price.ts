// The price that a reduction is told against: the lowest of the 30 days before it (Directive 98/6/EC, article 6a; good
// practice elsewhere). Promise: never above the regular price; a "reduction" that leaves as much as before is none.
import type { Window } from './windows.ts';

const priorDays = 30;
const dayMs = 86_400_000;

/** A price that was asked for some time. */
export interface PastPrice extends Window {
  minor: number;
}

/** A row of price_history: what an offer said from `atMs` on; no price: it was withdrawn then. */
export interface HistoryRow extends Window {
  offerId: string;
  atMs: number;
  priceMinor: number | null;
}

/** An offer's word holds from when it was given until its next one, within its own period. */
export function pastPrices(rows: readonly HistoryRow[]): PastPrice[] {
  const past: PastPrice[] = [];
  for (const versions of Map.groupBy(rows, ({ offerId }) => offerId).values()) {
    const sorted = versions.toSorted((a, b) => a.atMs - b.atMs);
    for (const [at, { fromMs, toMs, atMs, priceMinor }] of sorted.entries()) {
      const end = Math.min(toMs ?? Infinity, sorted[at + 1]?.atMs ?? Infinity);
      const start = Math.max(fromMs, atMs);
      if (priceMinor !== null && start < end)
        past.push({ fromMs: start, toMs: end === Infinity ? null : end, minor: priceMinor });
    }
  }
  return past;
}

/** The lowest price asked in the 30 days before an instant; null: none is known. */
export function lowestBefore(past: readonly PastPrice[], atMs: number): number | null {
  const since = atMs - priorDays * dayMs;
  const asked = past.filter(({ fromMs, toMs }) => fromMs < atMs && (toMs === null || toMs > since));
  return asked.length === 0 ? null : asked.reduce((least, { minor }) => Math.min(least, minor), Infinity);
}
