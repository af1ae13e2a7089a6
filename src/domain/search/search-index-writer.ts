// Products, one after the other → the block that search-index.ts reads. Promise: memory grows by 8 bytes a posting and
// by the dictionary, never by an object per product; the same products give the same bytes.
import type { Locale } from '#domain/text.ts';
import { type Field, fieldCount, fields, mostPlaces } from './ranking.ts';
import { sealBlock, sectionsOf, viewOf } from './search-block.ts';
import { signatureOf } from './slips.ts';
import { stemOf } from './stems.ts';
import { compareBytes, writeWord } from './word-bytes.ts';
import { isSmallWord } from './word-lists.ts';
import { longestWord, wordsToIndex } from './words.ts';

/** What can be asked for of a product, in the index's language. */
export interface SearchFields {
  readonly name: string;
  readonly brand: string;
  readonly department: string;
  readonly tags: readonly string[];
  /** Subtitle, colours, sizes. */
  readonly details: readonly string[];
  readonly description: string;
  /** 0–255: what sells here. */
  readonly popularity: number;
}

// UTF-16 units of a text that count. A description's later sentences praise more than they name, and cost a byte or
// two of every tablet's memory per word.
const longest: Readonly<Record<Field, number>> = {
  name: 5_000,
  brand: 500,
  department: 500,
  tags: 500,
  details: 500,
  description: 300,
};

