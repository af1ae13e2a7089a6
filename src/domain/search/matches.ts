// One word of a question → the words of the index that answer it, and how well. Promise: exact before stem before
// beginning before slips; slips are looked for only where the word as typed says little.
import type { Dictionary } from './dictionary.ts';
import { answeredWeight, firstLetterWeight, matchWeights, prefixWeight } from './ranking.ts';
import { slipsAllowed } from './slips.ts';
import { stemOf, stemOfSmallForm } from './stems.ts';

export interface Asked {
  readonly word: string;
  /** Perhaps still being typed. */
  readonly isLast: boolean;
}

export interface Matches {
  readonly ids: number[];
  /** By the place in `ids`: of 100 (ranking.ts). */
  readonly weights: number[];
  /** So many of the first are the word as typed or other forms of it; beginnings and slips follow. */
  known: number;
}

/** A beginning of two letters is no word, unless it is all there is yet. */
const shortestBeginning = 3;
const shortestSlippedBeginning = 5;

export function matchesOf({ word, isLast }: Asked, dictionary: Dictionary): Matches {
  const matches: Matches = { ids: [], weights: [], known: 0 };
  const exact = dictionary.idOf(word);
  if (exact !== undefined) add(matches, exact, matchWeights.exact);
  for (const id of dictionary.withStem(stemOf(word, dictionary.locale)))
    if (id !== exact) add(matches, id, matchWeights.stem);
  const smaller = matches.ids.length > 0 ? null : stemOfSmallForm(word, dictionary.locale);
  if (smaller !== null) for (const id of dictionary.withStem(smaller)) add(matches, id, matchWeights.smallForm);
  matches.known = matches.ids.length;
  if (isLast || word.length >= shortestBeginning) {
    const { from, to } = dictionary.withBeginning(word);
    const known = matches.ids.slice();
    const typed = from < to ? byteLength(word) : 0;
    for (let id = from; id < to; id++)
      if (!known.includes(id)) add(matches, id, prefixWeight(typed, dictionary.lengthOf(id), isLast));
  }
  return matches;
}

const byteLength = (word: string): number => {
  let length = 0;
  for (let at = 0; at < word.length; at++)
    length += word.charCodeAt(at) < 0x80 ? 1 : word.charCodeAt(at) < 0x800 ? 2 : 3;
  return length;
};

/** Adds what was perhaps meant. A plural is also tried without its -s, so that "jaqetas" finds "jaqueta". */
export function addSlips(matches: Matches, { word, isLast }: Asked, dictionary: Dictionary): void {
  const found = addSlipsOf(matches, word, isLast, dictionary);
  if (!found && word.endsWith('s')) addSlipsOf(matches, word.slice(0, -1), false, dictionary);
}

function addSlipsOf(matches: Matches, word: string, isLast: boolean, dictionary: Dictionary): boolean {
  const most = slipsAllowed(word);
  if (most === 0) return false;
  const asBeginning = isLast && word.length >= shortestSlippedBeginning;
  let found = false;
  for (const { id, word: meant, slips } of dictionary.withSlips(word, most, asBeginning)) {
    if (slips.whole === 0) continue;
    const weight =
      slips.whole > most
        ? matchWeights.slipInBeginning
        : slips.whole === 1
          ? matchWeights.oneSlip
          : matchWeights.twoSlips;
    add(matches, id, word[0] === meant[0] ? weight : Math.round(weight * firstLetterWeight));
    found = true;
  }
  return found;
}

/** What one of the matching words is worth: `place` in the ids of `matches`, `known` of all words of the question. */
export function weightAt({ ids, weights, known: count }: Matches, place: number, known: ReadonlySet<number>): number {
  const weight = weights[place] ?? 0;
  return place >= count && known.has(ids[place] ?? -1) ? Math.round(weight * answeredWeight) : weight;
}

/** The words of the index that are a word of the question, as typed or in another form. */
export const knownOf = (matches: readonly Matches[]): ReadonlySet<number> =>
  new Set(matches.flatMap(({ ids, known }) => ids.slice(0, known)));

function add(matches: Matches, id: number, weight: number): void {
  matches.ids.push(id);
  matches.weights.push(weight);
}
