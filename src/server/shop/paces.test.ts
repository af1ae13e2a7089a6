import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { usualPaceId } from '#domain/pace.ts';
import { put } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from '#server/database/schema.ts';
import { addEvents, type EventRow } from '#server/import/event-rows.ts';
import { commit, emptyDatabase, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { countPaces } from './paces.ts';

const dayMs = 86_400_000;
let database: TestDatabase<Database>;
let shop: SmallShop;
beforeAll(async () => {
  database = await openMigratedDatabase<Database>();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyDatabase(database.db);
  shop = await makeSmallShop(database.db, undefined, [50, 5, 0]);
});

const onHand = (variant: number, count: number) =>
  commit(database.db, [
    put('stock', shop.store, {
      id: shop.variantIds[variant] ?? '',
      onHand: count,
      reserved: 0,
      leased: 0,
      asOfMs: startMs,
    }),
  ]);
const count = (days: number) => countPaces(database.db, { chain: shop.chain, nowMs: startMs + days * dayMs });
const paces = async () =>
  new Map(
    (await database.db.selectFrom('pace').selectAll().where('home_id', '=', shop.store).execute()).map((row) => [
      row.id,
      row.sold_per_day,
    ]),
  );

test('a store of which nothing is known yet has one pace for everything', async () => {
  expect(await count(0)).toBe(2); // the row of each store
  expect([...(await paces()).keys()]).toEqual([usualPaceId]);
});

test('what leaves the shelf day by day becomes its pace; what is delivered does not', async () => {
  await count(0);
  for (let day = 1; day <= 28; day += 1) {
    await onHand(0, day % 7 === 0 ? 50 : 50 - 2 * (day % 7));
    await count(day);
  }
  const pace = (await paces()).get(shop.variantIds[0]) ?? 0;
  // 12 of 7 days are seen, the night's delivery hides the last two; what is usual weighs against it.
  expect(pace).toBeGreaterThan(0.7);
  expect(pace).toBeLessThan(1.8);
  expect((await paces()).has(shop.variantIds[1])).toBe(false);
});

test('two looks in one day count the same sale once, and reckon once', async () => {
  await count(0);
  await onHand(0, 40);
  expect(await count(0.2)).toBe(0);
  expect(await count(0.3)).toBe(0);
  const row = await database.db
    .selectFrom('sale_count')
    .select('sold')
    .where('home_id', '=', shop.store)
    .where('variant_id', '=', shop.variantIds[0])
    .executeTakeFirstOrThrow();
  expect(row.sold).toBeCloseTo(10);
});

test('a pace that stands is not told again: a day without news writes no row', async () => {
  await count(0);
  await onHand(0, 20);
  expect(await count(2)).toBeGreaterThan(0);
  const { rev } = await database.db
    .selectFrom('home')
    .select('rev')
    .where('id', '=', shop.store)
    .executeTakeFirstOrThrow();
  expect(await count(3)).toBe(0);
  const after = await database.db
    .selectFrom('home')
    .select('rev')
    .where('id', '=', shop.store)
    .executeTakeFirstOrThrow();
  expect(after.rev).toBe(rev);
});

test('what the chain has sold of late is known before the store has sold any', async () => {
  const [bought] = shop.variantIds;
  const events: EventRow[] = [
    {
      home_id: shop.web,
      id: 'e1',
      name: 'purchase',
      at_ms: startMs - 3 * dayMs,
      visit: 'v',
      customer: null,
      product_id: shop.productId,
      variant_id: bought,
      quantity: 273,
      data: null,
      action_id: null,
    },
  ];
  await withTransaction(database.db, (trx) => addEvents(trx, events));
  await count(0);
  const found = await paces();
  expect(found.get(bought) ?? 0).toBeGreaterThan((found.get(usualPaceId) ?? 0) * 1.25);
});
