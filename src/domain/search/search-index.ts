// A question → the best products, from the block that search-index-writer.ts made. Promise: nothing of the block is
// copied and there is no object per word or product; beside it there are 4 bytes per product from the first question on.
import type { Locale } from '#domain/text.ts';
import { BestKeys } from './best-keys.ts';
import { Dictionary } from './dictionary.ts';
import { FoundProducts } from './found-products.ts';
import { addSlips, type Asked, knownOf, type Matches, matchesOf, weightAt } from './matches.ts';
import { Postings } from './postings.ts';
import { keyOf, placeOfKey, scoreOf, scoreOfKey } from './ranking.ts';
import { openBlock, type Sections, viewOf } from './search-block.ts';
import { isSmallWord } from './word-lists.ts';
import { wordsAsked } from './words.ts';

export interface SearchHit {
  /** The product's place, as it was given to the writer. */
  readonly at: number;
  /** Higher is better; comparable between two indexes for the same question. */
  readonly score: number;
  /** Folded words of the index that matched in this product, for highlights.ts. */
  readonly words: readonly string[];
  /** No product that is shown has all words of the question; this one has most. */
  readonly isPartial: boolean;
}

export interface SearchOptions {
  readonly limit: number;
  /** Facets and what is on sale; asked best first, of `mostAsked` products at most for each way to read the question. */
  readonly isShown?: (at: number) => boolean;
}

/**
 * One letter with a filter that nearly nothing passes would have tens of thousands asked, each for its prices and stock. Who
 * stands behind so many better answers is not looked for: the next letter brings them nearer.
 */
export const mostAsked = 2_000;

/** Postings of so few bytes are about three products: not enough to be sure that nothing else was meant. */
const fewBytes = 8;

export class SearchIndex {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  readonly #sections: Sections;
  readonly #dictionary: Dictionary;
  readonly #locale: Locale;
  readonly #places: number;
  readonly #postings: Postings;
  #found: FoundProducts | null = null;

