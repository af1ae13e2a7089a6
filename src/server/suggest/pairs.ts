// Which products go together: decayed co-occurrence as a cosine, shrunk so that two chance meetings say little.
// Exact, one product at a time; memory is one row of counters, whatever the number of pairs.
import type { Neighbours } from '#domain/product.ts';
import type { Baskets } from './baskets.ts';

export interface PairRules {
  /** A pair, or a product as popular, is published only when so many distinct persons support it. */
  support: number;
  top: number;
}

/** exp(−age/30 d), shrink 5. Source: the measured anchors of the suggestion protocol. */
const decayMs = 30 * 86_400_000;
const shrink = 5;
/** Eight bits; 0 is kept for "popular in the department". */
const fullWeight = 255;

export interface Pairs {
  /** Neighbour lists by product number, as [product id, weight]; empty where nothing has support. */
  near: Neighbours['near'][];
  /** How much of a product is wanted now; 0 without support. */
  popularity: Float64Array;
}

export function pairsOf(baskets: Baskets, { support, top }: PairRules): Pairs {
  const { products, starts, items, strengths, persons } = baskets;
  const decays = Float64Array.from(baskets.atMs, (atMs) => Math.exp((atMs - baskets.newestMs) / decayMs));
  const visitsOf = invert(baskets);
  const norms = new Float64Array(products.length);
  const popularity = new Float64Array(products.length);
  for (let visit = 0; visit < decays.length; visit++) {
    for (let at = starts[visit] ?? 0; at < (starts[visit + 1] ?? 0); at++) {
      const item = items[at] ?? 0;
      const strength = strengths[at] ?? 0;
      norms[item] = (norms[item] ?? 0) + (decays[visit] ?? 0) * strength * strength;
      popularity[item] = (popularity[item] ?? 0) + (decays[visit] ?? 0) * strength;
    }
  }

  const scores = new Float64Array(products.length);
  const supporters = new Int32Array(products.length);
  const lastPerson = new Int32Array(products.length);
  const found: { item: number; score: number }[][] = [];
  let strongest = 0;
  for (let from = 0; from < products.length; from++) {
    const touched: number[] = [];
    let own = 0;
    let lastOwn = 0;
    for (let entry = visitsOf.starts[from] ?? 0; entry < (visitsOf.starts[from + 1] ?? 0); entry++) {
      const visit = visitsOf.visits[entry] ?? 0;
      const person = persons[visit] ?? 0;
      if (person !== lastOwn) own += 1;
      lastOwn = person;
      const weight = (decays[visit] ?? 0) * (visitsOf.strengths[entry] ?? 0);
      for (let at = starts[visit] ?? 0; at < (starts[visit + 1] ?? 0); at++) {
        const item = items[at] ?? 0;
        if (item === from) continue;
        if (supporters[item] === 0) touched.push(item);
        // Visits of one person stand together, so one look back counts persons, not visits.
        if (lastPerson[item] !== person || supporters[item] === 0) supporters[item] = (supporters[item] ?? 0) + 1;
        lastPerson[item] = person;
        scores[item] = (scores[item] ?? 0) + weight * (strengths[at] ?? 0);
      }
    }
    if (own < support) popularity[from] = 0;
    const list: { item: number; score: number }[] = [];
    for (const item of touched) {
      if ((supporters[item] ?? 0) >= support)
        list.push({ item, score: (scores[item] ?? 0) / (Math.sqrt((norms[from] ?? 0) * (norms[item] ?? 0)) + shrink) });
      scores[item] = 0;
      supporters[item] = 0;
      lastPerson[item] = 0;
    }
    list.sort((a, b) => b.score - a.score || a.item - b.item);
    list.length = Math.min(list.length, top);
    strongest = Math.max(strongest, list[0]?.score ?? 0);
    found.push(list);
  }
  // One scale for the whole chain: weights of different lists are added on the tablet.
  const near = found.map((list) =>
    list.map(({ item, score }): [string, number] => [
      products[item] ?? '',
      Math.max(1, Math.round((score / strongest) * fullWeight)),
    ]),
  );
  return { near, popularity };
}

/** By product: the visits that touched it, in order. */
function invert({ products, starts, items, strengths }: Baskets): {
  starts: Int32Array;
  visits: Int32Array;
  strengths: Float32Array;
} {
  const begins = new Int32Array(products.length + 1);
  for (const item of items) begins[item + 1] = (begins[item + 1] ?? 0) + 1;
  for (let item = 0; item < products.length; item++) begins[item + 1] = (begins[item + 1] ?? 0) + (begins[item] ?? 0);
  const next = begins.slice();
  const visits = new Int32Array(items.length);
  const kept = new Float32Array(items.length);
  for (let visit = 0; visit + 1 < starts.length; visit++) {
    for (let at = starts[visit] ?? 0; at < (starts[visit + 1] ?? 0); at++) {
      const item = items[at] ?? 0;
      const slot = next[item] ?? 0;
      visits[slot] = visit;
      kept[slot] = strengths[at] ?? 0;
      next[item] = slot + 1;
    }
  }
  return { starts: begins, visits, strengths: kept };
}
