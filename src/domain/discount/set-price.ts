// What several pieces cost together: bundles, and "buy so many, get so many". Works on stacks of pieces that are alike.
// Promise: a set is made only where it saves something, and no line of it costs more than its tag; shares are whole minor units.
import { money } from '#domain/money.ts';
import { buyGet } from './buy-get.ts';
import type { SetRule } from './deal.ts';
import { afterRule } from './piece-price.ts';
import type { InSet, SetPrice, Stack } from './set-stack.ts';
import { spread } from './spread.ts';

/** null: nothing is saved. `currency` is the basket's. */
export function setPrice(rule: SetRule, stacks: readonly Stack[], currency: string): SetPrice | null {
  const dearestFirst = stacks.toSorted(
    (a, b) => b.baseMinor - a.baseMinor || b.nowMinor - a.nowMinor || a.line - b.line,
  );
  const { savedMinor, pieces } =
    rule.kind === 'bundle' ? bundles(rule, dearestFirst, currency) : buyGet(rule, dearestFirst, currency);
  return savedMinor > 0 ? { savedMinor, pieces: noneAboveItsTag(pieces, stacks) } : null;
}

/**
 * A piece may pay more inside than its tag says, where the others save more than that: what it pays above its tag is paid by
 * those that save, in the measure of what they save. The whole stays what it is.
 */
function noneAboveItsTag(pieces: readonly InSet[], stacks: readonly Stack[]): InSet[] {
  const nowByLine = new Map(stacks.map(({ line, nowMinor }) => [line, nowMinor]));
  const tags = pieces.map(({ line, count }) => (nowByLine.get(line) ?? 0) * count);
  const above = pieces.reduce((sum, { minor }, at) => sum + Math.max(0, minor - (tags[at] ?? 0)), 0);
  const shares = spread(
    above,
    pieces.map(({ minor }, at) => Math.max(0, (tags[at] ?? 0) - minor)),
  );
  return pieces.map((piece, at) => ({ ...piece, minor: Math.min(piece.minor, tags[at] ?? 0) + (shares[at] ?? 0) }));
}

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
