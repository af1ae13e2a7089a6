// "Buy so many, get so many": which pieces take part, and what they cost. Promise: of all ways to leave pieces out the
// cheapest is taken, so that one more piece never makes the whole cheaper; equal ways leave more pieces to other sets.
import { type Money, money } from '#domain/money.ts';
import type { SetRule } from './deal.ts';
import { afterRule } from './piece-price.ts';
import type { SetPrice, Stack } from './set-stack.ts';

type BuyGetRule = SetRule & { kind: 'buyGet' };

/** `stacks`: dearest first. */
export function buyGet(rule: BuyGetRule, stacks: readonly Stack[], currency: string): SetPrice {
  const places = placesOf(rule);
  const priced = stacks.map((stack) => ({
    ...stack,
    lowMinor: afterPercent(rule.percent, money(stack.baseMinor, currency)),
  }));
  return priceOf(places, takingPart(places, priced));
}

type PricedStack = Stack & { lowMinor: number };

interface Places {
  size: number;
  /** How many of the first `count` places are lowered. */
  lowered(count: number): number;
  /** So many of them stand in groups in which something is lowered. */
  complete(count: number): number;
}

/**
 * Dearest first, in groups of buy + get: the last `get` of each group cost less. Each place has a weight and each piece pays
 * by its place, so one more piece never makes the whole cheaper.
 */
function placesOf({ buy, get }: BuyGetRule): Places {
  const size = buy + get;
  return {
    size,
    lowered: (count) => Math.floor(count / size) * get + Math.max(0, (count % size) - buy),
    complete: (count) => (count % size <= buy ? count - (count % size) : count),
  };
}

function priceOf({ lowered, complete }: Places, stacks: readonly PricedStack[]): SetPrice {
  // A last group in which nothing is lowered leaves its pieces to other sets: that costs nothing.
  const end = complete(stacks.reduce((sum, { count }) => sum + count, 0));
  const pieces: SetPrice['pieces'] = [];
  let savedMinor = 0;
  let place = 0;
  for (const { line, baseMinor, nowMinor, lowMinor, count } of stacks) {
    const inside = Math.max(0, Math.min(count, end - place));
    const less = lowered(place + inside) - lowered(place);
    const minor = (inside - less) * baseMinor + less * lowMinor;
    if (inside > 0) pieces.push({ line, count: inside, minor });
    savedMinor += inside * nowMinor - minor;
    place += count;
  }
  return { savedMinor, pieces };
}

/**
 * A piece that costs less outside than it counts inside may fill a place, push another one to where it is lowered, or be
 * better left out: from the last stack back, what is saved from each place of a group on, then the way forward through it.
 */
function takingPart({ size, lowered }: Places, stacks: readonly PricedStack[]): PricedStack[] {
  const saved = ({ baseMinor, nowMinor, lowMinor }: PricedStack, place: number, count: number): number =>
    count * (nowMinor - baseMinor) + (lowered(place + count) - lowered(place)) * (baseMinor - lowMinor);
  let after = Array.from({ length: size }, () => 0);
  const ways: number[][] = [];
  for (const [at, stack] of [...stacks.entries()].toReversed()) {
    const counts = countsOf(stack, size);
    const best: number[] = [];
    const chosen: number[] = [];
    for (let place = 0; place < size; place++) {
      let most = Number.NEGATIVE_INFINITY;
      for (const count of counts) {
        const sum = saved(stack, place, count) + (after[(place + count) % size] ?? 0);
        if (sum <= most) continue;
        most = sum;
        chosen[place] = count;
      }
      best.push(most);
    }
    after = best;
    ways[at] = chosen;
  }
  let place = 0;
  return stacks.flatMap((stack, at) => {
    const count = ways[at]?.[place] ?? 0;
    place = (place + count) % size;
    return count > 0 ? [{ ...stack, count }] : [];
  });
}

/**
 * How many pieces of a stack are tried, fewest first. One that costs the same inside and outside only helps inside. Another
 * whole group of a stack saves as much as the one before it, so what is best lies near none or near all.
 */
function countsOf({ baseMinor, nowMinor, count }: Stack, size: number): number[] {
  if (baseMinor === nowMinor) return [count];
  const all = Array.from({ length: Math.min(count + 1, 2 * size) }, (_, at) => at);
  return all.map((at) => (at < size ? at : count - (all.length - 1 - at)));
}

const afterPercent = (percent: number, price: Money): number =>
  percent >= 100 ? 0 : afterRule({ kind: 'percent', percent }, price);