  /** The block stays the caller's and must not change. Throws BrokenSearchBlock. */
  constructor(block: Uint8Array) {
    this.#bytes = block;
    this.#view = viewOf(block);
    const { counts, sections } = openBlock(this.#view);
    this.#sections = sections;
    this.#locale = counts.locale;
    this.#places = counts.places;
    this.#postings = new Postings(block, counts.places);
    this.#dictionary = new Dictionary(block, this.#view, sections, counts.words, counts.locale);
  }

  search(text: string, { limit, isShown }: SearchOptions): SearchHit[] {
    const asked = this.#askedIn(text);
    if (asked.length === 0 || limit < 1) return [];
    const matches = asked.map((word) => matchesOf(word, this.#dictionary));
    const slipsTried = new Set<Matches>();
    /** Whether anything came of it. */
    const trySlips = (isWanted: (matches: Matches) => boolean): boolean => {
      let tried = false;
      for (const [index, ofWord] of matches.entries()) {
        const word = asked[index];
        if (!word || ofWord.known > 0 || slipsTried.has(ofWord) || !isWanted(ofWord)) continue;
        slipsTried.add(ofWord);
        const before = ofWord.ids.length;
        addSlips(ofWord, word, this.#dictionary);
        tried ||= ofWord.ids.length > before;
      }
      return tried;
    };
    trySlips((ofWord) => this.#postingBytesOf(ofWord) < fewBytes);
    const found = (this.#found ??= new FoundProducts(this.#places));
    const withAtLeast = (least: number): number[] => {
      if (least === asked.length && matches.some(({ ids }) => ids.length === 0)) return [];
      this.#find(matches, found, least === asked.length);
      return this.#shownOf(found, least, limit, isShown);
    };
    try {
      let best = withAtLeast(asked.length);
      if (best.length === 0 && trySlips(() => true)) best = withAtLeast(asked.length);
      const isPartial = best.length === 0 && asked.length > 1;
      if (isPartial) best = withAtLeast(Math.ceil(asked.length / 2));
      found.clear();
      return this.#hitsOf(best, matches, found, isPartial);
    } finally {
      found.clear();
    }
  }

  #askedIn(text: string): Asked[] {
    const all = wordsAsked(text);
    const telling = all.filter((word) => !isSmallWord(word, this.#locale));
    const words = telling.length > 0 ? telling : all;
    return words.map((word, index) => ({ word, isLast: index === words.length - 1 }));
  }

  #postingBytesOf({ ids }: Matches): number {
    let bytes = 0;
    for (const id of ids) bytes += this.#postingsStart(id + 1) - this.#postingsStart(id);
    return bytes;
  }

  #postingsStart(id: number): number {
    return this.#sections.postings + this.#view.getUint32(this.#sections.postingStarts + 4 * id, true);
  }

  #find(matches: readonly Matches[], found: FoundProducts, isEveryWordNeeded: boolean): void {
    found.clear();
    const known = knownOf(matches);
    const rarestFirst = matches
      .map((ofWord) => ({ ofWord, bytes: this.#postingBytesOf(ofWord) }))
      .sort((a, b) => a.bytes - b.bytes);
    for (const [index, { ofWord }] of rarestFirst.entries()) {
      const atLeast = isEveryWordNeeded ? index : 0;
      for (const [place, id] of ofWord.ids.entries()) {
        found.addWord(this.#openPostings(id), index + 1, weightAt(ofWord, place, known), atLeast);
      }
    }
  }

  #openPostings(id: number): Postings {
    this.#postings.open(this.#postingsStart(id), this.#postingsStart(id + 1));
    return this.#postings;
  }

  /** The best keys that are shown. Few are asked at first: mostly nothing is hidden, and more are seldom needed. */
  #shownOf(found: FoundProducts, least: number, limit: number, isShown: SearchOptions['isShown']): number[] {
    if (!isShown) return [...this.#bestOf(found, least, limit)];
    const shown: number[] = [];
    let asked = 0;
    for (let reach = Math.max(64, 2 * limit); ; reach *= 4) {
      const best = this.#bestOf(found, least, Math.min(reach, mostAsked));
      for (; asked < best.length && shown.length < limit; asked++) {
        const key = best[asked] ?? 0;
        if (isShown(placeOfKey(key))) shown.push(key);
      }
      if (shown.length === limit || best.length < reach) return shown;
    }
  }

  #bestOf(found: FoundProducts, least: number, limit: number): Float64Array {
    const { touched } = found;
    const bytes = this.#bytes;
    const { products } = this.#sections;
    const best = new BestKeys(Math.min(limit, touched.length));
    let floor = -1;
    for (let index = 0; index < touched.length; index++) {
      const at = touched[index] ?? 0;
      const words = found.wordsOf(at);
      if (words < least) continue;
      const score = scoreOf(
        words,
        found.weightOf(at),
        bytes[products + 2 * at + 1] ?? 0,
        bytes[products + 2 * at] ?? 0,
      );
      if (score < floor) continue;
      const key = keyOf(score, at);
      if (key <= best.least) continue;
      best.add(key);
      floor = scoreOfKey(best.least);
    }
    return best.sorted();
  }

  /** What sells here, 0–255, as it was given to the writer. */
  popularityOf(at: number): number {
    return at >= 0 && at < this.#places ? (this.#bytes[this.#sections.products + 2 * at] ?? 0) : 0;
  }

  /** The words of each hit are looked up once it is known which few they are; `found` is clear. */
  #hitsOf(keys: readonly number[], matches: readonly Matches[], found: FoundProducts, isPartial: boolean): SearchHit[] {
    const hits = keys.map((key) => ({ at: placeOfKey(key), score: scoreOfKey(key), words: [] as string[], isPartial }));
    found.mark(hits.map(({ at }) => at));
    for (const id of new Set(matches.flatMap(({ ids }) => ids)))
      for (const hit of found.markedIn(this.#openPostings(id))) hits[hit]?.words.push(this.#dictionary.wordAt(id));
    return hits;
  }
}
