import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { feedName } from '#domain/home.ts';
import { importPublicKey, signatureHolds } from '#protocol/signature.ts';
import { rowsOfRun, Snapshot } from '#protocol/snapshot.ts';
import { put } from '#domain/tx.ts';
import { commit, emptyDatabase, idOf, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type MemoryDatabase, openMemoryDatabase } from './database/memory.ts';
import { migrate } from './database/migrate.ts';
import type { Database } from './database/schema.ts';
import { loadServerKey } from './session/server-key.ts';
import { buildSnapshots, snapshotFolder, snapshotFor } from './snapshot.ts';

let memory: MemoryDatabase<Database>;
let shop: SmallShop;
let dataDir: string;
beforeAll(async () => {
  memory = await openMemoryDatabase<Database>();
  await migrate(memory.db, () => undefined);
  dataDir = mkdtempSync(join(tmpdir(), 'gondola-snapshot-'));
});
afterAll(async () => {
  await memory.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  await emptyDatabase(memory.db);
  shop = await makeSmallShop(memory.db);
});

const build = (everyRevs = 1, nowMs = startMs) =>
  buildSnapshots(memory.db, { dataDir, chain: shop.chain, nowMs, everyRevs });
const catalogue = () => feedName('chain/catalogue', shop.chain);
const stock = (onHand: number) =>
  put('stock', shop.store, { id: shop.variantIds[0], onHand, reserved: 0, leased: 0, asOfMs: startMs });

async function read(feed = catalogue()) {
  const ref = await snapshotFor(memory.db, feed);
  if (!ref) throw new Error('no snapshot');
  const text = readFileSync(join(dataDir, ref.path), 'utf8');
  return { ref, text, snapshot: Snapshot.parse(JSON.parse(text)) };
}

test('a file holds the whole feed, is named by its content and signed with the server’s key', async () => {
  expect(await build()).toBe(4);
  const { ref, text, snapshot } = await read();
  expect(createHash('sha256').update(text).digest('hex')).toBe(ref.sha256);
  expect(Buffer.byteLength(text)).toBe(ref.bytes);
  const { publicKey } = await loadServerKey(memory.db, startMs);
  const { kid: _, ...jwk } = publicKey;
  const key = await importPublicKey(jwk);
  expect(await signatureHolds(snapshot, snapshot.sig, key)).toBe(true);
  expect(await signatureHolds({ ...snapshot, asOfMs: 0 }, snapshot.sig, key)).toBe(false);
  const home = await memory.db.selectFrom('home').selectAll().where('id', '=', shop.chain).executeTakeFirstOrThrow();
  expect(snapshot.cursor).toEqual({ timeline: home.timeline, rev: home.rev, tag: home.tag });
  const rows = snapshot.runs.flatMap((run) => [...rowsOfRun(run)].map(({ id }) => `${run.table} ${id}`));
  expect(rows).toHaveLength(3 + 1 + 3 + 3);
  expect(snapshot.feed).toBe(catalogue());
});

test('a store’s file holds its own stock and nothing that is personal', async () => {
  await build();
  const { snapshot } = await read(feedName('store/floor', shop.store));
  const [run] = snapshot.runs;
  expect(snapshot.runs.map(({ table }) => table)).toEqual(['stock']);
  expect(run?.columns['onHand']).toEqual([1, 5, 0]);
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
  for (let from = 0; from < writes.length; from += 1_000) await commit(memory.db, writes.slice(from, from + 1_000));
  await build();
  const { snapshot } = await read(feedName('store/floor', shop.store));
  const ids = snapshot.runs.flatMap((run) => run.ids);
  expect(snapshot.runs.length).toBeGreaterThan(2);
  expect(ids).toHaveLength(4_503);
  expect(new Set(ids).size).toBe(4_503);
});

test('it is made anew only when the home has moved on far enough, and files nobody names go after an hour', async () => {
  await build();
  expect(await build()).toBe(0);
  await commit(memory.db, [stock(4)]);
  expect(await build(2)).toBe(0);
  const feed = feedName('store/floor', shop.store);
  const before = (await read(feed)).ref.sha256;
  await commit(memory.db, [stock(3)]);
  expect(await build(2)).toBe(1);
  expect((await read(feed)).ref.sha256).not.toBe(before);
  expect(readdirSync(snapshotFolder(dataDir))).toContain(`${before}.json`);
  await commit(memory.db, [stock(2)]);
  await build(1, Date.now() + 2 * 3_600_000);
  expect(readdirSync(snapshotFolder(dataDir))).not.toContain(`${before}.json`);
});

test('[PL6] a file of another timeline, or from before the log’s beginning, is not handed out', async () => {
  await build();
  await memory.db.updateTable('home').set({ timeline: 'another' }).where('id', '=', shop.chain).execute();
  expect(await snapshotFor(memory.db, catalogue())).toBeNull();
  await memory.db.updateTable('home').set({ min_rev: 99 }).where('id', '=', shop.store).execute();
  expect(await snapshotFor(memory.db, feedName('store/floor', shop.store))).toBeNull();
  expect(await snapshotFor(memory.db, feedName('store/staff', shop.web))).toBeNull();
});

test('a file that is missing on disk is made again', async () => {
  await build();
  const { ref } = await read();
  rmSync(join(dataDir, ref.path));
  expect(await build(1, startMs + 1)).toBe(1);
  await read();
});
