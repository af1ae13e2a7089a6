// The simple peers: what sold in the last days, and item-kNN (Sarwar et al., "Item-based collaborative filtering", WWW 2001;
// Deshpande & Karypis, TOIS 2004): cosine between items, each keeping its k nearest, summed over what the customer had.
import { bestOf, dayMs, type Model, sequenceOf, type Training } from './suggest-model.ts';

export interface PopularitySettings {
  days: number;
}

export function popularityModel({ baskets, visits, endMs, catalogue }: Training, { days }: PopularitySettings): Model {
  const scores = new Float64Array(catalogue.items.length);
  for (const [visit, basket] of baskets.entries()) {
    if ((visits[visit]?.atMs ?? 0) <= endMs - days * dayMs) continue;
    for (const item of basket) scores[item] = (scores[item] ?? 0) + 1;
  }
  return { rank: ({ excluded }) => bestOf(scores, excluded) };
}

export interface ItemKnnSettings {
  /** Nearest items that are kept of each. */
  k: number;
  /** Added to the denominator: pairs that met seldom say less. */
  shrink: number;
  /** Rows are normed to one, as Deshpande & Karypis do. */
  normed: boolean;
  /** An item is its own nearest: what was bought may be bought again. */
  self: boolean;
}

export function itemKnnModel(training: Training, { k, shrink, normed, self }: ItemKnnSettings): Model {
  const { baskets, visitsOf, catalogue } = training;
  const size = catalogue.items.length;
  const together = new Float64Array(size);
  const nearest = visitsOf.map((own, from) => {
    together.fill(0);
    for (const visit of own) for (const item of baskets[visit] ?? []) together[item] = (together[item] ?? 0) + 1;
    for (let item = 0; item < size; item++)
      together[item] =
        (together[item] ?? 0) / (Math.sqrt(own.length * (visitsOf[item]?.length ?? 0)) + shrink + Number.EPSILON);
    if (!self) together[from] = 0;
    const items = Int32Array.from({ length: size }, (_, item) => item)
      .filter((item) => (together[item] ?? 0) > 0)
      .sort((a, b) => (together[b] ?? 0) - (together[a] ?? 0))
      .slice(0, k);
    const sum = normed ? items.reduce((total, item) => total + (together[item] ?? 0), 0) || 1 : 1;
    return { items, weights: Float64Array.from(items, (item) => (together[item] ?? 0) / sum) };
  });
  return {
    rank(asked) {
      const scores = new Float64Array(size);
      for (const from of new Set(sequenceOf(asked))) {
        const { items, weights } = nearest[from] ?? { items: [], weights: [] };
        for (const [at, item] of items.entries()) scores[item] = (scores[item] ?? 0) + (weights[at] ?? 0);
      }
      return bestOf(scores, asked.excluded);
    },
  };
}
