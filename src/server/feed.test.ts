import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { offersFor } from '#domain/offer.ts';
import { key, peek, peekPrefix, put, remove } from '#domain/tx.ts';
import { commit, deviceId, emptyDatabase, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { withTransaction } from './database/connection.ts';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from './database/schema.ts';
import { commitWrites } from './feed.ts';
import { findHome } from './homes.ts';
import { loadRows, LostRace } from './rows.ts';

let database: TestDatabase<Database>;
let shop: SmallShop;
beforeAll(async () => {
  database = await openMigratedDatabase<Database>();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyDatabase(database.db);
  shop = await makeSmallShop(database.db);
});

const cause = { kind: 'test', id: 'x', atMs: startMs };
const stockOf = (onHand: number) => ({ id: shop.variantIds[0], onHand, reserved: 0, leased: 0, asOfMs: startMs });

describe('rows', () => {
  test('come back as they were put, nulls and nested values too', async () => {
    const [write] = offersFor(shop.variantIds[0], shop.productId, { minor: 100, currency: 'BRL' }, [], startMs);
    const rows = await withTransaction(database.db, (trx) =>
      loadRows(trx, [
        key('product', shop.chain, shop.productId),
        peek('store', shop.chain, shop.web),
        peekPrefix('offer', shop.chain, `${shop.variantIds[0]}/`),
        key('stock', shop.store, 'none'),
      ]),
    );
    expect(rows.get('product', shop.chain, shop.productId)).toMatchObject({
      picture: null,
      tags: [],
      live: true,
      name: { 'pt-BR': 'Bota Serra' },
    });
    expect(rows.get('store', shop.chain, shop.web)).toMatchObject({ kind: 'web', deliveryDays: null });
    expect(rows.list('offer', shop.chain, `${shop.variantIds[0]}/`)).toEqual([
      { ...write, price: { minor: 45_900, currency: 'BRL' } },
    ]);
    expect(rows.get('stock', shop.store, 'none')).toBeNull();
    expect(() => rows.get('stock', shop.store, 'never asked')).toThrow(/not in reads/);
  });

  test('a prefix finds its own ids only', async () => {
    await commit(
      database.db,
      ['a/1', 'a/2', 'ab/1', 'b'].map((id) => put('place', shop.store, { id, aisle: '1', bay: '2', seenMs: startMs })),
    );
    const rows = await withTransaction(database.db, (trx) => loadRows(trx, [peekPrefix('place', shop.store, 'a/')]));
    expect(rows.list('place', shop.store, 'a/').map((row) => row.id)).toEqual(['a/1', 'a/2']);
  });

  test('a key asked for once to read and once to write is there for both', async () => {
    const id = shop.variantIds[0];
    const rows = await withTransaction(database.db, (trx) =>
      loadRows(trx, [peek('stock', shop.store, id), key('stock', shop.store, id)]),
    );
    expect(rows.get('stock', shop.store, id)?.onHand).toBe(1);
  });
});

describe('commitWrites', () => {
  test('[PL1] [FD3] each home gets exactly one more rev, whatever the number of rows', async () => {
    const before = await Promise.all([shop.chain, shop.store, shop.web].map((id) => findHome(database.db, id)));
    const revs = await commit(database.db, [
      put('stock', shop.store, stockOf(9)),
      put('place', shop.store, { id: 'p', aisle: '1', bay: '2', seenMs: startMs }),
      remove('offer', shop.chain, `${shop.variantIds[0]}/0`),
    ]);
    expect(revs).toEqual({ [shop.store]: (before[1]?.rev ?? 0) + 1, [shop.chain]: (before[0]?.rev ?? 0) + 1 });
    expect((await findHome(database.db, shop.web))?.rev).toBe(before[2]?.rev);
  });

  test('[PL1] the revs of a home have no gaps, and each has a tag of its own', async () => {
    for (let onHand = 0; onHand < 5; onHand += 1)
      await commit(database.db, [put('stock', shop.store, stockOf(onHand))]);
    await expect(
      withTransaction(database.db, async (trx) => {
        await commitWrites(trx, [put('stock', shop.store, stockOf(99))], cause);
        throw new Error('fell over');
      }),
    ).rejects.toThrow('fell over');
    const rows = await database.db
      .selectFrom('rev')
      .selectAll()
      .where('home_id', '=', shop.store)
      .orderBy('rev')
      .execute();
    expect(rows.map((row) => row.rev)).toEqual(rows.map((_, index) => index + 1));
    expect(new Set(rows.map((row) => row.tag)).size).toBe(rows.length);
    const home = await findHome(database.db, shop.store);
    expect([home?.rev, home?.tag]).toEqual([rows.length, rows.at(-1)?.tag]);
  });

  test('the log holds each row by value, and nothing for one that is gone', async () => {
    const revs = await commit(database.db, [
      put('stock', shop.store, stockOf(4)),
      remove('stock', shop.store, shop.variantIds[1]),
    ]);
    const rows = await database.db
      .selectFrom('change')
      .selectAll()
      .where('home_id', '=', shop.store)
      .where('rev', '=', revs[shop.store] ?? 0)
      .orderBy('n')
      .execute();
    expect(rows.map(({ feed, table_name, row_id, row }) => ({ feed, table_name, row_id, row }))).toEqual(
      expect.arrayContaining([
        { feed: 'store/floor', table_name: 'stock', row_id: shop.variantIds[0], row: stockOf(4) },
        { feed: 'store/floor', table_name: 'stock', row_id: shop.variantIds[1], row: null },
      ]),
    );
    const { rows: gone } = await sql<{ n: number }>`select count(*) as n from change where row is null`.execute(
      database.db,
    );
    expect(gone[0]?.n).toBe(1);
  });

  test('[FD2] a device travels in its own feed and in the staff feed of its store', async () => {
    const id = deviceId(900);
    const device = {
      id,
      name: 'T1',
      mode: 'shopper',
      state: 'active',
      publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
      enrolledMs: startMs,
      approvedBy: null,
    } as const;
    await commit(database.db, [put('device', shop.store, device)]);
    const rows = await database.db
      .selectFrom('change')
      .select(['feed', 'reader', 'row'])
      .where('table_name', '=', 'device')
      .orderBy('feed')
      .execute();
    expect(rows).toEqual([
      { feed: 'device/own', reader: id, row: device },
      { feed: 'store/staff', reader: '', row: device },
    ]);
  });

  test('[PL3] a first fill logs nothing and moves minRev along', async () => {
    await withTransaction(database.db, (trx) =>
      commitWrites(trx, [put('stock', shop.store, stockOf(7))], cause, { log: false }),
    );
    const home = await findHome(database.db, shop.store);
    expect(home?.min_rev).toBe(home?.rev);
    expect(
      await database.db
        .selectFrom('change')
        .select('n')
        .where('home_id', '=', shop.store)
        .where('rev', '=', home?.rev ?? 0)
        .execute(),
    ).toEqual([]);
  });

  test('[OC2] every price that was ever offered is kept, and its withdrawal', async () => {
    const [offer] = offersFor(shop.variantIds[0], shop.productId, { minor: 39_900, currency: 'BRL' }, [], startMs);
    if (!offer) throw new Error('no offer');
    await commit(database.db, [put('offer', shop.chain, offer)]);
    await commit(database.db, [remove('offer', shop.chain, offer.id)]);
    const rows = await database.db
      .selectFrom('price_history')
      .select(['price_minor', 'rev'])
      .where('variant_id', '=', shop.variantIds[0])
      .orderBy('rev')
      .execute();
    expect(rows.map((row) => row.price_minor)).toEqual([45_900, 39_900, null]);
  });

  test('the last write of a row counts, and a thousand rows are one statement', async () => {
    const places = Array.from({ length: 1000 }, (_, index) =>
      put('place', shop.store, { id: `p${index % 500}`, aisle: String(index), bay: '1', seenMs: startMs }),
    );
    await commit(database.db, places);
    const found = await database.db
      .selectFrom('place')
      .selectAll()
      .where('home_id', '=', shop.store)
      .where('id', '=', 'p0')
      .executeTakeFirstOrThrow();
    expect(found.aisle).toBe('500');
    expect((await database.db.selectFrom('place').select('id').execute()).length).toBe(500);
  });

  test('a row that was seen empty and is not any more loses the race', async () => {
    const id = shop.variantIds[0];
    const absent = new Set([`${shop.store} stock ${id}`]);
    const race = database.db
      .transaction()
      .execute((trx) => commitWrites(trx, [put('stock', shop.store, stockOf(50))], cause, { held: true, absent }));
    await expect(race).rejects.toBeInstanceOf(LostRace);
    expect(
      (
        await database.db
          .selectFrom('stock')
          .select('on_hand')
          .where('home_id', '=', shop.store)
          .where('id', '=', id)
          .executeTakeFirst()
      )?.on_hand,
    ).toBe(1);
  });

  test('a home that nobody made is an error, never a silent loss', async () => {
    await expect(commit(database.db, [put('stock', deviceId(1) as never, stockOf(1))])).rejects.toThrow(/no such home/);
  });
});
