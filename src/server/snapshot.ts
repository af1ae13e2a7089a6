// Packs a feed into one signed file, so that a new tablet takes one download instead of a long log [PL3].
// The rows and their cursor are read in one repeatable-read transaction; memory holds one page of rows.
import { createHash, createPrivateKey, createSign, type KeyObject, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type FeedKind, type FeedName, feedName, parseFeedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { type Row, type TableName, tablesOfFeed } from '#domain/tables.ts';
import { canonicalJson } from '#protocol/action.ts';
import type { Cursor, SnapshotRef } from '#protocol/pull.ts';
import { runOfRows, snapshotFormat } from '#protocol/snapshot.ts';
import { withTransaction } from './database/connection.ts';
import { type Database, sqlTable } from './database/schema.ts';
import { recordToRow, type Trx } from './rows.ts';
import { loadServerKey } from './session/server-key.ts';

export interface SnapshotOrder {
  dataDir: string;
  /** null: every chain. */
  chain: HomeId | null;
  nowMs: number;
  /** A file is made anew when the home is so many revs ahead of it. */
  everyRevs: number;
}

const rowsPerRun = 2_000;
/** A tablet that was just told of a file may still come for it. */
const keptAfterMs = 3_600_000;

export const snapshotFolder = (dataDir: string): string => join(dataDir, 'files', 'snapshots');

/** Builds what is missing or old. Returns how many files were made. Safe to run beside pushes and other servers. */
export async function buildSnapshots(db: Kysely<Database>, order: SnapshotOrder): Promise<number> {
  const { dataDir, chain, nowMs } = order;
  mkdirSync(snapshotFolder(dataDir), { recursive: true });
  const homes = await db
    .selectFrom('home')
    .select(['id', 'kind', 'timeline', 'rev', 'min_rev'])
    .where('kind', 'in', ['chain', 'store'])
    .where('rev', '>', 0)
    .$if(chain !== null, (query) => query.where('chain_id', '=', chain ?? ''))
    .orderBy('id')
    .execute();
  let made = 0;
  for (const home of homes) {
    const kind = home.kind === 'chain' ? 'chain/catalogue' : 'store/floor';
    const last = await db
      .selectFrom('snapshot')
      .select(['sha256', 'cursor'])
      .where('home_id', '=', home.id)
      .where('feed', '=', kind)
      .executeTakeFirst();
    const isGood =
      last !== undefined &&
      last.cursor.timeline === home.timeline &&
      last.cursor.rev >= home.min_rev &&
      last.cursor.rev <= home.rev &&
      home.rev - last.cursor.rev < order.everyRevs &&
      existsSync(fileOf(dataDir, last.sha256));
    if (isGood) continue;
    await buildSnapshot(db, kind, home.id as HomeId, dataDir, nowMs);
    made += 1;
  }
  if (made > 0) await sweep(db, dataDir, nowMs);
  return made;
}

/** The newest packed file of a feed that leads to the log: its cursor is of this timeline and not before the log's beginning. */
export async function snapshotFor(db: Kysely<Database>, name: FeedName): Promise<SnapshotRef | null> {
  const feed = parseFeedName(name);
  if (!feed) return null;
  const found = await db
    .selectFrom('snapshot')
    .innerJoin('home', 'home.id', 'snapshot.home_id')
    .select(['sha256', 'path', 'bytes', 'cursor', 'timeline', 'min_rev', 'home.rev'])
    .where('home_id', '=', feed.home)
    .where('feed', '=', feed.kind)
    .executeTakeFirst();
  if (
    !found ||
    found.cursor.timeline !== found.timeline ||
    found.cursor.rev < found.min_rev ||
    found.cursor.rev > found.rev
  )
    return null;
  return { path: found.path, sha256: found.sha256, bytes: found.bytes, cursor: found.cursor };
}

async function buildSnapshot(
  db: Kysely<Database>,
  kind: FeedKind,
  home: HomeId,
  dataDir: string,
  nowMs: number,
): Promise<void> {
  const half = join(snapshotFolder(dataDir), `${randomUUID()}.half`);
  try {
    const key = await signingKey(db, nowMs);
    const { sha256, bytes, cursor } = await withTransaction(
      db,
      (trx) => writeFile(trx, kind, home, half, key, nowMs),
      'repeatable read',
    );
    renameSync(half, fileOf(dataDir, sha256));
    const row = {
      sha256,
      path: `/files/snapshots/${sha256}.json`,
      bytes,
      cursor: JSON.stringify(cursor),
      made_ms: nowMs,
    };
    await db
      .insertInto('snapshot')
      .values({ home_id: home, feed: kind, ...row })
      .onConflict((on) => on.columns(['home_id', 'feed']).doUpdateSet(row))
      .execute();
  } finally {
    rmSync(half, { force: true });
  }
}

/**
 * The file is RFC 8785 text as it is written: its fields stand in that order and `sig` is the last one, so text, hash
 * and signature grow together, run by run. A tablet checks it like any other signed body.
 */
async function writeFile(
  trx: Trx,
  kind: FeedKind,
  home: HomeId,
  path: string,
  key: KeyObject,
  nowMs: number,
): Promise<{ sha256: string; bytes: number; cursor: Cursor }> {
  const at = await trx
    .selectFrom('home')
    .select(['timeline', 'rev', 'tag'])
    .where('id', '=', home)
    .executeTakeFirstOrThrow();
  const cursor: Cursor = { timeline: at.timeline, rev: at.rev, tag: at.tag };
  const hash = createHash('sha256');
  const signer = createSign('sha256');
  let bytes = 0;
  const file = await open(path, 'w', 0o644);
  const write = async (text: string): Promise<void> => {
    const data = Buffer.from(text);
    hash.update(data);
    bytes += data.length;
    await file.write(data);
  };
  const writeSigned = async (text: string): Promise<void> => {
    signer.update(text);
    await write(text);
  };
  try {
    const head = canonicalJson({ asOfMs: nowMs, cursor, feed: feedName(kind, home), format: snapshotFormat });
    await writeSigned(`${head.slice(0, -1)},"runs":[`);
    let comma = '';
    for (const table of tablesOfFeed(kind)) {
      for await (const rows of pagesOf(trx, table, home)) {
        await writeSigned(comma + canonicalJson(runOfRows(table, rows)));
        comma = ',';
      }
    }
    await writeSigned(']');
    signer.update('}');
    await write(`,"sig":${JSON.stringify(signer.sign({ key, dsaEncoding: 'ieee-p1363' }, 'base64url'))}}`);
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes, cursor };
}

async function* pagesOf(trx: Trx, table: TableName, home: HomeId): AsyncGenerator<Row[]> {
  let last = '';
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(sqlTable(table))} where home_id = ${home} and id > ${last} order by id limit ${rowsPerRun}`.execute(
      trx,
    );
    if (rows.length > 0) yield rows.map((row) => recordToRow(table, row));
    if (rows.length < rowsPerRun) return;
    last = String(rows.at(-1)?.['id']);
  }
}

/** As a key that signs a stream, which WebCrypto can't. */
async function signingKey(db: Kysely<Database>, nowMs: number): Promise<KeyObject> {
  const { publicKey } = await loadServerKey(db, nowMs);
  const { private_jwk } = await db
    .selectFrom('signing_key')
    .select('private_jwk')
    .where('kid', '=', publicKey.kid)
    .executeTakeFirstOrThrow();
  return createPrivateKey({ key: private_jwk as Record<string, unknown>, format: 'jwk' });
}

const fileOf = (dataDir: string, sha256: string): string => join(snapshotFolder(dataDir), `${sha256}.json`);

/** Files that no feed names any more go, an hour after they were made; halves of a killed build likewise. */
async function sweep(db: Kysely<Database>, dataDir: string, nowMs: number): Promise<void> {
  const named = new Set(
    (await db.selectFrom('snapshot').select('sha256').execute()).map(({ sha256 }) => `${sha256}.json`),
  );
  const folder = snapshotFolder(dataDir);
  for (const name of readdirSync(folder)) {
    if (named.has(name) || nowMs - statSync(join(folder, name)).mtimeMs < keptAfterMs) continue;
    rmSync(join(folder, name), { force: true });
  }
}
