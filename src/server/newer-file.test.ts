// A tablet that stands on an old packed file: when it is led to the newer one, and when it goes on with rows.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type FeedName, feedName } from '#domain/home.ts';
import { packedFormat } from '#domain/packed/file-shape.ts';
import { put } from '#domain/tx.ts';
import type { Cursor, Page, PullAnswer, SnapshotRef } from '#protocol/pull.ts';
import { addDevice, cursorOf, postSigned, pull, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import { commit, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { buildSnapshots, snapshotFolder, snapshotFor } from './snapshot.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let floor: FeedName;
let first: SnapshotRef;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
  floor = feedName('store/floor', shop.store);
});
beforeEach(async () => {
  first = await pack();
});

async function pack(): Promise<SnapshotRef> {
  const nowMs = server.clock.ms;
  await buildSnapshots(database.db, { dataDir: server.dataDir, chain: shop.chain, nowMs, everyRevs: 1 });
  const made = await snapshotFor(database.db, floor);
  if (!made) throw new Error('no file');
  return made;
}
/** So many places move; the same ones each time. */
const move = (count: number, aisle: string) => {
  const place = (n: number) => put('place', shop.store, { id: `place ${n}`, aisle, bay: '1', seenMs: startMs });
  return commit(
    database.db,
    Array.from({ length: count }, (_, n) => place(n)),
  );
};
const headOf = async (): Promise<Cursor> => {
  const { body } = await pull(server.app, tablet, { [floor]: null });
  const page = body.pages[floor];
  if (!page) throw new Error('no page');
  return cursorOf(page) as Cursor;
};
async function pageFor(cursor: Cursor, file: string | null, opens = [packedFormat]): Promise<Page> {
  const asked = { epoch: tablet.epoch, appVersion: 'test', grants: [], opens, feeds: { [floor]: cursor } };
  const files = file === null ? {} : { files: { [floor]: file } };
  const { body } = await postSigned<PullAnswer>(server.app, tablet, '/sync/v1/pull', { ...asked, ...files });
  const page = body.pages[floor];
  if (!page) throw new Error('no page');
  return page;
}

describe('a tablet whose file much has changed over', () => {
  test('[PL3] is filled anew from the newer one, with what came since, and goes on from there', async () => {
    await move(1_000, '2');
    const newer = await pack();
    await move(1, '3');
    const head = await headOf();
    const page = await pageFor(head, first.sha256);
    expect(page).toMatchObject({ reset: true, from: null, timeline: head.timeline, to: head.rev, more: false });
    expect(page.snapshot).toEqual(newer);
    expect(page.changes).toMatchObject([{ id: 'place 0', row: { aisle: '3' } }]);
    expect(page.minRev).toBeLessThanOrEqual(head.rev);
    // On the newer file now: no further one.
    expect(await pageFor(cursorOf(page) as Cursor, newer.sha256)).toMatchObject({ reset: false, snapshot: null });
  });

  test('goes on with rows while they are few, or the same few again and again', async () => {
    for (const aisle of ['2', '3', '4']) await move(999, aisle);
    await pack();
    expect(await pageFor(await headOf(), first.sha256)).toMatchObject({ reset: false, snapshot: null });
  });

  test('goes on with rows until there is a file that has them', async () => {
    await move(1_000, '2');
    expect(await pageFor(await headOf(), first.sha256)).toMatchObject({ reset: false, snapshot: null });
  });

  test('is asked nothing of the kind when its build names no file, or opens none of today', async () => {
    await move(1_000, '2');
    await pack();
    const head = await headOf();
    expect(await pageFor(head, null)).toMatchObject({ reset: false });
    expect(await pageFor(head, first.sha256, [])).toMatchObject({ reset: false });
    expect(await pageFor(head, '../../etc/passwd')).toMatchObject({ reset: false });
  });

  test('[PL3] what its file had is known long after that was swept; of one that nobody noted nothing is', async () => {
    await move(1_000, '2');
    const second = await pack();
    await move(1, '3');
    server.clock.ms = Date.now();
    await pack();
    await move(1, '4');
    server.clock.ms += 2 * 3_600_000;
    await pack();
    expect(existsSync(join(snapshotFolder(server.dataDir), `${second.sha256}.bin`))).toBe(false);
    const head = await headOf();
    expect(await pageFor(head, second.sha256)).toMatchObject({ reset: false, snapshot: null });
    expect(await pageFor(head, 'f'.repeat(64))).toMatchObject({ reset: true });
  });
});
