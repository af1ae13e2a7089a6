// The postings of one word, field by field: a varint of count × fields + field, then varints of steps from the place before.
// Promise: reads no byte beyond its end and gives no place beyond the shop's, whatever the bytes say.
import { fieldCount } from './ranking.ts';

/** Read by the handful, for a question for one letter goes through half of all postings. */
const handful = 256;

export class Postings {
  readonly #bytes: Uint8Array;
  readonly #places: number;
  #next = 0;
  #end = 0;
  #before = 0;
  #field = 0;
  /** Of the field. */
  #left = 0;
  /** Of the handful that was read last. */
  readonly places = new Uint32Array(handful);
  readonly fields = new Uint8Array(handful);

  constructor(bytes: Uint8Array, places: number) {
    this.#bytes = bytes;
    this.#places = places;
  }

  /** Another word's, in the same object. */
  open(start: number, end: number): void {
    this.#next = start;
    this.#end = end;
    this.#left = 0;
  }

  /** How many were read; none when there are no more. */
  read(): number {
    const { places, fields } = this;
    const bytes = this.#bytes;
    const end = this.#end;
    let next = this.#next;
    let left = this.#left;
    let field = this.#field;
    let at = this.#before;
    let count = 0;
    while (count < handful && next < end) {
      let byte = bytes[next++] ?? 0;
      let number = byte & 0x7f;
      for (let shift = 7; byte > 0x7f && shift < 35 && next < end; shift += 7) {
        byte = bytes[next++] ?? 0;
        number |= (byte & 0x7f) << shift;
      }
      if (left === 0) {
        left = (number / fieldCount) | 0;
        field = number - left * fieldCount;
        at = 0;
        if (left <= 0) next = end;
        continue;
      }
      at += number;
      if (number < 0 || at >= this.#places) {
        next = end;
        break;
      }
      left -= 1;
      places[count] = at;
      fields[count++] = field;
    }
    this.#next = next;
    this.#left = left;
    this.#field = field;
    this.#before = at;
    return count;
  }
}
