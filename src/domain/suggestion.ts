// What else this visit might like: pure, over the neighbour lists that the server made, in well under 10 ms.
// Nothing is suggested that can't be bought, and every suggestion carries the fact that it rests on.
import type { NearLists } from './near-lists.ts';
import {
  addHistory,
  addPopular,
  addScans,
  drop,
  type ScorerWeights,
  type Scores,
  scoresFor,
  type Strong,
  strongestOf,
} from './suggestion-scores.ts';

export type Reason =
  /** Scanned in this visit. */
  | { kind: 'goes_with'; productId: string }
  /** Of the web history that this person consented to. */
  | { kind: 'near_history'; productId: string }
  /** It was itself looked at or bought on the web. */
  | { kind: 'from_history' }
  | { kind: 'offer'; percent: number }
  | { kind: 'popular_here' }
  | { kind: 'seen_today' };

export interface Suggestion {
  productId: string;
  score: number;
  reason: Reason;
  /** Of what this store does not show: that it is on the web alone, or the aisle to look in. */
  label: 'online_only' | 'aisle' | null;
  /** How likely this product was to stand here: 1 without exploration. To be logged with what is shown. */
  propensity: number;
}

export interface Candidate {
  /** The line or brand of which only a few may show; empty: none. */
  line: string;
  /** The style of which this is a colour; empty: of none but itself. */
  style: string;
  /** Some variant can be bought: here, or from the web. Off line: by the last snapshot. */
  isBuyable: boolean;
  /** Whole percent off a true prior price, 0 without. */
  percentOff: number;
  /** How much of it a person in this store can't see: 0 it stands in view, 1 it is nowhere to be seen. */
  hiddenShare: number;
  isHere: boolean;
}

export interface HistoryItem {
  productId: string;
  /** 1–255. */
  weight: number;
}

/** Now and then something else than the best stands in the last place, so that what nobody sees can be learnt about. */
export interface Exploration {
  /** 0–1. */
  share: number;
  /** A whole number; the same one, the same answer. */
  seed: number;
}

export interface SuggestionInput {
  /** What this visit scanned, oldest first. */
  scans: readonly { productId: string }[];
  /** The product on the screen, when there is one: it counts as the newest scan. */
  onScreen: string | null;
  /** The web history of a person who consented; of more than a hundred, the first hundred. */
  history: readonly HistoryItem[];
  /** On the list or in the basket already. */
  basket: ReadonlySet<string>;
  /** "Not this", said in this visit. */
  hidden: ReadonlySet<string>;
  lists: NearLists;
  /** null: not in the catalogue. */
  candidate(productId: string): Candidate | null;
  limit: number;
  explore?: Exploration;
  /** Others than the tuned ones: for the bench that tunes them. */
  weights?: ScorerWeights;
}

/** The id under which the chain's list of what sells now is kept among the neighbours. */
export const popularId = 'popular';

const discountBoost = 1.1;
/** β: costs at most half a percent of the hits; 1 costs three or four. Source: the suggestion protocol's measured anchors. */
const hiddenBoost = 0.25;
const mostBoost = discountBoost * (1 + hiddenBoost);
const perLine = 3;
/** What was just looked at is no suggestion; what was seen earlier today may come back at the end. */
const justScanned = 3;
/** Below all else. */
const seenScale = 1e-9;
/** Among how many next best ones the explored one is drawn. */
const exploredAmong = 20;

export function suggest(input: SuggestionInput): Suggestion[] {
  if (input.limit <= 0) return [];
  const recent = recentFirst(input);
  const scores = scoresFor(input, [...recent, popularId]);
  addScans(scores, recent);
  addHistory(scores, input.history, recent.length > 0);
  addPopular(scores, popularId);
  drop(scores, input.basket);
  drop(scores, input.hidden);
  drop(scores, recent);
  return explored(chosen(scores, recent, input), input);
}

