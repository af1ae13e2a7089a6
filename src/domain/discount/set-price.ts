// What several pieces cost together: bundles, and "buy so many, get so many". Works on stacks of pieces that are alike.
// Promise: a set is made only where it saves something; a set's price is shared out by largest remainder, to the minor unit.
import { type Money, money } from '#domain/money.ts';
import type { SetRule } from './deal.ts';
import { afterRule } from './piece-price.ts';
import { spread } from './spread.ts';

/** Pieces of one line that no other set has taken. */
export interface Stack {
  line: number;
  productId: string;
  /** What one piece counts in the set: its price without what may not be combined with it. Never below `nowMinor`. */
  baseMinor: number;
  /** What it costs without the set. */
  nowMinor: number;
  count: number;
}

/** So many pieces of a line in the set, and what they cost in it, all together. */
export interface InSet {
  line: number;
  count: number;
  minor: number;
}

export interface SetPrice {
  savedMinor: number;
  pieces: InSet[];
}

/** null: nothing is saved. `currency` is the basket's. */
export function setPrice(rule: SetRule, stacks: readonly Stack[], currency: string): SetPrice | null {
  const dearestFirst = stacks.toSorted(
    (a, b) => b.baseMinor - a.baseMinor || b.nowMinor - a.nowMinor || a.line - b.line,
  );
  const made =
    rule.kind === 'bundle' ? bundles(rule, dearestFirst, currency) : bestBuyGet(rule, dearestFirst, currency);
  return made.savedMinor > 0 ? made : null;
}

/** Two ways, the cheaper one: every piece takes part, or those alone that cost no less outside. */
function bestBuyGet(rule: SetRule & { kind: 'buyGet' }, stacks: readonly Stack[], currency: string): SetPrice {
  const all = buyGet(rule, stacks, currency);
  const plain = stacks.filter(({ baseMinor, nowMinor }) => baseMinor === nowMinor);
  if (plain.length === stacks.length) return all;
  const some = buyGet(rule, plain, currency);
  return some.savedMinor > all.savedMinor ? some : all;
}

/**
 * Dearest first, in groups of buy + get: the last `get` of each group cost less. Each place has a weight and each piece pays
 * by its place, so one more piece never makes the whole cheaper.
 */
function buyGet(
  { buy, get, percent }: SetRule & { kind: 'buyGet' },
  stacks: readonly Stack[],
  currency: string,
): SetPrice {
  const size = buy + get;
  /** How many of the first `places` places are lowered. */
  const lowered = (places: number): number => Math.floor(places / size) * get + Math.max(0, (places % size) - buy);
  const total = stacks.reduce((sum, { count }) => sum + count, 0);
  // A last group in which nothing is lowered leaves its pieces to other sets, where that costs nothing.
  const complete = total % size <= buy ? total - (total % size) : total;
  const pieces: InSet[] = [];
  let savedMinor = 0;
  let place = 0;
  for (const { line, baseMinor, nowMinor, count } of stacks) {
    const inside = baseMinor === nowMinor ? Math.max(0, Math.min(count, complete - place)) : count;
    const less = lowered(place + inside) - lowered(place);
    const lowMinor = afterPercent(percent, money(baseMinor, currency));
    const minor = (inside - less) * baseMinor + less * lowMinor;
    if (inside > 0) pieces.push({ line, count: inside, minor });
    savedMinor += inside * nowMinor - minor;
    place += count;
  }
  return { savedMinor, pieces };
}

const afterPercent = (percent: number, price: Money): number =>
  percent >= 100 ? 0 : afterRule({ kind: 'percent', percent }, price);

/** Of each part the dearest pieces first; as many bundles as the pieces give and as save something. */
function bundles({ parts, gives }: SetRule & { kind: 'bundle' }, stacks: readonly Stack[], currency: string): SetPrice {
  const left = parts.map(({ productId, units }) => ({
    units,
    stacks: stacks.filter((stack) => stack.productId === productId).map((stack) => ({ ...stack })),
  }));
  const taken = new Map<number, InSet>();
  let savedMinor = 0;
  for (;;) {
    const one = oneBundle(left);
    if (!one) break;
    const base = one.pieces.reduce((sum, { stack, units }) => sum + stack.baseMinor * units, 0);
    const now = one.pieces.reduce((sum, { stack, units }) => sum + stack.nowMinor * units, 0);
    const price = afterRule(gives, money(base, currency));
    if (price >= now) break;
    const shares = spread(
      price,
      one.pieces.map(({ stack, units }) => stack.baseMinor * units),
    );
    for (const [at, { stack, units }] of one.pieces.entries()) {
      const known = taken.get(stack.line) ?? { line: stack.line, count: 0, minor: 0 };
      known.count += units * one.times;
      known.minor += (shares[at] ?? 0) * one.times;
      taken.set(stack.line, known);
      stack.count -= units * one.times;
    }
    savedMinor += (now - price) * one.times;
  }
  return { savedMinor, pieces: [...taken.values()] };
}

interface OneBundle {
  pieces: { stack: Stack; units: number }[];
  /** So many bundles alike. */
  times: number;
}

function oneBundle(parts: readonly { units: number; stacks: Stack[] }[]): OneBundle | null {
  const pieces: OneBundle['pieces'] = [];
  let times = Number.MAX_SAFE_INTEGER;
  for (const { units, stacks } of parts) {
    let missing = units;
    for (const stack of stacks) {
      const some = Math.min(missing, stack.count);
      if (some === 0) continue;
      pieces.push({ stack, units: some });
      // A stack that lies in several bundles alike gives each the same; one that runs out ends the likeness.
      times = Math.min(times, Math.floor(stack.count / some));
      missing -= some;
      if (missing === 0) break;
    }
    if (missing > 0) return null;
  }
  // Pieces of two stacks in one part: the next bundle is another one.
  return { pieces, times: pieces.length > parts.length ? 1 : times };
}
