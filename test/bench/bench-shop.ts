// A chain of any number of stores and tablets for a bench, and what its tablets send: signed beforehand, so that a
// clock that runs never counts the tablet's own work.
import { randomUUIDv7 } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Grant } from '#domain/actor.ts';
import type { ActionId, DeviceId, GrantId, HomeId } from '#domain/ids.ts';
import { put, type Write } from '#domain/tx.ts';
import type { Action } from '#protocol/action.ts';
import { newKeyPair, publicKeyOf } from '#protocol/signature.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { createHome } from '#server/homes.ts';
import { buildAction, signedBy, type TestDevice } from '#test/build/shop-server.ts';
import { type SmallShop, shopWrites, smallShop } from '#test/build/small-shop.ts';

const dayMs = 86_400_000;
const variantsPerStore = 200;

export interface BenchShop {
  chain: HomeId;
  web: HomeId;
  stores: HomeId[];
  goods: { productId: string; variantId: string; gtin14: string }[];
  devices: TestDevice[];
}

const newHome = (): HomeId => randomUUIDv7() as HomeId;

/** Enough goods and stock that no two acts meet by being few; devices are dealt round the stores. */
export async function makeBenchShop(db: Kysely<Database>, stores: number, tablets: number): Promise<BenchShop> {
  const shop = { chain: newHome(), web: newHome(), stores: Array.from({ length: stores }, newHome) };
  const common = { chain: shop.chain, currency: 'BRL', locales: ['pt-BR', 'en', 'es'], demo: true };
  await createHome(db, { ...common, id: shop.chain, kind: 'chain', name: 'Bench' });
  await createHome(db, { ...common, id: shop.web, kind: 'store', name: 'Site', isWeb: true });
  for (const [index, id] of shop.stores.entries())
    await createHome(db, { ...common, id, kind: 'store', name: `Loja ${index + 1}` });

  const goods: BenchShop['goods'] = [];
  const writes: Write[] = [];
  const model = smallShop(1);
  for (let n = 0; n < variantsPerStore; n += 1) {
    const made = goodsLike(model, shop.chain, shop.web, shop.stores, n);
    goods.push(made.goods);
    writes.push(...made.writes);
  }
  const stock = shop.stores.flatMap((store) =>
    goods.map(({ variantId }) =>
      put('stock', store, { id: variantId, onHand: 1_000_000, reserved: 0, leased: 0, asOfMs: Date.now() }),
    ),
  );
  const devices: TestDevice[] = [];
  for (let n = 0; n < tablets; n += 1) devices.push(await addTablet(shop.stores[n % stores] ?? shop.web, n, writes));
  await commitAll(db, [...writes, ...stock]);
  return { ...shop, goods, devices };
}

/** One product with one variant and its price, as the small shop has them; the stores' own rows once. */
function goodsLike(model: SmallShop, chain: HomeId, web: HomeId, stores: readonly HomeId[], n: number) {
  const [productId, variantId] = [randomUUIDv7(), randomUUIDv7()];
  const gtin14 = `${95_200_000_000_000 + n}`.padStart(14, '0');
  const writes: Write[] = [];
  for (const { table, row } of shopWrites(model)) {
    if (table === 'store' && n === 0 && row?.id === model.store)
      for (const [at, id] of [web, ...stores].entries())
        writes.push(put('store', chain, { ...row, id, name: `Loja ${at}`, kind: id === web ? 'web' : 'store' }));
    if (table === 'product' && row) writes.push(put('product', chain, { ...row, id: productId, sourceId: `p${n}` }));
    if (table === 'variant' && row?.id === model.variantIds[0])
      writes.push(
        put('variant', chain, {
          ...row,
          id: variantId,
          productId,
          sourceId: `v${n}`,
          sku: `V${n}`,
          gtin14,
        }),
      );
    if (table === 'offer' && row?.variantId === model.variantIds[0])
      writes.push(put('offer', chain, { ...row, id: row.id.replace(row.variantId, variantId), variantId }));
  }
  return { goods: { productId, variantId, gtin14 }, writes };
}

/** An approved tablet with its grant, as enrolment leaves them. */
export async function addTablet(home: HomeId, n: number, writes: Write[]): Promise<TestDevice> {
  const keys = await newKeyPair(true);
  const id = randomUUIDv7() as DeviceId;
  const nowMs = Date.now();
  const grant: Grant = {
    id: randomUUIDv7() as GrantId,
    kind: 'device',
    level: 'device',
    home,
    device: id,
    subject: null,
    name: null,
    issuedMs: nowMs - dayMs,
    endsMs: nowMs + 300 * dayMs,
    revokedMs: null,
    signature: 'of the bench',
  };
  writes.push(
    put('device', home, {
      id,
      name: `T${n}`,
      mode: 'shopper',
      state: 'active',
      publicKey: await publicKeyOf(keys.publicKey),
      enrolledMs: nowMs - dayMs,
      approvedBy: null,
    }),
    put('grant', home, grant),
  );
  return { id, epoch: randomUUIDv7(), grant, keys, home, nextSeq: 1 };
}

export async function commitAll(db: Kysely<Database>, writes: readonly Write[]): Promise<void> {
  for (const home of new Set(writes.map((write) => write.home))) {
    const mine = writes.filter((write) => write.home === home);
    for (let from = 0; from < mine.length; from += 1000)
      await withTransaction(db, (trx) =>
        commitWrites(
          trx,
          mine.slice(from, from + 1000),
          { kind: 'import', id: 'bench', atMs: Date.now() },
          { log: false },
        ),
      );
  }
}

/** Six to a visit: a shelf is not emptied from a tablet. */
export const buildHold = (device: TestDevice, { productId, variantId }: BenchShop['goods'][number]): Promise<Action> =>
  buildAction(
    device,
    'hold',
    { productId, variantId, quantity: 1, shown: null, customer: null, siblings: [] },
    { v: 2, id: randomUUIDv7() as ActionId, lane: `visit/${Math.floor(device.nextSeq / 6)}`, createdAtMs: Date.now() },
  );

export interface Batch {
  ids: string[];
  /** The request as it crosses the wire. */
  body: string;
}

/** `count` acts of holds, signed, in batches of `size`, dealt round the tablets. */
export async function buildBatches(
  { devices, goods }: Pick<BenchShop, 'devices' | 'goods'>,
  count: number,
  size = 10,
): Promise<Batch[]> {
  const batches: Batch[] = [];
  for (let made = 0; made < count; made += size) {
    const device = devices[batches.length % devices.length];
    if (!device) throw new Error('no tablets');
    const actions: { origin: null; action: Action }[] = [];
    for (let n = 0; n < Math.min(size, count - made); n += 1) {
      const item = goods[Math.floor(Math.random() * goods.length)];
      if (item) actions.push({ origin: null, action: await buildHold(device, item) });
    }
    const batch = {
      deviceId: device.id,
      batchId: randomUUIDv7(),
      epoch: device.epoch,
      appVersion: 'bench',
      pending: actions.length,
      maxSeq: device.nextSeq - 1,
      actions,
    };
    batches.push({ ids: actions.map(({ action }) => action.id), body: JSON.stringify(await signedBy(device, batch)) });
  }
  return batches;
}
