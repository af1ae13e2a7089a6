// What this tablet's own acts are expected to write, laid over the server's rows: found by table and home.
// Promise: whoever copies it has a version of their own; the next act costs no more than the first.
import type { HomeId } from '#domain/ids.ts';
import type { TableName } from '#domain/tables.ts';
import type { Write } from '#domain/tx.ts';

type ByTable = Map<TableName, Map<string, Write>>;

export class Overlay {
  readonly #written = new Map<HomeId, ByTable>();

  copy(): Overlay {
    const copy = new Overlay();
    for (const [home, tables] of this.#written)
      copy.#written.set(home, new Map([...tables].map(([table, rows]) => [table, new Map(rows)])));
    return copy;
  }

  get(table: TableName, home: HomeId, id: string): Write | undefined {
    return this.#written.get(home)?.get(table)?.get(id);
  }

  list(table: TableName, home: HomeId, prefix: string): Write[] {
    const rows = this.#written.get(home)?.get(table);
    return rows ? [...rows.values()].filter(({ id }) => id.startsWith(prefix)) : [];
  }

  put(write: Write): void {
    const tables: ByTable = this.#written.get(write.home) ?? new Map();
    const rows = tables.get(write.table) ?? new Map<string, Write>();
    this.#written.set(write.home, tables.set(write.table, rows.set(write.id, write)));
  }
}
