// Columns of texts: letter by letter, as words of the file's vocabulary, or as numbers.
import { checkDigit } from '#domain/gtin.ts';
import { textOfValue, type Value } from './column-kinds.ts';
import { BadColumn, type Column, part } from './column.ts';
import { compareTexts } from './text-order.ts';
import { uintsOf } from './uints.ts';
import { textOf } from './utf8.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Offsets, then what lies between them; `read` makes a value of it. */
export function offsetColumn(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  rows: number,
  read: (from: number, to: number) => Value,
): Column {
  const width = view.getUint8(start);
  const table = start + 1 + (rows + 1) * width;
  const offset = uintsOf(view, start + 1, width);
  const length = offset(rows);
  part(bytes, table, length);
  return { bytes: 2 + (rows + 1) * width + length, at: (row) => read(table + offset(row), table + offset(row + 1)) };
}

export const phraseReader =
  (bytes: Uint8Array, vocabulary: Vocabulary | null | undefined): ((from: number, to: number) => Value) =>
  (from, to) => {
    if (!vocabulary) throw new BadColumn('a file without words');
    return vocabulary.textAt(bytes, from, to);
  };

export const textReader =
  (bytes: Uint8Array): ((from: number, to: number) => string) =>
  (from, to) =>
    textOf(part(bytes, from, to - from));

/** Texts of digits, all of one length. `isGtin`: the last of them is left out. */
export function digitsColumn(numbers: Column, length: number, isGtin: boolean, bytes: number): Column {
  const at = (row: number): string => {
    const digits = textOfValue(numbers.at(row)).padStart(isGtin ? length - 1 : length, '0');
    return isGtin ? digits + checkDigit(digits) : digits;
  };
  return {
    bytes,
    at,
    compare(row, wanted) {
      if (wanted.number === null || wanted.text.length !== length) return compareTexts(at(row), wanted.text);
      if (!isGtin) return Number(numbers.at(row)) - wanted.number;
      return Number(numbers.at(row)) - Math.floor(wanted.number / 10) || compareTexts(at(row), wanted.text);
    },
  };
}

/** Six digits between GL and -2: "6/2/GL-2". */
export const patternOf = (length: number, before: string, after: string): string =>
  `${length}/${before.length}/${before}${after}`;

export function numberedColumn(patterns: Column, numbers: Column, bytes: number): Column {
  const known = new Map<string, { length: number; before: string; after: string }>();
  const parsed = (pattern: string): { length: number; before: string; after: string } => {
    const found = known.get(pattern);
    if (found) return found;
    const [length = '', size = ''] = pattern.split('/', 2);
    const rest = pattern.slice(length.length + size.length + 2);
    const made = { length: Number(length), before: rest.slice(0, Number(size)), after: rest.slice(Number(size)) };
    known.set(pattern, made);
    return made;
  };
  return {
    bytes,
    at(row) {
      const { length, before, after } = parsed(textOfValue(patterns.at(row)));
      return before + textOfValue(numbers.at(row)).padStart(length, '0') + after;
    },
  };
}
