// The words of an opened search block: exact, by beginning, by stem, by slips of the finger. Promise: reads the bytes
// where they lie and makes a string only for a word it looks at closely.
import type { Locale } from '#domain/text.ts';
import type { Sections } from './search-block.ts';
import { lacksAtMost, signatureOf, type Slips, slipsBetween } from './slips.ts';
import { stemOf } from './stems.ts';
import { compareBytes, readWord, writeWord } from './word-bytes.ts';
import { longestWord } from './words.ts';

/** Word numbers from `from` up to, without, `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export class Dictionary {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  readonly #sections: Sections;
  readonly locale: Locale;
  readonly size: number;
  readonly #asked = new Uint8Array(3 * longestWord);

  /** `bytes` and `view` over the same block. */
  constructor(bytes: Uint8Array, view: DataView, sections: Sections, size: number, locale: Locale) {
    this.#bytes = bytes;
    this.#view = view;
    this.#sections = sections;
    this.size = size;
    this.locale = locale;
  }

  #startOf(id: number): number {
    return this.#sections.wordBytes + this.#view.getUint32(this.#sections.wordStarts + 4 * id, true);
  }

  /** In bytes; of most words also in letters. */
  lengthOf(id: number): number {
    return this.#startOf(id + 1) - this.#startOf(id);
  }

  wordAt(id: number): string {
    return readWord(this.#bytes, this.#startOf(id), this.#startOf(id + 1));
  }

  /** All words that begin with `beginning`; the word itself, if it is there, comes first. */
  withBeginning(beginning: string): Range {
    const length = writeWord(beginning.slice(0, longestWord), this.#asked, 0);
    const first = (isBefore: (order: number) => boolean): number =>
      firstWhere(this.size, (id) => {
        const start = this.#startOf(id);
        const end = Math.min(this.#startOf(id + 1), start + length);
        return !isBefore(compareBytes(this.#bytes, start, end, this.#asked, 0, length));
      });
    return { from: first((order) => order < 0), to: first((order) => order <= 0) };
  }

  idOf(word: string): number | undefined {
    const { from, to } = this.withBeginning(word);
    return from < to && this.wordAt(from) === word ? from : undefined;
  }

  /** The words of one stem. */
  withStem(stem: string): number[] {
    const idAt = (index: number): number => this.#view.getUint32(this.#sections.byStem + 4 * index, true);
    const stemAt = (index: number): string => stemOf(this.wordAt(idAt(index)), this.locale);
    const ids: number[] = [];
    let index = firstWhere(this.size, (place) => stemAt(place) >= stem);
    for (; index < this.size && stemAt(index) === stem; index++) ids.push(idAt(index));
    return ids;
  }

  /** Words within `most` slips of what was typed, or (`asBeginning`) that begin like it within as many. */
  *withSlips(typed: string, most: number, asBeginning: boolean): Generator<{ id: number; word: string; slips: Slips }> {
    const signature = signatureOf(typed);
    const { signatures } = this.#sections;
    let start = this.#startOf(0);
    for (let id = 0; id < this.size; id++) {
      const end = this.#startOf(id + 1);
      const length = end - start;
      start = end;
      // A letter beyond ASCII has up to three bytes, so only the lower bound holds for all.
      if (length < typed.length - most) continue;
      const its = this.#view.getUint32(signatures + 4 * id, true);
      if (!lacksAtMost(signature, its, most)) continue;
      if (!asBeginning && (length > 3 * (typed.length + most) || !lacksAtMost(its, signature, most))) continue;
      const word = this.wordAt(id);
      const slips = slipsBetween(typed, word, most);
      if (slips.whole <= most || (asBeginning && slips.beginning <= most)) yield { id, word, slips };
    }
  }
}

/** The first of `size` places at which it is so, when it is so for all after. */
function firstWhere(size: number, isSo: (place: number) => boolean): number {
  let from = 0;
  let to = size;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isSo(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
