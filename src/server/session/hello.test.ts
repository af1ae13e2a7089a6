import type * as z from 'zod/mini';
import { HelloAnswer } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { addDevice, postSigned, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import { type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';

const minuteMs = 60_000;
let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
withShopServer((scene) => {
  ({ database, server, shop } = scene);
});

describe('hello', () => {
  const say = (device: TestDevice, part: object = {}) =>
    postSigned<z.infer<typeof HelloAnswer>>(server.app, device, '/sync/v1/hello', {
      epoch: device.epoch,
      appVersion: '1',
      protocol: protocolVersion,
      pending: 0,
      maxSeq: 0,
      persisted: true,
      lost: null,
      ...part,
    });

  test('[BO4] tells the time and who the device is', async () => {
    const tablet = await addDevice(database.db, shop.store);
    const { status, body } = await say(tablet);
    expect(status).toBe(200);
    expect(HelloAnswer.parse(body)).toMatchObject({
      serverTimeMs: server.clock.ms,
      installation: { device: { id: tablet.id }, grant: { id: tablet.grant.id } },
    });
  });

  test('[SG3] keeps since when the outbox is not empty, and what was lost', async () => {
    const tablet = await addDevice(database.db, shop.store);
    const report = () => database.db.selectFrom('device_report').selectAll().executeTakeFirstOrThrow();
    await say(tablet, { pending: 2 });
    const sinceMs = server.clock.ms;
    server.clock.ms += minuteMs;
    await say(tablet, { pending: 5, maxSeq: 9, lost: { epoch: 'old', pending: 3 } });
    expect(await report()).toMatchObject({
      pending: 5,
      pending_since_ms: sinceMs,
      lost: { epoch: 'old', pending: 3 },
      max_seq: 9,
    });
    const metrics = await server.authority.metrics.text();
    expect(metrics).toContain('gondola_outbox_pending 5');
    expect(metrics).toContain('gondola_outbox_age_seconds 60');
    await say(tablet);
    expect(await report()).toMatchObject({ pending: 0, pending_since_ms: null, lost: { epoch: 'old', pending: 3 } });
  });

  test('a device that was let in again after a suspension gets a grant of its own again', async () => {
    const tablet = await addDevice(database.db, shop.store);
    await database.db.updateTable('grant').set({ revoked_ms: startMs }).where('id', '=', tablet.grant.id).execute();
    const { body } = await say(tablet);
    expect(body.installation.grant).toMatchObject({ level: 'device', revokedMs: null, device: tablet.id });
    expect(body.installation.grant.id).not.toBe(tablet.grant.id);
    expect((await say(tablet)).body.installation.grant.id).toBe(body.installation.grant.id);
  });

  test('a client too old to be served is told to update', async () => {
    const { status, body } = await say(await addDevice(database.db, shop.store), { protocol: 0 });
    expect([status, body]).toEqual([426, { error: 'update_first' }]);
  });
});
