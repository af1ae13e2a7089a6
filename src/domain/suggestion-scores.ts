// The sums behind a suggestion: pairs of what was scanned and of the web history, the history itself, what sells now.
// Each product keeps the strongest of its parts, which is the fact that is told of it.
import type { NearLists } from './near-lists.ts';
import type { HistoryItem, Reason, SuggestionInput } from './suggestion.ts';

/** Newer scans say more. Source: the suggestion protocol's measured anchors (weight 1, decay 0.9 a scan). */
const scanDecay = 0.9;
/** Scans beyond these add nothing: 0.9^40 is 1 %. */
const scansThatCount = 40;
/** Products of a person's vector that count. */
const historyThatCounts = 100;
const fullWeight = 255;
/** What sells in the department of a scan comes before what sells most in the shop. */
const departmentShare = 1.5;

/** Source: chosen with the server's constants on September 2011 of Online Retail, the last month within its training. */
export const scorerWeights = {
  /** All of the history beside all of the scans. */
  historyShare: 1,
  /** The product itself, beside a pair of full weight. */
  ownShare: 30,
  /** What sells most now, beside a pair of full weight: the largest within a standard error of that month's best. */
  popularShare: 0.02,
};
export type ScorerWeights = typeof scorerWeights;

/** As numbers: one byte for each product. 0: nothing yet. */
const part = { popular: 1, scan: 2, history: 3, own: 4 } as const;
type Part = (typeof part)[keyof typeof part];

export interface Scores {
  lists: NearLists;
  shares: ScorerWeights;
  /** By product number. */
  scores: Float64Array;
  /** Of the strongest part: how strong, of which kind, and which product it comes from. */
  strongest: Float64Array;
  kinds: Uint8Array;
  from: Uint32Array;
  touched: number[];
}

/** Reads all lists that will be asked for first, so that every product has its number. */
export function scoresFor(
  { lists, history, weights: shares = scorerWeights }: Pick<SuggestionInput, 'lists' | 'history' | 'weights'>,
  ids: readonly string[],
): Scores {
  for (const id of ids) lists.of(id);
  for (const { productId } of history) {
    lists.of(productId);
    lists.numberOf(productId);
  }
  const { count } = lists;
  return {
    lists,
    shares,
    scores: new Float64Array(count),
    strongest: new Float64Array(count),
    kinds: new Uint8Array(count),
    from: new Uint32Array(count),
    touched: [],
  };
}

/** `recent`: newest first. Together the scans weigh one. */
export function addScans(scores: Scores, recent: readonly string[]): void {
  const counted = recent.slice(0, scansThatCount);
  const sum = counted.reduce((total, _, index) => total + scanDecay ** index, 0);
  for (const [index, productId] of counted.entries()) addPairs(scores, productId, scanDecay ** index / sum, part.scan);
}

export function addHistory(scores: Scores, history: readonly HistoryItem[], isBesideScans: boolean): void {
  const counted = history.slice(0, historyThatCounts);
  const sum = counted.reduce((total, { weight }) => total + weight, 0);
  const share = isBesideScans ? scores.shares.historyShare : 1;
  for (const { productId, weight } of counted) {
    if (weight <= 0) continue;
    const own = (weight / sum) * share;
    addPairs(scores, productId, own, part.history);
    const number = scores.lists.numberOf(productId);
    add(scores, number, own * scores.shares.ownShare, part.own, number);
  }
}

export function addPopular(scores: Scores, popularId: string): void {
  const { numbers, weights } = scores.lists.of(popularId);
  for (let at = 0; at < numbers.length; at++)
    add(scores, numbers[at] ?? 0, (scores.shares.popularShare * (weights[at] ?? 0)) / fullWeight, part.popular, 0);
}

/** What is no suggestion, however much speaks for it. */
export function drop({ lists, scores }: Scores, productIds: Iterable<string>): void {
  for (const productId of productIds) {
    const number = lists.knownNumberOf(productId);
    if (number >= 0) scores[number] = 0;
  }
}

function addPairs(scores: Scores, productId: string, weight: number, kind: Part): void {
  const { numbers, weights } = scores.lists.of(productId);
  const from = scores.lists.numberOf(productId);
  for (let at = 0; at < numbers.length; at++) {
    const pair = ((weights[at] ?? 0) / fullWeight) ** 2;
    // Bytes are square roots, so that weak pairs keep their differences. 0: no pair, but what sells in the same department.
    if (pair > 0) add(scores, numbers[at] ?? 0, weight * pair, kind, from);
    else add(scores, numbers[at] ?? 0, weight * departmentShare * scores.shares.popularShare, part.popular, from);
  }
}

function add({ scores, strongest, kinds, from, touched }: Scores, to: number, share: number, kind: Part, by: number) {
  if (kinds[to] === 0) touched.push(to);
  scores[to] = (scores[to] ?? 0) + share;
  // What merely sells is told of only where no pair speaks.
  const isPopular = kind === part.popular;
  const wasPopular = (kinds[to] ?? 0) <= part.popular;
  if (isPopular ? !wasPopular : !wasPopular && share <= (strongest[to] ?? 0)) return;
  strongest[to] = share;
  kinds[to] = kind;
  from[to] = by;
}

export interface Strong {
  productId: string;
  score: number;
  reason: Reason;
}

/** The best by their scores, strongest first, at most so many; what scores alike stands in the order of the ids. */
export function strongestOf(all: Scores, most: number): Strong[] {
  const { scores, touched, lists } = all;
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [scores[a] ?? 0, scores[b] ?? 0];
    return one === other ? lists.idOf(a) < lists.idOf(b) : one > other;
  };
  const best: number[] = [];
  for (const number of touched) {
    if (scores[number] === 0) continue;
    if (best.length === most && !isBefore(number, best[most - 1] ?? 0)) continue;
    let [low, high] = [0, best.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(number, best[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    best.splice(low, 0, number);
    if (best.length > most) best.pop();
  }
  return best.map((number) => ({
    productId: lists.idOf(number),
    score: scores[number] ?? 0,
    reason: reasonOf(all, number),
  }));
}

function reasonOf({ kinds, from, lists }: Scores, number: number): Reason {
  const productId = lists.idOf(from[number] ?? 0);
  if (kinds[number] === part.scan) return { kind: 'goes_with', productId };
  if (kinds[number] === part.history) return { kind: 'near_history', productId };
  return { kind: kinds[number] === part.own ? 'from_history' : 'popular_here' };
}
