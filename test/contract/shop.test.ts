import { expect, test } from 'vitest';
import { offersFor } from '#domain/offer.ts';
import type { Fulfilment, Order } from '#domain/order.ts';
import { put } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import { openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from '#server/database/schema.ts';
import { builtInShop } from '#server/shop/built-in.ts';
import { checkedShop, refusedFilters } from '#server/shop/checked.ts';
import { answered, type Shop } from '#server/shop/port.ts';
import { commit, homeId, makeSmallShop, smallShop, startMs } from '#test/build/small-shop.ts';
import { type OpenShop, shopContract, valueOf } from './shop-contract.ts';

const brl = (minor: number) => ({ minor, currency: 'BRL' });

async function openBuiltIn(): Promise<OpenShop> {
  const database = await openMigratedDatabase<Database>();
  const { chain, store, web, productId, variantIds } = await makeSmallShop(database.db);
  // Another chain with an order of the same number: it must never be seen.
  const foreign = await makeSmallShop(database.db, smallShop(2));
  const customer = homeId(80);
  const orderOf = (id: string, number: string): Order => ({
    id,
    sourceId: id,
    number,
    customer,
    firstName: 'Ana',
    channel: 'web',
    placedMs: startMs,
    state: 'paid',
    total: brl(91_800),
    paid: brl(91_800),
    fulfilmentIds: [{ id: `${id}/f`, home: store }],
    lines: [
      {
        id: `${id}/l`,
        productId,
        variantId: variantIds[0],
        ordered: 2,
        current: 2,
        fulfilled: 0,
        returnable: 0,
        paidPerUnit: brl(45_900),
      },
    ],
  });
  const fulfilmentOf = (order: Order, state: Fulfilment['state']): Fulfilment => ({
    id: `${order.id}/f`,
    orderId: order.id,
    orderHome: web,
    number: order.number,
    customer,
    firstName: 'Ana',
    state,
    box: null,
    proof: '123456',
    paidOnWeb: true,
    orderedMs: startMs,
    lines: [{ lineId: `${order.id}/l`, productId, variantId: variantIds[0], quantity: 2 }],
    readyMs: null,
    arrivedMs: null,
    handedOver: state === 'done' ? { atMs: startMs, by: 'rita', name: 'Rita' } : null,
  });
  const [done, picking] = [orderOf('order-1', '1001'), orderOf('order-2', '1002')];
  await commit(
    database.db,
    [done, picking].map((order) => put('order', web, order)),
  );
  await commit(database.db, [
    put('fulfilment', store, fulfilmentOf(done, 'done')),
    put('fulfilment', store, fulfilmentOf(picking, 'picking')),
  ]);
  await commit(database.db, [put('order', foreign.web, orderOf('order-9', '1001'))]);
  await commit(database.db, [
    put('promotion', chain, {
      id: 'p',
      name: { 'pt-BR': 'Inverno' },
      percent: 20,
      productIds: [productId],
      fromMs: startMs + 1_000,
      toMs: startMs + 2_000,
    }),
  ]);
  return {
    shop: builtInShop(database.db, chain, () => startMs),
    variant: { id: variantIds[0], gtin14: '09520000000000', sku: 'B0', price: brl(45_900) },
    variants: 3,
    withSameGtin: 1,
    locations: 3,
    handedOver: { orderId: 'order-1', fulfilmentId: 'order-1/f', number: '1001', quantity: 2 },
    waiting: { orderId: 'order-2', fulfilmentId: 'order-2/f' },
    customer,
    promotionMs: startMs + 1_500,
    quietMs: startMs + 2_000,
    changePrice: async () =>
      void (await commit(
        database.db,
        offersFor(variantIds[0], productId, brl(39_900), [], startMs).map((offer) => put('offer', chain, offer)),
      )),
    close: database.close,
  };
}

shopContract('the built-in shop', openBuiltIn);

test('a platform that ignores a filter is found out, and its filter is refused instead of believed', async () => {
  const world = await openBuiltIn();
  const everyone = valueOf(await world.shop.findOrders({ by: 'number', number: '1001' }));
  const liar: Shop = { ...world.shop, findOrders: async () => answered(everyone) };
  expect([...(await refusedFilters(liar, 'no-such-thing'))]).toEqual(['order number', 'order customer']);
  const checked = await checkedShop(liar, 'no-such-thing');
  expect(await checked.findOrders({ by: 'number', number: '1002' })).toMatchObject({ ok: false, kind: 'unsupported' });
  await world.close();
});

test('rows that do not fit the question are dropped, whoever sends them', async () => {
  const world = await openBuiltIn();
  const all = valueOf(await world.shop.exportCatalogue(null)).entries.map(({ variant }) => variant);
  // Answers an impossible question rightly, and every other one with too much.
  const sloppy: Shop = {
    ...world.shop,
    findVariant: async (question) => answered(question.by === 'sku' && question.sku === 'B1' ? all : []),
  };
  const checked = await checkedShop(sloppy, 'no-such-thing');
  expect(valueOf(await checked.findVariant({ by: 'sku', sku: 'B1' })).map(({ sku }) => sku)).toEqual(['B1']);
  await world.close();
});

test('the port cannot be opened inside a transaction', async () => {
  const database = await openMigratedDatabase<Database>();
  const opened = withTransaction(database.db, async (trx) => builtInShop(trx, homeId(1), () => startMs));
  await expect(opened).rejects.toThrow(/never called inside a transaction/);
  await database.close();
});
