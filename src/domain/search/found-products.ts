// The products a search has found so far: a number for each place, in which the words of the question add up. Promise:
// a product's weight is the sum of its best match for each word, in whatever order its postings come.

import type { Postings } from './postings.ts';
import { fieldCount, weightOf } from './ranking.ts';

// Bits of a product's number: 11 of the summed weight, 8 of the present word's weight, 4 of words found, 4 of the
// present word (from 1): small enough that it stays a small integer in every engine.
const ofWord = 11;
const ofCount = 19;
const ofPresent = 23;

/** By match weight × fields + field. */
const weights = Uint8Array.from({ length: 101 * fieldCount }, (_, index) =>
  weightOf(Math.floor(index / fieldCount), index % fieldCount),
);

export class FoundProducts {
  readonly #byPlace: Uint32Array;
  #touched = new Uint32Array(1 << 8);
  #count = 0;

  constructor(places: number) {
    this.#byPlace = new Uint32Array(places);
  }

  /** One word of the index, of a whole `matchWeight`, for the question's `word` (from 1, each in turn); a product needs `atLeast` earlier ones. */
  addWord(postings: Postings, word: number, matchWeight: number, atLeast: number): void {
    const byPlace = this.#byPlace;
    const first = matchWeight * fieldCount;
    const { places, fields } = postings;
    for (let read = postings.read(); read > 0; read = postings.read())
      for (let index = 0; index < read; index++) {
        const at = places[index] ?? 0;
        const number = byPlace[at] ?? 0;
        const weight = weights[first + (fields[index] ?? 0)] ?? 0;
        if (number >>> ofPresent === word) {
          const better = weight - ((number >>> ofWord) & 0xff);
          // The sum's 11 bits never overflow: at most 8 words of at most 255.
          if (better > 0) byPlace[at] = number + (better << ofWord) + better;
          continue;
        }
        const count = (number >>> ofCount) & 0xf;
        if (count < atLeast) continue;
        if (number === 0) this.#touch(at);
        byPlace[at] = (word << ofPresent) | ((count + 1) << ofCount) | (weight << ofWord) | ((number & 0x7ff) + weight);
      }
  }

  #touch(at: number): void {
    if (this.#count === this.#touched.length) {
      const larger = new Uint32Array(this.#count * 2);
      larger.set(this.#touched);
      this.#touched = larger;
    }
    this.#touched[this.#count++] = at;
  }

  get touched(): Uint32Array {
    return this.#touched.subarray(0, this.#count);
  }

  wordsOf(at: number): number {
    return ((this.#byPlace[at] ?? 0) >>> ofCount) & 0xf;
  }

  weightOf(at: number): number {
    return (this.#byPlace[at] ?? 0) & 0x7ff;
  }

  /** After clear(): only these places, by their order. */
  mark(places: readonly number[]): void {
    for (const [order, at] of places.entries()) {
      this.#touch(at);
      this.#byPlace[at] = order + 1;
    }
  }

  /** The order of each marked place that has the word. */
  markedIn(postings: Postings): number[] {
    const orders: number[] = [];
    const byPlace = this.#byPlace;
    const { places } = postings;
    for (let read = postings.read(); read > 0; read = postings.read())
      for (let index = 0; index < read; index++) {
        const order = byPlace[places[index] ?? 0] ?? 0;
        if (order > 0) orders.push(order - 1);
      }
    return orders;
  }

  clear(): void {
    for (let index = 0; index < this.#count; index++) this.#byPlace[this.#touched[index] ?? 0] = 0;
    this.#count = 0;
    // A search for one letter touches half the shop; the next one need not pay for its list.
    if (this.#touched.length > 1 << 14) this.#touched = new Uint32Array(1 << 8);
  }
}
