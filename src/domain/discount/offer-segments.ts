// A regular price and the discounts that touch a product, cut into the stretches of time in which one lower price holds.
// Promise: stretches never overlap, so a switch of price is one instant; `was` is the lawful prior price or null.
import type { Money } from '#domain/money.ts';
import {
  asDiscount,
  type Discount,
  isPieceDeal,
  type PieceDeal,
  type PlainPromotion,
  type TouchedProduct,
  touches,
} from './deal.ts';
import { type PiecePrice, piecePrice } from './piece-price.ts';
import { lowestBefore, type PastPrice } from './prior-price.ts';
import { type Window, windowsOf } from './windows.ts';

/** Weekly windows are written out so far ahead; the server renews them long before. */
const horizonDays = 14;
const dayMs = 86_400_000;

export interface Segment extends Window, PiecePrice {
  wasMinor: number | null;
}

export interface SegmentQuestion {
  product: TouchedProduct;
  regular: Money;
  promotions: readonly (PlainPromotion | Discount)[];
  asOfMs: number;
  zone: string;
  past: readonly PastPrice[];
}

interface Open {
  deal: PieceDeal;
  windows: readonly Window[];
}

export function offerSegments({ product, regular, promotions, asOfMs, zone, past }: SegmentQuestion): Segment[] {
  const deals = openDeals(promotions, zone, asOfMs).filter(({ deal }) => touches(deal, product));
  if (deals.length === 0) return [];
  const edges = [...new Set(deals.flatMap(({ windows }) => windows.flatMap(edgesOf)))].toSorted((a, b) => a - b);
  const lower: (Window & PiecePrice)[] = [];
  for (const [at, fromMs] of edges.entries()) {
    const toMs = edges[at + 1] ?? Infinity;
    if (fromMs === Infinity) break;
    const holding = deals.filter(({ windows }) => windows.some((window) => covers(window, fromMs)));
    const { minor, taken } = piecePrice(
      regular,
      holding.map(({ deal }) => deal),
    );
    if (minor >= regular.minor) continue;
    const last = lower.at(-1);
    if (last?.toMs === fromMs && last.minor === minor && sameDeals(last, taken)) last.toMs = toMs;
    else lower.push({ fromMs, toMs, minor, taken });
  }
  return withPrior(lower, regular.minor, past).map((segment) => ({
    ...segment,
    toMs: segment.toMs === Infinity ? null : segment.toMs,
  }));
}

/** An offer at 0 is the regular price's; nothing was ever sold before. */
const edgesOf = ({ fromMs, toMs }: Window): number[] => [Math.max(1, fromMs), Math.max(1, toMs ?? Infinity)];
const covers = ({ fromMs, toMs }: Window, atMs: number): boolean => fromMs <= atMs && (toMs === null || atMs < toMs);
const sameDeals = (a: PiecePrice, taken: PiecePrice['taken']): boolean =>
  a.taken.length === taken.length && a.taken.every(({ deal }, at) => deal.id === taken[at]?.deal.id);

/** Stretches without a gap are one reduction: its prior price counts for all of them, until one is dearer than another before it. */
function withPrior(
  lower: readonly (Window & PiecePrice)[],
  regularMinor: number,
  past: readonly PastPrice[],
): Segment[] {
  const known = [...past];
  const out: Segment[] = [];
  let run: Segment[] = [];
  let prior = regularMinor;
  for (const segment of lower) {
    if (run.at(-1)?.toMs !== segment.fromMs) {
      known.push(...run);
      run = [];
      prior = Math.min(regularMinor, lowestBefore(known, segment.fromMs) ?? regularMinor);
    }
    const before = run.reduce((least, { minor }) => Math.min(least, minor), prior);
    const was = before < segment.minor ? before : prior;
    const told: Segment = { ...segment, wasMinor: was > segment.minor ? was : null };
    run.push(told);
    out.push(told);
  }
  return out;
}

// An import asks for a hundred thousand variants with the same list.
const kept = new WeakMap<object, { key: string; deals: Open[] }>();

function openDeals(promotions: SegmentQuestion['promotions'], zone: string, asOfMs: number): Open[] {
  const key = `${zone} ${asOfMs}`;
  const known = kept.get(promotions);
  if (known?.key === key) return known.deals;
  const deals = promotions
    .map(asDiscount)
    .filter(isPieceDeal)
    .map((deal): Open => {
      // A plain period is written out wherever it lies; weekly windows in those days alone.
      const whole = deal.weekly.length === 0;
      const windows = windowsOf(
        deal,
        zone,
        whole ? -Infinity : asOfMs,
        whole ? Infinity : asOfMs + horizonDays * dayMs,
      );
      return { deal, windows };
    });
  kept.set(promotions, { key, deals });
  return deals;
}
