import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { put } from '#domain/tx.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  nextId,
  openTestServer,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, emptyDatabase, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from './database/schema.ts';
import { deliverToShop } from './effects-to-shop.ts';
import { builtInShop } from './shop/built-in.ts';
import { type Deliver, deliverEffects, type Effect } from './effects.ts';
import { endHolds } from './jobs.ts';

let database: TestDatabase<Database>;
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;

beforeAll(async () => {
  database = await openMigratedDatabase<Database>();
  server = await openTestServer(database.db);
});
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(async () => {
  await emptyDatabase(database.db);
  server.clock.ms = startMs + 60_000;
  shop = await makeSmallShop(database.db);
  tablet = await addDevice(database.db, shop.store);
});

describe('holds whose time is up', () => {
  test('go back on the shelf by an act of the server, once, and not a moment before', async () => {
    const hold = await buildAction(tablet, 'hold', {
      productId: shop.productId,
      variantId: shop.variantIds[0],
      quantity: 1,
      shown: null,
      customer: null,
      siblings: [],
    });
    await pushOne(server.app, tablet, hold);
    const { until_ms: untilMs } = await database.db.selectFrom('hold').select('until_ms').executeTakeFirstOrThrow();
    server.clock.ms = untilMs - 1;
    expect(await endHolds(server.authority)).toBe(0);
    server.clock.ms = untilMs;
    expect(await endHolds(server.authority)).toBe(1);
    expect(await endHolds(server.authority)).toBe(0);
    expect(await database.db.selectFrom('hold').select(['state', 'ended_ms']).execute()).toEqual([
      { state: 'expired', ended_ms: untilMs },
    ]);
    expect(
      (
        await database.db
          .selectFrom('stock')
          .select('reserved')
          .where('home_id', '=', shop.store)
          .where('id', '=', shop.variantIds[0])
          .executeTakeFirst()
      )?.reserved,
    ).toBe(0);
    // The one that was made and the one that ended it: both with receipts, as every act.
    expect(
      (await database.db.selectFrom('receipt').select('kind').orderBy('received_ms').execute()).map(({ kind }) => kind),
    ).toEqual(['hold', 'release-hold']);
  });
});

describe('[SV5] effects', () => {
  const calls: Effect[] = [];
  const answering =
    (answer: Awaited<ReturnType<Deliver>>): Deliver =>
    async (effect) => {
      calls.push(effect);
      return answer;
    };
  const toBuiltIn = () => deliverToShop(database.db, (chain) => builtInShop(database.db, chain, server.authority.now));
  const state = () =>
    database.db.selectFrom('effect').select(['state', 'attempts', 'next_ms', 'result']).executeTakeFirstOrThrow();
  let actionId: string;

  beforeEach(async () => {
    calls.length = 0;
    const clerk = { ...tablet, grant: await addGrant(database.db, tablet, 'staff') };
    const [id, orderId] = [nextId(), nextId()];
    const price = { minor: 100, currency: 'BRL' };
    await commit(database.db, [
      put('order', shop.web, {
        id: orderId,
        sourceId: 'o',
        number: '1',
        customer: null,
        firstName: 'R',
        channel: 'web',
        placedMs: startMs,
        state: 'paid',
        total: price,
        paid: price,
        lines: [
          {
            id: 'l',
            productId: shop.productId,
            variantId: shop.variantIds[1],
            ordered: 1,
            current: 1,
            fulfilled: 0,
            returnable: 0,
            paidPerUnit: price,
          },
        ],
        fulfilmentIds: [{ id, home: shop.store }],
      }),
    ]);
    await commit(database.db, [
      put('fulfilment', shop.store, {
        id,
        orderId,
        orderHome: shop.web,
        number: '1',
        customer: null,
        firstName: 'R',
        state: 'ready',
        box: null,
        proof: '123456',
        paidOnWeb: true,
        lines: [{ lineId: nextId(), productId: shop.productId, variantId: shop.variantIds[1], quantity: 1 }],
        orderedMs: startMs,
        readyMs: startMs,
        arrivedMs: null,
        handedOver: null,
      }),
    ]);
    const action = await buildAction(clerk, 'hand-over', { fulfilmentId: id, proof: '123456' });
    actionId = action.id;
    await pushOne(server.app, clerk, action);
  });

  test('leave after the commit, keyed by the action id, and once', async () => {
    expect(await deliverEffects(server.authority, answering({ ok: true, value: { at: 1 } }))).toBe(1);
    expect(await deliverEffects(server.authority, answering({ ok: true, value: null }))).toBe(0);
    expect(calls).toMatchObject([{ id: actionId, kind: 'handOver', home: shop.store }]);
    expect(await state()).toMatchObject({ state: 'done', attempts: 1, result: { at: 1 } });
  });

  test('the built-in shop, whose copy is the truth, has done it already', async () => {
    expect(await deliverEffects(server.authority, toBuiltIn())).toBe(1);
    expect(await state()).toMatchObject({ state: 'done' });
  });

  test('a platform that is away is asked again, later each time', async () => {
    const away = answering({ ok: false, kind: 'unavailable', again: true });
    let waitedMs = 0;
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      expect(await deliverEffects(server.authority, away)).toBe(1);
      const { next_ms: nextMs, attempts } = await state();
      expect(attempts).toBe(attempt);
      expect(nextMs - server.clock.ms).toBeGreaterThan(waitedMs / 2);
      expect(nextMs - server.clock.ms).toBeLessThanOrEqual(1000 * 2 ** (attempt - 1));
      expect(await deliverEffects(server.authority, away)).toBe(0);
      waitedMs = nextMs - server.clock.ms;
      server.clock.ms = nextMs;
    }
    expect(await deliverEffects(server.authority, answering({ ok: true, value: null }))).toBe(1);
  });

  test('a platform that throws is one that is away', async () => {
    const thrown: Deliver = async () => {
      throw new Error('socket');
    };
    expect(await deliverEffects(server.authority, thrown)).toBe(1);
    expect(await state()).toMatchObject({ state: 'waiting', result: { kind: 'unavailable' } });
  });

  test("a platform that refuses is a person's business: it is not asked for ever", async () => {
    await deliverEffects(server.authority, answering({ ok: false, kind: 'not_found', again: false }));
    expect(await state()).toMatchObject({ state: 'failed', result: { kind: 'not_found' } });
    server.clock.ms += 86_400_000;
    expect(await deliverEffects(server.authority, answering({ ok: true, value: null }))).toBe(0);
  });

  test('two workers do not deliver one effect, and a worker that died is followed', async () => {
    const { promise: hanging, resolve } = Promise.withResolvers<Awaited<ReturnType<Deliver>>>();
    const slow = deliverEffects(server.authority, async () => hanging);
    while ((await state()).attempts === 0) await Promise.resolve();
    expect(await deliverEffects(server.authority, answering({ ok: true, value: null }))).toBe(0);
    server.clock.ms += 60_001;
    expect(await deliverEffects(server.authority, answering({ ok: true, value: null }))).toBe(1);
    resolve({ ok: true, value: null });
    await slow;
    expect(await state()).toMatchObject({ state: 'done' });
  });
});
