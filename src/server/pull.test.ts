import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { put, remove } from '#domain/tx.ts';
import type { Page, PullAnswer, SnapshotRef } from '#protocol/pull.ts';
import { importPublicKey, signatureHolds } from '#protocol/signature.ts';
import { rowsOfRun } from '#protocol/snapshot.ts';
import { addDevice, addGrant, buildAction, cursorOf, nextId, openTestServer, pull, pushOne, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import { commit, emptyDatabase, makeSmallShop, smallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { withTransaction } from './database/connection.ts';
import { type MemoryDatabase, openMemoryDatabase } from './database/memory.ts';
import { migrate } from './database/migrate.ts';
import type { Database } from './database/schema.ts';
import { commitWrites } from './feed.ts';
import { findHome } from './homes.ts';
import { pageLimit, pullPages } from './pull.ts';
import { findDevice } from './session/caller.ts';

let memory: MemoryDatabase<Database>;
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let floor: string;
let catalogue: string;

beforeAll(async () => {
  memory = await openMemoryDatabase<Database>();
  await migrate(memory.db, () => undefined);
  server = await openTestServer(memory.db);
});
afterAll(async () => {
  await server.close();
  await memory.close();
});
beforeEach(async () => {
  await emptyDatabase(memory.db);
  server.clock.ms = startMs + 60_000;
  shop = await makeSmallShop(memory.db);
  tablet = await addDevice(memory.db, shop.store);
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
const stockRow = (index: 0 | 1 | 2, onHand: number) => put('stock', shop.store, { id: shop.variantIds[index], onHand, reserved: 0, leased: 0, asOfMs: startMs });

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
    const home = await findHome(memory.db, shop.chain);
    expect(page).toMatchObject({ from: null, to: home?.rev, tag: home?.tag, timeline: home?.timeline, reset: true, snapshot: null, more: false });
    expect([...rowsOf(page).keys()].toSorted()).toEqual([
      ...[shop.store, shop.otherStore, shop.web].map((id) => `store ${id}`), `product ${shop.productId}`,
      ...shop.variantIds.flatMap((id) => [`variant ${id}`, `offer ${id}/0`]),
    ].toSorted());
    expect(rowsOf(page).get(`product ${shop.productId}`)).toMatchObject({ name: { 'pt-BR': 'Bota Serra' }, picture: null });
  });

  test('[PL1] after it: only what changed, by value, exact at its rev', async () => {
    const first = await pageOf(floor, null);
    await commit(memory.db, [stockRow(0, 4)]);
    const second = await pageOf(floor, cursorOf(first));
    await commit(memory.db, [stockRow(0, 3)]);
    expect(second).toMatchObject({ from: first.to, to: first.to + 1, reset: false, tombstones: [], more: false });
    expect(second.changes).toEqual([{ table: 'stock', id: shop.variantIds[0], row: stockRow(0, 4).row }]);
    expect((await pageOf(floor, cursorOf(second))).changes).toEqual([{ table: 'stock', id: shop.variantIds[0], row: stockRow(0, 3).row }]);
  });

  test('[FD5] the cursor moves on although nothing of this feed changed', async () => {
    const first = await pageOf(floor, null);
    await commit(memory.db, [put('task', shop.store, { id: nextId(), code: 'A', kind: 'call', text: '', productId: null, variantId: null, device: tablet.id, state: 'open', createdMs: startMs, doneBy: null, doneMs: null })]);
    expect(await pageOf(floor, cursorOf(first))).toMatchObject({ to: first.to + 1, changes: [], reset: false });
  });

  test('what is gone is a tombstone, and the last value of a row counts', async () => {
    const first = await pageOf(floor, null);
    await commit(memory.db, [place('a', '1'), place('b', '1')]);
    await commit(memory.db, [place('a', '2'), remove('place', shop.store, 'b')]);
    const page = await pageOf(floor, cursorOf(first));
    expect(page.changes).toEqual([{ table: 'place', id: 'a', row: place('a', '2').row }]);
    expect(page.tombstones).toEqual([{ table: 'place', id: 'b' }]);
  });

  test('[PL7] three prices or stocks travel as a column run, two do not', async () => {
    const first = await pageOf(floor, null);
    await commit(memory.db, [stockRow(0, 4), stockRow(1, 5)]);
    const two = await pageOf(floor, cursorOf(first));
    expect(two.changes).toHaveLength(2);
    await commit(memory.db, [stockRow(0, 6), stockRow(1, 7), stockRow(2, 8)]);
    const three = await pageOf(floor, cursorOf(two));
    expect(three.changes).toEqual([{ table: 'stock', ids: [...shop.variantIds], columns: { onHand: [6, 7, 8], reserved: [0, 0, 0], leased: [0, 0, 0], asOfMs: [startMs, startMs, startMs] } }]);
  });

  test('[FD5] a long log comes in pages that end at a rev boundary and skip nothing', async () => {
    const first = await pageOf(floor, null);
    const perRev = 300;
    for (let batch = 0; batch < 8; batch += 1) await commit(memory.db, Array.from({ length: perRev }, (_, n) => place(`p${batch}-${n}`, '1')));
    const seen: string[] = [];
    let page = await pageOf(floor, cursorOf(first));
    const pages = [page];
    while (page.more) pages.push((page = await pageOf(floor, cursorOf(page))));
    for (const { changes } of pages) {
      expect(changes.length % perRev).toBe(0);
      expect(changes.length).toBeLessThanOrEqual(pageLimit.changes);
      for (const change of changes) if ('row' in change) seen.push(change.id);
    }
    expect(pages.map(({ from, to }) => [from, to])).toEqual([[first.to, first.to + 3], [first.to + 3, first.to + 6], [first.to + 6, first.to + 8]]);
    expect(new Set(seen).size).toBe(8 * perRev);
  });

  test('[FD5] one rev that is larger than a page travels whole', async () => {
    const first = await pageOf(floor, null);
    await commit(memory.db, Array.from({ length: pageLimit.changes + 300 }, (_, n) => place(`p${n}`, '1')));
    await commit(memory.db, [place('after', '1')]);
    const page = await pageOf(floor, cursorOf(first));
    expect(page).toMatchObject({ to: first.to + 1, more: true });
    expect(page.changes).toHaveLength(pageLimit.changes + 300);
    expect((await pageOf(floor, cursorOf(page))).changes).toHaveLength(1);
  });

  test('a page is cut by its size as well', async () => {
    const first = await pageOf(floor, null);
    for (let n = 0; n < 3; n += 1) await commit(memory.db, [place(`big${n}`, 'x'.repeat(300_000))]);
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
    const other = await addDevice(memory.db, shop.store);
    const own = (device: TestDevice) => `device/own@${shop.store}/${device.id}`;
    const [mine, theirs] = [await pageOf(own(tablet), null), await pageOf(own(other), null, other)];
    const action = await buildAction(tablet, 'call-staff', { reason: 'call', text: '', productId: null, variantId: null });
    const receipt = await pushOne(server.app, tablet, action);
    const next = await pageOf(own(tablet), cursorOf(mine));
    expect(next.changes).toMatchObject([{ table: 'outcome', id: action.id, row: { outcome: receipt.outcome } }]);
    expect(next.to).toBe(receipt.revs[shop.store]);
    expect((await pageOf(own(other), cursorOf(theirs), other)).changes).toEqual([]);
    // From the beginning, the feed holds this device's rows only.
    expect([...rowsOf(await pageOf(own(tablet), null)).keys()].toSorted()).toEqual([`device ${tablet.id}`, `grant ${tablet.grant.id}`, `outcome ${action.id}`].toSorted());
  });
});

