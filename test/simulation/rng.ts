// All chance of a simulated run: the same seed and name give the same numbers, on every machine.
// Streams are named, so that one more fault in a schedule does not change what the others do.

export interface Rng {
  /** 0 ≤ x < 1 */
  fraction(): number;
  /** A whole number below `below`. */
  int(below: number): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  bytes(count: number): Uint8Array<ArrayBuffer>;
}

/** sfc32 over a hash of seed and name. */
export function rngOf(seed: number, name: string): Rng {
  let [a, b, c, d] = [0x9e3779b9 ^ seed, 0x243f6a88, 0xb7e15162, Math.imul(seed, 0x85ebca6b) | 1];
  for (let at = 0; at < name.length; at += 1) {
    a = Math.imul(a ^ name.charCodeAt(at), 0xcc9e2d51);
    b = (b + a) | 0;
  }
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 15; round += 1) next();
  const rng: Rng = {
    fraction: () => next() / 2 ** 32,
    int: (below) => Math.floor(rng.fraction() * below),
    between: (low, high) => low + rng.int(high - low + 1),
    chance: (probability) => rng.fraction() < probability,
    pick(list) {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[rng.int(list.length)] as (typeof list)[number];
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 255),
  };
  return rng;
}
