// A packed feed as a file: one per chain (catalogue), one per store (stock and places), named by its SHA-256.
// The encoding is column runs in JSON; `format` says so, and a tablet refuses a format it doesn't know.
import * as z from 'zod/mini';
import { InstantMs } from '#domain/ids.ts';
import { ColumnRun, Cursor } from './pull.ts';

export const snapshotFormat = 1;

export const Snapshot = z.strictObject({
  format: z.literal(snapshotFormat),
  feed: z.string(),
  cursor: Cursor,
  asOfMs: InstantMs,
  runs: z.array(ColumnRun),
  sig: z.string(),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** The rows of a run, one object each. Columns that are shorter than `ids` make this throw RangeError. */
export function* rowsOfRun(run: ColumnRun): Generator<{ id: string; row: Record<string, unknown> }> {
  const columns = Object.entries(run.columns);
  for (const [name, values] of columns)
    if (values.length !== run.ids.length) throw new RangeError(`${run.table}.${name}`);
  for (const [index, id] of run.ids.entries()) {
    const row: Record<string, unknown> = { id };
    for (const [name, values] of columns) row[name] = values[index];
    yield { id, row };
  }
}

/** One run from rows of one table; all rows have the same fields. */
export function runOfRows(table: string, rows: readonly { id: string }[]): ColumnRun {
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'id');
  const columns: ColumnRun['columns'] = {};
  for (const name of names)
    columns[name] = rows.map((row) => (row as Record<string, unknown>)[name] ?? null) as ColumnRun['columns'][string];
  return { table, ids: rows.map((row) => row.id), columns };
}
