// Search as one would write it without a thought for speed: every word of every product against every word of the
// question. The packed index must answer the same; only folding, stems and weights are shared with it.
import {
  answeredWeight,
  fieldCount,
  fields,
  firstLetterWeight,
  matchWeights,
  prefixWeight,
  scoreOf,
  weightOf,
} from '#domain/search/ranking.ts';
import type { SearchFields } from '#domain/search/search-index-writer.ts';
import type { SearchHit } from '#domain/search/search-index.ts';
import { stemOf, stemOfSmallForm } from '#domain/search/stems.ts';
import { isSmallWord } from '#domain/search/word-lists.ts';
import { wordsAsked, wordsToIndex } from '#domain/search/words.ts';
import type { Locale } from '#domain/text.ts';

/** Optimal string alignment by its definition. */
export function naiveSlips(a: string, b: string): number {
  const known = new Map<number, number>();
  const between = (x: number, y: number): number => {
    if (x === 0 || y === 0) return x + y;
    const key = x * 100 + y;
    const before = known.get(key);
    if (before !== undefined) return before;
    const isSwap = x > 1 && y > 1 && a[x - 1] === b[y - 2] && a[x - 2] === b[y - 1];
    const least = Math.min(
      between(x - 1, y) + 1,
      between(x, y - 1) + 1,
      between(x - 1, y - 1) + (a[x - 1] === b[y - 1] ? 0 : 1),
      isSwap ? between(x - 2, y - 2) + 1 : Number.POSITIVE_INFINITY,
    );
    known.set(key, least);
    return least;
  };
  return between(a.length, b.length);
}

export const naiveBeginningSlips = (typed: string, word: string): number =>
  Math.min(...Array.from({ length: word.length + 1 }, (_, length) => naiveSlips(typed, word.slice(0, length))));

interface Naive {
  readonly at: number;
  readonly fieldByWord: ReadonlyMap<string, number>;
  readonly nameWords: number;
  readonly popularity: number;
}

function naiveProduct(product: SearchFields, at: number, locale: Locale): Naive {
  const fieldByWord = new Map<string, number>();
  for (const [field, key] of fields.entries())
    for (const text of [product[key]].flat())
      for (const { word } of wordsToIndex(text))
        if (!fieldByWord.has(word) && (field < 2 || !isSmallWord(word, locale))) fieldByWord.set(word, field);
  const nameWords = wordsToIndex(product.name).filter(({ word }) => !isSmallWord(word, locale)).length;
  return { at, fieldByWord, nameWords, popularity: product.popularity };
}

const slipsFor = (word: string): number => (word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2);

function slipWeights(word: string, isLast: boolean, vocabulary: readonly string[]): Map<string, number> {
  const most = slipsFor(word);
  const weights = new Map<string, number>();
  if (most === 0) return weights;
  for (const meant of vocabulary) {
    const slips = naiveSlips(word, meant);
    const isBeginning = isLast && word.length >= 5 && naiveBeginningSlips(word, meant) <= most;
    if (slips === 0 || (slips > most && !isBeginning)) continue;
    const weight =
      slips > most ? matchWeights.slipInBeginning : slips === 1 ? matchWeights.oneSlip : matchWeights.twoSlips;
    weights.set(meant, word[0] === meant[0] ? weight : Math.round(weight * firstLetterWeight));
  }
  return weights;
}

export function naiveSearch(
  all: readonly SearchFields[],
  text: string,
  locale: Locale,
  limit: number,
  isShown: (at: number) => boolean = () => true,
): SearchHit[] {
  const products = all.map((product, at) => naiveProduct(product, at, locale));
  const vocabulary = [...new Set(products.flatMap(({ fieldByWord }) => [...fieldByWord.keys()]))];
  const every = wordsAsked(text);
  const telling = every.filter((word) => !isSmallWord(word, locale));
  const asked = telling.length > 0 ? telling : every;
  if (asked.length === 0) return [];

  const words = asked.map((word, index) => {
    const isLast = index === asked.length - 1;
    const known = new Map<string, number>();
    for (const other of vocabulary)
      if (other === word) known.set(other, matchWeights.exact);
      else if (stemOf(other, locale) === stemOf(word, locale)) known.set(other, matchWeights.stem);
    const small = known.size > 0 ? null : stemOfSmallForm(word, locale);
    if (small !== null)
      for (const other of vocabulary) if (stemOf(other, locale) === small) known.set(other, matchWeights.smallForm);
    const others = new Map<string, number>();
    for (const other of vocabulary)
      if (!known.has(other) && other.startsWith(word) && (isLast || word.length >= 3))
        others.set(other, prefixWeight(word.length, other.length, isLast));
    return { word, isLast, known, others, isTried: false };
  });
  const trySlips = (ofWord: (typeof words)[number]): void => {
    if (ofWord.known.size > 0 || ofWord.isTried) return;
    ofWord.isTried = true;
    const { word, isLast } = ofWord;
    let found = slipWeights(word, isLast, vocabulary);
    if (found.size === 0 && word.endsWith('s')) found = slipWeights(word.slice(0, -1), false, vocabulary);
    for (const [other, weight] of found) ofWord.others.set(other, Math.max(weight, ofWord.others.get(other) ?? 0));
  };
  const postings = (ofWords: Iterable<string>): number =>
    [...ofWords].reduce((sum, word) => sum + products.filter(({ fieldByWord }) => fieldByWord.has(word)).length, 0);
  for (const ofWord of words) if (postings(ofWord.others.keys()) < 8) trySlips(ofWord);

  const find = () => {
    const known = new Set(words.flatMap((ofWord) => [...ofWord.known.keys()]));
    return products.map((product) => {
      let found = 0;
      let weight = 0;
      const matched = new Set<string>();
      for (const ofWord of words) {
        let best = 0;
        for (const [word, field] of product.fieldByWord) {
          const other = ofWord.others.get(word);
          const match =
            ofWord.known.get(word) ??
            (other !== undefined && known.has(word) ? Math.round(other * answeredWeight) : other);
          if (match === undefined) continue;
          matched.add(word);
          best = Math.max(best, weightOf(match, field % fieldCount));
        }
        if (best > 0) found++;
        weight += best;
      }
      return { ...product, found, weight, words: [...matched].sort() };
    });
  };
  let results = find();
  const hasAll = (): boolean => results.some(({ found, at }) => found === asked.length && isShown(at));
  if (!hasAll()) {
    for (const ofWord of words) trySlips(ofWord);
    results = find();
  }
  const isPartial = !hasAll();
  const least = isPartial ? Math.ceil(asked.length / 2) : asked.length;
  return results
    .filter(({ found, at }) => found >= least && isShown(at))
    .map(({ at, found, weight, nameWords, popularity, words: matched }) => ({
      at,
      score: scoreOf(found, weight, nameWords, popularity),
      words: matched,
      isPartial,
    }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, limit);
}
