import { put } from '#domain/tx.ts';
import { feedName } from '#domain/home.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  cursorOf,
  pull,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { leaseId } from '#domain/lease.ts';
import { endLeases } from './jobs.ts';
import { prune } from './prune.ts';

const dayMs = 86_400_000;
let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
});

const buildHold = (part: object = {}, lane = 'visit/v1') =>
  buildAction(
    tablet,
    'hold',
    {
      productId: shop.productId,
      variantId: shop.variantIds[1],
      quantity: 1,
      shown: null,
      customer: null,
      siblings: [],
      ...part,
    },
    { lane, createdAtMs: server.clock.ms },
  );
const count = async (table: 'change' | 'rev' | 'receipt' | 'device_seq' | 'outcome' | 'enrolment' | 'problem') =>
  (await database.db.selectFrom(table).selectAll().execute()).length;
const setStock = (onHand: number, atMs: number) =>
  commit(
    database.db,
    [put('stock', shop.store, { id: shop.variantIds[1], onHand, reserved: 0, leased: 0, asOfMs: startMs })],
    atMs,
  );

describe('the change log', () => {
  const floor = () => feedName('store/floor', shop.store);
  const read = async (cursor: object | null) => {
    const page = (await pull(server.app, tablet, { [floor()]: cursor })).body.pages[floor()];
    if (!page) throw new Error('no page');
    return page;
  };

  test('[PL3] keeps a month; an older cursor starts anew, a younger one goes on, and no timeline is minted', async () => {
    const old = cursorOf(await read(null));
    await setStock(6, startMs + 1000);
    const atBeginning = cursorOf(await read(null));
    await setStock(7, startMs + 20 * dayMs);
    server.clock.ms = startMs + 31 * dayMs;
    expect(await prune(server.authority)).toBe(0);
    expect(await prune(server.authority)).toBeGreaterThan(0);
    const { timeline } = await read(null);
    expect(await read(old)).toMatchObject({ reset: true, timeline });
    const younger = await read(atBeginning);
    expect(younger).toMatchObject({ reset: false, timeline, from: atBeginning.rev, to: atBeginning.rev + 1 });
    expect(younger.changes).toMatchObject([{ id: shop.variantIds[1], row: { onHand: 7 } }]);
    const left = await database.db.selectFrom('change').select('rev').where('home_id', '=', shop.store).execute();
    expect(left.map(({ rev }) => rev)).toEqual([atBeginning.rev + 1]);
  });

  test('[PL3] a round that finds nothing old moves nothing, however new the packed file is', async () => {
    await setStock(6, startMs + 1000);
    const atBeginning = cursorOf(await read(null));
    await setStock(7, startMs + 20 * dayMs);
    const { timeline } = await read(null);
    const cursor = JSON.stringify({ timeline, rev: atBeginning.rev + 1, tag: '' });
    const file = { feed: floor(), sha256: 'x', path: 'x', bytes: 1, cursor, made_ms: startMs + 21 * dayMs };
    await database.db
      .insertInto('snapshot')
      .values({ home_id: shop.store, ...file })
      .execute();
    server.clock.ms = startMs + 31 * dayMs;
    for (let round = 0; round < 4; round += 1) await prune(server.authority);
    const { min_rev } = await database.db
      .selectFrom('home')
      .select('min_rev')
      .where('id', '=', shop.store)
      .executeTakeFirstOrThrow();
    expect(min_rev).toBe(atBeginning.rev);
  });

  test('[PL3] keeps what leads from a packed file to now, however old that is', async () => {
    const at = cursorOf(await read(null));
    await database.db
      .insertInto('snapshot')
      .values({
        home_id: shop.store,
        feed: 'store/floor',
        sha256: 'a'.repeat(64),
        path: '/x',
        bytes: 1,
        cursor: JSON.stringify(at),
        made_ms: startMs,
      })
      .execute();
    await setStock(6, startMs + 1000);
    server.clock.ms = startMs + 31 * dayMs;
    await prune(server.authority);
    await prune(server.authority);
    const { min_rev: minRev } = await database.db
      .selectFrom('home')
      .select('min_rev')
      .where('id', '=', shop.store)
      .executeTakeFirstOrThrow();
    expect(minRev).toBe(at.rev);
    expect(await read(at)).toMatchObject({ reset: false });
  });

  test('nothing that is young goes', async () => {
    await pushOne(server.app, tablet, await buildHold());
    server.clock.ms = startMs + 29 * dayMs;
    const before = [await count('change'), await count('rev'), await count('outcome'), await count('receipt')];
    expect(await prune(server.authority)).toBe(0);
    expect([await count('change'), await count('rev'), await count('outcome'), await count('receipt')]).toEqual(before);
  });
});

