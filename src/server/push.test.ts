import { put } from '#domain/tx.ts';
import { holdActs } from '#test/build/hold-acts.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  carriedBy,
  nextId,
  push,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { findHome } from './homes.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let other: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  [tablet, other] = [await addDevice(database.db, shop.store), await addDevice(database.db, shop.store)];
});

const { buildHold, one, holds, stock, receipts } = holdActs(() => ({ database, server, shop }));

describe('an act is taken', () => {
  test('[SV1] [PU2] rows, event, outcome and receipt come from one transaction', async () => {
    const action = await buildHold(tablet);
    const receipt = await one(tablet, action);
    expect(receipt).toMatchObject({
      id: action.id,
      status: 'final',
      outcome: { status: 'applied' },
      revs: { [shop.store]: (await findHome(database.db, shop.store))?.rev },
    });
    expect((await stock()).reserved).toBe(1);
    expect(await holds()).toMatchObject([
      { id: action.id, device: tablet.id, state: 'held', rev: receipt.revs[shop.store] },
    ]);
    expect(await database.db.selectFrom('event').selectAll().execute()).toMatchObject([
      {
        id: action.id,
        name: 'act:hold',
        visit: 'v1',
        variant_id: shop.variantIds[0],
        quantity: 1,
        data: { status: 'applied' },
      },
    ]);
    expect(await database.db.selectFrom('outcome').selectAll().execute()).toMatchObject([
      { home_id: shop.store, id: action.id, device: tablet.id, outcome: receipt.outcome },
    ]);
    expect(await receipts()).toMatchObject([
      { id: action.id, home_id: shop.store, status: 'final', device: tablet.id, seq: 1, action: { id: action.id } },
    ]);
  });

  test('[SV1] the same act again gives the same receipt and nothing else', async () => {
    const action = await buildHold(tablet);
    const first = await one(tablet, action);
    server.clock.ms += 5000;
    const again = await one(tablet, action);
    expect(again).toEqual({ ...first, serverTimeMs: server.clock.ms });
    expect([(await holds()).length, (await stock()).reserved]).toEqual([1, 1]);
  });

  test('[SV1] an act that comes twice at once takes effect once', async () => {
    const action = await buildHold(tablet);
    const answers = await Promise.all([one(tablet, action), one(tablet, action), one(tablet, action)]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await stock()).reserved).toBe(1);
  });

  test('[ST2] an act offered again from another device keeps its origin and takes effect once', async () => {
    const action = await buildHold(tablet);
    const receipt = await pushOne(server.app, other, await carriedBy(tablet, action));
    expect(receipt.outcome?.status).toBe('applied');
    expect((await one(tablet, action)).outcome).toEqual(receipt.outcome);
    expect(await database.db.selectFrom('outcome').select('device').execute()).toEqual([{ device: tablet.id }]);
    expect(await holds()).toMatchObject([{ device: tablet.id }]);
  });

  test('a customer home begins with the first act that keeps something in it', async () => {
    const customer = nextId<typeof shop.store>();
    const save = await buildAction(
      tablet,
      'save-to-list',
      { productId: shop.productId, variantId: shop.variantIds[0], store: shop.store, saved: true },
      { home: customer },
    );
    const receipt = await one(tablet, save);
    expect(receipt.outcome?.status).toBe('applied');
    expect(Object.keys(receipt.revs).toSorted()).toEqual([customer, shop.store].toSorted());
    expect(await findHome(database.db, customer)).toMatchObject({ kind: 'customer', chain_id: shop.chain, rev: 1 });
    const stranger = await buildAction(
      other,
      'save-to-list',
      { productId: shop.productId, variantId: shop.variantIds[1], store: shop.store, saved: true },
      { home: customer },
    );
    expect((await one(other, stranger)).outcome).toMatchObject({ status: 'rejected', code: 'not_yours' });
  });

  test('[SV2] a refused act makes no customer home, but its receipt is kept', async () => {
    const customer = nextId<typeof shop.store>();
    const save = await buildAction(
      tablet,
      'save-to-list',
      { productId: nextId(), variantId: shop.variantIds[0], store: shop.store, saved: true },
      { home: customer },
    );
    expect((await one(tablet, save)).outcome).toMatchObject({ status: 'rejected', code: 'unknown_product' });
    expect(await findHome(database.db, customer)).toBeUndefined();
    expect(await receipts()).toHaveLength(1);
  });
});

