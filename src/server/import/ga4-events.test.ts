// A web history in GA4's own words, with no mapping: the export of BigQuery and what pages push into their data layer.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  bring,
  events,
  file,
  globe,
  gtin,
  header,
  mug,
  rejectedOf,
  rowsOf,
  sorted,
  useImportLab,
} from '#test/build/import-lab.ts';
import { summaryLines } from './summary.ts';

useImportLab();

const jsonl = (name: string, ...objects: unknown[]): string =>
  file(name, objects.map((object) => JSON.stringify(object)).join('\n'));
const told = async () =>
  sorted((await events()).map(({ name, customer, at_ms, quantity, data }) => [name, customer, at_ms, quantity, data]));

beforeEach(() => bring({ catalogue: file('c.csv', header + globe + mug) }));

/** As `bq extract` writes it: whole numbers as text, an empty list of items beside every event. */
const exported = (name: string, more: object = {}): object => ({
  event_date: '20261101',
  event_timestamp: '1793527200123456',
  event_name: name,
  event_params: [
    { key: 'ga_session_id', value: { int_value: '1793527000' } },
    { key: 'currency', value: { string_value: 'GBP' } },
  ],
  user_pseudo_id: '1234567890.1793520000',
  items: [],
  ...more,
});

describe('the export of BigQuery', () => {
  test('one event with several items is several lines, each with its quantity and price', async () => {
    const items = [
      { item_id: '10002', item_name: 'GLOBE', item_variant: 'blue', quantity: '2', price: 0.85, price_in_usd: 1.1 },
      { item_id: '10003', item_name: 'MUG', quantity: '1', price: 2.1 },
    ];
    const purchase = exported('purchase', { user_id: 'c1', ecommerce: { transaction_id: 'T1' }, items });
    const path = jsonl('ga4.jsonl', purchase, exported('view_item', { items: [{ item_id: '10003' }] }));
    const summary = await bring({ history: path });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 3, rejected: 0 });
    const [customer] = await rowsOf('customer');
    expect(customer).toMatchObject({ sourceId: 'c1' });
    const atMs = 1_793_527_200_123;
    expect(await told()).toEqual(
      sorted([
        ['purchase', customer?.id, atMs, 2, { order: 'T1', price: { minor: 85, currency: 'GBP' } }],
        ['purchase', customer?.id, atMs, 1, { order: 'T1', price: { minor: 210, currency: 'GBP' } }],
        ['view_item', null, atMs, null, null],
      ]),
    );
    const again = await bring({ history: path });
    expect(again.files[0]?.tally).toMatchObject({ unchanged: 3, written: new Map() });
  });

  test('what is no event of a shop is passed over and counted, and so is who refused the statistics', async () => {
    const summary = await bring({
      history: jsonl(
        'ga4.jsonl',
        exported('page_view'),
        exported('session_start'),
        exported('view_item', { items: [{ item_id: '10002' }], privacy_info: { analytics_storage: 'No' } }),
        exported('add_to_cart', { items: [{ item_id: '10002', price: 0 }] }),
        exported('add_to_cart'),
        exported('view_item', { items: [{ item_id: 'T-SHIRT' }] }),
      ),
    });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 6, passedOver: 3, rejected: 2 });
    expect(summaryLines(summary).join('\n')).toMatch(/passed over, no events of a shop: 3/);
    expect(rejectedOf('ga4.jsonl').map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual([
      '5 the event add_to_cart names no items',
      '6 no item T-SHIRT in the catalogue',
    ]);
    expect((await events()).map(({ name, data }) => [name, data])).toEqual([['add_to_cart', null]]);
  });

  test('a device’s cookie id is stored nowhere; its sessions are visits', async () => {
    const other = { event_params: [{ key: 'ga_session_id', value: { int_value: '1793600000' } }] };
    await bring({
      history: jsonl(
        'ga4.jsonl',
        exported('view_item', { items: [{ item_id: '10002' }] }),
        exported('add_to_wishlist', { items: [{ item_id: '10003' }] }),
        exported('view_item', { items: [{ item_id: '10003' }], ...other }),
      ),
    });
    const found = await events();
    expect(JSON.stringify(found)).not.toMatch(/1234567890|1793520000/);
    expect(new Set(found.map(({ visit }) => visit)).size).toBe(2);
    expect(found.map(({ customer }) => customer)).toEqual([null, null, null]);
  });

  test('a rejected event tells its name, its time and its item, and nobody who was there', async () => {
    const at = exported('view_item', { user_id: 'c1', items: [{ item_id: 'T-SHIRT' }] });
    const path = file(
      'ga4.jsonl',
      [at, exported('add_to_cart')].map((line) => `${JSON.stringify(line)}\n`).join('') +
        '{"user_pseudo_id":"1234567890.1',
    );
    await bring({ history: path });
    const texts = rejectedOf('ga4.jsonl').map((line) => line.split('\t').slice(1));
    expect(sorted(texts)).toEqual(
      sorted([
        ['no item T-SHIRT in the catalogue', 'view_item 1793527200123 T-SHIRT'],
        ['the event add_to_cart names no items', 'add_to_cart 1793527200123'],
        ['not a line of JSON', ''],
      ]),
    );
    await bring({ history: file('h.csv', 'customer,at,event,item\nMaria Silva,2026-11-01,view_item,hat\n') });
    expect(rejectedOf('h.csv')).toEqual(['2\tno item hat in the catalogue\tview_item 2026-11-01 hat']);
  });

  test('a page about a style says its product, though no size of it', async () => {
    const shoes = `id,gtin,name,price,item_group_id\nb39,${gtin(39)},Boot,50,boot\nb40,${gtin(40)},Boot,50,boot\n`;
    await bring({ catalogue: file('shoes.csv', shoes) });
    await bring({ history: jsonl('ga4.jsonl', exported('view_item', { items: [{ item_id: 'boot' }] })) });
    const [boot] = (await rowsOf('product')).filter(({ sourceId }) => sourceId === 'boot');
    expect((await events()).map(({ product_id, variant_id }) => [product_id, variant_id])).toEqual([[boot?.id, null]]);
  });

  test('a price of another currency is refused with its line', async () => {
    const dollars = { event_params: [{ key: 'currency', value: { string_value: 'USD' } }] };
    await bring({
      history: jsonl('ga4.jsonl', exported('purchase', { items: [{ item_id: '10002', price: 9 }], ...dollars })),
    });
    expect(rejectedOf('ga4.jsonl')[0]).toMatch(/^1\tthe currency is USD, the chain's is GBP/);
  });
});

