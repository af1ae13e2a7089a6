// A feed's rows out of the database into one packed file, hashed and signed as it is written.
// Promise: one state of the database; memory holds 4,096 rows of a table, the ids that others point at, and the words.
import { createHash, createSign, type KeyObject } from 'node:crypto';
import { open } from 'node:fs/promises';
import { sql } from 'kysely';
import { type FeedKind, feedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { rowsPerGroup } from '#domain/packed/column-kinds.ts';
import { derivedIds, orderedColumns, signatureBytes } from '#domain/packed/file-shape.ts';
import { FileWriter, type TableToPack } from '#domain/packed/file-writer.ts';
import { type TableName, tablesOfFeed } from '#domain/tables.ts';
import type { Cursor } from '#protocol/pull.ts';
import { rowsInOrder } from './database/cursor.ts';
import { columnsOf, sqlTable } from './database/schema.ts';
import { packedWords } from './packed-words.ts';
import { recordToRow, type Trx } from './rows.ts';

export interface PackOrder {
  kind: FeedKind;
  home: HomeId;
  /** Whatever lies there is written over. */
  path: string;
  key: KeyObject;
  nowMs: number;
}

/** In a repeatable-read transaction. */
export async function packFeed(
  trx: Trx,
  { kind, home, path, key, nowMs }: PackOrder,
): Promise<{ sha256: string; bytes: number; cursor: Cursor }> {
  const cursor: Cursor = await trx
    .selectFrom('home')
    .select(['timeline', 'rev', 'tag'])
    .where('id', '=', home)
    .executeTakeFirstOrThrow();
  const hash = createHash('sha256');
  const signer = createSign('sha256');
  let bytes = 0;
  const file = await open(path, 'w', 0o644);
  const append = async (part: Uint8Array): Promise<void> => {
    hash.update(part);
    bytes += part.length;
    await file.writeFile(part);
  };
  try {
    const chain = await chainOf(trx, home);
    const writer = new FileWriter(async (part) => {
      signer.update(part);
      await append(part);
    }, chain);
    for (const table of tablesOfFeed(kind)) await writer.add(tableOf(trx, table, home, chain));
    if (kind === 'chain/catalogue')
      for await (const [locale, block] of packedWords(trx, home)) await writer.addWords(locale, block);
    await writer.finish({ feed: feedName(kind, home), cursor, asOfMs: nowMs });
    const signature = signer.sign({ key, dsaEncoding: 'ieee-p1363' });
    if (signature.length !== signatureBytes) throw new Error('the server’s key is not of P-256');
    await append(signature);
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes, cursor };
}

async function chainOf(trx: Trx, home: HomeId): Promise<string> {
  const found = await trx.selectFrom('home').select('chain_id').where('id', '=', home).executeTakeFirstOrThrow();
  return found.chain_id;
}

function tableOf(trx: Trx, table: TableName, home: HomeId, chain: string): TableToPack {
  const columns = columnsOf(table);
  const name = sql.table(sqlTable(table));
  const order = (field: string): AsyncIterable<number[]> => {
    const value = sql.ref(columns.find((column) => column.field === field)?.column ?? field);
    const numbered = sql`select ${value} as value, row_number() over (order by id) - 1 as at from ${name} where home_id = ${home}`;
    return positionsIn(trx, sql`select at from (${numbered}) as numbered order by value collate "C", at`);
  };
  return {
    table,
    fields: columns.map(({ field }) => field),
    pages: rowsOf(trx, table, rowsInIdOrder(table, home, chain)),
    sourceOf: (row) => (row as FloorRow)[sourceKey] ?? null,
    orders: Object.fromEntries((orderedColumns[table] ?? []).map((field) => [field, order(field)])),
  };
}

const sourceKey = Symbol('source');
type FloorRow = { id: string; [sourceKey]?: string };

/** Rows about a variant come with the source's own id of it, which theirs follows from. */
function rowsInIdOrder(table: TableName, home: HomeId, chain: string): ReturnType<typeof sql> {
  const name = sql.table(sqlTable(table));
  if (derivedIds[table]?.column !== null) return sql`select * from ${name} where home_id = ${home} order by id`;
  return sql`select own.*, variant.source_id as variant_source from ${name} as own
    left join variant on variant.home_id = ${chain} and variant.id = own.id where own.home_id = ${home} order by own.id`;
}

async function* rowsOf(trx: Trx, table: TableName, query: ReturnType<typeof sql>): AsyncGenerator<{ id: string }[]> {
  for await (const page of rowsInOrder(trx, query, rowsPerGroup))
    yield page.map((record): FloorRow => {
      const row = recordToRow(table, record) as { id: string };
      const source = record['variant_source'];
      return typeof source === 'string' ? { ...row, [sourceKey]: source } : row;
    });
}

async function* positionsIn(trx: Trx, query: ReturnType<typeof sql>): AsyncGenerator<number[]> {
  for await (const page of rowsInOrder(trx, query, rowsPerGroup * 4)) yield page.map(({ at }) => Number(at));
}
