// Words as they lie in the search block: UTF-8, so that the order of the bytes is the order of the signs. Own code,
// for the domain has neither DOM nor Node and a word must be read without a copy of its bytes.

/** Writes at most 3 bytes per UTF-16 unit from `at` on; gives the place after the last. */
export function writeWord(word: string, bytes: Uint8Array, at: number): number {
  let place = at;
  for (const sign of word) {
    const code = sign.codePointAt(0) ?? 0;
    if (code < 0x80) bytes[place++] = code;
    else {
      const more = code < 0x800 ? 1 : code < 0x1_0000 ? 2 : 3;
      bytes[place++] = ((0xff00 >> (more + 1)) & 0xff) | (code >> (6 * more));
      for (let rest = more - 1; rest >= 0; rest--) bytes[place++] = 0x80 | ((code >> (6 * rest)) & 0x3f);
    }
  }
  return place;
}

/** Bytes that are no UTF-8 read as other signs, never as an error. */
export function readWord(bytes: Uint8Array, start: number, end: number): string {
  let word = '';
  for (let at = start; at < end;) {
    const first = bytes[at++] ?? 0;
    const more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let rest = 0; rest < more && at < end; rest++) code = (code << 6) | ((bytes[at++] ?? 0) & 0x3f);
    word += String.fromCodePoint(Math.min(code, 0x10_ffff));
  }
  return word;
}

/** Below zero, zero, above zero: as the first run of bytes sorts against the second. */
export function compareBytes(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
): number {
  const shared = Math.min(aEnd - aStart, bEnd - bStart);
  for (let at = 0; at < shared; at++) {
    const difference = (a[aStart + at] ?? 0) - (b[bStart + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return aEnd - aStart - (bEnd - bStart);
}
