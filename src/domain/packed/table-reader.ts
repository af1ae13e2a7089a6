// One table of a packed file: its rows by position, by id and by the value of a column.
// Promise: opening it reads nothing but the footer; a row is unpacked when it is asked for.
import { columnKinds, rowsPerGroup, textOfValue, type Value } from './column-kinds.ts';
import { type Around, BadColumn, type Column } from './column.ts';
import { openColumn } from './column-reader.ts';
import type { PackedTable } from './file-shape.ts';
import { compareTexts } from './text-order.ts';
import { placeWidth, type UintAt, uintsOf } from './uints.ts';
import type { Vocabulary } from './vocabulary.ts';
import { keyAt } from './uuid-bytes.ts';
import { firstOf, firstOfSpread, type IdTable, Wanted } from './wanted.ts';

export type PackedRow = { readonly id: string } & Record<string, Value>;

export interface Surroundings {
  /** The table that a column points into. */
  pointedBy(column: string): IdTable | undefined;
  vocabulary: Vocabulary | null;
}

/** Ids that were told or found last, with their positions: the next question is mostly about one of them. */
const mostRecent = 256;

/** No id goes on with it. */
const lastSign = '\u{10ffff}';

export class TableReader implements IdTable {
  readonly rows: number;
  readonly columns: readonly string[];
  readonly #bytes: Uint8Array;
  readonly #shape: PackedTable;
  readonly #around: Surroundings;
  readonly #opened: (Column | undefined)[] = [];
  readonly #recent = new Map<string, number>();

  constructor(bytes: Uint8Array, shape: PackedTable, around: Surroundings) {
    this.rows = shape.rows;
    this.columns = shape.columns;
    this.#bytes = bytes;
    this.#shape = shape;
    this.#around = around;
  }

  idAt(place: number): string {
    const id = textOfValue(this.#column(place, 0).at(place % rowsPerGroup));
    this.#note(id, place);
    return id;
  }

  valueAt(place: number, column: number): Value {
    return this.#column(place, column).at(place % rowsPerGroup);
  }

  /** Throws BadColumn or RangeError where the bytes are no rows. */
  rowAt(place: number): PackedRow {
    const row: { id: string } & Record<string, Value> = { id: this.idAt(place) };
    for (let column = 1; column < this.columns.length; column++)
      row[this.columns[column] ?? ''] = this.valueAt(place, column);
    return row;
  }

  /** -1: not here. */
  placeOf(id: string): number {
    const known = this.#recent.get(id);
    if (known !== undefined) return known;
    const { place, isThere } = this.find(new Wanted(id));
    return isThere ? place : -1;
  }

  find(wanted: Wanted): { place: number; isThere: boolean } {
    const known = this.#recent.get(wanted.text);
    if (known !== undefined) return { place: known, isThere: true };
    const place = this.#firstFrom(wanted);
    const isThere = place < this.rows && this.#compareId(place, wanted) === 0;
    if (isThere) this.#note(wanted.text, place);
    return { place, isThere };
  }

  /** The positions of the ids that begin so, from the first up to, without, the second. */
  placesWithin(prefix: string): [from: number, to: number] {
    if (prefix === '') return [0, this.rows];
    const from = this.#firstFrom(new Wanted(prefix));
    const end = new Wanted(prefix + lastSign);
    let to = from;
    while (to < this.rows && this.#compareId(to, end) < 0) to += 1;
    return [from, to];
  }

  hasOrder(column: string): boolean {
    return this.#shape.orders[column] !== undefined;
  }

  /** Positions of the rows whose column holds `value`. The column must have an order. */
  placesOf(column: string, value: string): number[] {
    const wanted = new Wanted(value);
    return [...this.#placesFrom(column, wanted, (place, index) => this.#compareAt(place, index, wanted) === 0)];
  }

  /** Positions of the rows whose column begins with `prefix`, one by one as they are asked for. The column must have an order. */
  placesWithPrefix(column: string, prefix: string): Generator<number> {
    const begins = (place: number, index: number): boolean =>
      textOfValue(this.valueAt(place, index)).startsWith(prefix);
    return this.#placesFrom(column, new Wanted(prefix), begins);
  }

  *#placesFrom(column: string, wanted: Wanted, fits: (place: number, column: number) => boolean): Generator<number> {
    const placeAt = this.#order(column);
    const index = this.columns.indexOf(column);
    let at = firstOf(0, this.rows, (one) => this.#compareAt(placeAt(one), index, wanted) >= 0);
    for (; at < this.rows && fits(placeAt(at), index); at++) yield placeAt(at);
  }

  #firstFrom(wanted: Wanted): number {
    const compare = (place: number): number => this.#compareId(place, wanted);
    const { bytes } = wanted;
    if (!bytes || this.rows < 32 || !this.#column(0, 0).key)
      return firstOf(0, this.rows, (place) => compare(place) >= 0);
    const key = keyAt(bytes, 0);
    const first = Math.floor((key * this.rows) / 2 ** 32);
    return firstOfSpread(this.rows, first, compare, (place) => {
      const own = this.#column(place, 0).key?.(place % rowsPerGroup) ?? key;
      return Math.round(((key - own) * this.rows) / 2 ** 32);
    });
  }

  #compareId(place: number, wanted: Wanted): number {
    return this.#compareAt(place, 0, wanted);
  }

  #compareAt(place: number, index: number, wanted: Wanted): number {
    const column = this.#column(place, index);
    const row = place % rowsPerGroup;
    return column.compare ? column.compare(row, wanted) : compareTexts(textOfValue(column.at(row)), wanted.text);
  }

  #note(id: string, place: number): void {
    if (this.#recent.size >= mostRecent) this.#recent.clear();
    this.#recent.set(id, place);
  }

  #order(column: string): UintAt {
    const from = this.#shape.orders[column];
    const width = placeWidth(this.rows);
    if (from === undefined || from + this.rows * width > this.#bytes.length)
      throw new BadColumn(`no order of ${column}`);
    return uintsOf(new DataView(this.#bytes.buffer, this.#bytes.byteOffset), from, width);
  }

  #column(place: number, column: number): Column {
    const group = Math.floor(place / rowsPerGroup);
    const name = group * this.columns.length + column;
    return (this.#opened[name] ??= this.#open(place, group, column));
  }

  #open(place: number, group: number, column: number): Column {
    const from = this.#shape.groups[group];
    if (place < 0 || place >= this.rows || from === undefined) throw new BadColumn(`no row ${place}`);
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset);
    const start = from + view.getUint32(from + column * 4, true);
    if (this.#bytes[start] === columnKinds.same) {
      const twin = this.#bytes[start + 1] ?? column;
      if (twin >= column) throw new BadColumn('the same as a later one');
      return this.#column(place, twin);
    }
    const around: Around = {
      pointed: this.#around.pointedBy(this.columns[column] ?? ''),
      vocabulary: this.#around.vocabulary,
      sibling: (other) => this.#column(place, other),
    };
    return openColumn(this.#bytes, start, Math.min(rowsPerGroup, this.rows - group * rowsPerGroup), around);
  }
}
