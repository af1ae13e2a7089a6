// Texts as numbers of words that a file keeps once: names and descriptions say the same words over and over.
// Promise: a text comes back as it was; a word that is rare or finds no room stands in its place letter by letter.
import { ByteWriter } from './byte-writer.ts';
import { textOf, utf8Of } from './utf8.ts';
import { type UintAt, uintsOf } from './uints.ts';

// A word is one byte below `short`, two bytes above; `literal`, a length and UTF-8 where the vocabulary has it not.
const short = 192;
const literal = 255;
const mostWords = short + (literal - short) * 256;
const longestLiteral = 255;

export class VocabularyWriter {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  /** The texts of one column of a group; null: they are shorter as they are. Frequent words of the first groups get one byte. */
  encode(texts: readonly string[], plainBytes: number): Uint8Array[] | null {
    const split = texts.map((text) => text.split(' '));
    const counts = new Map<string, number>();
    for (const words of split) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const added: [string, number][] = [];
    let bytes = 0;
    for (const [word, count] of counts) {
      const own = this.#numbers.has(word) ? 0 : utf8Of(word).length;
      if (own > longestLiteral) return null;
      const isAdded = !this.#numbers.has(word) && count > 1;
      if (isAdded) added.push([word, count]);
      bytes += isAdded ? own + 3 + 2 * count : this.#numbers.has(word) ? 2 * count : own + 2;
    }
    if (bytes > 0.75 * plainBytes) return null;
    added.sort(([a, most], [b, other]) => other - most || (a < b ? -1 : 1));
    for (const [word] of added) if (this.#numbers.size < mostWords) this.#numbers.set(word, this.#numbers.size);
    return split.map((words) => this.#codesOf(words));
  }

  /** How many words, the width of an offset, offsets, then UTF-8. */
  finish(): Uint8Array<ArrayBuffer> {
    const out = new ByteWriter();
    const words = [...this.#numbers.keys()].map(utf8Of);
    const width = 3;
    out.u32(words.length);
    out.u8(width);
    let offset = 0;
    out.uint(0, width);
    for (const word of words) out.uint((offset += word.length), width);
    for (const word of words) out.raw(word);
    return out.done();
  }

  #codesOf(words: readonly string[]): Uint8Array {
    const out = new ByteWriter(4 * words.length);
    for (const word of words) {
      const number = this.#numbers.get(word);
      if (number === undefined) {
        const bytes = utf8Of(word);
        out.u8(literal);
        out.u8(bytes.length);
        out.raw(bytes);
      } else if (number < short) out.u8(number);
      else {
        out.u8(short + ((number - short) >> 8));
        out.u8((number - short) & 255);
      }
    }
    return out.done();
  }
}

export class Vocabulary {
  readonly #bytes: Uint8Array;
  readonly #count: number;
  readonly #offset: UintAt;
  readonly #words: number;
  #scratch = new Uint8Array(256);

  /** Throws RangeError for bytes that are no vocabulary. */
  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = bytes;
    this.#count = view.getUint32(0, true);
    const width = view.getUint8(4);
    this.#offset = uintsOf(view, 5, width);
    this.#words = 5 + (this.#count + 1) * width;
    if (this.#words + this.#offset(this.#count) !== bytes.length) throw new RangeError('a vocabulary that is cut off');
  }

  /** The text of the codes from `start` up to, without, `end`. */
  textAt(codes: Uint8Array, start: number, end: number): string {
    let length = 0;
    for (let at = start; at < end;) {
      if (at > start) this.#scratch[length++] = 0x20;
      const code = codes[at++] ?? 0;
      let from: number;
      let size: number;
      let source = this.#bytes;
      if (code === literal) {
        [source, from, size] = [codes, at + 1, codes[at] ?? 0];
        at += 1 + size;
      } else {
        const number = code < short ? code : short + ((code - short) << 8) + (codes[at++] ?? 0);
        if (number >= this.#count) throw new RangeError('a word that is not there');
        from = this.#offset(number);
        size = this.#offset(number + 1) - from;
        from += this.#words;
      }
      if (length + size + 1 > this.#scratch.length) this.#grow(length + size + 1);
      const scratch = this.#scratch;
      for (let n = 0; n < size; n++) scratch[length++] = source[from + n] ?? 0;
    }
    return textOf(this.#scratch.subarray(0, length));
  }

  #grow(size: number): void {
    const larger = new Uint8Array(2 * size);
    larger.set(this.#scratch);
    this.#scratch = larger;
  }
}
