// Which parts of a text to mark for the words a search found. Promise: places in the text as it is written, in order and
// never overlapping, so that "Jaqueta impermeável" is marked where "impermeaveis" was asked.
import { wordsToIndex } from './words.ts';

export interface Highlight {
  readonly start: number;
  readonly end: number;
}

/** `words`: folded, as a SearchHit has them. */
export function highlightsIn(text: string, words: Iterable<string>): Highlight[] {
  const wanted = new Set(words);
  const marked: { start: number; end: number }[] = [];
  const found = wordsToIndex(text).filter(({ word }) => wanted.has(word));
  for (const { start, end } of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const before = marked.at(-1);
    if (before && start < before.end) before.end = Math.max(before.end, end);
    else marked.push({ start, end });
  }
  return marked;
}
