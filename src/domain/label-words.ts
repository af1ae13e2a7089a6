// How wide words are on a label, near enough for every printer: widths of Helvetica's letters in four classes.
// Promise: what does not fit is cut between words, with a sign that it was.

const narrow = /[iljI.,:;'|! \u00a0]/;
const slim = /[ftr()[\]/"-]/;
const wide = /[mMW@%wG—…]/;
const ofLetter = (letter: string): number =>
  narrow.test(letter)
    ? 0.28
    : slim.test(letter)
      ? 0.34
      : wide.test(letter)
        ? 0.86
        : /[A-ZÀ-Ý]/.test(letter)
          ? 0.7
          : 0.56;

/** In the unit of `size`, the height of the letters' box. */
export const textWidth = (text: string, size: number, isBold: boolean): number =>
  [...text].reduce((sum, letter) => sum + ofLetter(letter), 0) * size * (isBold ? 1.06 : 1);

/** At most so many lines of bold letters; the last one ends with … when words were left out. */
export function fitLines(text: string, width: number, size: number, most: number): string[] {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const fits = (line: string): boolean => textWidth(line, size, true) <= width;
  const lines: string[] = [];
  while (words.length > 0 && lines.length < most) {
    let line = words.shift() ?? '';
    while (words[0] !== undefined && fits(`${line} ${words[0]}`)) line += ` ${words.shift()}`;
    lines.push(line);
  }
  const last = lines.at(-1);
  if (last === undefined || (words.length === 0 && fits(last))) return lines;
  let cut = '';
  for (const letter of last) {
    if (cut !== '' && !fits(`${cut}${letter}…`)) break;
    cut += letter;
  }
  return [...lines.slice(0, -1), `${cut.trimEnd()}…`];
}
