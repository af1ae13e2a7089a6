// How many slips of a finger lie between what was typed and a word: a letter wrong, missing, too many, or two neighbours
// swapped (optimal string alignment). Promise: work is bounded by the longest word, and no memory is made per word.
import { longestWord } from './words.ts';

/** A bit per letter and digit that occurs; one slip takes away or adds one bit at most. */
export function signatureOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    // a–z have a bit each; six are shared by everything else.
    bits |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return bits >>> 0;
}

/** Whether at most `most` bits of `a` are missing in `b`. */
export function lacksAtMost(a: number, b: number, most: number): boolean {
  let lacking = a & ~b;
  for (let count = 0; count < most && lacking !== 0; count++) lacking &= lacking - 1;
  return lacking === 0;
}

/** None for words of up to 3 letters or with a digit; 1 up to 7; 2 from 8. */
export const slipsAllowed = (word: string): number =>
  word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2;

export interface Slips {
  /** Between the two words; `most` + 1 stands for anything above `most`. */
  readonly whole: number;
  /** Between what was typed and the best beginning of the word. */
  readonly beginning: number;
}

const width = longestWord + 1;
const rows = [new Uint8Array(width), new Uint8Array(width), new Uint8Array(width)] as const;

export function slipsBetween(typed: string, word: string, most: number): Slips {
  let [twoAbove, above, row]: readonly [Uint8Array, Uint8Array, Uint8Array] = rows;
  const none: Slips = { whole: most + 1, beginning: most + 1 };
  // Letters beyond these can't be part of a beginning within reach.
  const letters = Math.min(word.length, typed.length + most, longestWord);
  for (let at = 0; at <= letters; at++) above[at] = at;
  for (let y = 1; y <= typed.length; y++) {
    row[0] = y;
    let least = y;
    for (let x = 1; x <= letters; x++) {
      const isSame = typed.charCodeAt(y - 1) === word.charCodeAt(x - 1);
      let cost = Math.min((above[x - 1] ?? 0) + (isSame ? 0 : 1), (above[x] ?? 0) + 1, (row[x - 1] ?? 0) + 1);
      const isSwap =
        y > 1 &&
        x > 1 &&
        typed.charCodeAt(y - 1) === word.charCodeAt(x - 2) &&
        typed.charCodeAt(y - 2) === word.charCodeAt(x - 1);
      if (isSwap) cost = Math.min(cost, (twoAbove[x - 2] ?? 0) + 1);
      row[x] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return none;
    [twoAbove, above, row] = [above, row, twoAbove];
  }
  let beginning = most + 1;
  for (let x = 0; x <= letters; x++) beginning = Math.min(beginning, above[x] ?? 0);
  const whole = word.length > letters ? most + 1 : Math.min(above[letters] ?? 0, most + 1);
  return { whole, beginning };
}
