// What a page says of changed rows, and how: one by one, column by column, or over the packed file that the tablet has [PL7].
// Promise: the rows are the same whichever way they are told.
import type * as z from 'zod/mini';
import type { FeedName } from '#domain/home.ts';
import type { Row, TableName } from '#domain/tables.ts';
import { rowsOfRun, runOfRows } from '#protocol/column-run.ts';
import { runOverFile } from '#protocol/file-run.ts';
import type { Change, FileRun, Page, RowChange } from '#protocol/pull.ts';
import type { Authority } from './authority.ts';

export type WireRow = z.infer<typeof RowChange>;

const runTables: ReadonlySet<string> = new Set<TableName>(['stock', 'offer']);
const runFrom = 3;

/** [PL7] Stock and prices travel column by column as soon as there are a few of them. */
export function toChanges(changes: readonly WireRow[]): Change[] {
  const byTable = Map.groupBy(changes, ({ table }) => table);
  return [...byTable].flatMap(([table, rows]): Change[] =>
    runTables.has(table) && rows.length >= runFrom
      ? [
          runOfRows(
            table,
            rows.map(({ row }) => row as unknown as Row),
          ),
        ]
      : rows,
  );
}

/** The same page, told over the packed file that the tablet has; as it is where that file is here no more. */
export async function overFile(
  { packedFile }: Pick<Authority, 'packedFile'>,
  name: FeedName,
  sha256: string | undefined,
  page: Page,
): Promise<Page> {
  const file = sha256 === undefined || page.changes.length === 0 ? null : await packedFile(name, sha256);
  if (!file || sha256 === undefined) return page;
  const runs: FileRun[] = [];
  const rest = [...Map.groupBy(page.changes.flatMap(rowsOfChange), ({ table }) => table)].flatMap(([table, rows]) => {
    const own = file.tables.get(table);
    const told = own && runOverFile(table, own, rows);
    if (told?.run) runs.push(told.run);
    return told?.rest ?? rows;
  });
  return runs.length === 0 ? page : { ...page, changes: toChanges(rest), overFile: { sha256, runs } };
}

const rowsOfChange = (change: Change): WireRow[] =>
  'ids' in change
    ? [...rowsOfRun(change)].map(({ id, row }) => ({ table: change.table, id, row: row as WireRow['row'] }))
    : [change];
