// Orders become purchases of the history: once each, beside files that tell of the same order.
import { beforeEach, expect, test } from 'vitest';
import type { HomeId } from '#domain/ids.ts';
import type { Order } from '#domain/order.ts';
import { put } from '#domain/tx.ts';
import {
  bring,
  database,
  events,
  file,
  globe,
  header,
  mug,
  nowMs,
  rowsOf,
  useImportLab,
} from '#test/build/import-lab.ts';
import { commit } from '#test/build/small-shop.ts';
import { notePurchases } from './order-purchases.ts';

useImportLab();

let web: HomeId;
let customer: HomeId;
let variants: { id: string; productId: string }[];

beforeEach(async () => {
  await bring({
    catalogue: file('c.csv', header + globe + mug),
    history: file('h.csv', `customer,at,event,item\nc1,${nowMs - 86_400_000 * 9},view_item,10002\n`),
  });
  web = (await database.db.selectFrom('home').select('id').where('is_web', '=', true).executeTakeFirstOrThrow())
    .id as HomeId;
  customer = (await rowsOf('customer'))[0]?.id as HomeId;
  variants = await rowsOf('variant');
  await database.db.deleteFrom('event').execute();
});

const order = (id: string, more: Partial<Order> = {}) =>
  put('order', web, {
    id,
    sourceId: `S-${id}`,
    number: `N-${id}`,
    customer,
    firstName: 'Rita',
    channel: 'web',
    placedMs: nowMs - 3_600_000,
    state: 'paid',
    lines: variants.map((variant, at) => ({
      id: `${id}/${at}`,
      productId: variant.productId,
      variantId: variant.id,
      ordered: at + 1,
      current: at + 1,
      fulfilled: 0,
      returnable: 0,
      paidPerUnit: { minor: 85, currency: 'GBP' },
    })),
    total: { minor: 255, currency: 'GBP' },
    paid: { minor: 255, currency: 'GBP' },
    fulfilmentIds: [],
    ...more,
  });

const ga4 = (transaction: string, atMs: number): string =>
  file(
    'ga4.jsonl',
    `${JSON.stringify({
      event: 'purchase',
      user_id: 'c1',
      timestamp: atMs,
      ecommerce: { transaction_id: transaction, items: ['10002', '10003'].map((id) => ({ item_id: id, quantity: 1 })) },
    })}\n`,
  );

test('each line is a purchase of its customer, a guest’s of the web shop; again, and changed, it is the same one', async () => {
  await commit(database.db, [order('a'), order('b', { customer: null })]);
  expect(await notePurchases(database.db, nowMs)).toBe(4);
  const found = await events();
  expect(new Set(found.map(({ home_id, customer: who }) => `${home_id} ${who}`))).toEqual(
    new Set([`${customer} ${customer}`, `${web} null`]),
  );
  expect(found.map(({ quantity }) => quantity).toSorted((x = 0, y = 0) => Number(x) - Number(y))).toEqual([1, 1, 2, 2]);
  expect(JSON.stringify(found)).not.toContain('Rita');
  expect(await notePurchases(database.db, nowMs)).toBe(0);
  await commit(database.db, [order('a', { state: 'fulfilled' }), order('b', { state: 'cancelled', customer: null })]);
  expect(await notePurchases(database.db, nowMs)).toBe(0);
});

test('cancelled before anybody looked, or older than what is kept, it is none', async () => {
  await commit(database.db, [order('a', { state: 'cancelled' }), order('b', { placedMs: nowMs - 401 * 86_400_000 })]);
  expect(await notePurchases(database.db, nowMs)).toBe(0);
});

test('GA4 tells of the same order afterwards: nothing is counted twice', async () => {
  await commit(database.db, [order('a')]);
  await notePurchases(database.db, nowMs);
  for (const name of ['S-a', 'N-a']) {
    const summary = await bring({ history: ga4(name, nowMs - 3_599_000) });
    expect(summary.files[0]?.tally).toMatchObject({ unchanged: 2, rejected: 0 });
  }
  expect(await events()).toHaveLength(2);
});

test('GA4 has told of the order before it came: nothing is counted twice', async () => {
  await bring({ history: ga4('S-a', nowMs - 3_599_000) });
  await commit(database.db, [order('a')]);
  expect(await notePurchases(database.db, nowMs)).toBe(0);
  expect(await events()).toHaveLength(2);
});

test('many orders of one rev are all looked at', async () => {
  await commit(
    database.db,
    Array.from({ length: 620 }, (_, at) => order(`o${at}`)),
  );
  expect(await notePurchases(database.db, nowMs)).toBe(1240);
});