describe('what a page pushed into its data layer', () => {
  const push = (event: string, ecommerce: object | null, more: object = {}): object => ({ event, ecommerce, ...more });

  test('is read once somebody has written down who and when', async () => {
    const who = { user_id: 'c1', timestamp: 1_793_527_200_000 };
    const summary = await bring({
      history: jsonl(
        'pushes.jsonl',
        { 'gtm.start': 1_793_527_200_000, event: 'gtm.js' },
        { ecommerce: null },
        push('view_item', { currency: 'GBP', value: 0.85, items: [{ item_id: '10002', price: 0.85 }] }, who),
        push('add_to_cart', { currency: 'GBP', items: [{ item_id: '10002', price: 0.85, quantity: 3 }] }, who),
        push(
          'purchase',
          { transaction_id: 'T1', items: [{ item_id: '10003', quantity: 1 }] },
          { timestamp: 1_793_527_300_000 },
        ),
      ),
    });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 5, passedOver: 2, rejected: 0 });
    expect(sorted((await events()).map(({ name, quantity, visit }) => [name, quantity, visit]))).toEqual(
      sorted([
        ['view_item', null, null],
        ['add_to_cart', 3, null],
        ['purchase', 1, 'T1'],
      ]),
    );
  });

  test('without any time the file is refused whole, and may name the field that holds it', async () => {
    const path = jsonl(
      'pushes.jsonl',
      push('view_item', { items: [{ item_id: '10002' }] }, { user_id: 'c', when: 1_793_527_200 }),
    );
    await expect(bring({ history: path })).rejects.toThrow(/no column was recognised as at/);
    await bring({ history: path, mapping: { 'history.at': 'when' } });
    expect((await events()).map(({ at_ms }) => at_ms)).toEqual([1_793_527_200_000]);
  });
});
