import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HomeId } from '#domain/ids.ts';
import { put } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { createHome } from '#server/homes.ts';
import { addEvents } from '#server/import/history.ts';
import { buildProduct } from '#test/build/domain.ts';
import { commit, emptyDatabase, homeId, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { openMigratedDatabase, type TestDatabase } from '#test/build/test-database.ts';
import { readVector, vectorOf } from './vector.ts';

const dayMs = 86_400_000;
const looked = (productId: string, daysAgo: number, name = 'view_item') => ({
  productId,
  name,
  atMs: startMs - daysAgo * dayMs,
});

describe('a vector', () => {
  test('weighs what was bought, lately and often', () => {
    const weights = Object.fromEntries(
      vectorOf(
        [
          looked('bought', 1, 'purchase'),
          looked('seen', 1),
          looked('often', 1),
          looked('often', 1),
          looked('old', 900),
        ],
        startMs,
      ).map(({ productId, weight }) => [productId, weight]),
    );
    expect(weights['bought']).toBe(255);
    expect(weights['often']).toBeGreaterThan(weights['seen'] ?? 255);
    expect(weights['seen']).toBeGreaterThan(weights['old'] ?? 255);
    expect(weights['old']).toBeGreaterThanOrEqual(1);
  });

  test('has at most a hundred products, the strongest, and nothing but ids and bytes', () => {
    const events = Array.from({ length: 150 }, (_, n) => looked(`p${String(n).padStart(3, '0')}`, n));
    const vector = vectorOf(events, startMs);
    expect(vector).toHaveLength(100);
    expect(vector[99]?.productId).toBe('p099');
    for (const one of vector) {
      expect(Object.keys(one)).toEqual(['productId', 'weight']);
      expect(Number.isInteger(one.weight) && one.weight >= 1 && one.weight <= 255).toBe(true);
    }
  });

  test('knows nothing of searches', () => {
    expect(vectorOf([looked('boot', 1, 'search')], startMs)).toEqual([]);
  });
});

describe('of a customer’s events', () => {
  let database: TestDatabase<Database>;
  let shop: SmallShop;
  const customer = homeId(501);
  const other = homeId(502);
  beforeAll(async () => {
    database = await openMigratedDatabase<Database>();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database.db);
    shop = await makeSmallShop(database.db);
    await commit(
      database.db,
      ['boot', 'test-kit', 'gone'].map((id) =>
        put(
          'product',
          shop.chain,
          buildProduct({
            id,
            sourceId: id,
            department: { 'pt-BR': id === 'test-kit' ? 'Saúde' : 'Trilha' },
            live: id !== 'gone',
          }),
        ),
      ),
    );
    for (const id of [customer, other]) {
      await createHome(database.db, {
        id: id as HomeId,
        kind: 'customer',
        chain: shop.chain,
        name: '',
        currency: 'BRL',
        locales: [],
      });
    }
  });

  const visited = (home: string, product_id: string, at_ms = startMs) => ({
    home_id: home,
    id: `${home}/${product_id}/${at_ms}`,
    name: 'view_item',
    at_ms,
    visit: 'v',
    customer: home,
    product_id,
    variant_id: null,
    quantity: 1,
    data: null,
    action_id: null,
  });
  const vector = async (sensitiveDepartments: string[] = [], chain = shop.chain) =>
    (await readVector(database.db, { chain, customer: customer as HomeId, nowMs: startMs, sensitiveDepartments })).map(
      ({ productId }) => productId,
    );

  test('it has what is on sale, without sensitive departments, the future and other people’s', async () => {
    await withTransaction(database.db, (trx) =>
      addEvents(trx, [
        visited(customer, 'boot'),
        visited(customer, 'test-kit'),
        visited(customer, 'gone'),
        visited(customer, 'nowhere'),
        visited(other, 'boot', startMs - 1),
      ]),
    );
    expect((await vector()).toSorted()).toEqual(['boot', 'test-kit']);
    expect(await vector(['Saúde'])).toEqual(['boot']);
    await withTransaction(database.db, (trx) => addEvents(trx, [visited(customer, 'test-kit', startMs + 1)]));
    expect(await vector(['Saúde', 'Trilha'])).toEqual([]);
  });

  test('another chain gets nothing of it', async () => {
    await withTransaction(database.db, (trx) => addEvents(trx, [visited(customer, 'boot')]));
    expect(await vector([], homeId(900) as HomeId)).toEqual([]);
  });
});
