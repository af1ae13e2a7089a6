import { put, remove } from '#domain/tx.ts';
import type { Page } from '#protocol/pull.ts';
import { importPublicKey, signatureHolds } from '#protocol/signature.ts';
import { rowsOfRun } from '#protocol/column-run.ts';
import {
  addDevice,
  buildAction,
  cursorOf,
  nextId,
  pull,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { findHome } from './homes.ts';
import { pageLimit } from './pull.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let floor: string;
let catalogue: string;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
  floor = `store/floor@${shop.store}`;
  catalogue = `chain/catalogue@${shop.chain}`;
});

async function pageOf(feed: string, cursor: object | null, device = tablet, grants: string[] = []): Promise<Page> {
  const { body } = await pull(server.app, device, { [feed]: cursor }, grants);
  const page = body.pages[feed];
  if (!page) throw new Error(`no page of ${feed}: ${JSON.stringify(body)}`);
  return page;
}
const place = (id: string, aisle: string) => put('place', shop.store, { id, aisle, bay: '1', seenMs: startMs });
const stockRow = (index: 0 | 1 | 2, onHand: number) =>
  put('stock', shop.store, { id: shop.variantIds[index], onHand, reserved: 0, leased: 0, asOfMs: startMs });

/** All rows of a page, runs unrolled: `table id` → row. */
function rowsOf(page: Page): Map<string, Record<string, unknown>> {
  const rows = new Map<string, Record<string, unknown>>();
  for (const change of page.changes) {
    if ('row' in change) rows.set(`${change.table} ${change.id}`, change.row);
    else for (const { id, row } of rowsOfRun(change)) rows.set(`${change.table} ${id}`, row);
  }
  return rows;
}

