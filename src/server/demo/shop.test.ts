// The demo shop against its own promises and the schemas of the domain.
import { describe, expect, test } from 'vitest';
import { isChecked } from '#domain/gtin.ts';
import { locales, type LocalText } from '#domain/text.ts';
import { offerAt, type Offer } from '#domain/offer.ts';
import { fulfilmentStates } from '#domain/order.ts';
import { type Row, type TableName, tables } from '#domain/tables.ts';
import { bundledKeys } from './affinity.ts';
import { sundayAfter } from './campaigns.ts';
import { departments } from './departments.ts';
import { pictureKey } from './pictures.ts';
import { type DemoItem, demoShop } from './shop.ts';

const nowMs = Date.UTC(2026, 10, 25, 14);
const items = [...demoShop('seed', nowMs)];

const rows = <T extends TableName>(table: T): Row<T>[] =>
  items.flatMap((item) => ('placed' in item && item.placed.table === table ? [item.placed.row as Row<T>] : []));
const events = items.flatMap((item) => ('event' in item ? [item.event] : []));

const kindOf = (item: DemoItem): string => ('placed' in item ? item.placed.table : (Object.keys(item)[0] ?? ''));

describe('the demo shop', () => {
  test('every record is one of the domain, and no record comes twice', () => {
    const seen = new Set<string>();
    for (const item of items) {
      if (!('placed' in item)) continue;
      const { table, home, row } = item.placed;
      const checked = tables[table].schema.safeParse(row);
      expect(checked.error, `${table} ${row.id}`).toBeUndefined();
      expect(seen.has(`${table}/${home}/${row.id}`), `${table} ${row.id} twice`).toBe(false);
      seen.add(`${table}/${home}/${row.id}`);
    }
  });

  test('every record lives in a home that was made before it, of the kind its table asks for', () => {
    const kinds = new Map<string, string>();
    for (const item of items) {
      if ('newHome' in item) kinds.set(item.newHome.id, item.newHome.kind);
      if ('placed' in item) expect(kinds.get(item.placed.home), item.placed.table).toBe(tables[item.placed.table].home);
      if ('event' in item) expect(kinds.get(item.event.home_id)).toBe('customer');
    }
  });

  test('there is enough of it, in the promised order', () => {
    expect(rows('product').length).toBeGreaterThanOrEqual(130);
    expect(rows('variant').length).toBeGreaterThanOrEqual(1000);
    expect(rows('customer').length).toBe(200);
    expect(rows('store').map((store) => store.name)).toEqual(['Pinheiros', 'Vila Madalena', 'Tatuapé', 'Loja online']);
    expect(events.length).toBeGreaterThan(8000);
    const kinds = items.map(kindOf);
    const order = [
      'newHome',
      'staff',
      'product',
      'variant',
      'promotion',
      'offer',
      'stock',
      'customer',
      'order',
      'fulfilment',
      'event',
    ];
    expect(order.map((kind) => kinds.indexOf(kind))).toEqual(
      order.map((kind) => kinds.indexOf(kind)).toSorted((a, b) => a - b),
    );
  });

  test('no two families share a name or a picture, and every style has a picture of its own', () => {
    const families = departments.flatMap((department) => department.families);
    expect(new Set(families.map((family) => family.name['pt-BR'])).size).toBe(families.length);
    expect(new Set(families.map((family) => family.asset)).size).toBe(families.length);
    const keys = families.flatMap((family) => family.colours.map((colour) => pictureKey(family, colour)));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThanOrEqual(400);
  });

  test('everything is said in three languages, without shouting', () => {
    const said: LocalText[] = rows('product').flatMap(({ name, subtitle, description, care, department }) => [
      name,
      subtitle,
      description,
      care,
      department,
    ]);
    said.push(
      ...rows('variant').flatMap(({ colour }) => colour?.name ?? []),
      ...rows('promotion').map(({ name }) => name),
    );
    for (const text of said) for (const locale of locales) expect(text[locale], text['pt-BR']).toMatch(/^[^!|]+$/);
    for (const { description, name } of rows('product'))
      expect(new Set(locales.map((locale) => description[locale])).size, name['pt-BR']).toBe(3);
  });

  test('every GTIN is a valid GTIN-13 of the demonstration prefix 952, once', () => {
    const gtins = rows('variant').map(({ gtin14 }) => gtin14);
    for (const gtin14 of gtins) expect(gtin14.startsWith('0952') && isChecked(gtin14), gtin14).toBe(true);
    expect(new Set(gtins).size).toBe(gtins.length);
    expect(new Set(rows('variant').map(({ sku }) => sku)).size).toBe(gtins.length);
  });

  test('every variant has a price now; Semana da Serra makes 459,90 into 389,90 until Sunday at 20h', () => {
    const offers = Map.groupBy(rows('offer'), (offer: Offer) => offer.variantId);
    for (const { id, sku } of rows('variant')) expect(offerAt(offers.get(id) ?? [], nowMs), sku).not.toBeNull();
    const boot = rows('variant').find(({ sourceId }) => sourceId === 'bota-serra-caramelo-39');
    const offer = offerAt(offers.get(boot?.id ?? '') ?? [], nowMs);
    expect(offer).toMatchObject({
      price: { minor: 38_990, currency: 'BRL' },
      was: { minor: 45_990 },
      toMs: Date.UTC(2026, 10, 29, 23),
    });
    expect(offerAt(offers.get(boot?.id ?? '') ?? [], Date.UTC(2026, 10, 29, 23))?.price.minor).toBe(45_990);
    expect(rows('promotion').every(({ productIds }) => productIds.length > 0)).toBe(true);
    // On a Sunday it is the next one.
    expect(sundayAfter(Date.UTC(2026, 10, 29, 12))).toBe(Date.UTC(2026, 11, 6, 23));
  });

  test('stock has its hard cases and never promises more than there is', () => {
    const stocks = items.flatMap((item) => ('placed' in item && item.placed.table === 'stock' ? [item.placed] : []));
    const web = rows('store').find(({ kind }) => kind === 'web')?.id;
    const here = stocks.filter(({ home }) => home !== web);
    expect(here.filter(({ row }) => row.onHand === 0).length).toBeGreaterThan(200);
    expect(here.filter(({ row }) => row.onHand - row.reserved === 1).length).toBeGreaterThan(200);
    for (const { row } of stocks) expect(row.onHand).toBeGreaterThanOrEqual(row.reserved);
    const byVariant = Map.groupBy(stocks, ({ row }) => row.id);
    const onlineOnly = [...byVariant.values()].filter((all) =>
      all.every(({ home, row }) => (home === web ? row.onHand > 0 : row.onHand === 0)),
    );
    expect(onlineOnly.length).toBeGreaterThan(40);
  });

  test('every store has pick-ups in every state, and every fulfilment belongs to its order', () => {
    const orders = new Map(rows('order').map((order) => [order.id, order]));
    expect(new Set([...orders.values()].map(({ state }) => state))).toEqual(
      new Set(['open', 'paid', 'partly_fulfilled', 'fulfilled', 'cancelled', 'returned']),
    );
    const placed = items.flatMap((item) =>
      'placed' in item && item.placed.table === 'fulfilment' ? [item.placed] : [],
    );
    for (const store of rows('store').filter(({ kind }) => kind === 'store')) {
      const states = new Set(placed.filter(({ home }) => home === store.id).map(({ row }) => row.state));
      expect(states, store.name).toEqual(new Set(fulfilmentStates));
    }
    for (const { home, row } of placed) {
      const order = orders.get(row.orderId);
      expect(order?.fulfilmentIds).toContainEqual({ id: row.id, home });
      expect(order?.number).toBe(row.number);
      for (const line of row.lines) expect(order?.lines.map(({ id }) => id)).toContain(line.lineId);
      expect(row.handedOver === null).toBe(row.state !== 'done');
    }
    expect(new Set([...orders.values()].map(({ number }) => number)).size).toBe(orders.size);
    for (const { placedMs } of orders.values()) expect(placedMs).toBeLessThanOrEqual(nowMs);
  });

  test('what belongs together is bought together far more often than chance', () => {
    const keyById = new Map(rows('product').map(({ id, sourceId }) => [id, sourceId]));
    for (const key of bundledKeys) expect([...keyById.values()]).toContain(key);
    const baskets = rows('order').map(
      ({ lines }) => new Set(lines.map(({ productId }) => keyById.get(productId) ?? '')),
    );
    const count = (...keys: string[]): number =>
      baskets.filter((basket) => keys.every((key) => basket.has(key))).length;
    const chance = (count('bota-serra') * count('meia-de-la-serra')) / baskets.length;
    expect(count('bota-serra', 'meia-de-la-serra')).toBeGreaterThan(3 * chance);
    expect(new Set(events.map(({ name }) => name))).toEqual(
      new Set(['view_item', 'search', 'add_to_cart', 'add_to_wishlist', 'purchase']),
    );
    for (const { at_ms: atMs } of events) expect(atMs <= nowMs && atMs > nowMs - 366 * 86_400_000).toBe(true);
  });

  test('the same seed and moment make the same shop; another seed another one', () => {
    const again = [...demoShop('seed', nowMs)];
    expect(again).toEqual(items);
    const [other] = [...demoShop('another', nowMs)];
    expect(other).not.toEqual(items[0]);
  });
});
