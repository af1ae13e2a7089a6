// Pages that are told over the packed file which the tablet has, against the same pages in whole rows.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FeedName, feedName } from '#domain/home.ts';
import { put } from '#domain/tx.ts';
import type { FeedRows } from '#local/feed-rows.ts';
import { openPackedFile } from '#local/packed-file.ts';
import { Page, type PullAnswer, type SnapshotRef } from '#protocol/pull.ts';
import { changeOfPage } from '#sync/page-rows.ts';
import { addDevice, postSigned, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import { commit, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { buildSnapshots, snapshotFor } from './snapshot.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let floor: FeedName;
let catalogue: FeedName;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
  floor = feedName('store/floor', shop.store);
  catalogue = feedName('chain/catalogue', shop.chain);
  await buildSnapshots(database.db, { dataDir: server.dataDir, chain: shop.chain, nowMs: startMs, everyRevs: 1 });
});

const pathOf = (ref: SnapshotRef): string => join(server.dataDir, ref.path);

async function fileOf(feed: FeedName): Promise<{ ref: SnapshotRef; base: FeedRows }> {
  const ref = await snapshotFor(database.db, feed);
  if (!ref) throw new Error('no file');
  return { ref, base: openPackedFile(feed, new Uint8Array(readFileSync(pathOf(ref))), ref) };
}

async function pageOf(feed: FeedName, { cursor }: SnapshotRef, files?: Record<string, string>): Promise<Page> {
  const asked = { epoch: tablet.epoch, appVersion: 'test', grants: [], feeds: { [feed]: cursor } };
  const { body } = await postSigned<PullAnswer>(server.app, tablet, '/sync/v1/pull', {
    ...asked,
    ...(files ? { files } : {}),
  });
  return Page.parse(body.pages[feed]);
}

const stockRow = (index: 0 | 1 | 2, onHand: number) =>
  put('stock', shop.store, { id: shop.variantIds[index], onHand, reserved: 0, leased: 0, asOfMs: startMs + 5 });
const rowsIn = (page: Page, base: FeedRows | null) =>
  new Map(changeOfPage(page, 1, base).rows.map(({ table, id, row }) => [`${table} ${id}`, row]));

describe('changes since a packed file', () => {
  test('[PL7] are told over the file that the tablet names, and are the same rows', async () => {
    const { ref, base } = await fileOf(floor);
    await commit(database.db, [stockRow(0, 9), stockRow(1, 5), stockRow(2, 4)]);
    await commit(database.db, [put('place', shop.store, { id: 'new', aisle: '1', bay: '2', seenMs: startMs })]);
    const page = await pageOf(floor, ref, { [floor]: ref.sha256 });
    expect(page.overFile).toEqual({
      sha256: ref.sha256,
      runs: [
        { table: 'stock', gaps: [0, 0, 0], columns: { onHand: { each: [9, 5, 4] }, asOfMs: { all: startMs + 5 } } },
      ],
    });
    expect(page.changes).toMatchObject([{ table: 'place', id: 'new' }]);
    const whole = await pageOf(floor, ref);
    expect(whole.overFile).toBeUndefined();
    expect(rowsIn(page, base)).toEqual(rowsIn(whole, null));
    expect([page.from, page.to, page.tag]).toEqual([whole.from, whole.to, whole.tag]);
  });

  test('[PL7] a row that went back to what the file has is told too', async () => {
    const { ref, base } = await fileOf(floor);
    await commit(database.db, [stockRow(0, 9), stockRow(1, 9), stockRow(2, 9)]);
    const rows = shop.variantIds.map((id) => base.get('stock', id));
    await commit(
      database.db,
      rows.flatMap((row) => (row ? [put('stock', shop.store, row)] : [])),
    );
    const page = await pageOf(floor, ref, { [floor]: ref.sha256 });
    expect(page.overFile?.runs).toEqual([{ table: 'stock', gaps: [0, 0, 0], columns: {} }]);
    expect([...rowsIn(page, base).values()]).toEqual(expect.arrayContaining(rows));
  });

  test('[PL7] a tablet of before, one with a file that is gone, broken or another feed’s gets whole rows', async () => {
    const { ref } = await fileOf(floor);
    const other = await fileOf(catalogue);
    await commit(database.db, [stockRow(0, 9), stockRow(1, 8), stockRow(2, 7)]);
    const whole = await pageOf(floor, ref);
    for (const name of [other.ref.sha256, 'f'.repeat(64), '../../etc/passwd', ''])
      expect(await pageOf(floor, ref, { [floor]: name })).toEqual(whole);
    writeFileSync(pathOf(ref), readFileSync(pathOf(ref)).subarray(0, 100));
    expect(await pageOf(floor, ref, { [floor]: ref.sha256 })).toEqual(whole);
  });
});
