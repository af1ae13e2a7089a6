// Ids that follow from the shop's own numbers (UUIDv8, from SHA-256; server/import/source-id.ts makes them): a packed file
// needs not hold what can be reckoned. Promise: the same sixteen bytes as the server's, or the file holds the ids themselves.
import { sha256Of } from './sha256.ts';
import { utf8Of } from './utf8.ts';

/** All parts before the source's own id, each closed by a NUL. */
export const derivedPrefix = (...parts: readonly string[]): string => parts.map((part) => `${part}\0`).join('');

export class Derivation {
  readonly prefix: string;
  readonly #from: number;
  #bytes: Uint8Array;
  readonly #made = new Uint8Array(16);
  #last: string | null = null;

  constructor(prefix: string) {
    const bytes = utf8Of(prefix);
    this.prefix = prefix;
    this.#from = bytes.length;
    this.#bytes = new Uint8Array(bytes.length + 64);
    this.#bytes.set(bytes);
  }

  /** Written over by the next call. */
  bytesOf(source: string): Uint8Array {
    if (source === this.#last) return this.#made;
    const length = this.#fill(source);
    const digest = sha256Of(this.#bytes, length);
    const made = this.#made;
    for (let word = 0, at = 0; word < 4; word++, at += 4) {
      const bits = digest[word] ?? 0;
      made[at] = bits >>> 24;
      made[at + 1] = bits >>> 16;
      made[at + 2] = bits >>> 8;
      made[at + 3] = bits;
    }
    made[6] = ((made[6] ?? 0) & 0x0f) | 0x80;
    made[8] = ((made[8] ?? 0) & 0x3f) | 0x80;
    this.#last = source;
    return made;
  }

  /** The source and its NUL behind the prefix; where they end. */
  #fill(source: string): number {
    const most = this.#from + 3 * source.length + 1;
    if (most > this.#bytes.length) {
      const larger = new Uint8Array(2 * most);
      larger.set(this.#bytes.subarray(0, this.#from));
      this.#bytes = larger;
    }
    const bytes = this.#bytes;
    let at = this.#from;
    for (let n = 0; n < source.length; n++) {
      const code = source.charCodeAt(n);
      if (code > 0x7f) {
        const all = utf8Of(source);
        bytes.set(all, this.#from);
        at = this.#from + all.length;
        break;
      }
      bytes[at++] = code;
    }
    bytes[at] = 0;
    return at + 1;
  }
}
