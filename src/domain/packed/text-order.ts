// Texts in the order of their code points, which is the order of their UTF-8 bytes and of the database's "C".
// JavaScript's own < goes by UTF-16 and puts U+FFFD after an emoji.

export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue;
    return pointAt(a, at) - pointAt(b, at);
  }
  return a.length - b.length;
}

/** Of the whole character, also when its first half is the same in both. */
function pointAt(text: string, at: number): number {
  const isSecondHalf = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  return text.codePointAt(isSecondHalf ? at - 1 : at) ?? 0;
}
