// What every suggestion model of the bench is made from and answers, and what the peers share.
import type { Case, Catalogue } from './suggest-cases.ts';
import { listLength } from './suggest-cases.ts';
import type { Visit } from './suggest-history.ts';

export interface Training {
  catalogue: Catalogue;
  visits: readonly Visit[];
  /** By visit: its items as numbers, in the order in which they were bought. */
  baskets: readonly Int32Array[];
  /** By item: the visits that hold it, in the order of time. */
  visitsOf: readonly Int32Array[];
  /** When training ends. */
  endMs: number;
}

export type Settings = Readonly<Record<string, number | string | boolean>>;

export interface Model {
  /** Numbers of the catalogue, best first, none of them excluded; fewer than 20 only where nothing speaks for more. */
  rank(asked: Case): number[];
}

export const dayMs = 86_400_000;

export function trainingOf(catalogue: Catalogue, visits: readonly Visit[]): Training {
  const baskets = visits.map(({ items }) => Int32Array.from(items, (item) => catalogue.numberOf.get(item) ?? 0));
  const found: number[][] = catalogue.items.map(() => []);
  for (const [visit, basket] of baskets.entries()) for (const item of basket) found[item]?.push(visit);
  return {
    catalogue,
    visits,
    baskets,
    visitsOf: found.map((own) => Int32Array.from(own)),
    endMs: visits.at(-1)?.atMs ?? 0,
  };
}

/** The best of all by their scores; what scores nothing is left out. */
export function bestOf(scores: Float64Array, excluded: ReadonlySet<number>): number[] {
  const best: number[] = [];
  let least = 0;
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item] ?? 0;
    if (score <= least || excluded.has(item)) continue;
    let at = best.length;
    while (at > 0 && (scores[best[at - 1] ?? 0] ?? 0) < score) at -= 1;
    best.splice(at, 0, item);
    if (best.length > listLength) best.pop();
    if (best.length === listLength) least = scores[best.at(-1) ?? 0] ?? 0;
  }
  return best;
}

/** The sequence that session models see: the history, then the basket. */
export const sequenceOf = ({ history, basket }: Case): number[] => [...history.map(({ item }) => item), ...basket];
