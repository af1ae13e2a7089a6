// All rows of one feed at one cursor, in memory: what every screen and every prediction reads.
// Promise: a version never changes under its reader; a page makes the next one.
import type { FeedName } from '#domain/home.ts';
import { isTableName, type Row, type TableName } from '#domain/tables.ts';
import { type AnyRow, PackedColumns, PackedTable, type Run } from './packed-table.ts';
import type { Cursor, ReplicaRow } from './replica.ts';

export class FeedRows {
  readonly feed: FeedName;
  readonly cursor: Cursor | null;
  /** When the server last vouched for these rows, in its own time; null: never. */
  readonly asOfMs: number | null;
  readonly file: string | null;
  readonly #tables: ReadonlyMap<TableName, PackedTable>;

  constructor(
    feed: FeedName,
    at: { cursor: Cursor | null; asOfMs: number | null; file: string | null },
    tables: ReadonlyMap<TableName, PackedTable> = new Map(),
  ) {
    this.feed = feed;
    this.cursor = at.cursor;
    this.asOfMs = at.asOfMs;
    this.file = at.file;
    this.#tables = tables;
  }

  /** The rows of a packed file. Tables that this build does not know are left out. */
  static ofRuns(feed: FeedName, at: { cursor: Cursor; asOfMs: number; file: string }, runs: readonly Run[]): FeedRows {
    const byTable = Map.groupBy(runs, (run) => run.table);
    const tables = new Map<TableName, PackedTable>();
    for (const [name, parts] of byTable)
      if (isTableName(name)) tables.set(name, new PackedTable(new PackedColumns(joined(parts))));
    return new FeedRows(feed, at, tables);
  }

  /** The next version: rows changed, cursor moved. */
  changed(rows: readonly ReplicaRow[], at: { cursor: Cursor; asOfMs: number }): FeedRows {
    const tables = new Map(this.#tables);
    for (const [name, changes] of Map.groupBy(rows, (row) => row.table)) {
      if (!isTableName(name)) continue;
      const table = tables.get(name) ?? new PackedTable();
      tables.set(name, table.changed(changes.map(({ id, row }) => ({ id, row: row as AnyRow | null }))));
    }
    return new FeedRows(this.feed, { ...at, file: this.file }, tables);
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

  /** The same object as long as no row of the table has changed: what a derived index is kept by. */
  version(table: TableName): object | null {
    return this.#tables.get(table) ?? null;
  }
}

function joined(runs: readonly Run[]): Pick<Run, 'ids' | 'columns'> {
  const [first, ...more] = runs;
  if (first && more.length === 0) return first;
  const columns: Record<string, unknown[]> = {};
  const names = new Set(runs.flatMap((run) => Object.keys(run.columns)));
  for (const name of names) columns[name] = runs.flatMap((run) => run.columns[name] ?? run.ids.map(() => undefined));
  return { ids: runs.flatMap((run) => run.ids), columns };
}
