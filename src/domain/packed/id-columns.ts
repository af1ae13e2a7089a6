// Columns of ids: as they are, reckoned from the shop's own numbers, or as positions in another table.
import { textOfValue } from './column-kinds.ts';
import { type Around, BadColumn, type Column, part } from './column.ts';
import { Derivation } from './derived-id.ts';
import { compareTexts } from './text-order.ts';
import { keyAt, uuidAt, uuidBytes } from './uuid-bytes.ts';
import type { Wanted } from './wanted.ts';

export function uuidColumn(bytes: Uint8Array, start: number, rows: number): Column {
  part(bytes, start, rows * uuidBytes);
  return {
    bytes: 1 + rows * uuidBytes,
    at: (row) => uuidAt(bytes, start + row * uuidBytes),
    key: (row) => keyAt(bytes, start + row * uuidBytes),
    compare: (row, wanted) => compareUuid(bytes, start + row * uuidBytes, wanted),
  };
}

/** `bytes`: with the kind and all that follows it. */
export function derivedColumn(prefix: string, sourceOf: (row: number) => string, bytes: number): Column {
  const derivation = new Derivation(prefix);
  return {
    bytes,
    at: (row) => uuidAt(derivation.bytesOf(sourceOf(row)), 0),
    key: (row) => keyAt(derivation.bytesOf(sourceOf(row)), 0),
    compare: (row, wanted) => compareUuid(derivation.bytesOf(sourceOf(row)), 0, wanted),
  };
}

export function referenceColumn(inner: Column, { pointed }: Around): Column {
  if (!pointed) throw new BadColumn('points nowhere');
  return {
    bytes: 1 + inner.bytes,
    at: (row) => pointed.idAt(Number(inner.at(row))),
    compare(row, wanted) {
      const { place, isThere } = wanted.foundIn(pointed);
      const own = Number(inner.at(row));
      // One that is not there stands before whoever stands where it would.
      return own === place && !isThere ? 1 : own - place;
    },
  };
}

export function compositeColumn(first: Column, rest: Column, bytes: number): Column {
  const at = (row: number): string => `${textOfValue(first.at(row))}/${textOfValue(rest.at(row))}`;
  return {
    bytes,
    at,
    compare(row, wanted) {
      const { parts } = wanted;
      // Only UUIDs are all of one length, so that the first parts' order is that of the whole.
      if (!parts?.first.bytes || !first.compare) return compareTexts(at(row), wanted.text);
      return first.compare(row, parts.first) || compareTexts(textOfValue(rest.at(row)), parts.rest);
    },
  };
}

/** `count` rows of the one, then those of the other. */
export function splitColumn(first: Column, count: number, rest: Column): Column {
  const within = <Answer>(row: number, ask: (column: Column, own: number) => Answer): Answer =>
    row < count ? ask(first, row) : ask(rest, row - count);
  return {
    bytes: 3 + first.bytes + rest.bytes,
    at: (row) => within(row, (column, own) => column.at(own)),
    compare: (row, wanted) =>
      within(
        row,
        (column, own) => column.compare?.(own, wanted) ?? compareTexts(textOfValue(column.at(own)), wanted.text),
      ),
  };
}

function compareUuid(bytes: Uint8Array, from: number, wanted: Wanted): number {
  if (!wanted.bytes) return compareTexts(uuidAt(bytes, from), wanted.text);
  for (let at = 0; at < uuidBytes; at++) {
    const difference = (bytes[from + at] ?? 0) - (wanted.bytes[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
