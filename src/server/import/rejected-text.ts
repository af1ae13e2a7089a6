// What is shown of a line that was left out, so that it can be found again: the line itself, but where that would tell
// somebody's secret. Promise: neither a coupon's code nor the name or the cookie of a visitor gets into a file or a terminal.
import { foldLetters } from '#domain/discount/coupon-code.ts';
import { cellsOf } from './catalogue-row.ts';
import type { Columns, FileKind } from './columns.ts';
import type { RawRecord } from './records.ts';

type Shown = Pick<RawRecord, 'values' | 'text'>;

/** A line that made no record has no cells to choose from: of coupons and visits nothing is shown of it. */
export function rejectedText(kind: FileKind, { values, text }: Shown, columns: Columns): string {
  const read = cellsOf(values, columns);
  if (kind === 'history') return joined(['event', 'at', read('item').trim() === '' ? 'gtin' : 'item'].map(read));
  if (kind !== 'coupon') return text;
  const code = read('code').trim().toLowerCase();
  const cells = Object.keys(columns).map((field) => (field === 'code' && code !== '' ? '…' : read(field)));
  // A name or an id that repeats the code, or what is read alike, would tell it all the same.
  const folded = foldLetters(code);
  const tells = (cell: string): boolean =>
    (code !== '' && cell.toLowerCase().includes(code)) || (folded !== '' && foldLetters(cell).includes(folded));
  return joined(cells.map((cell) => (tells(cell) ? '…' : cell)));
}

const joined = (cells: readonly string[]): string =>
  cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' ')
    .slice(0, 200);
