// What is there already, for comparing with what comes in.
import type { Kysely } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Row, TableName } from '#domain/tables.ts';
import { type Database, sqlTable } from '#server/database/schema.ts';
import { recordToRow } from '#server/rows.ts';
import { eachOf } from './each-of.ts';

/** Rows of one table that are there, by id. Read without a lock: for comparing, not for deciding. */
export async function existingRows<T extends TableName>(
  db: Kysely<Database>,
  table: T,
  home: HomeId,
  ids: readonly string[],
): Promise<Map<string, Row<T>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom(sqlName(table))
    .selectAll()
    .where('home_id', '=', home)
    .where('id', 'in', eachOf(ids))
    .execute();
  return new Map(rows.map((row) => recordToRow(table, row as Record<string, unknown>)).map((row) => [row.id, row]));
}

/** Kysely types a table name literally; every record table has the two columns asked for here. */
const sqlName = (table: TableName): 'product' => sqlTable(table) as 'product';
