// What a packed column answers, and what it may need from around it.
import type { Value } from './column-kinds.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { IdTable, Wanted } from './wanted.ts';

export interface Column {
  at(row: number): Value;
  /** The bytes it takes. */
  readonly bytes: number;
  /** Below 0, 0 or above as the row's text is before, the same as or after the wanted one; without making the text. */
  compare?(row: number, wanted: Wanted): number;
  /** The first 32 bits of the row's UUID. */
  key?(row: number): number;
}

export interface Around {
  /** The table that the column points into. */
  pointed?: IdTable | undefined;
  /** Another column of the same block. */
  sibling?: (column: number) => Column;
  vocabulary?: Vocabulary | null | undefined;
}

export class BadColumn extends Error {
  override readonly name = 'BadColumn';
}

export function part(bytes: Uint8Array, from: number, length: number): Uint8Array {
  if (length < 0 || from + length > bytes.length) throw new BadColumn('is cut off');
  return bytes.subarray(from, from + length);
}
