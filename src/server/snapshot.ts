// Packs a feed into one signed file, so that a new tablet takes one download instead of a long log [PL3].
// The rows and their cursor are read in one repeatable-read transaction; memory holds one page of rows.
import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import { type FeedKind, type FeedName, parseFeedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { packedFormat } from '#domain/packed/file-shape.ts';
import type { SnapshotRef } from '#protocol/pull.ts';
import { withTransaction } from './database/connection.ts';
import type { Database } from './database/schema.ts';
import { noteOf, notePath } from './newer-file.ts';
import { packFeed } from './packed-feed.ts';
import { loadServerKey } from './session/server-key.ts';

export interface SnapshotOrder {
  dataDir: string;
  /** null: every chain. */
  chain: HomeId | null;
  nowMs: number;
  /** A file is made anew when the home is so many revs ahead of it. */
  everyRevs: number;
}

/** A tablet that was just told of a file may still come for it, or be in the middle of it. */
const keptAfterMs = 3_600_000;
/** Tablets stand on a file for long after it was replaced: longer than the log goes back. */
const notesKeptMs = 40 * 86_400_000;

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
      .select(['sha256', 'cursor', 'format'])
      .where('home_id', '=', home.id)
      .where('feed', '=', kind)
      .executeTakeFirst();
    const isGood =
      last !== undefined &&
      last.format === packedFormat &&
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

/** The newest packed file of a feed that leads to the log: of this build's format, of this timeline, not before the log's beginning. */
export async function snapshotFor(db: Kysely<Database>, name: FeedName): Promise<SnapshotRef | null> {
  const feed = parseFeedName(name);
  if (!feed) return null;
  const found = await db
    .selectFrom('snapshot')
    .innerJoin('home', 'home.id', 'snapshot.home_id')
    .select(['sha256', 'path', 'bytes', 'cursor', 'timeline', 'min_rev', 'home.rev'])
    .where('home_id', '=', feed.home)
    .where('feed', '=', feed.kind)
    .where('format', '=', packedFormat)
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
      (trx) => packFeed(trx, { kind, home, path: half, key, nowMs }),
      'repeatable read',
    );
    await packForTheLine(half, fileOf(dataDir, sha256));
    renameSync(half, fileOf(dataDir, sha256));
    const row = {
      sha256,
      path: `/files/snapshots/${sha256}.bin`,
      bytes,
      cursor: JSON.stringify(cursor),
      made_ms: nowMs,
      format: packedFormat,
    };
    writeFileSync(notePath(snapshotFolder(dataDir), sha256), noteOf(cursor));
    const replaced = await db
      .selectFrom('snapshot')
      .select('sha256')
      .where('home_id', '=', home)
      .where('feed', '=', kind)
      .executeTakeFirst();
    // While it is still named: another server's sweep would find it old at once.
    if (replaced) touch(snapshotFolder(dataDir), replaced.sha256, nowMs);
    await db
      .insertInto('snapshot')
      .values({ home_id: home, feed: kind, ...row })
      .onConflict((on) => on.columns(['home_id', 'feed']).doUpdateSet(row))
      .execute();
  } finally {
    rmSync(half, { force: true });
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

/** Beside the file as it is: what a browser takes. Brotli's 9 costs a second for 10 MB, its 11 half a minute. */
async function packForTheLine(from: string, to: string): Promise<void> {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  await pipeline(createReadStream(from), createBrotliCompress(quality), createWriteStream(`${to}.br`));
  await pipeline(createReadStream(from), createGzip({ level: 9 }), createWriteStream(`${to}.gz`));
}

const fileOf = (dataDir: string, sha256: string): string => join(snapshotFolder(dataDir), `${sha256}.bin`);

/** The hour that a file is kept after it was replaced begins now. */
function touch(folder: string, sha256: string, nowMs: number): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(sha256)) utimesSync(join(folder, name), nowMs / 1000, nowMs / 1000);
}

/** Files that no feed names any more go, an hour after they were replaced; halves of a killed build likewise. */
async function sweep(db: Kysely<Database>, dataDir: string, nowMs: number): Promise<void> {
  const named = new Set((await db.selectFrom('snapshot').select('sha256').execute()).map(({ sha256 }) => sha256));
  const folder = snapshotFolder(dataDir);
  for (const name of readdirSync(folder)) {
    const keptMs = name.endsWith('.json') ? notesKeptMs : keptAfterMs;
    // None: the import beside the server, or another server, has just swept it.
    const madeMs = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs;
    if (madeMs === undefined || named.has(name.split('.', 1)[0] ?? '') || nowMs - madeMs < keptMs) continue;
    rmSync(join(folder, name), { force: true });
  }
}