describe('starting anew', () => {
  const bulk = (id: string) => withTransaction(memory.db, (trx) => commitWrites(trx, [place(id, '9')], { kind: 'import', id: 'x', atMs: startMs }, { log: false }));

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

  test('[PL6] a rev ahead of the server\'s own proves a restore: a new timeline, for everybody', async () => {
    const other = await addDevice(memory.db, shop.store);
    const first = await pageOf(floor, null);
    await commit(memory.db, [stockRow(0, 4)]);
    const ahead = await pageOf(floor, cursorOf(first));
    const knownByOther = cursorOf(ahead);
    await memory.db.updateTable('home').set({ rev: first.to, tag: first.tag }).where('id', '=', shop.store).execute();
    await memory.db.deleteFrom('rev').where('home_id', '=', shop.store).where('rev', '>', first.to).execute();
    await memory.db.deleteFrom('change').where('home_id', '=', shop.store).where('rev', '>', first.to).execute();
    const page = await pageOf(floor, cursorOf(ahead));
    expect(page).toMatchObject({ reset: true, to: first.to });
    expect(page.timeline).not.toBe(first.timeline);
    const second = await pageOf(floor, knownByOther, other);
    expect(second).toMatchObject({ reset: true, timeline: page.timeline });
  });

  test('[PL6] a tag unlike the log\'s proves a restore although the rev has been reached again', async () => {
    await commit(memory.db, [stockRow(0, 4)]);
    const known = await pageOf(floor, null);
    await memory.db.updateTable('rev').set({ tag: 'written anew' }).where('home_id', '=', shop.store).where('rev', '=', known.to).execute();
    await commit(memory.db, [stockRow(0, 2)]);
    const page = await pageOf(floor, cursorOf(known));
    expect(page.reset).toBe(true);
    expect(page.timeline).not.toBe(known.timeline);
  });

  test('[PL6] a true cursor never starts a new timeline', async () => {
    const first = await pageOf(floor, null);
    for (let n = 0; n < 3; n += 1) await commit(memory.db, [stockRow(0, n)]);
    const page = await pageOf(floor, cursorOf(first));
    expect([page.timeline, page.reset]).toEqual([first.timeline, false]);
  });

  test('[PL3] a packed file stands for the rows up to its cursor; the page brings what came after', async () => {
    await bulk('packed');
    const home = await findHome(memory.db, shop.store);
    const cursor = { timeline: home?.timeline ?? '', rev: home?.rev ?? 0, tag: home?.tag ?? '' };
    const snapshot: SnapshotRef = { path: '/files/snapshots/x.json', sha256: 'f'.repeat(64), bytes: 10, cursor };
    await commit(memory.db, [place('later', '1')]);
    const caller = await findDevice(memory.db, tablet.id);
    if (!caller) throw new Error('no device');
    const ask = async (ref: SnapshotRef): Promise<Page | undefined> => {
      const answer: PullAnswer = await pullPages({ ...server.authority, snapshotFor: async () => ref }, caller, { feeds: { [floor]: null }, grants: [] });
      return answer.pages[floor];
    };
    expect(await ask(snapshot)).toMatchObject({ reset: true, snapshot, from: null, to: cursor.rev + 1, changes: [{ table: 'place', id: 'later' }] });
    // A file from before minRev, of another timeline, or from a future that was lost leads nowhere.
    for (const part of [{ rev: cursor.rev - 1 }, { timeline: 'other' }, { rev: cursor.rev + 9 }, { tag: 'other' }]) {
      const page = await ask({ ...snapshot, cursor: { ...cursor, ...part } });
      expect(page).toMatchObject({ reset: true, snapshot: null, to: cursor.rev + 1 });
      expect([...rowsOf(page as Page).keys()]).toEqual(expect.arrayContaining(['place packed', 'place later']));
    }
  });
});

