// The demo's dice: everything that looks random follows from one seed, so two runs make the same shop.
import { hash } from 'node:crypto';
import { uuidv7 } from '#domain/ids.ts';

export interface Rng {
  /** 0 (inclusive) to 1 (exclusive). */
  readonly next: () => number;
  /** A whole number from `from` to `to`, both inclusive. */
  readonly int: (from: number, to: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of the list, each as likely as its weight; `weightOf` gives numbers ≥ 0, not all 0. */
  readonly weighted: <T>(list: readonly T[], weightOf: (item: T) => number) => T;
}

/** FNV-1a, 32 bits, with a last mix: a text to the start of a stream. */
function startOf(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 16)) >>> 0;
}

/** One stream per name (mulberry32): adding a product doesn't shuffle the customers. */
export function rngFor(seed: string, stream: string): Rng {
  let state = startOf(`${seed}/${stream}`);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)];
    if (item === undefined) throw new RangeError('pick from an empty list');
    return item;
  };
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (share) => next() < share,
    pick,
    weighted: (list, weightOf) => {
      let left = next() * list.reduce((sum, item) => sum + weightOf(item), 0);
      for (const item of list) if ((left -= weightOf(item)) < 0) return item;
      return pick(list);
    },
  };
}

/** The id of a thing of the demo: UUIDv7-shaped, the same for the same seed and name on every machine. */
export const idFor = (seed: string, name: string, atMs: number): string =>
  // The stream above begins with 32 bits: too few to tell 20,000 names apart.
  uuidv7(atMs, hash('sha256', `${seed}/${name}`, 'buffer'));
