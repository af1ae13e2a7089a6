// A page of the wire becomes rows of the replica: every row is read through its table's schema at this door.
// Promise: a row that this build can't read is missing by itself; the page and its cursor move on [PL1].
import { isTableName, tables } from '#domain/tables.ts';
import type { FeedChange, ReplicaRow } from '#local/replica.ts';
import type { Page } from '#protocol/pull.ts';
import type { FeedRows } from '#local/feed-rows.ts';
import { rowsOfRun } from '#protocol/column-run.ts';
import { rowsOfFileRun } from '#protocol/file-run.ts';

/** The rows that the page may tell of over a file: those of the file that the pull named. */
export const isOverAnother = ({ overFile }: Page, base: FeedRows | null): boolean =>
  overFile !== undefined && overFile.sha256 !== base?.file;

/** Throws RangeError for a run whose columns are shorter than its rows, or that leads out of `base`. */
export function changeOfPage(page: Page, asOfMs: number, base: FeedRows | null = null): FeedChange {
  if (isOverAnother(page, base)) throw new RangeError('a page over another file');
  const rows: ReplicaRow[] = [];
  for (const change of page.changes) {
    if ('ids' in change) for (const { id, row } of rowsOfRun(change)) rows.push(readRow(change.table, id, row));
    else rows.push(readRow(change.table, change.id, change.row));
  }
  for (const run of page.overFile?.runs ?? []) {
    if (!isTableName(run.table)) continue;
    const { file } = base?.table(run.table) ?? {};
    for (const { id, row } of rowsOfFileRun(run, (place) => file?.rowAt(place) ?? null))
      rows.push(readRow(run.table, id, row));
  }
  for (const { table, id } of page.tombstones) rows.push({ table, id, row: null });
  const { timeline, to: rev, tag, reset, snapshot } = page;
  const file = snapshot && { sha256: snapshot.sha256, path: snapshot.path, bytes: snapshot.bytes };
  return { reset, file, rows, cursor: { timeline, rev, tag }, asOfMs };
}

function readRow(table: string, id: string, row: Record<string, unknown>): ReplicaRow {
  if (!isTableName(table)) return { table, id, row: null };
  const parsed = tables[table].schema.safeParse(row);
  return { table, id, row: parsed.success ? (parsed.data as object) : null };
}

/** Later pages of a feed that is being filled anew, laid over what has come so far [PL3]. */
export const joinChanges = (first: FeedChange, next: FeedChange): FeedChange =>
  next.reset ? next : { ...next, reset: true, file: first.file, rows: [...first.rows, ...next.rows] };
