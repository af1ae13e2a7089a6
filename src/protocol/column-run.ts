// Rows of one table column by column [PL7]: what repeats stands together, so that a line's packing makes little of it.
import type { ColumnRun } from './pull.ts';

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
