// The rows an act may look at and the writes it asks for. The Tx of tablet and server only loads the keys
// (server: FOR UPDATE, in key order) and stores the writes; deciding is the act's.
import type { HomeId } from './ids.ts';
import type { Row, TableName } from './tables.ts';

/** One row, or all rows whose id begins with `id` when `prefix` is set. `peek`: read without a lock, never written. */
export interface Key {
  table: TableName;
  home: HomeId;
  id: string;
  prefix: boolean;
  peek: boolean;
}

export const key = (table: TableName, home: HomeId, id: string): Key => ({
  table,
  home,
  id,
  prefix: false,
  peek: false,
});
export const peek = (table: TableName, home: HomeId, id: string): Key => ({
  table,
  home,
  id,
  prefix: false,
  peek: true,
});
export const peekPrefix = (table: TableName, home: HomeId, id: string): Key => ({
  table,
  home,
  id,
  prefix: true,
  peek: true,
});

export const keyName = (at: { table: TableName; home: HomeId; id: string }): string =>
  `${at.home} ${at.table} ${at.id}`;

export type Write = { [T in TableName]: { table: T; home: HomeId; id: string; row: Row<T> | null } }[TableName];

export const put = <T extends TableName>(table: T, home: HomeId, row: Row<T>): Write =>
  ({ table, home, id: row.id, row }) as Write;
export const remove = (table: TableName, home: HomeId, id: string): Write => ({ table, home, id, row: null }) as Write;

/** Thrown by `Rows` for a row outside the device's feeds: unknown, not absent. The tablet then predicts nothing. */
export class UnknownRow extends Error {
  override readonly name = 'UnknownRow';
}

/** What was loaded. Asking for a key that `reads` did not name is a bug and throws. */
export class Rows {
  readonly #found = new Map<string, Row | null | 'unknown'>();
  readonly #prefixes = new Map<string, Row[] | 'unknown'>();

  /** `rows` is 'unknown' when the key lies outside the reader's feeds. */
  add(at: Key, rows: readonly Row[] | 'unknown'): void {
    if (at.prefix) this.#prefixes.set(keyName(at), rows === 'unknown' ? rows : [...rows]);
    else this.#found.set(keyName(at), rows === 'unknown' ? rows : (rows[0] ?? null));
  }

  get<T extends TableName>(table: T, home: HomeId, id: string): Row<T> | null {
    const found = this.#found.get(keyName({ table, home, id }));
    if (found === undefined) throw new Error(`not in reads: ${table} ${id}`);
    if (found === 'unknown') throw new UnknownRow(`${table} ${id}`);
    return found as Row<T> | null;
  }

  list<T extends TableName>(table: T, home: HomeId, prefix: string): Row<T>[] {
    const found = this.#prefixes.get(keyName({ table, home, id: prefix }));
    if (found === undefined) throw new Error(`not in reads: ${table} ${prefix}*`);
    if (found === 'unknown') throw new UnknownRow(`${table} ${prefix}*`);
    return found as Row<T>[];
  }
}
