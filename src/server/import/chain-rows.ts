// Rows that a file says whole, one by its id: put where they are new or differ, taken out where the file says so.
// Promise: a second run of the same file writes nothing.
import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { Row, TableName } from '#domain/tables.ts';
import { put, remove, type Write } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { keepsLog } from '#server/keeps-log.ts';
import type { Chain } from './chain.ts';
import { existingRows } from './existing-rows.ts';
import type { Seen } from './seen.ts';
import { addWritten, type Tally } from './tally.ts';
import { BadCell } from './values.ts';

export interface Into {
  db: Kysely<Database>;
  chain: Chain;
  nowMs: number;
}

/** `row` is null for what the file withdraws; it may keep what the file leaves open as it was `before`. */
export interface Wanted<T extends TableName> {
  id: string;
  row: ((before: Row<T> | undefined) => Row<T>) | null;
}

/** Lines of one batch: few enough for one rev [FD5]. */
export const linesPerBatch = 300;

export async function storeChainRows<T extends TableName>(
  { db, chain, nowMs }: Into,
  table: T,
  wanted: readonly Wanted<T>[],
  tally: Tally,
): Promise<void> {
  const ids = wanted.map(({ id }) => id);
  const old = await existingRows(db, table, chain.id, ids);
  const writes = wanted.flatMap(({ id, row }): Write[] => {
    const before = old.get(id);
    if (row === null) return before === undefined ? [] : [remove(table, chain.id, id)];
    const next = row(before);
    return before !== undefined && isDeepStrictEqual(before, next) ? [] : [put(table, chain.id, next)];
  });
  tally.unchanged += wanted.length - writes.length;
  if (writes.length === 0) return;
  const log = await keepsLog(db, chain.id);
  await withTransaction(db, (trx) =>
    commitWrites(trx, writes, { kind: 'import', id: chain.name, atMs: nowMs }, { log }),
  );
  const gone = writes.filter(({ row }) => row === null).length;
  addWritten(tally, table, writes.length - gone);
  addWritten(tally, `${table} withdrawn`, gone);
}

/** Refuses the second line of a file about one thing: which of the two holds is not for us to say. `uuid`: from a hash. */
export function onlyOnce(seen: Seen, uuid: string, what: string): void {
  if (!seen.add(uuid)) throw new BadCell(`${what} stands on an earlier line`);
}
