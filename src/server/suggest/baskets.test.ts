// However much one visit looks at and however often one person comes: what they weigh has an end.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { addEvents, type EventRow } from '#server/import/event-rows.ts';
import { openMigratedDatabase, type TestDatabase } from '#test/build/test-database.ts';
import { makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { readBaskets } from './baskets.ts';

let database: TestDatabase<Database>;
let shop: SmallShop;
beforeAll(async () => {
  database = await openMigratedDatabase<Database>();
  shop = await makeSmallShop(database.db);
});
afterAll(() => database.close());

const products = Array.from({ length: 1_000 }, (_, at) => `p${at}`);
const event = (id: string, name: string, product: string, visit: string, atMs = startMs): EventRow => ({
  home_id: shop.web,
  id,
  name,
  at_ms: atMs,
  visit,
  customer: 'busy',
  product_id: product,
  variant_id: null,
  quantity: null,
  data: null,
  action_id: null,
});

test('a visit says all that it bought and 200 things in all, a person their 500 newest visits', async () => {
  const looked = products.map((product) => event(`a ${product}`, 'view_item', product, 'long'));
  const bought = products.slice(700, 950).map((product) => event(`b ${product}`, 'purchase', product, 'long'));
  const carted = products.slice(0, 50).map((product) => event(`c ${product}`, 'add_to_cart', product, 'long'));
  const often = Array.from({ length: 600 }, (_, at) =>
    event(`d ${at}`, 'view_item', 'p1', `visit ${at}`, startMs - at * 1000 - 1000),
  );
  await withTransaction(database.db, (trx) => addEvents(trx, [...looked, ...bought, ...carted, ...often]));
  const { starts, items, strengths, atMs, persons } = await readBaskets(database.db, shop.chain, products);
  expect(atMs).toHaveLength(500);
  expect(Math.min(...atMs)).toBe(startMs - 499_000);
  expect(new Set(persons).size).toBe(1);
  const long = atMs.indexOf(startMs);
  const [from, to] = [starts[long] ?? 0, starts[long + 1] ?? 0];
  expect(to - from).toBe(250);
  expect(new Set(strengths.slice(from, to))).toEqual(new Set([1]));
  expect(items[from]).toBe(700);
});
