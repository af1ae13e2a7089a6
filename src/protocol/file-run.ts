// Changed rows told against the packed file that the tablet has [PL7]: their places in it and only what differs from it.
// Promise: whoever has that very file makes the very rows of it; a row that is not in the file is never told so.
import type { FileRun, RunColumn } from './pull.ts';

type Cell = Extract<RunColumn, { all: unknown }>['all'];
type Row = Readonly<Record<string, unknown>>;

/** A table of a packed file, as the server and the tablet have it. */
export interface FileTable {
  readonly columns: readonly string[];
  placeOf(id: string): number;
  rowAt(place: number): Row;
}

/** Fewer are as well told by themselves. */
const fewest = 3;

/** Rows of one table: those that are told over the file, and the rest. */
export function runOverFile<Changed extends { id: string; row: Row }>(
  table: string,
  file: FileTable,
  changed: readonly Changed[],
): { run: FileRun | null; rest: readonly Changed[] } {
  // Of an older or a newer build: what one has and the other lacks can't be told by what differs.
  const isSameKind = ({ row }: Changed): boolean =>
    Object.keys(row).length === file.columns.length && file.columns.every((name) => name in row);
  const placed = changed.map((one) => ({ one, place: isSameKind(one) ? file.placeOf(one.id) : -1 }));
  const known = placed.filter(({ place }) => place >= 0).toSorted((a, b) => a.place - b.place);
  if (known.length < fewest) return { run: null, rest: changed };
  const before = known.map(({ place }) => file.rowAt(place));
  const columns: FileRun['columns'] = {};
  for (const name of file.columns) {
    const column = columnOf(
      known.map(({ one }) => one.row[name] as Cell),
      before.map((row) => row[name] as Cell),
    );
    if (column) columns[name] = column;
  }
  const gaps = known.map(({ place }, at) => place - (known[at - 1]?.place ?? -1) - 1);
  return { run: { table, gaps, columns }, rest: placed.filter(({ place }) => place < 0).map(({ one }) => one) };
}

/** null: as in the file. */
function columnOf(values: readonly Cell[], before: readonly Cell[]): RunColumn | null {
  const keys = keysOfAll([...values, ...before]);
  if (!keys) return cellsOf(values, before);
  const of: Record<string, Exclude<RunColumn, { of: unknown }>> = {};
  for (const key of keys) {
    const part = (cell: Cell): Cell => (cell as Record<string, Cell>)[key] ?? null;
    const column = cellsOf(values.map(part), before.map(part));
    if (column) of[key] = column;
  }
  return Object.keys(of).length === 0 ? null : { of };
}

function cellsOf(values: readonly Cell[], before: readonly Cell[]): Exclude<RunColumn, { of: unknown }> | null {
  const texts = values.map((value) => JSON.stringify(value));
  if (before.every((value, at) => JSON.stringify(value) === texts[at])) return null;
  const [first = null] = values;
  if (texts.every((text) => text === texts[0])) return { all: first };
  // Half of what a number holds exactly, so that a difference does too.
  const isWhole = (value: Cell): boolean => Number.isSafeInteger(value) && Math.abs(Number(value)) < 2 ** 52;
  if (![...values, ...before].every(isWhole)) return { each: [...values] };
  const plus = values.map((value, at) => Number(value) - Number(before[at]));
  return JSON.stringify(plus).length < JSON.stringify(values).length ? { plus } : { each: [...values] };
}

/** The keys that all of the values have, all being objects with the same ones in the same order; null: they are not. */
function keysOfAll(values: readonly Cell[]): string[] | null {
  const keys = Object.keys(values[0] ?? {});
  const wanted = keys.join('\0');
  const isAlike = (value: Cell): boolean =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).join('\0') === wanted;
  return values.every(isAlike) ? keys : null;
}

/** Throws RangeError for a run that does not fit the file. */
export function* rowsOfFileRun(
  run: FileRun,
  rowAt: (place: number) => (Row & { readonly id: string }) | null,
): Generator<{ id: string; row: Record<string, unknown> }> {
  const columns = Object.entries(run.columns);
  let place = -1;
  for (const [at, gap] of run.gaps.entries()) {
    place += gap + 1;
    const before = rowAt(place);
    if (!before) throw new RangeError(`${run.table}: no place ${place}`);
    const row: Record<string, unknown> = { ...before };
    for (const [name, column] of columns) row[name] = valueAt(column, at, before[name], `${run.table}.${name}`);
    yield { id: before.id, row };
  }
}

function valueAt(column: RunColumn, at: number, before: unknown, where: string): unknown {
  if ('all' in column) return column.all;
  if ('of' in column) {
    const parts = Object.entries(column.of).map(([key, part]) => [
      key,
      valueAt(part, at, (before as Record<string, unknown> | null)?.[key], `${where}.${key}`),
    ]);
    return { ...(before as object | null), ...Object.fromEntries(parts) };
  }
  const values = 'plus' in column ? column.plus : column.each;
  if (at >= values.length) throw new RangeError(`${where} is shorter than its places`);
  return 'plus' in column ? Number(before) + Number(values[at]) : values[at];
}
