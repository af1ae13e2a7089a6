import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { feedName } from '#domain/home.ts';
import { importPublicKey } from '#protocol/signature.ts';
import { openPacked } from '#domain/packed/file-reader.ts';
import { packedFormat, signatureBytes } from '#domain/packed/file-shape.ts';
import { put } from '#domain/tx.ts';
import { commit, emptyDatabase, idOf, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from './database/schema.ts';
import { loadServerKey } from './session/server-key.ts';
import { buildSnapshots, snapshotFolder, snapshotFor } from './snapshot.ts';

let database: TestDatabase<Database>;
let shop: SmallShop;
let dataDir: string;
beforeAll(async () => {
  database = await openMigratedDatabase<Database>();
  dataDir = mkdtempSync(join(tmpdir(), 'gondola-snapshot-'));
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  await emptyDatabase(database.db);
  shop = await makeSmallShop(database.db);
});

const build = (everyRevs = 1, nowMs = startMs) =>
  buildSnapshots(database.db, { dataDir, chain: shop.chain, nowMs, everyRevs });
const catalogue = () => feedName('chain/catalogue', shop.chain);
const stock = (onHand: number) =>
  put('stock', shop.store, { id: shop.variantIds[0], onHand, reserved: 0, leased: 0, asOfMs: startMs });

async function read(feed = catalogue()) {
  const ref = await snapshotFor(database.db, feed);
  if (!ref) throw new Error('no snapshot');
  const bytes = new Uint8Array(readFileSync(join(dataDir, ref.path)));
  return { ref, bytes, ...openPacked(bytes) };
}

test('a file holds the whole feed, is named by its content and signed with the server’s key', async () => {
  expect(await build()).toBe(4);
  const { ref, bytes, footer, tables, wordsOf } = await read();
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(ref.sha256);
  expect(bytes.length).toBe(ref.bytes);
  const { publicKey } = await loadServerKey(database.db, startMs);
  const { kid: _, ...jwk } = publicKey;
  const key = await importPublicKey(jwk);
  const [signed, signature] = [bytes.slice(0, -signatureBytes), bytes.slice(-signatureBytes)];
  const holds = (body: Uint8Array<ArrayBuffer>) =>
    crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, body);
  expect(await holds(signed)).toBe(true);
  expect(await holds(signed.with(20, (signed[20] ?? 0) ^ 1))).toBe(false);
  const home = await database.db.selectFrom('home').selectAll().where('id', '=', shop.chain).executeTakeFirstOrThrow();
  expect(footer.cursor).toEqual({ timeline: home.timeline, rev: home.rev, tag: home.tag });
  expect([...tables.values()].map(({ rows }) => rows)).toEqual([3, 1, 3, 3]);
  expect(footer.feed).toBe(catalogue());
  expect(wordsOf('pt-BR')).not.toBeNull();
});

test('a file of another format is told to nobody, and is made anew', async () => {
  await build();
  await database.db
    .updateTable('snapshot')
    .set({ format: packedFormat - 1 })
    .execute();
  expect(await snapshotFor(database.db, catalogue())).toBeNull();
  expect(await build(500)).toBe(4);
  expect(await snapshotFor(database.db, catalogue())).not.toBeNull();
});

test('a store’s file holds its own stock and nothing that is personal', async () => {
  await build();
  const { tables } = await read(feedName('store/floor', shop.store));
  const stocks = tables.get('stock');
  expect([...tables.keys()]).toEqual(['stock']);
  expect([0, 1, 2].map((place) => stocks?.rowAt(place)['onHand'])).toEqual([1, 5, 0]);
});

test('rows are those of the cursor, over many pages, each once', async () => {
  const writes = Array.from({ length: 4_500 }, (_, index) =>
    put('stock', shop.store, {
      id: idOf(1_000 + index) + `/${index}`,
      onHand: index,
      reserved: 0,
      leased: 0,
      asOfMs: startMs,
    }),
  );
  for (let from = 0; from < writes.length; from += 1_000) await commit(database.db, writes.slice(from, from + 1_000));
  await build();
  const { tables } = await read(feedName('store/floor', shop.store));
  const stocks = tables.get('stock');
  expect(stocks?.rows).toBe(4_503);
  const places = writes.map(({ id }) => stocks?.placeOf(id) ?? -1);
  expect(new Set(places).size).toBe(4_500);
  expect(places.map((place) => stocks?.rowAt(place)['onHand'])).toEqual(writes.map((_, index) => index));
});

test('it is made anew only when the home has moved on far enough, and files nobody names go after an hour', async () => {
  await build();
  expect(await build()).toBe(0);
  await commit(database.db, [stock(4)]);
  expect(await build(2)).toBe(0);
  const feed = feedName('store/floor', shop.store);
  const before = (await read(feed)).ref.sha256;
  await commit(database.db, [stock(3)]);
  expect(await build(2)).toBe(1);
  expect((await read(feed)).ref.sha256).not.toBe(before);
  expect(readdirSync(snapshotFolder(dataDir))).toContain(`${before}.bin`);
  await commit(database.db, [stock(2)]);
  await build(1, Date.now() + 2 * 3_600_000);
  expect(readdirSync(snapshotFolder(dataDir))).not.toContain(`${before}.bin`);
});

test('a file is kept for an hour after it was replaced, however old it was then', async () => {
  await build();
  const feed = feedName('store/floor', shop.store);
  const before = (await read(feed)).ref.sha256;
  const dayLaterMs = Date.now() + 86_400_000;
  await commit(database.db, [stock(3)]);
  await build(1, dayLaterMs);
  expect(readdirSync(snapshotFolder(dataDir))).toContain(`${before}.bin`);
  await commit(database.db, [stock(2)]);
  await build(1, dayLaterMs + 3_601_000);
  expect(readdirSync(snapshotFolder(dataDir))).not.toContain(`${before}.bin`);
});

test('[PL6] a file of another timeline, or from before the log’s beginning, is not handed out', async () => {
  await build();
  await database.db.updateTable('home').set({ timeline: 'another' }).where('id', '=', shop.chain).execute();
  expect(await snapshotFor(database.db, catalogue())).toBeNull();
  await database.db.updateTable('home').set({ min_rev: 99 }).where('id', '=', shop.store).execute();
  expect(await snapshotFor(database.db, feedName('store/floor', shop.store))).toBeNull();
  expect(await snapshotFor(database.db, feedName('store/staff', shop.web))).toBeNull();
});

test('a file that is missing on disk is made again', async () => {
  await build();
  const { ref } = await read();
  rmSync(join(dataDir, ref.path));
  expect(await build(1, startMs + 1)).toBe(1);
  await read();
});