describe('[FD4] who may read what', () => {
  const refused = async (feed: string, device = tablet, grants: string[] = []): Promise<boolean> => {
    const { body } = await pull(server.app, device, { [feed]: null }, grants);
    expect(Object.keys(body.pages).length + body.refused.length).toBe(1);
    return body.refused.includes(feed);
  };

  test('its store\'s floor, the web store\'s floor, the catalogue and itself; no other store\'s floor', async () => {
    expect(await refused(floor)).toBe(false);
    expect(await refused(`store/floor@${shop.web}`)).toBe(false);
    expect(await refused(catalogue)).toBe(false);
    expect(await refused(`device/own@${shop.store}/${tablet.id}`)).toBe(false);
    expect(await refused(`store/floor@${shop.otherStore}`)).toBe(true);
  });

  test('nothing of another chain, and nothing that is no feed', async () => {
    const foreign = await makeSmallShop(memory.db, smallShop(2));
    for (const feed of [`chain/catalogue@${foreign.chain}`, `store/floor@${foreign.store}`, `store/floor@${foreign.web}`, `chain/catalogue@${nextId()}`, 'shop/everything@x', '']) expect(await refused(feed)).toBe(true);
  });

  test('[T10] not another device, in this store or in another', async () => {
    const other = await addDevice(memory.db, shop.store);
    expect(await refused(`device/own@${shop.store}/${other.id}`)).toBe(true);
    expect(await refused(`device/own@${shop.otherStore}/${tablet.id}`)).toBe(true);
  });

  test('the staff feed only with an open shift of this device in this store', async () => {
    const staff = `store/staff@${shop.store}`;
    const other = await addDevice(memory.db, shop.store);
    const open = await addGrant(memory.db, tablet, 'staff');
    const ended = await addGrant(memory.db, tablet, 'staff', { endsMs: startMs + 1 });
    const revoked = await addGrant(memory.db, tablet, 'staff', { revokedMs: startMs + 1 });
    expect(await refused(staff)).toBe(true);
    expect(await refused(staff, tablet, [tablet.grant.id])).toBe(true);
    expect(await refused(staff, tablet, [ended.id, revoked.id, nextId()])).toBe(true);
    expect(await refused(staff, other, [open.id])).toBe(true);
    expect(await refused(`store/staff@${shop.otherStore}`, tablet, [open.id])).toBe(true);
    expect(await refused(staff, tablet, [open.id])).toBe(false);
  });

  test('a customer only while the visit is this device\'s own, or with a visit\'s grant', async () => {
    const home = nextId<typeof shop.store>();
    const feed = `customer/self@${home}`;
    expect(await refused(feed)).toBe(true);
    await pushOne(server.app, tablet, await buildAction(tablet, 'save-to-list', { productId: shop.productId, variantId: shop.variantIds[0], store: shop.store, saved: true }, { home }));
    const other = await addDevice(memory.db, shop.store);
    expect(await refused(feed)).toBe(false);
    expect(await refused(feed, other)).toBe(true);
    const visit = await addGrant(memory.db, other, 'visit', { subject: home });
    expect(await refused(feed, other, [visit.id])).toBe(false);
    expect(await refused(feed, other, [(await addGrant(memory.db, other, 'visit', { subject: nextId() })).id])).toBe(true);
    // A known person is nobody's own visit, whichever device made the row.
    await commit(memory.db, [put('customer', home, { id: home, sourceId: 'c1', kind: 'known', firstName: 'Rita', device: tablet.id, createdMs: startMs })]);
    expect(await refused(feed)).toBe(true);
  });

  test('feeds that are refused leave the others answered', async () => {
    const { body, status } = await pull(server.app, tablet, { [floor]: null, [`store/staff@${shop.store}`]: null, nonsense: null });
    expect(status).toBe(200);
    expect(Object.keys(body.pages)).toEqual([floor]);
    expect(body.refused).toEqual([`store/staff@${shop.store}`, 'nonsense']);
  });
});
