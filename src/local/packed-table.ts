// One table of one feed in memory: columns as they came in the packed file, and the rows changed since.
// Promise: a row is one object for as long as it stays the same, so that screens repaint only what changed.

/** columns[name][i] belongs to ids[i] [PL7]. */
export interface Run {
  table: string;
  ids: readonly string[];
  columns: Readonly<Record<string, readonly unknown[]>>;
}

export type AnyRow = { readonly id: string };

/** Immutable rows of a file. An object is made of a row only when it is asked for. */
export class PackedColumns {
  readonly ids: readonly string[];
  readonly #columns: Readonly<Record<string, readonly unknown[]>>;
  readonly #at = new Map<string, number>();
  readonly #made: (AnyRow | undefined)[] = [];
  readonly #indexes = new Map<string, Map<unknown, string[]>>();
  #sorted: readonly string[] | null = null;

  constructor(run: Pick<Run, 'ids' | 'columns'>) {
    this.ids = run.ids;
    this.#columns = run.columns;
    for (const [index, id] of run.ids.entries()) this.#at.set(id, index);
  }

  get(id: string): AnyRow | null {
    const at = this.#at.get(id);
    if (at === undefined) return null;
    const made = this.#made[at];
    if (made) return made;
    const row: Record<string, unknown> & { id: string } = { id };
    for (const name in this.#columns) row[name] = this.#columns[name]?.[at];
    this.#made[at] = row;
    return row;
  }

  /** Ids that begin with `prefix`, in order of their code units. */
  withPrefix(prefix: string): readonly string[] {
    this.#sorted ??= [...this.ids].toSorted();
    if (prefix === '') return this.#sorted;
    const start = lowerBound(this.#sorted, prefix);
    let end = start;
    while (this.#sorted[end]?.startsWith(prefix)) end++;
    return this.#sorted.slice(start, end);
  }

  /** Ids of the rows whose column holds `value`; the index is built at the first question. */
  where(column: string, value: unknown): readonly string[] {
    let index = this.#indexes.get(column);
    if (!index) {
      index = new Map();
      const values = this.#columns[column] ?? [];
      for (const [at, id] of this.ids.entries()) push(index, values[at], id);
      this.#indexes.set(column, index);
    }
    return index.get(value) ?? [];
  }
}

const nothing = new PackedColumns({ ids: [], columns: {} });

/** A version of the table: the file's rows with the changes over them. A change makes a new version. */
export class PackedTable {
  readonly #base: PackedColumns;
  readonly #changes: ReadonlyMap<string, AnyRow | null>;
  readonly #indexes = new Map<string, Map<unknown, string[]>>();

  constructor(base: PackedColumns = nothing, changes: ReadonlyMap<string, AnyRow | null> = new Map()) {
    this.#base = base;
    this.#changes = changes;
  }

  changed(rows: readonly { id: string; row: AnyRow | null }[]): PackedTable {
    const changes = new Map(this.#changes);
    for (const { id, row } of rows) changes.set(id, row);
    return new PackedTable(this.#base, changes);
  }

  get(id: string): AnyRow | null {
    const change = this.#changes.get(id);
    return change === undefined ? this.#base.get(id) : change;
  }

  list(prefix: string): AnyRow[] {
    const ids = this.#base.withPrefix(prefix).filter((id) => !this.#changes.has(id));
    for (const [id, row] of this.#changes) if (row && id.startsWith(prefix)) ids.push(id);
    if (this.#changes.size > 0) ids.sort();
    return ids.flatMap((id) => this.get(id) ?? []);
  }

  where(column: string, value: unknown): AnyRow[] {
    let index = this.#indexes.get(column);
    if (!index) {
      index = new Map();
      for (const [id, row] of this.#changes) if (row) push(index, (row as Record<string, unknown>)[column], id);
      this.#indexes.set(column, index);
    }
    const ids = [
      ...this.#base.where(column, value).filter((id) => !this.#changes.has(id)),
      ...(index.get(value) ?? []),
    ];
    return ids.flatMap((id) => this.get(id) ?? []);
  }
}

function push(index: Map<unknown, string[]>, value: unknown, id: string): void {
  const ids = index.get(value);
  if (ids) ids.push(id);
  else index.set(value, [id]);
}

function lowerBound(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
