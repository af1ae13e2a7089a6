// Which products go together: decayed co-occurrence in visits and with persons, normed, shrunk so that chance says little.
// Exact, one product at a time; memory is one row of counters, whatever the number of pairs.
import type { Neighbours } from '#domain/product.ts';
import type { Baskets } from './baskets.ts';
import { type Groups, personGroups, visitGroups } from './groups.ts';

export interface PairRules {
  /** A pair, or a product as popular, is published only when so many distinct persons support it. */
  support: number;
  top: number;
}

/** Source: chosen on September 2011 of Online Retail, the last month within its training; `npm run bench -- suggest --tune` asks again. */
export const pairConstants = {
  visitDecayDays: 60,
  personDecayDays: 90,
  popularDecayDays: 15,
  /** A product's share of what sells now over its share in the long run, to this power, lifts its pairs: seasons turn. */
  trendPower: 0.4,
  trendDecayDays: 90,
  sizeDamping: 0.5,
  /** How much the persons' pairs say beside the visits'. */
  personShare: 0.5,
  /** together / (from^a · to^b + shrink), each the sum of the groups that hold it. */
  visitFromPower: 0.7,
  personFromPower: 0.9,
  toPower: 0.5,
  shrink: 1,
  /** The strongest pair of all but one in a hundred products has the full weight: the rest keep more of the scale. */
  fullAt: 0.99,
};
export type PairConstants = typeof pairConstants;

const dayMs = 86_400_000;
/** Eight bits; 0 is kept for "popular in the department". */
const fullWeight = 255;

export interface Pairs {
  /** Neighbour lists by product number, as [product id, weight]; empty where nothing has support. */
  near: Neighbours['near'][];
  /** How much of a product is wanted now; 0 without support. */
  popularity: Float64Array;
}

export function pairsOf(
  baskets: Baskets,
  { support, top }: PairRules,
  constants: PairConstants = pairConstants,
): Pairs {
  const { products } = baskets;
  const { sizeDamping } = constants;
  const visits = visitGroups(baskets, { decayDays: constants.visitDecayDays, sizeDamping });
  const persons = personGroups(baskets, { decayDays: constants.personDecayDays, sizeDamping });
  const sources = [
    { ...countable(visits, products.length, constants.visitFromPower, constants), share: 1 },
    { ...countable(persons, products.length, constants.personFromPower, constants), share: constants.personShare },
  ] as const;
  const recent = popularityOf(baskets, constants.popularDecayDays);
  const trends = trendsOf(recent, popularityOf(baskets, constants.trendDecayDays), constants.trendPower);
  const personsOf = countPersons(baskets);

  const scores = new Float64Array(products.length);
  const row = new Float64Array(products.length);
  const supporters = new Int32Array(products.length);
  const lastPerson = new Int32Array(products.length);
  const found: { item: number; score: number }[][] = [];
  for (let from = 0; from < products.length; from++) {
    const touched = new Set<number>();
    for (const source of sources)
      for (const item of addRow(source, from, row)) {
        scores[item] = (scores[item] ?? 0) + normed(source, from, item, row);
        touched.add(item);
      }
    countSupporters(sources[0], baskets.persons, from, supporters, lastPerson);
    const list: { item: number; score: number }[] = [];
    for (const item of touched) {
      if ((supporters[item] ?? 0) >= support) list.push({ item, score: (scores[item] ?? 0) * (trends[item] ?? 1) });
      scores[item] = 0;
      supporters[item] = 0;
      lastPerson[item] = 0;
    }
    found.push(list.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, top));
  }
  return {
    near: inBytes(found, products, constants.fullAt),
    popularity: recent.map((sum, item) => ((personsOf[item] ?? 0) >= support ? sum : 0)),
  };
}

interface Countable extends Groups {
  of: { starts: Int32Array; groups: Int32Array; strengths: Float32Array };
  fromNorms: Float64Array;
  toNorms: Float64Array;
  shrink: number;
  share: number;
}

function countable(
  groups: Groups,
  size: number,
  fromPower: number,
  { toPower, shrink }: PairConstants,
): Omit<Countable, 'share'> {
  const norms = new Float64Array(size);
  for (const [group, say] of groups.says.entries())
    for (let at = groups.starts[group] ?? 0; at < (groups.starts[group + 1] ?? 0); at++) {
      const item = groups.items[at] ?? 0;
      norms[item] = (norms[item] ?? 0) + say * (groups.strengths[at] ?? 0) ** 2;
    }
  return {
    ...groups,
    of: invert(groups, size),
    fromNorms: norms.map((norm) => norm ** fromPower),
    toNorms: norms.map((norm) => norm ** toPower),
    shrink,
  };
}

