// The session-based peers as published: VS-kNN (Ludewig & Jannach, "Evaluation of session-based recommendation algorithms",
// UMUAI 2018) and STAN (Garg et al., "Sequence and time aware neighborhood for session-based recommendations", SIGIR 2019).
// A session is a visit in training; the one that is asked about is the customer's last 100 items and the basket.
import { bestOf, dayMs, type Model, sequenceOf, type Training } from './suggest-model.ts';

export interface VsKnnSettings {
  /** Nearest sessions that vote. */
  k: number;
  /** The newest sessions with an item in common, among which the nearest are looked for. */
  sample: number;
  /** How an item's weight falls with its place from the end, for the likeness. */
  weighting: Weighting;
  /** The same for the vote of a neighbour, by the newest item in common. */
  scoring: Weighting;
  /** How much the rarity of an item adds to its score; 0: none. */
  idf: number;
}

export type Weighting = 'same' | 'linear' | 'div' | 'log' | 'quadratic';

/** `place` from 1, the oldest, to `length`. As in the authors' code (session-rec, vsknn). */
const weightAt: Record<Weighting, (place: number, length: number) => number> = {
  same: () => 1,
  linear: (place, length) => Math.max(0, 1 - 0.1 * (length - place)),
  div: (place, length) => place / length,
  log: (place, length) => 1 / Math.log10(length - place + 1.7),
  quadratic: (place, length) => (place / length) ** 2,
};

export function vsKnnModel(training: Training, settings: VsKnnSettings): Model {
  const { baskets, visitsOf, catalogue } = training;
  const rarity = visitsOf.map((own) => Math.log(baskets.length / Math.max(1, own.length)));
  const met = new Float64Array(baskets.length);
  const newest = new Int32Array(baskets.length);
  return {
    rank(asked) {
      const { length, lastPlaces } = placesOf(asked);
      const touched: number[] = [];
      for (const [item, place] of lastPlaces) {
        const weight = weightAt[settings.weighting](place, length);
        for (const visit of visitsOf[item] ?? []) {
          if (newest[visit] === 0) touched.push(visit);
          met[visit] = (met[visit] ?? 0) + weight;
          newest[visit] = Math.max(newest[visit] ?? 0, place);
        }
      }
      const nearest = newestOf(touched, settings.sample)
        .map((visit) => ({ visit, likeness: (met[visit] ?? 0) / length, place: newest[visit] ?? 0 }))
        .toSorted((a, b) => b.likeness - a.likeness)
        .slice(0, settings.k);
      const scores = new Float64Array(catalogue.items.length);
      for (const { visit, likeness, place } of nearest) {
        const vote = likeness * weightAt[settings.scoring](place, length);
        for (const item of baskets[visit] ?? [])
          scores[item] = (scores[item] ?? 0) + vote * (1 + settings.idf * (rarity[item] ?? 0));
      }
      forget(touched, met, newest);
      return bestOf(scores, asked.excluded);
    },
  };
}

export interface StanSettings {
  k: number;
  sample: number;
  /** λ1, in places: how the weight of an item falls with its place from the end. */
  itemDecay: number;
  /** λ2, in days: how a session's vote falls with its age. */
  sessionDecayDays: number;
  /** λ3, in places: how a vote falls with the distance from the newest item in common. */
  neighbourDecay: number;
}

export function stanModel(training: Training, settings: StanSettings): Model {
  const { baskets, visitsOf, visits, catalogue } = training;
  const met = new Float64Array(baskets.length);
  const newest = new Int32Array(baskets.length);
  return {
    rank(asked) {
      const { length, lastPlaces } = placesOf(asked);
      const touched: number[] = [];
      let own = 0;
      for (const [item, place] of lastPlaces) {
        const weight = Math.exp((place - length) / settings.itemDecay);
        own += weight ** 2;
        for (const visit of visitsOf[item] ?? []) {
          if (newest[visit] === 0) touched.push(visit);
          met[visit] = (met[visit] ?? 0) + weight;
          newest[visit] = Math.max(newest[visit] ?? 0, place);
        }
      }
      const itemAtPlace = new Map([...lastPlaces].map(([item, place]) => [place, item]));
      const nearest = newestOf(touched, settings.sample)
        .map((visit) => {
          const ageDays = (asked.atMs - (visits[visit]?.atMs ?? 0)) / dayMs;
          const likeness = (met[visit] ?? 0) / Math.sqrt(own * (baskets[visit]?.length ?? 1));
          return { visit, vote: likeness * Math.exp(-Math.max(0, ageDays) / settings.sessionDecayDays) };
        })
        .toSorted((a, b) => b.vote - a.vote)
        .slice(0, settings.k);
      const scores = new Float64Array(catalogue.items.length);
      for (const { visit, vote } of nearest) {
        const basket = baskets[visit] ?? new Int32Array();
        const common = basket.indexOf(itemAtPlace.get(newest[visit] ?? 0) ?? -1);
        for (let at = 0; at < basket.length; at++) {
          const item = basket[at] ?? 0;
          scores[item] = (scores[item] ?? 0) + vote * Math.exp(-Math.abs(at - common) / settings.neighbourDecay);
        }
      }
      forget(touched, met, newest);
      return bestOf(scores, asked.excluded);
    },
  };
}

/** Item → its newest place, from 1, the oldest. */
function placesOf(asked: Parameters<Model['rank']>[0]): { length: number; lastPlaces: Map<number, number> } {
  const sequence = sequenceOf(asked);
  return { length: sequence.length, lastPlaces: new Map(sequence.map((item, at) => [item, at + 1])) };
}

/** Visits are numbered in the order of time. */
const newestOf = (visits: number[], most: number): number[] =>
  visits.length <= most ? visits : visits.toSorted((a, b) => b - a).slice(0, most);

function forget(touched: readonly number[], met: Float64Array, newest: Int32Array): void {
  for (const visit of touched) {
    met[visit] = 0;
    newest[visit] = 0;
  }
}
