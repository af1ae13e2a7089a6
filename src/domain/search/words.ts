// Text → the folded words that search compares, the same for a product and for a question. Promise: each word keeps
// its place in the text as it was written, and no text, however odd, makes more than one word per character.
import { isUnit } from './word-lists.ts';

export interface Word {
  /** Lower case, without marks: "Impermeáveis" → "impermeaveis". */
  readonly word: string;
  /** UTF-16 places in the original text, for highlighting. */
  readonly start: number;
  readonly end: number;
}

/** In UTF-16 units; the rest of a longer word does not count. */
export const longestWord = 32;
const longestQuestion = 64;
const mostQuestionWords = 8;

// What NFKD leaves whole and a keyboard may not have.
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const marks = /\p{M}/gu;
const wordSign = /[\p{L}\p{Nd}]/u;
// Belong to no word and part none: combining marks, joiners, soft hyphens, direction marks.
const silent = /[\p{M}\p{Cf}]/u;

const foldSign = (sign: string): string => {
  let folded = '';
  for (const part of sign.normalize('NFKD').replaceAll(marks, '').toLowerCase())
    folded += plain[part] ?? part.normalize('NFKD').replaceAll(marks, '');
  return folded;
};

/** A letter or digit → folded; null: parts words; '': as if it were not there. By sign, for there are few of them. */
const known = new Map<string, string | null>();
function signOf(sign: string): string | null {
  let folded = known.get(sign);
  if (folded === undefined) {
    folded = wordSign.test(sign) ? foldSign(sign) : silent.test(sign) ? '' : null;
    // A text in Chinese has thousands of signs; a hostile one has them all.
    if (known.size < 1_000) known.set(sign, folded);
  }
  return folded;
}

const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9';
const numberJoints: Readonly<Record<string, string>> = { ',': '.', '.': '.', '/': '/' };
const wordJoints = /^[-'’`´‐‑]$/u;
const hyphens = /^[-‐‑]$/u;

interface Piece extends Word {
  /** The hyphen or the apostrophe that alone stands between the piece before and this one. */
  readonly glue: string;
}

const isGlued = (piece: Piece | undefined): boolean => piece !== undefined && piece.glue !== '';

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let word = '';
  let start = 0;
  let end = 0;
  let glue = '';
  let joint = -1;
  const close = (): void => {
    if (word !== '') pieces.push({ word: word.slice(0, longestWord), start, end, glue });
    word = '';
  };
  for (let at = 0; at < text.length;) {
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const next = at + sign.length;
    const folded = signOf(sign);
    if (folded === null) {
      const number = numberJoints[sign];
      if (number !== undefined && isDigit(word.at(-1)) && isDigit(text[next])) word += number;
      else {
        if (word !== '' && wordJoints.test(sign)) joint = next;
        close();
      }
    } else if (folded !== '') {
      if (word === '') {
        start = at;
        glue = joint === at && pieces.length > 0 ? (text[at - 1] ?? '') : '';
      }
      // A five-thousand-letter word must not cost its square.
      if (word.length < longestWord) word += folded;
      end = next;
    } else if (word !== '') end = next;
    at = next;
  }
  close();
  return pieces;
}

/** Every form a product can be asked by: "T-shirt 500 ml" → t, shirt, tshirt, 500, ml, 500ml. */
export function wordsToIndex(text: string): Word[] {
  const words: Word[] = [];
  const pieces = piecesOf(text);
  for (const [index, piece] of pieces.entries()) {
    const { word, start, end } = piece;
    words.push({ word, start, end });
    for (const part of partsOf(word)) words.push({ word: part, start, end });
    const before = pieces[index - 1];
    if (before && /^[\d.]+$/.test(before.word) && isUnit(word) && text.slice(before.end, start).trim() === '')
      words.push({ word: before.word + word, start: before.start, end });
    if (isGlued(piece) && !isGlued(pieces[index + 1])) words.push(gluedUpTo(pieces, index));
  }
  return words;
}

/** "500ml" → 500 and ml; "38/39" → 38 and 39; others none. */
function partsOf(word: string): string[] {
  if (!isDigit(word[0])) return [];
  const [, number = '', unit = ''] = /^([\d./]+)(\D*)$/.exec(word) ?? [];
  const parts = /[./]/.test(number) ? number.split(/[./]/) : [];
  return unit !== '' && isUnit(unit) ? [number, unit, ...parts] : parts;
}

function gluedUpTo(pieces: readonly Piece[], last: number): Word {
  let first = last;
  while (isGlued(pieces[first])) first--;
  const group = pieces.slice(first, last + 1);
  const word = group
    .map((piece) => piece.word)
    .join('')
    .slice(0, longestWord);
  return { word, start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 };
}

/** "t-shirt", "d'água", "women's"; but "guarda-s" is on its way to "guarda-sol". */
const isOneWord = (group: readonly Piece[]): boolean =>
  group.length > 1 &&
  (group[0]?.word.length === 1 ||
    group.some(({ word, glue }) => word.length === 1 && glue !== '' && !hyphens.test(glue)));

/** What a person asks for, each word once, in their order; "t-shirt" is one word, "guarda-chuva" two. */
export function wordsAsked(text: string): string[] {
  const pieces = piecesOf(text.slice(0, longestQuestion));
  const words = new Set<string>();
  for (let first = 0; first < pieces.length;) {
    let last = first;
    while (isGlued(pieces[last + 1])) last++;
    const group = pieces.slice(first, last + 1);
    if (isOneWord(group)) words.add(gluedUpTo(pieces, last).word);
    else for (const { word } of group) words.add(word);
    first = last + 1;
  }
  return [...words].slice(0, mostQuestionWords);
}