/** Adds up what the groups of one product hold beside it; returns which products those are. */
function addRow({ of, starts, items, strengths, says }: Countable, from: number, row: Float64Array): number[] {
  const touched: number[] = [];
  for (let entry = of.starts[from] ?? 0; entry < (of.starts[from + 1] ?? 0); entry++) {
    const group = of.groups[entry] ?? 0;
    const weight = (says[group] ?? 0) * (of.strengths[entry] ?? 0);
    for (let at = starts[group] ?? 0; at < (starts[group + 1] ?? 0); at++) {
      const item = items[at] ?? 0;
      if (item === from) continue;
      if (row[item] === 0) touched.push(item);
      row[item] = (row[item] ?? 0) + weight * (strengths[at] ?? 0);
    }
  }
  return touched;
}

/** Takes the sum out of the row. */
function normed(
  { fromNorms, toNorms, shrink, share }: Countable,
  from: number,
  item: number,
  row: Float64Array,
): number {
  const sum = row[item] ?? 0;
  row[item] = 0;
  return (share * sum) / ((fromNorms[from] ?? 0) * (toNorms[item] ?? 0) + shrink);
}

/** Distinct persons who wanted both in one visit. Their visits stand together, so one look back tells persons from visits. */
function countSupporters(
  { of, starts, items }: Countable,
  persons: Int32Array,
  from: number,
  supporters: Int32Array,
  lastPerson: Int32Array,
): void {
  for (let entry = of.starts[from] ?? 0; entry < (of.starts[from + 1] ?? 0); entry++) {
    const visit = of.groups[entry] ?? 0;
    const person = persons[visit] ?? 0;
    for (let at = starts[visit] ?? 0; at < (starts[visit + 1] ?? 0); at++) {
      const item = items[at] ?? 0;
      if (item === from || lastPerson[item] === person) continue;
      lastPerson[item] = person;
      supporters[item] = (supporters[item] ?? 0) + 1;
    }
  }
}

/** One scale for the whole chain: weights of different lists are added on the tablet, which squares them. */
function inBytes(
  lists: readonly (readonly { item: number; score: number }[])[],
  products: readonly string[],
  fullAt: number,
): Neighbours['near'][] {
  const strongest = lists.flatMap(([first]) => first?.score ?? []).sort((a, b) => a - b);
  const full = strongest[Math.min(strongest.length - 1, Math.floor(strongest.length * fullAt))] ?? 1;
  return lists.map((list) =>
    list.map(({ item, score }): [string, number] => [
      products[item] ?? '',
      Math.max(1, Math.round(Math.sqrt(Math.min(1, score / full)) * fullWeight)),
    ]),
  );
}

function popularityOf(
  { starts, items, strengths, atMs, newestMs, products }: Baskets,
  decayDays: number,
): Float64Array {
  const sums = new Float64Array(products.length);
  for (const [visit, at] of atMs.entries()) {
    const recent = Math.exp((at - newestMs) / (decayDays * dayMs));
    for (let entry = starts[visit] ?? 0; entry < (starts[visit + 1] ?? 0); entry++) {
      const item = items[entry] ?? 0;
      sums[item] = (sums[item] ?? 0) + recent * (strengths[entry] ?? 0);
    }
  }
  return sums;
}

/** Part of an even share that every product is given, so that one which sells nothing has a trend as well. */
const evenPart = 0.04;

function trendsOf(recent: Float64Array, long: Float64Array, power: number): Float64Array {
  const [recentSum, longSum] = [recent, long].map((sums) => sums.reduce((sum, one) => sum + one, 0) || 1);
  const even = evenPart / Math.max(1, recent.length);
  return recent.map(
    (sum, item) => ((sum / (recentSum ?? 1) + even) / ((long[item] ?? 0) / (longSum ?? 1) + even)) ** power,
  );
}

/** By product: how many distinct persons wanted it. */
function countPersons({ starts, items, persons, products }: Baskets): Int32Array {
  const counts = new Int32Array(products.length);
  const lastPerson = new Int32Array(products.length);
  for (const [visit, person] of persons.entries())
    for (let at = starts[visit] ?? 0; at < (starts[visit + 1] ?? 0); at++) {
      const item = items[at] ?? 0;
      if (lastPerson[item] === person) continue;
      lastPerson[item] = person;
      counts[item] = (counts[item] ?? 0) + 1;
    }
  return counts;
}

/** By product: the groups that hold it, in order. */
function invert({ starts, items, strengths }: Groups, size: number): Countable['of'] {
  const begins = new Int32Array(size + 1);
  for (const item of items) begins[item + 1] = (begins[item + 1] ?? 0) + 1;
  for (let item = 0; item < size; item++) begins[item + 1] = (begins[item + 1] ?? 0) + (begins[item] ?? 0);
  const next = begins.slice();
  const groups = new Int32Array(items.length);
  const kept = new Float32Array(items.length);
  for (let group = 0; group + 1 < starts.length; group++) {
    for (let at = starts[group] ?? 0; at < (starts[group + 1] ?? 0); at++) {
      const item = items[at] ?? 0;
      const slot = next[item] ?? 0;
      groups[slot] = group;
      kept[slot] = strengths[at] ?? 0;
      next[item] = slot + 1;
    }
  }
  return { starts: begins, groups, strengths: kept };
}
