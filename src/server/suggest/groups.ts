// What was wanted together, of which pairs are counted: the products of one visit, and those of one person over time.
import type { Baskets } from './baskets.ts';

export interface Groups {
  /** By group: where its products begin in `items` and `strengths`; one more entry closes the last. */
  starts: Int32Array;
  items: Int32Array;
  strengths: Float32Array;
  /** By group: how much it says of any two of its products. */
  says: Float64Array;
}

export interface GroupRules {
  decayDays: number;
  /** A group's say is divided by its number of products to this power: who buys everything says little of any two. */
  sizeDamping: number;
}

const dayMs = 86_400_000;

export function visitGroups(
  { starts, items, strengths, atMs, newestMs }: Baskets,
  { decayDays, sizeDamping }: GroupRules,
): Groups {
  const says = Float64Array.from(atMs, (at, visit) => {
    const size = (starts[visit + 1] ?? 0) - (starts[visit] ?? 0);
    return Math.exp((at - newestMs) / (decayDays * dayMs)) / size ** sizeDamping;
  });
  return { starts, items, strengths, says };
}

/** Each product at its newest and strongest. Visits of one person stand together in `baskets`. */
export function personGroups(
  { starts, items, strengths, atMs, newestMs, persons }: Baskets,
  { decayDays, sizeDamping }: GroupRules,
): Groups {
  const ends: number[] = [0];
  const ownItems = new Int32Array(items.length);
  const ownStrengths = new Float32Array(items.length);
  let length = 0;
  let weightByItem = new Map<number, number>();
  let visits = 0;
  for (const [visit, person] of persons.entries()) {
    const recent = Math.exp(((atMs[visit] ?? 0) - newestMs) / (decayDays * dayMs));
    for (let at = starts[visit] ?? 0; at < (starts[visit + 1] ?? 0); at++) {
      const item = items[at] ?? 0;
      const weight = recent * (strengths[at] ?? 0) ** 2;
      weightByItem.set(item, Math.max(weight, weightByItem.get(item) ?? 0));
    }
    visits += 1;
    if (persons[visit + 1] === person) continue;
    // A single visit says it all by itself: a guest's is one of them.
    if (visits === 1) weightByItem = new Map();
    for (const [item, weight] of weightByItem) {
      ownItems[length] = item;
      // A pair weighs the product of both strengths: the mean of both ages.
      ownStrengths[length] = Math.sqrt(weight);
      length += 1;
    }
    if (visits > 1) ends.push(length);
    weightByItem = new Map();
    visits = 0;
  }
  return {
    starts: Int32Array.from(ends),
    items: ownItems.slice(0, length),
    strengths: ownStrengths.slice(0, length),
    says: Float64Array.from(
      { length: ends.length - 1 },
      (_, group) => ((ends[group + 1] ?? 0) - (ends[group] ?? 0)) ** -sizeDamping,
    ),
  };
}