describe('the last unit', () => {
  test('two tablets ask for it: one is applied, the other hears why and what else it can do', async () => {
    const [first, second] = await Promise.all([
      one(tablet, await buildHold(tablet, { siblings: [shop.variantIds[1], shop.variantIds[2]] })),
      one(other, await buildHold(other, { siblings: [shop.variantIds[1], shop.variantIds[2]] })),
    ]);
    const statuses = [first, second].map(({ outcome }) => outcome?.status ?? '').toSorted();
    expect(statuses).toEqual(['applied', 'needs_choice']);
    const loser = [first, second].find(({ outcome }) => outcome?.status === 'needs_choice');
    expect(loser?.outcome).toMatchObject({
      code: 'sold_out',
      alternatives: [
        { kind: 'other_variant', variantId: shop.variantIds[1], available: 5 },
        { kind: 'online', available: 7 },
      ],
    });
    expect((await stock()).reserved).toBe(1);
  });

  test('[OC3] the answer to a choice is a new act that names the old one', async () => {
    await one(other, await buildHold(other));
    const lost = await buildHold(tablet, { siblings: [shop.variantIds[1]] });
    expect((await one(tablet, lost)).outcome?.status).toBe('needs_choice');
    const answer = await buildHold(tablet, { variantId: shop.variantIds[1] }, { answers: lost.id });
    expect((await one(tablet, answer)).outcome?.status).toBe('applied');
    expect((await receipts()).find(({ id }) => id === answer.id)?.action).toMatchObject({ answers: lost.id });
  });

  test('fewer than asked is adjusted, and says how many', async () => {
    const receipt = await one(tablet, await buildHold(tablet, { variantId: shop.variantIds[1], quantity: 9 }));
    expect(receipt.outcome).toMatchObject({ status: 'adjusted', code: 'fewer', result: { quantity: 5, asked: 9 } });
  });

  test("[F33] [OC2] [T13] a price that is no longer true is explained, and the server's own is kept", async () => {
    const receipt = await one(tablet, await buildHold(tablet, { shown: { minor: 1, currency: 'BRL' } }));
    expect(receipt.outcome).toMatchObject({
      status: 'adjusted',
      code: 'price_changed',
      result: { price: { minor: 45_900, currency: 'BRL' } },
    });
  });
});

describe('a web order goes over the counter', () => {
  const makeOrder = async (state: 'ready' | 'new' = 'ready') => {
    const id = nextId();
    const line = { lineId: nextId(), productId: shop.productId, variantId: shop.variantIds[1], quantity: 2 };
    await commit(database.db, [
      put('stock', shop.store, { id: shop.variantIds[1], onHand: 5, reserved: 2, leased: 0, asOfMs: startMs }),
      put('fulfilment', shop.store, {
        id,
        orderId: nextId(),
        orderHome: shop.web,
        number: '1042',
        customer: null,
        firstName: 'Rita',
        state,
        lines: [line],
        box: 'B2',
        proof: '123456',
        paidOnWeb: true,
        orderedMs: startMs,
        readyMs: startMs,
        arrivedMs: null,
        handedOver: null,
      }),
    ]);
    return id;
  };

  test('[SV5] once, against its proof, and the platform hears of it after the commit', async () => {
    const fulfilmentId = await makeOrder();
    const clerk = { ...tablet, grant: await addGrant(database.db, tablet, 'staff') };
    const wrong = await buildAction(clerk, 'hand-over', { fulfilmentId, proof: '000000' });
    const right = await buildAction(clerk, 'hand-over', { fulfilmentId, proof: '123456' });
    const again = await buildAction(clerk, 'hand-over', { fulfilmentId, proof: '123456' });
    const { body } = await push(server.app, clerk, wrong, right, again);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual(['wrong_proof', 'ok', 'already_done']);
    expect(await stock(1)).toMatchObject({ on_hand: 3, reserved: 0 });
    expect(await database.db.selectFrom('effect').selectAll().execute()).toMatchObject([
      { id: right.id, kind: 'handOver', state: 'waiting', payload: { fulfilmentId, actor: clerk.grant.id } },
    ]);
  });
});
