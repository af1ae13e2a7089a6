import { put } from '#domain/tx.ts';
import { packedFormat } from '#domain/packed/file-shape.ts';
import type { Page, PullAnswer, SnapshotRef } from '#protocol/pull.ts';
import { rowsOfRun } from '#protocol/column-run.ts';
import {
  addDevice,
  buildAction,
  cursorOf,
  postSigned,
  pull,
  push,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { withTransaction } from './database/connection.ts';
import { commitWrites } from './feed.ts';
import { findHome } from './homes.ts';
import { pullPages } from './pull.ts';
import { findDevice } from './session/caller.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let floor: string;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
  floor = `store/floor@${shop.store}`;
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

describe('starting anew', () => {
  const bulk = (id: string) =>
    withTransaction(database.db, (trx) =>
      commitWrites(trx, [place(id, '9')], { kind: 'import', id: 'x', atMs: startMs }, { log: false }),
    );

  test('[PL3] a cursor behind minRev is reset', async () => {
    const first = await pageOf(floor, null);
    await bulk('new');
    const page = await pageOf(floor, cursorOf(first));
    expect(page).toMatchObject({ reset: true, from: null, minRev: first.to + 1, to: first.to + 1 });
    expect(rowsOf(page).has('place new')).toBe(true);
  });

  test('[PL3] a cursor at minRev goes on', async () => {
    await bulk('new');
    const first = await pageOf(floor, null);
    expect(await pageOf(floor, cursorOf(first))).toMatchObject({ reset: false, from: first.to });
  });

  test('[PL4] a cursor of another timeline is reset, and the timeline stays', async () => {
    const first = await pageOf(floor, null);
    const page = await pageOf(floor, { ...cursorOf(first), timeline: 'of before the restore' });
    expect(page).toMatchObject({ reset: true, timeline: first.timeline });
  });

  test("[PL6] a rev ahead of the server's own proves a restore: a new timeline, for everybody", async () => {
    const other = await addDevice(database.db, shop.store);
    const first = await pageOf(floor, null);
    const tag = (await findHome(database.db, shop.store))?.tag ?? '';
    await commit(database.db, [stockRow(0, 4)]);
    const ahead = await pageOf(floor, cursorOf(first));
    const knownByOther = cursorOf(ahead);
    await database.db.updateTable('home').set({ rev: first.to, tag }).where('id', '=', shop.store).execute();
    await database.db.deleteFrom('rev').where('home_id', '=', shop.store).where('rev', '>', first.to).execute();
    await database.db.deleteFrom('change').where('home_id', '=', shop.store).where('rev', '>', first.to).execute();
    const page = await pageOf(floor, cursorOf(ahead));
    expect(page).toMatchObject({ reset: true, to: first.to });
    expect(page.timeline).not.toBe(first.timeline);
    const second = await pageOf(floor, knownByOther, other);
    expect(second).toMatchObject({ reset: true, timeline: page.timeline });
  });

  test("[PL6] a tag unlike the log's proves a restore although the rev has been reached again", async () => {
    await commit(database.db, [stockRow(0, 4)]);
    const known = await pageOf(floor, null);
    await database.db
      .updateTable('rev')
      .set({ tag: 'written anew' })
      .where('home_id', '=', shop.store)
      .where('rev', '=', known.to)
      .execute();
    await commit(database.db, [stockRow(0, 2)]);
    const page = await pageOf(floor, cursorOf(known));
    expect(page.reset).toBe(true);
    expect(page.timeline).not.toBe(known.timeline);
  });

  test('[PL6] a receipt of before the restore proves it to a server whose log goes on from behind it', async () => {
    const first = await pageOf(floor, null);
    const call = { reason: 'call', text: 'x', productId: null, variantId: null };
    const { body } = await push(server.app, tablet, await buildAction(tablet, 'call-staff', call));
    const at = body.at?.[shop.store];
    expect(at).toMatchObject({ timeline: first.timeline, rev: first.to + 1 });
    const { tag } = await database.db
      .selectFrom('rev')
      .select('tag')
      .where('home_id', '=', shop.store)
      .where('rev', '=', first.to)
      .executeTakeFirstOrThrow();
    await database.db.updateTable('home').set({ rev: first.to, tag }).where('id', '=', shop.store).execute();
    await database.db.deleteFrom('rev').where('home_id', '=', shop.store).where('rev', '>', first.to).execute();
    await database.db.deleteFrom('change').where('home_id', '=', shop.store).where('rev', '>', first.to).execute();
    for (const count of [2, 3]) await commit(database.db, [stockRow(0, count)]);

    const ask = async (witnesses: object[]) => {
      const feeds = { [floor]: cursorOf(first) };
      const request = { epoch: tablet.epoch, appVersion: 'test', grants: [], feeds, witnesses };
      return (await postSigned<PullAnswer>(server.app, tablet, '/sync/v1/pull', request)).body.pages[floor];
    };
    // The cursor alone is of both histories.
    expect(await ask([])).toMatchObject({ reset: false, timeline: first.timeline });
    const page = await ask([{ home: shop.store, cursor: at }]);
    expect(page?.reset).toBe(true);
    expect(page?.timeline).not.toBe(first.timeline);
  });

  test('[PL6] a cursor that this server never gave starts its own tablet anew, and no new timeline', async () => {
    const first = await pageOf(floor, null);
    const given = cursorOf(first);
    const [plain = '', seal = ''] = given.tag.split('.');
    const forged = [
      { ...given, rev: given.rev + 1000 },
      { ...given, tag: 'x' },
      { ...given, tag: `${'A'.repeat(plain.length)}.${seal}` },
      { ...given, rev: given.rev + 1, tag: plain },
    ];
    for (const cursor of forged) {
      const page = await pageOf(floor, cursor);
      expect(page).toMatchObject({ reset: true, from: null, to: first.to, timeline: first.timeline });
      expect(rowsOf(page).size).toBeGreaterThan(0);
    }
    expect(await pageOf(floor, given)).toMatchObject({ reset: false, timeline: first.timeline });
  });

  test('[PL6] a true cursor never starts a new timeline', async () => {
    const first = await pageOf(floor, null);
    for (let n = 0; n < 3; n += 1) await commit(database.db, [stockRow(0, n)]);
    const page = await pageOf(floor, cursorOf(first));
    expect([page.timeline, page.reset]).toEqual([first.timeline, false]);
  });

  test('[PL3] a packed file stands for the rows up to its cursor; the page brings what came after', async () => {
    await bulk('packed');
    const home = await findHome(database.db, shop.store);
    const cursor = { timeline: home?.timeline ?? '', rev: home?.rev ?? 0, tag: home?.tag ?? '' };
    const snapshot: SnapshotRef = { path: '/files/snapshots/x.bin', sha256: 'f'.repeat(64), bytes: 10, cursor };
    await commit(database.db, [place('later', '1')]);
    const caller = await findDevice(database.db, tablet.id);
    if (!caller) throw new Error('no device');
    const ask = async (ref: SnapshotRef, opens: number[] = [packedFormat]): Promise<Page | undefined> => {
      const answer: PullAnswer = await pullPages({ ...server.authority, snapshotFor: async () => ref }, caller, {
        opens,
        feeds: { [floor]: null },
        grants: [],
      });
      return answer.pages[floor];
    };
    expect(await ask(snapshot)).toMatchObject({
      reset: true,
      snapshot,
      from: null,
      to: cursor.rev + 1,
      changes: [{ table: 'place', id: 'later' }],
    });
    // A build of before, or one that opens other formats, gets rows.
    for (const opens of [[], [1], [packedFormat + 1]])
      expect([...rowsOf((await ask(snapshot, opens)) as Page).keys()]).toEqual(
        expect.arrayContaining(['place packed']),
      );
    // A file from before minRev, of another timeline, or from a future that was lost leads nowhere.
    for (const part of [{ rev: cursor.rev - 1 }, { timeline: 'other' }, { rev: cursor.rev + 9 }, { tag: 'other' }]) {
      const page = await ask({ ...snapshot, cursor: { ...cursor, ...part } });
      expect(page).toMatchObject({ reset: true, snapshot: null, to: cursor.rev + 1 });
      expect([...rowsOf(page as Page).keys()]).toEqual(expect.arrayContaining(['place packed', 'place later']));
    }
  });
});