/** Distinct products, newest first. */
function recentFirst({ scans, onScreen }: SuggestionInput): string[] {
  const seen = scans.map(({ productId }) => productId).toReversed();
  return [...new Set(onScreen === null ? seen : [onScreen, ...seen])];
}

/** Boosted and filtered, best first, few of a line: as many as are shown and, for exploration, some more. */
function chosen(scores: Scores, recent: readonly string[], input: SuggestionInput): Suggestion[] {
  const wanted = input.limit + (input.explore ? exploredAmong - 1 : 0);
  // Most of what scores is never looked at: what a boost can't lift among the best needs no look-up of stock and price.
  for (let most = 4 * wanted + 20; ; most *= 4) {
    const strongest = strongestOf(scores, most);
    const isAll = strongest.length < most;
    const found = strongest.flatMap((one) => boosted(input, one));
    const settledAbove = isAll ? 0 : (strongest.at(-1)?.score ?? 0) * mostBoost;
    const settled = inOrder(found).filter(({ score }) => isAll || score >= settledAbove);
    const shown = fewOfALine(isAll ? [...settled, ...seenEarlier(recent, input)] : settled, input, wanted);
    if (isAll || shown.length === wanted) return shown;
  }
}

const inOrder = (found: Suggestion[]): Suggestion[] =>
  found.sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1));

/** Nothing where it can't be bought. */
function boosted({ candidate }: SuggestionInput, { productId, score, reason }: Strong): Suggestion[] {
  const found = candidate(productId);
  if (!found?.isBuyable) return [];
  const { percentOff, hiddenShare, isHere } = found;
  const isOffer = percentOff > 0;
  return [
    {
      productId,
      score: score * (isOffer ? discountBoost : 1) * (1 + hiddenBoost * hiddenShare),
      reason: isOffer && reason.kind === 'popular_here' ? { kind: 'offer', percent: percentOff } : reason,
      label: hiddenShare > 0 ? (isHere ? 'aisle' : 'online_only') : null,
      propensity: 1,
    },
  ];
}

function seenEarlier(recent: readonly string[], input: SuggestionInput): Suggestion[] {
  const found = recent.flatMap((productId, index) =>
    index < justScanned || input.basket.has(productId) || input.hidden.has(productId)
      ? []
      : boosted(input, { productId, score: seenScale / (index + 1), reason: { kind: 'seen_today' } }),
  );
  return inOrder(found);
}

function fewOfALine(sorted: readonly Suggestion[], { candidate }: SuggestionInput, most: number): Suggestion[] {
  const shown: Suggestion[] = [];
  const countByLine = new Map<string, number>();
  const styles = new Set<string>();
  for (const suggestion of sorted) {
    if (shown.length >= most) break;
    const { line = '', style = '' } = candidate(suggestion.productId) ?? {};
    const count = countByLine.get(line) ?? 0;
    if ((line !== '' && count >= perLine) || styles.has(style)) continue;
    countByLine.set(line, count + 1);
    if (style !== '') styles.add(style);
    shown.push(suggestion);
  }
  return shown;
}

/** The last place is drawn, with the share's chance, evenly from the best that is left and those behind it. */
function explored(found: readonly Suggestion[], { limit, explore }: SuggestionInput): Suggestion[] {
  const shown = found.slice(0, limit);
  const pool = found.slice(limit - 1);
  const [best] = pool;
  if (!explore || !best) return shown;
  const even = explore.share / pool.length;
  const [isDrawn, which] = [fractionOf(explore.seed, 0), fractionOf(explore.seed, 1)];
  const drawn = isDrawn < explore.share ? (pool[Math.floor(which * pool.length)] ?? best) : best;
  return [...shown.slice(0, -1), { ...drawn, propensity: drawn === best ? 1 - explore.share + even : even }];
}

/** 0–1, evenly: the n-th of a seed (mulberry32, public domain). */
function fractionOf(seed: number, n: number): number {
  let bits = (seed + Math.imul(n + 1, 0x6d2b_79f5)) | 0;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
}
