import type { DeviceId } from '#domain/ids.ts';
import { holdActs } from '#test/build/hold-acts.ts';
import {
  addDevice,
  buildAction,
  nextId,
  post,
  push,
  pushBody,
  pushOne,
  signedBy,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import type { SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let other: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  [tablet, other] = [await addDevice(database.db, shop.store), await addDevice(database.db, shop.store)];
});

const { buildHold, one, stock, receipts } = holdActs(() => ({ database, server, shop }));

describe('ids and forks', () => {
  test("[SV0] nobody can use up another device's numbers", async () => {
    const action = await buildHold(tablet, {}, { seq: 1 });
    await push(server.app, tablet, { origin: { device: other.id, epoch: other.epoch }, action });
    const own = await push(server.app, other, await buildHold(other, {}, { seq: 1 }));
    expect([own.status, own.body.receipts?.[0]?.outcome?.status]).toEqual([200, 'applied']);
  });

  test('[SV1] another act under a used id is refused, and kept for a person to see', async () => {
    const action = await buildHold(tablet);
    await one(tablet, action);
    const forged = await buildHold(tablet, { quantity: 2 }, { id: action.id, seq: 1 });
    expect((await one(tablet, forged)).outcome).toMatchObject({ status: 'rejected', code: 'id_reused' });
    expect((await stock()).reserved).toBe(1);
    expect(await database.db.selectFrom('dead_letter').select(['id', 'reason']).execute()).toEqual([
      { id: action.id, reason: 'id_reused' },
    ]);
    expect((await one(tablet, action)).outcome?.status).toBe('applied');
  });

  test('[SV1] a used id in another home is a used id', async () => {
    const action = await buildHold(tablet);
    await one(tablet, action);
    const elsewhere = await buildAction(
      tablet,
      'save-to-list',
      { productId: shop.productId, variantId: shop.variantIds[0], store: shop.store, saved: true },
      { id: action.id, seq: 1, home: nextId() },
    );
    expect((await one(tablet, elsewhere)).outcome?.code).toBe('id_reused');
  });

  test('[SV0] [PU3] another id under a used sequence number is a fork: 409 before anything is done', async () => {
    await one(tablet, await buildHold(tablet, {}, { seq: 1 }));
    const clone = await buildHold(tablet, { variantId: shop.variantIds[1] }, { seq: 1 });
    const { status, body } = await push(server.app, tablet, clone);
    expect(status).toBe(409);
    expect(body).toMatchObject({ error: 'fork', seq: 1, serverTimeMs: server.clock.ms });
    expect(await receipts()).toHaveLength(1);
  });

  test('[SV0] after the fork the acts go under the new epoch, with the old one as their origin', async () => {
    await one(tablet, await buildHold(tablet, {}, { seq: 1 }));
    const clone = await buildHold(tablet, { variantId: shop.variantIds[1] }, { seq: 1 });
    const renewed = { ...tablet, epoch: 'a-new-epoch' };
    const receipt = await pushOne(server.app, renewed, {
      origin: { device: tablet.id, epoch: tablet.epoch },
      action: clone,
    });
    expect(receipt.outcome?.status).toBe('applied');
  });

  test('[SV0] the same batch again is no fork', async () => {
    const actions = [await buildHold(tablet), await buildHold(tablet, { variantId: shop.variantIds[1] })];
    expect((await push(server.app, tablet, ...actions)).status).toBe(200);
    expect((await push(server.app, tablet, ...actions)).status).toBe(200);
  });

  test('[SV0] two acts of one batch under one number are a fork too', async () => {
    const actions = [
      await buildHold(tablet, {}, { seq: 4 }),
      await buildHold(tablet, { variantId: shop.variantIds[1] }, { seq: 4 }),
    ];
    expect((await push(server.app, tablet, ...actions)).status).toBe(409);
  });
});

describe('who pushes', () => {
  test.each(['lost', 'retired', 'suspended', 'pending'] as const)(
    '[PU3] a device that is %s gets a 401',
    async (state) => {
      const device = await addDevice(database.db, shop.store, 'shopper', state);
      const { status, body } = await push(server.app, device, await buildHold(device));
      expect([status, body]).toEqual([401, { error: `device_${state}` }]);
    },
  );

  test('[PU3] an unknown device, a foreign key and a changed body get a 401', async () => {
    const ghost = { ...tablet, id: nextId<DeviceId>() };
    expect((await push(server.app, ghost, await buildHold(tablet))).body).toEqual({ error: 'unknown_device' });
    const thief = { ...tablet, keys: other.keys };
    expect((await push(server.app, thief, await buildHold(tablet))).body).toEqual({ error: 'bad_signature' });
    const body = await signedBy(tablet, { deviceId: tablet.id, ...pushBody(tablet, [await buildHold(tablet)]) });
    expect((await post(server.app, '/sync/v1/push', { ...body, pending: 99 })).status).toBe(401);
    expect(await receipts()).toEqual([]);
  });

  test('[PU3] more than 50 acts, or more than 256 KB, get a 413', async () => {
    const action = await buildHold(tablet);
    const many = Array.from({ length: 51 }, () => action);
    expect((await push(server.app, tablet, ...many)).status).toBe(413);
    const big = await buildAction(tablet, 'call-staff', { text: 'x'.repeat(257 * 1024) });
    expect((await push(server.app, tablet, big)).status).toBe(413);
  });

  test('[PU1] every answer echoes the batch, is JSON and carries the sync header, refusals too', async () => {
    const body = pushBody(tablet, []);
    const answer = await post<{ batchId: string }>(
      server.app,
      '/sync/v1/push',
      await signedBy(tablet, { deviceId: tablet.id, ...body }),
    );
    expect(answer.body.batchId).toBe(body.batchId);
    const refused = await post(server.app, '/sync/v1/push', {});
    expect([refused.status, refused.body]).toEqual([400, { error: 'unreadable' }]);
    for (const { header } of [answer, refused]) {
      expect(header('x-gondola-sync')).toBe('1');
      expect(header('content-type')).toMatch(/json/);
      expect(header('cache-control')).toBe('no-store');
    }
  });
});