const grown = (numbers: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> => {
  if (size <= numbers.length) return numbers;
  const larger = new Uint32Array(Math.max(size, numbers.length * 2));
  larger.set(numbers);
  return larger;
};

export class SearchWriter {
  readonly #locale: Locale;
  readonly #idByWord = new Map<string, number>();
  /** By posting, in the order of the products: the word, and place × fields + field. */
  #words = new Uint32Array(1 << 12);
  #codes = new Uint32Array(1 << 12);
  #postings = 0;
  /** By word: its latest posting, plus one. */
  #latest = new Uint32Array(1 << 10);
  /** By place: what sells here, words of the name. */
  #products = new Uint8Array(1 << 10);
  #places = 0;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** `at`: the product's place, higher than all before. */
  add(at: number, product: SearchFields): void {
    if (!Number.isInteger(at) || at < this.#places || at >= mostPlaces)
      throw new RangeError(`Place ${at} after ${this.#places - 1}: places ascend.`);
    this.#places = at + 1;
    const nameWords = this.#addText(at, 'name', product.name);
    this.#addText(at, 'brand', product.brand);
    this.#addText(at, 'department', product.department);
    for (const text of product.tags) this.#addText(at, 'tags', text);
    for (const text of product.details) this.#addText(at, 'details', text);
    this.#addText(at, 'description', product.description);
    if (this.#products.length < 2 * this.#places) {
      const larger = new Uint8Array(4 * this.#places);
      larger.set(this.#products);
      this.#products = larger;
    }
    this.#products[2 * at] = Math.max(0, Math.min(255, Math.round(product.popularity)));
    this.#products[2 * at + 1] = Math.min(255, nameWords);
  }

  /** How many words of the text say something. */
  #addText(at: number, field: Field, text: string): number {
    let telling = 0;
    const code = at * fieldCount + fields.indexOf(field);
    for (const { word } of wordsToIndex(text.slice(0, longest[field]))) {
      const isSmall = isSmallWord(word, this.#locale);
      if (!isSmall) telling++;
      if (!isSmall || field === 'name' || field === 'brand') this.#addPosting(word, at, code);
    }
    return telling;
  }

  /** A word counts once per product, in its best field: fields come best first. */
  #addPosting(word: string, at: number, code: number): void {
    let id = this.#idByWord.get(word);
    if (id === undefined) {
      id = this.#idByWord.size;
      this.#idByWord.set(word, id);
      this.#latest = grown(this.#latest, id + 1);
    }
    const latest = this.#latest[id] ?? 0;
    if (latest > 0 && Math.floor((this.#codes[latest - 1] ?? 0) / fieldCount) === at) return;
    this.#words = grown(this.#words, this.#postings + 1);
    this.#codes = grown(this.#codes, this.#postings + 1);
    this.#words[this.#postings] = id;
    this.#codes[this.#postings] = code;
    this.#latest[id] = ++this.#postings;
  }

  finish(): Uint8Array<ArrayBuffer> {
    const { ranked, bytes, starts } = this.#sortedWords();
    const postings = this.#packedPostings(ranked);
    const counts = {
      locale: this.#locale,
      places: this.#places,
      words: ranked.length,
      wordBytes: starts.at(-1) ?? 0,
      postingBytes: postings.bytes.length,
    };
    const sections = sectionsOf(counts);
    const block = new Uint8Array(sections.end);
    const view = viewOf(block);
    const writeNumbers = (numbers: Iterable<number>, from: number): void => {
      let place = from;
      for (const number of numbers) {
        view.setUint32(place, number, true);
        place += 4;
      }
    };
    const stems = ranked.map((word) => stemOf(word, this.#locale));
    // By UTF-16 units, as the reader compares them.
    const byStem = ranked.map((_, index) => index).sort((a, b) => compareText(stems[a] ?? '', stems[b] ?? '') || a - b);
    writeNumbers(starts, sections.wordStarts);
    writeNumbers(postings.starts, sections.postingStarts);
    writeNumbers(ranked.map(signatureOf), sections.signatures);
    writeNumbers(byStem, sections.byStem);
    block.set(this.#products.subarray(0, 2 * this.#places), sections.products);
    block.set(bytes, sections.wordBytes);
    block.set(postings.bytes, sections.postings);
    sealBlock(block, counts);
    return block;
  }

  #sortedWords(): { ranked: string[]; bytes: Uint8Array; starts: Uint32Array } {
    const words = [...this.#idByWord.keys()];
    const unsorted = new Uint8Array(words.length * longestWord * 3);
    const ends: number[] = [];
    for (const word of words) ends.push(writeWord(word, unsorted, ends.at(-1) ?? 0));
    const startOf = (id: number): number => ends[id - 1] ?? 0;
    const order = words
      .map((_, id) => id)
      .sort((a, b) => compareBytes(unsorted, startOf(a), ends[a] ?? 0, unsorted, startOf(b), ends[b] ?? 0));
    const ranked = order.map((id) => words[id] ?? '');
    const bytes = new Uint8Array(ends.at(-1) ?? 0);
    const starts = new Uint32Array(words.length + 1);
    for (const [rank, word] of ranked.entries()) starts[rank + 1] = writeWord(word, bytes, starts[rank] ?? 0);
    return { ranked, bytes, starts };
  }

  #packedPostings(ranked: readonly string[]): { bytes: Uint8Array; starts: Uint32Array } {
    const rankById = new Uint32Array(ranked.length);
    for (const [rank, word] of ranked.entries()) rankById[this.#idByWord.get(word) ?? 0] = rank;
    const first = new Uint32Array(ranked.length + 1);
    for (let index = 0; index < this.#postings; index++) {
      const rank = rankById[this.#words[index] ?? 0] ?? 0;
      first[rank + 1] = (first[rank + 1] ?? 0) + 1;
    }
    for (let rank = 0; rank < ranked.length; rank++) first[rank + 1] = (first[rank + 1] ?? 0) + (first[rank] ?? 0);
    const next = first.slice();
    const codes = new Uint32Array(this.#postings);
    for (let index = 0; index < this.#postings; index++) {
      const rank = rankById[this.#words[index] ?? 0] ?? 0;
      const place = next[rank] ?? 0;
      codes[place] = this.#codes[index] ?? 0;
      next[rank] = place + 1;
    }
    // Five bytes for a place, and as many for each field of a word.
    const bytes = new Uint8Array((this.#postings + ranked.length * fieldCount) * 5);
    const starts = new Uint32Array(ranked.length + 1);
    let end = 0;
    const write = (value: number): void => {
      let number = value;
      for (; number > 0x7f; number = Math.floor(number / 128)) bytes[end++] = (number & 0x7f) | 0x80;
      bytes[end++] = number;
    };
    for (let rank = 0; rank < ranked.length; rank++) {
      const own = codes.subarray(first[rank] ?? 0, first[rank + 1] ?? 0);
      for (let field = 0; field < fieldCount; field++) {
        const places = own.filter((code) => code % fieldCount === field).map((code) => Math.floor(code / fieldCount));
        if (places.length > 0) write(places.length * fieldCount + field);
        for (const [at, place] of places.entries()) write(place - (places[at - 1] ?? 0));
      }
      starts[rank + 1] = end;
    }
    return { bytes: bytes.subarray(0, end), starts };
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