describe('pages', () => {
  test('[FD5] from the beginning: everything of the feed, as a reset', async () => {
    const page = await pageOf(catalogue, null);
    const home = await findHome(database.db, shop.chain);
    expect(page).toMatchObject({
      from: null,
      to: home?.rev,
      tag: expect.stringContaining(`${home?.tag}.`),
      timeline: home?.timeline,
      reset: true,
      snapshot: null,
      more: false,
    });
    expect([...rowsOf(page).keys()].toSorted()).toEqual(
      [
        ...[shop.store, shop.otherStore, shop.web].map((id) => `store ${id}`),
        `product ${shop.productId}`,
        ...shop.variantIds.flatMap((id) => [`variant ${id}`, `offer ${id}/0`]),
      ].toSorted(),
    );
    expect(rowsOf(page).get(`product ${shop.productId}`)).toMatchObject({
      name: { 'pt-BR': 'Bota Serra' },
      picture: null,
    });
  });

  test('[PL1] after it: only what changed, by value, exact at its rev', async () => {
    const first = await pageOf(floor, null);
    await commit(database.db, [stockRow(0, 4)]);
    const second = await pageOf(floor, cursorOf(first));
    await commit(database.db, [stockRow(0, 3)]);
    expect(second).toMatchObject({ from: first.to, to: first.to + 1, reset: false, tombstones: [], more: false });
    expect(second.changes).toEqual([{ table: 'stock', id: shop.variantIds[0], row: stockRow(0, 4).row }]);
    expect((await pageOf(floor, cursorOf(second))).changes).toEqual([
      { table: 'stock', id: shop.variantIds[0], row: stockRow(0, 3).row },
    ]);
  });

  test('[FD5] the cursor moves on although nothing of this feed changed', async () => {
    const first = await pageOf(floor, null);
    await commit(database.db, [
      put('task', shop.store, {
        id: nextId(),
        code: 'A',
        kind: 'call',
        text: '',
        productId: null,
        variantId: null,
        device: tablet.id,
        state: 'open',
        createdMs: startMs,
        doneBy: null,
        doneMs: null,
      }),
    ]);
    expect(await pageOf(floor, cursorOf(first))).toMatchObject({ to: first.to + 1, changes: [], reset: false });
  });

  test('what is gone is a tombstone, and the last value of a row counts', async () => {
    const first = await pageOf(floor, null);
    await commit(database.db, [place('a', '1'), place('b', '1')]);
    await commit(database.db, [place('a', '2'), remove('place', shop.store, 'b')]);
    const page = await pageOf(floor, cursorOf(first));
    expect(page.changes).toEqual([{ table: 'place', id: 'a', row: place('a', '2').row }]);
    expect(page.tombstones).toEqual([{ table: 'place', id: 'b' }]);
  });

  test('[PL7] three prices or stocks travel as a column run, two do not', async () => {
    const first = await pageOf(floor, null);
    await commit(database.db, [stockRow(0, 4), stockRow(1, 5)]);
    const two = await pageOf(floor, cursorOf(first));
    expect(two.changes).toHaveLength(2);
    await commit(database.db, [stockRow(0, 6), stockRow(1, 7), stockRow(2, 8)]);
    const three = await pageOf(floor, cursorOf(two));
    expect(three.changes).toEqual([
      {
        table: 'stock',
        ids: [...shop.variantIds],
        columns: { onHand: [6, 7, 8], reserved: [0, 0, 0], leased: [0, 0, 0], asOfMs: [startMs, startMs, startMs] },
      },
    ]);
  });

  test('[FD5] a long log comes in pages that end at a rev boundary and skip nothing', async () => {
    const first = await pageOf(floor, null);
    const perRev = 300;
    for (let batch = 0; batch < 8; batch += 1)
      await commit(
        database.db,
        Array.from({ length: perRev }, (_, n) => place(`p${batch}-${n}`, '1')),
      );
    const seen: string[] = [];
    let page = await pageOf(floor, cursorOf(first));
    const pages = [page];
    while (page.more) pages.push((page = await pageOf(floor, cursorOf(page))));
    for (const { changes } of pages) {
      expect(changes.length % perRev).toBe(0);
      expect(changes.length).toBeLessThanOrEqual(pageLimit.changes);
      for (const change of changes) if ('row' in change) seen.push(change.id);
    }
    expect(pages.map(({ from, to }) => [from, to])).toEqual([
      [first.to, first.to + 3],
      [first.to + 3, first.to + 6],
      [first.to + 6, first.to + 8],
    ]);
    expect(new Set(seen).size).toBe(8 * perRev);
  });

  test('[FD5] one rev that is larger than a page travels whole', async () => {
    const first = await pageOf(floor, null);
    await commit(
      database.db,
      Array.from({ length: pageLimit.changes + 300 }, (_, n) => place(`p${n}`, '1')),
    );
    await commit(database.db, [place('after', '1')]);
    const page = await pageOf(floor, cursorOf(first));
    expect(page).toMatchObject({ to: first.to + 1, more: true });
    expect(page.changes).toHaveLength(pageLimit.changes + 300);
    expect((await pageOf(floor, cursorOf(page))).changes).toHaveLength(1);
  });

  test('a page is cut by its size as well', async () => {
    const first = await pageOf(floor, null);
    for (let n = 0; n < 3; n += 1) await commit(database.db, [place(`big${n}`, 'x'.repeat(300_000))]);
    const page = await pageOf(floor, cursorOf(first));
    expect(page).toMatchObject({ to: first.to + 1, more: true });
  });

  test('the answer is signed with the key that the installation names', async () => {
    const { body } = await pull(server.app, tablet, { [floor]: null });
    const key = await importPublicKey(server.authority.key.publicKey);
    expect(await signatureHolds(body, body.sig, key)).toBe(true);
    expect(await signatureHolds({ ...body, refused: ['x'] }, body.sig, key)).toBe(false);
  });

  test('[OC3] the outcome of an act is a row of the feed of the device that made it, and of nobody else', async () => {
    const other = await addDevice(database.db, shop.store);
    const own = (device: TestDevice) => `device/own@${shop.store}/${device.id}`;
    const [mine, theirs] = [await pageOf(own(tablet), null), await pageOf(own(other), null, other)];
    const action = await buildAction(tablet, 'call-staff', {
      reason: 'call',
      text: '',
      productId: null,
      variantId: null,
    });
    const receipt = await pushOne(server.app, tablet, action);
    const next = await pageOf(own(tablet), cursorOf(mine));
    expect(next.changes).toMatchObject([{ table: 'outcome', id: action.id, row: { outcome: receipt.outcome } }]);
    expect(next.to).toBe(receipt.revs[shop.store]);
    expect((await pageOf(own(other), cursorOf(theirs), other)).changes).toEqual([]);
    // From the beginning, the feed holds this device's rows only.
    expect([...rowsOf(await pageOf(own(tablet), null)).keys()].toSorted()).toEqual(
      [`device ${tablet.id}`, `grant ${tablet.grant.id}`, `outcome ${action.id}`].toSorted(),
    );
  });
});
