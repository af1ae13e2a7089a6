// One table of one feed in memory: its rows in the packed file, and the rows changed since.
// Promise: a row is one object for as long as it stays the same, so that screens repaint only what changed.
import type { TableReader } from '#domain/packed/table-reader.ts';
import { KeptWhileUsed } from './kept-while-used.ts';

export type AnyRow = { readonly id: string };

/** The rows of a file, by their places; null: there is none. An object is made of a row only when it is asked for. */
export class PackedRows {
  readonly #table: TableReader | null;
  readonly #made = new KeptWhileUsed<number, AnyRow>();
  readonly #indexes = new Map<string, Map<unknown, number[]>>();
  readonly #onDamage: (error: unknown) => void;

  /** `onDamage` hears of what the file's bytes don't give; whoever asked gets the error all the same. */
  constructor(table: TableReader | null, onDamage: (error: unknown) => void = () => undefined) {
    this.#table = table;
    this.#onDamage = onDamage;
  }

  get(id: string): AnyRow | null {
    return this.rowAt(this.placeOf(id));
  }

  /** How many rows; those at a place stand in the order of their ids. */
  get count(): number {
    return this.#table?.rows ?? 0;
  }

  /** -1: not in the file. */
  placeOf(id: string): number {
    return this.#read((table) => table.placeOf(id), -1);
  }

  idAt(place: number): string {
    return this.#read((table) => table.idAt(place), '');
  }

  /** One cell, without making the row. */
  valueAt(place: number, column: string): unknown {
    // Asked for 100,000 places in a row: without a function for each.
    try {
      return this.#table?.valueAt(place, this.#table.columns.indexOf(column));
    } catch (error) {
      this.#onDamage(error);
      throw error;
    }
  }

  /** Of rows whose ids begin with `prefix`, in the ids' order: from the first place up to, without, the second. */
  withPrefix(prefix: string): readonly [from: number, to: number] {
    return this.#read((table): readonly [number, number] => table.placesWithin(prefix), [0, 0]);
  }

  /** Of rows whose column holds `value`. Without an order in the file the index is built at the first question. */
  where(column: string, value: unknown): readonly number[] {
    const table = this.#table;
    if (!table || !table.columns.includes(column)) return [];
    if (table.hasOrder(column) && typeof value === 'string') return this.#read(() => table.placesOf(column, value), []);
    let index = this.#indexes.get(column);
    if (!index) {
      index = new Map();
      for (let place = 0; place < table.rows; place++) push(index, this.valueAt(place, column), place);
      this.#indexes.set(column, index);
    }
    return index.get(value) ?? [];
  }

  /** Places of rows whose column begins with `prefix`, as they are asked for, where the file has an order of the column. */
  *beginning(column: string, prefix: string): Generator<number> {
    const places = this.#read(
      (table) => (table.hasOrder(column) ? table.placesWithPrefix(column, prefix) : null),
      null,
    );
    if (!places) return;
    for (;;) {
      const next = this.#read(() => places.next(), null);
      if (!next || next.done === true) return;
      yield next.value;
    }
  }

  /** null: no place of the file. */
  rowAt(place: number): AnyRow | null {
    const table = this.#table;
    if (!table || place < 0 || place >= table.rows) return null;
    const made = this.#made.get(place);
    if (made) return made;
    const row = this.#read(() => table.rowAt(place), null);
    if (row) this.#made.set(place, row);
    return row;
  }

  #read<Value>(read: (table: TableReader) => Value, none: Value): Value {
    if (!this.#table) return none;
    try {
      return read(this.#table);
    } catch (error) {
      this.#onDamage(error);
      throw error;
    }
  }
}

const nothing = new PackedRows(null);

/** A version of the table: the file's rows with the changes over them. A change makes a new version. */
export class PackedTable {
  readonly #base: PackedRows;
  readonly #changes: ReadonlyMap<string, AnyRow | null>;
  readonly #indexes = new Map<string, Map<unknown, string[]>>();

  constructor(base: PackedRows = nothing, changes: ReadonlyMap<string, AnyRow | null> = new Map()) {
    this.#base = base;
    this.#changes = changes;
  }

  changed(rows: readonly { id: string; row: AnyRow | null }[]): PackedTable {
    const changes = new Map(this.#changes);
    for (const { id, row } of rows) changes.set(id, row);
    return new PackedTable(this.#base, changes);
  }

  /** The rows as the file has them, whatever has changed since. */
  get file(): PackedRows {
    return this.#base;
  }

  /** null: gone since the file was made. */
  get changes(): ReadonlyMap<string, AnyRow | null> {
    return this.#changes;
  }

  get(id: string): AnyRow | null {
    const change = this.#changes.get(id);
    return change === undefined ? this.#base.get(id) : change;
  }

  list(prefix: string): AnyRow[] {
    const [from, to] = this.#base.withPrefix(prefix);
    const rows: AnyRow[] = [];
    for (let place = from; place < to; place++) rows.push(...this.#unchangedAt(place));
    if (this.#changes.size === 0) return rows;
    for (const [id, row] of this.#changes) if (row && id.startsWith(prefix)) rows.push(row);
    return rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  }

  where(column: string, value: unknown): AnyRow[] {
    let index = this.#indexes.get(column);
    if (!index) {
      index = new Map();
      for (const [id, row] of this.#changes) if (row) push(index, (row as Record<string, unknown>)[column], id);
      this.#indexes.set(column, index);
    }
    const changed = (index.get(value) ?? []).flatMap((id) => this.#changes.get(id) ?? []);
    return [...this.#base.where(column, value).flatMap((place) => this.#unchangedAt(place)), ...changed];
  }

  /** The file's row there, or nothing where it has changed. */
  #unchangedAt(place: number): AnyRow[] {
    if (this.#changes.size > 0 && this.#changes.has(this.#base.idAt(place))) return [];
    const row = this.#base.rowAt(place);
    return row ? [row] : [];
  }
}

function push<Item>(index: Map<unknown, Item[]>, value: unknown, item: Item): void {
  const items = index.get(value);
  if (items) items.push(item);
  else index.set(value, [item]);
}