describe('what has outlived its use', () => {
  const seenAt = (atMs: number) =>
    database.db
      .insertInto('device_report')
      .values({
        home_id: shop.store,
        device: tablet.id,
        epoch: tablet.epoch,
        app_version: '1',
        pending: 0,
        max_seq: 1,
        persisted: null,
        lost: null,
        at_ms: atMs,
        pending_since_ms: null,
      })
      .onConflict((on) => on.columns(['home_id', 'device']).doUpdateSet({ at_ms: atMs }))
      .execute();

  test('[ST1] a told outcome goes after a month, one of a device that was away since stays', async () => {
    await pushOne(server.app, tablet, await buildHold());
    await seenAt(startMs);
    server.clock.ms = startMs + 31 * dayMs;
    await prune(server.authority);
    expect(await count('outcome')).toBe(1);
    await seenAt(startMs + 30 * dayMs);
    await prune(server.authority);
    expect(await count('outcome')).toBe(0);
  });

  test('[SV4] a receipt lives 400 days, what was asked 60; its number goes with it', async () => {
    const hold = await buildHold();
    const receipt = await pushOne(server.app, tablet, hold);
    server.clock.ms = startMs + 61 * dayMs;
    await prune(server.authority);
    expect(await database.db.selectFrom('receipt').select(['id', 'action']).execute()).toEqual([
      { id: hold.id, action: null },
    ]);
    expect((await pushOne(server.app, tablet, hold)).outcome).toEqual(receipt.outcome);
    server.clock.ms = startMs + 399 * dayMs;
    await prune(server.authority);
    expect([await count('receipt'), await count('device_seq')]).toEqual([1, 1]);
    server.clock.ms = startMs + 401 * dayMs;
    await prune(server.authority);
    expect([await count('receipt'), await count('device_seq')]).toEqual([0, 0]);
  });

  test('an enrolment that was used or is over goes after a day', async () => {
    const row = {
      public_key: '{}',
      screen: '{}',
      suggested: null,
      store: null,
      asked_ms: startMs,
      polled_ms: 0,
      ends_ms: startMs + 600_000,
    };
    await database.db
      .insertInto('enrolment')
      .values([
        { ...row, device_id: 'used', code: 'A', used_ms: startMs },
        { ...row, device_id: 'over', code: 'B', used_ms: null },
        { ...row, device_id: 'open', code: 'C', used_ms: null, ends_ms: startMs + 2 * dayMs },
      ])
      .execute();
    server.clock.ms = startMs + dayMs + 600_001;
    await prune(server.authority);
    const left = await database.db.selectFrom('enrolment').select('device_id').execute();
    expect(left).toEqual([{ device_id: 'open' }]);
  });

  test('[OC1] an answered entry of the desk goes after 90 days, and the staff hear of it; an open one never', async () => {
    const [solved, open] = [
      await buildHold({ variantId: shop.variantIds[2] }),
      await buildHold({ variantId: shop.variantIds[2] }),
    ];
    await pushOne(server.app, tablet, solved);
    await pushOne(server.app, tablet, open);
    await pushOne(server.app, tablet, await buildAction(tablet, 'see-outcome', { actionId: solved.id }));
    server.clock.ms = startMs + 91 * dayMs;
    await prune(server.authority);
    expect(await database.db.selectFrom('problem').select('id').execute()).toEqual([{ id: open.id }]);
    const last = await database.db.selectFrom('change').selectAll().orderBy('rev', 'desc').executeTakeFirstOrThrow();
    expect(last).toMatchObject({ feed: 'store/staff', table_name: 'problem', row_id: solved.id, row: null });
  });
});

describe('leases and caps', () => {
  test('[LS3] unused units go back when no hold can need them any more, and not a moment before', async () => {
    const policy = { minutes: 30, keep: 1, buffer: null };
    await database.db
      .updateTable('store')
      .set({ leases: JSON.stringify(policy) })
      .where('id', '=', shop.store)
      .execute();
    const take = await buildAction(
      tablet,
      'take-lease',
      { variantId: shop.variantIds[1], units: 2 },
      { createdAtMs: server.clock.ms },
    );
    expect((await pushOne(server.app, tablet, take)).outcome?.status).toBe('applied');
    const leased = async () =>
      (
        await database.db
          .selectFrom('stock')
          .select('leased')
          .where('home_id', '=', shop.store)
          .where('id', '=', shop.variantIds[1])
          .executeTakeFirstOrThrow()
      ).leased;
    expect(await leased()).toBe(2);
    const { give_back_ms: backMs } = await database.db
      .selectFrom('lease')
      .select('give_back_ms')
      .executeTakeFirstOrThrow();
    server.clock.ms = backMs - 1;
    expect(await endLeases(server.authority)).toBe(0);
    server.clock.ms = backMs;
    expect([await endLeases(server.authority), await endLeases(server.authority)]).toEqual([1, 0]);
    expect(await leased()).toBe(0);
    expect(await database.db.selectFrom('lease').select(['id', 'state']).execute()).toEqual([
      { id: leaseId(tablet.id, tablet.epoch, shop.variantIds[1]), state: 'ended' },
    ]);
    expect(await count('problem')).toBe(0);
  });

  test('[T18] a visit has twelve units put aside at once and no more; the next visit and the staff have their own', async () => {
    await setStock(50, startMs);
    expect((await pushOne(server.app, tablet, await buildHold({ quantity: 10 }))).outcome?.status).toBe('applied');
    expect((await pushOne(server.app, tablet, await buildHold({ quantity: 3 }))).outcome).toMatchObject({
      status: 'rejected',
      code: 'too_many',
      result: { held: 10, most: 12 },
    });
    expect((await pushOne(server.app, tablet, await buildHold({ quantity: 2 }))).outcome?.status).toBe('applied');
    expect((await pushOne(server.app, tablet, await buildHold({ quantity: 12 }, 'visit/b'))).outcome?.status).toBe(
      'applied',
    );
    const shift = await addGrant(database.db, tablet, 'staff');
    const byStaff = await buildHold({ quantity: 15 });
    const again = await buildAction(tablet, 'hold', byStaff.payload.open, { actor: shift.id });
    expect((await pushOne(server.app, tablet, again)).outcome?.status).toBe('applied');
  });
});
