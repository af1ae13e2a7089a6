// What else this visit might like: pure, over the neighbour lists that the server made, in well under 10 ms.
// Nothing is suggested that can't be bought, and every suggestion carries the fact that it rests on.
import type { Neighbours } from './product.ts';

export type Reason =
  | { kind: 'goes_with'; productId: string }
  | { kind: 'offer'; percent: number }
  | { kind: 'popular_here' }
  | { kind: 'seen_today' };

export interface Suggestion {
  productId: string;
  score: number;
  reason: Reason;
}

export interface Candidate {
  /** The line or brand of which only a few may show; empty: none. */
  line: string;
  /** Some variant can be bought: here, or from the web. Off line: by the last snapshot. */
  isBuyable: boolean;
  /** Whole percent off a true prior price, 0 without. */
  percentOff: number;
}

export interface SuggestionInput {
  /** What this visit scanned, oldest first. */
  scans: readonly { productId: string }[];
  /** The product on the screen, when there is one: it counts as the newest scan. */
  onScreen: string | null;
  /** "Not this", said in this visit. */
  hidden: ReadonlySet<string>;
  neighbours(productId: string): Neighbours['near'];
  /** null: not in the catalogue. */
  candidate(productId: string): Candidate | null;
  limit: number;
}

/** The id under which the chain's list of what sells now is kept among the neighbours. */
export const popularId = 'popular';

/** Newer scans say more. Source: the measured anchors of the suggestion protocol (weight 1, decay 0.9 per scan). */
const scanDecay = 0.9;
const discountBoost = 1.1;
const perLine = 3;
/** Scans beyond these add nothing: 0.9^40 is 1 %. */
const scansThatCount = 40;
/** Below every pair (the weakest is 1 · 0.9^40), so that what is merely popular only fills up. */
const popularScale = 1e-6;
const seenScale = 1e-9;

interface Scored {
  score: number;
  strongest: number;
  reason: Reason;
}

export function suggest(input: SuggestionInput): Suggestion[] {
  const recent = recentFirst(input);
  const scores = new Map<string, Scored>();
  addPairs(scores, recent, input);
  addPopular(scores, input);
  // What was just looked at is no suggestion; what was seen earlier today may come back at the end.
  for (const [index, productId] of recent.entries()) {
    if (index < 3) scores.delete(productId);
    else scores.set(productId, { score: seenScale / (index + 1), strongest: 0, reason: { kind: 'seen_today' } });
  }
  const found: Suggestion[] = [];
  for (const [productId, { score, reason }] of scores) {
    const candidate = input.hidden.has(productId) ? null : input.candidate(productId);
    if (!candidate?.isBuyable) continue;
    const isOffer = candidate.percentOff > 0;
    found.push({
      productId,
      score: isOffer ? score * discountBoost : score,
      reason: isOffer && reason.kind === 'popular_here' ? { kind: 'offer', percent: candidate.percentOff } : reason,
    });
  }
  found.sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1));
  return fewOfALine(found, input);
}

/** Distinct products, newest first. */
function recentFirst({ scans, onScreen }: SuggestionInput): string[] {
  const seen = scans.map(({ productId }) => productId).toReversed();
  return [...new Set(onScreen === null ? seen : [onScreen, ...seen])].slice(0, scansThatCount);
}

function addPairs(scores: Map<string, Scored>, recent: readonly string[], { neighbours }: SuggestionInput): void {
  for (const [index, from] of recent.entries()) {
    const weightOfScan = scanDecay ** index;
    for (const [rank, [productId, weight]] of neighbours(from).entries()) {
      // Weight 0: no pair, but what sells in the same department.
      const isPair = weight > 0;
      const share = (isPair ? weight : popularScale / (rank + 1)) * weightOfScan;
      const before = scores.get(productId);
      const isStronger = before === undefined || share > before.strongest;
      scores.set(productId, {
        score: (before?.score ?? 0) + share,
        strongest: isStronger ? share : before.strongest,
        reason: isStronger
          ? isPair
            ? { kind: 'goes_with', productId: from }
            : { kind: 'popular_here' }
          : before.reason,
      });
    }
  }
}

function addPopular(scores: Map<string, Scored>, { neighbours }: SuggestionInput): void {
  for (const [productId, weight] of neighbours(popularId)) {
    if (!scores.has(productId))
      scores.set(productId, { score: (popularScale * weight) / 1_000, strongest: 0, reason: { kind: 'popular_here' } });
  }
}

function fewOfALine(sorted: readonly Suggestion[], { candidate, limit }: SuggestionInput): Suggestion[] {
  const shown: Suggestion[] = [];
  const countByLine = new Map<string, number>();
  for (const suggestion of sorted) {
    if (shown.length >= limit) break;
    const line = candidate(suggestion.productId)?.line ?? '';
    const count = countByLine.get(line) ?? 0;
    if (line !== '' && count >= perLine) continue;
    countByLine.set(line, count + 1);
    shown.push(suggestion);
  }
  return shown;
}
