// A chain with two stores and a web shop, small enough to know by heart: one style in three sizes.
// Tests start from it; ids are fixed, so that a failing test names the same things each time.
import { CompiledQuery, type Kysely } from 'kysely';
import { type DeviceId, type HomeId, uuidv7 } from '#domain/ids.ts';
import { offersFor } from '#domain/offer.ts';
import type { Row } from '#domain/tables.ts';
import { put, type Write } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { createHome } from '#server/homes.ts';

/** 2026-03-02T12:00:00Z */
export const startMs = Date.UTC(2026, 2, 2, 12);

export const idOf = (n: number): string =>
  uuidv7(
    startMs - 86_400_000,
    Uint8Array.from({ length: 10 }, (_, i) => (i === 9 ? n & 255 : i === 8 ? n >> 8 : 7)),
  );
export const homeId = (n: number): HomeId => idOf(n) as HomeId;
export const deviceId = (n: number): DeviceId => idOf(n) as DeviceId;

export interface SmallShop {
  chain: HomeId;
  store: HomeId;
  otherStore: HomeId;
  web: HomeId;
  productId: string;
  variantIds: [string, string, string];
}

/** `n` tells chains apart: every id of shop 2 differs from shop 1's. */
export const smallShop = (n = 1): SmallShop => ({
  chain: homeId(n * 100),
  store: homeId(n * 100 + 1),
  otherStore: homeId(n * 100 + 2),
  web: homeId(n * 100 + 3),
  productId: idOf(n * 100 + 10),
  variantIds: [idOf(n * 100 + 11), idOf(n * 100 + 12), idOf(n * 100 + 13)],
});

const words = (text: string) => ({ 'pt-BR': text, en: text, es: text });

export function shopWrites(
  { chain, store, otherStore, web, productId, variantIds }: SmallShop,
  onHand: readonly number[] = [1, 5, 0],
): Write[] {
  const storeRow = (id: HomeId, name: string, kind: 'store' | 'web'): Row<'store'> => ({
    id,
    name,
    kind,
    zone: 'America/Sao_Paulo',
    address: 'Rua A, 1',
    opens: '10:00',
    closes: '22:00',
    holdMinutes: 120,
    leases: null,
    deliveryDays: null,
    deliveryFeeMinor: null,
  });
  const stock = (home: HomeId, id: string, count: number) =>
    put('stock', home, { id, onHand: count, reserved: 0, leased: 0, asOfMs: startMs });
  return [
    put('store', chain, storeRow(store, 'Centro', 'store')),
    put('store', chain, storeRow(otherStore, 'Praia', 'store')),
    put('store', chain, storeRow(web, 'Site', 'web')),
    put('product', chain, {
      id: productId,
      sourceId: 'bota',
      department: words('Botas'),
      pigment: 'mata',
      brand: 'Serra',
      name: words('Bota Serra'),
      subtitle: words('couro'),
      description: words('Uma bota.'),
      care: words(''),
      unit: 'pair',
      picture: null,
      tags: [],
      live: true,
    }),
    ...variantIds.flatMap((id, order) => [
      put('variant', chain, {
        id,
        sourceId: `bota-${order}`,
        productId,
        gtin14: `0952000000000${order}`,
        sku: `B${order}`,
        colour: null,
        size: String(38 + order),
        order,
        picture: null,
        live: true,
      }),
      ...offersFor(id, productId, { minor: 45_900, currency: 'BRL' }, [], startMs).map((offer) =>
        put('offer', chain, offer),
      ),
      stock(store, id, onHand[order] ?? 0),
      stock(otherStore, id, 3),
      stock(web, id, 7),
    ]),
  ];
}

export async function makeSmallShop(
  db: Kysely<Database>,
  shop = smallShop(),
  onHand?: readonly number[],
  demo = false,
): Promise<SmallShop> {
  const common = { chain: shop.chain, currency: 'BRL', locales: ['pt-BR', 'en', 'es'], demo };
  await createHome(db, { ...common, id: shop.chain, kind: 'chain', name: 'Serra' });
  await createHome(db, { ...common, id: shop.store, kind: 'store', name: 'Centro' });
  await createHome(db, { ...common, id: shop.otherStore, kind: 'store', name: 'Praia' });
  await createHome(db, { ...common, id: shop.web, kind: 'store', name: 'Site', isWeb: true });
  const writes = shopWrites(shop, onHand);
  await commit(db, writes);
  return shop;
}

/** Writes rows as an import would, one transaction for each home kind's worth of them. */
export const commit = (db: Kysely<Database>, writes: readonly Write[], atMs = startMs) =>
  withTransaction(db, (trx) => commitWrites(trx, writes, { kind: 'import', id: 'test', atMs }));

/** Every table to empty, in one go: cheaper than a new database. */
export const allTables = [
  'home',
  'rev',
  'change',
  'receipt',
  'device_seq',
  'event',
  'price_history',
  'effect',
  'snapshot',
  'dead_letter',
  'enrolment',
  'credential',
  'pin_try',
  'claim',
  'claim_try',
  'mail_code',
  'mail_try',
  'person_reserved',
  'device_report',
  'audit',
  'channel',
  'order_mark',
  'store',
  'product',
  'variant',
  'promotion',
  'discount',
  'price_list',
  'coupon',
  'offer',
  'neighbours',
  'gallery',
  'rating',
  'recall',
  'markdown',
  'tag_rule',
  'poster',
  'stock',
  'place',
  'pace',
  'sale_count',
  'display',
  'publication',
  'manifest',
  'staff',
  'order',
  'fulfilment',
  'hold',
  'task',
  'device',
  'grant',
  'outcome',
  'lease',
  'problem',
  'visit_rating',
  'customer',
  'identity',
  'list_item',
  'consent',
  'forgotten',
  'visit_link',
  'pass_use',
  'pass_cert',
  'join_code',
] as const satisfies readonly (keyof Database)[];

export async function emptyDatabase(db: Kysely<Database>): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(allTables.map((table) => `delete from "${table}"`).join(';')));
}
