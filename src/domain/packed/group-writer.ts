// Up to 4,096 rows of one table → one block: where each column begins, then the columns.
import { ByteWriter } from './byte-writer.ts';
import { columnKinds, type Value } from './column-kinds.ts';
import { packColumn, packDerived, type PlaceOf } from './column-writer.ts';
import type { VocabularyWriter } from './vocabulary.ts';

export type RowToPack = Readonly<Record<string, unknown>> & { readonly id: string };

export interface GroupWriting {
  placeOf(column: string): PlaceOf | undefined;
  vocabulary: VocabularyWriter;
  /** Of which source's ids the rows' own may follow; null: of none. */
  derived: { prefix: string; sourceOf(row: RowToPack): string | null; column: string | null } | null;
}

/** `columns` in the footer's order; a row without one of them has null there. */
export function packGroup(
  rows: readonly RowToPack[],
  columns: readonly string[],
  { placeOf, vocabulary, derived }: GroupWriting,
): Uint8Array<ArrayBuffer> {
  const cells = columns.map((name) => rows.map((row) => (row[name] ?? null) as Value));
  const packed = columns.map((name, at) => {
    const own = cells[at] ?? [];
    const place = placeOf(name);
    const made = name === 'id' && derived ? packIds(rows, columns, derived) : null;
    const column = made ?? packColumn(own, { vocabulary, ...(place ? { placeOf: place } : {}) });
    const twin = cells.findIndex((other, before) => before < at && other.every((cell, row) => cell === own[row]));
    // A shop whose own numbers are its SKUs has every one twice.
    return twin >= 0 && twin < 256 && column.length > 2 ? Uint8Array.of(columnKinds.same, twin) : column;
  });
  const out = new ByteWriter();
  let from = 4 * columns.length;
  for (const column of packed) {
    out.u32(from);
    from += column.length;
  }
  for (const column of packed) out.raw(column);
  return out.done();
}

function packIds(
  rows: readonly RowToPack[],
  columns: readonly string[],
  { prefix, sourceOf, column }: NonNullable<GroupWriting['derived']>,
): Uint8Array<ArrayBuffer> | null {
  const number = column === null ? null : columns.indexOf(column);
  return packDerived(
    rows.map(({ id }) => id),
    { prefix, sources: rows.map(sourceOf), column: number === null || number < 1 ? null : number },
  );
}
