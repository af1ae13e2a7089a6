// All rows of one feed at one cursor, in memory: what every screen and every prediction reads.
// Promise: a version never changes under its reader; a page makes the next one.
import type { FeedName } from '#domain/home.ts';
import type { PackedFile } from '#domain/packed/file-reader.ts';
import { isTableName, type Row, type TableName } from '#domain/tables.ts';
import { type AnyRow, PackedRows, PackedTable } from './packed-table.ts';
import type { Locale } from '#domain/text.ts';
import type { Cursor, ReplicaRow } from './replica.ts';

export class FeedRows {
  readonly feed: FeedName;
  readonly cursor: Cursor | null;
  /** When the server last vouched for these rows, in its own time; null: never. */
  readonly asOfMs: number | null;
  readonly file: string | null;
  /** The file's block of words of a language; null: there is no file, or none of that language. */
  readonly wordsOf: (locale: Locale) => Uint8Array | null;
  /** To be told when a block of the file can't be read. */
  readonly onDamage: (error: unknown) => void;
  readonly #tables: ReadonlyMap<TableName, PackedTable>;

  constructor(
    feed: FeedName,
    at: { cursor: Cursor | null; asOfMs: number | null; file: string | null },
    tables: ReadonlyMap<TableName, PackedTable> = new Map(),
    wordsOf: (locale: Locale) => Uint8Array | null = () => null,
    onDamage: (error: unknown) => void = () => undefined,
  ) {
    this.feed = feed;
    this.cursor = at.cursor;
    this.asOfMs = at.asOfMs;
    this.file = at.file;
    this.#tables = tables;
    this.wordsOf = wordsOf;
    this.onDamage = onDamage;
  }

  /** The rows of a packed file. Tables that this build does not know are left out. */
  static ofFile(
    feed: FeedName,
    { footer, tables, wordsOf }: PackedFile,
    sha256: string,
    onDamage?: (error: unknown) => void,
  ): FeedRows {
    const known = new Map<TableName, PackedTable>();
    for (const [name, table] of tables)
      if (isTableName(name)) known.set(name, new PackedTable(new PackedRows(table, onDamage)));
    const at = { cursor: footer.cursor, asOfMs: footer.asOfMs, file: sha256 };
    return new FeedRows(feed, at, known, wordsOf, onDamage);
  }

  /** The next version: rows changed, cursor moved. */
  changed(rows: readonly ReplicaRow[], at: { cursor: Cursor; asOfMs: number }): FeedRows {
    const tables = new Map(this.#tables);
    for (const [name, changes] of Map.groupBy(rows, (row) => row.table)) {
      if (!isTableName(name)) continue;
      const table = tables.get(name) ?? new PackedTable();
      tables.set(name, table.changed(changes.map(({ id, row }) => ({ id, row: row as AnyRow | null }))));
    }
    return new FeedRows(this.feed, { ...at, file: this.file }, tables, this.wordsOf, this.onDamage);
  }

  get<T extends TableName>(table: T, id: string): Row<T> | null {
    return (this.#tables.get(table)?.get(id) ?? null) as Row<T> | null;
  }

  list<T extends TableName>(table: T, prefix = ''): Row<T>[] {
    return (this.#tables.get(table)?.list(prefix) ?? []) as unknown as Row<T>[];
  }

  where<T extends TableName>(table: T, column: keyof Row<T> & string, value: unknown): Row<T>[] {
    return (this.#tables.get(table)?.where(column, value) ?? []) as unknown as Row<T>[];
  }

  /**
   * The table by itself: its file, and what changed since. The same object as long as no row of it has changed: what a
   * derived index is kept by.
   */
  table(name: TableName): PackedTable {
    return this.#tables.get(name) ?? noRows;
  }
}

const noRows = new PackedTable();
