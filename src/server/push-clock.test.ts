import type { Action } from '#protocol/action.ts';
import { holdActs } from '#test/build/hold-acts.ts';
import { addDevice, addGrant, push, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import { type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';

const dayMs = 86_400_000;
let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let other: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  [tablet, other] = [await addDevice(database.db, shop.store), await addDevice(database.db, shop.store)];
});

const { buildHold, one, holds } = holdActs(() => ({ database, server, shop }));

describe('clocks', () => {
  const heldAt = async (part: Partial<Action>) => {
    await one(tablet, await buildHold(tablet, { variantId: shop.variantIds[1] }, part));
    return (await database.db.selectFrom('hold').select('held_ms').orderBy('id', 'desc').executeTakeFirst())?.held_ms;
  };

  test('[CK1] a clock of 1970 is set to the beginning of the grant, and the act counts', async () => {
    expect(await heldAt({ createdAtMs: 0 })).toBe(tablet.grant.issuedMs);
  });

  test('[CK1] a clock of 2100 is set to now, and the act counts', async () => {
    expect(await heldAt({ createdAtMs: Date.UTC(2100, 0, 1) })).toBe(server.clock.ms);
  });

  test('[CK1] no act is older than the one that was queued before it', async () => {
    expect(await heldAt({ createdAtMs: startMs + 30_000 })).toBe(startMs + 30_000);
    expect(await heldAt({ createdAtMs: startMs + 10_000 })).toBe(startMs + 30_000);
  });

  test('[OR3] what a device says of its time never decides who was first', async () => {
    await one(tablet, await buildHold(tablet, {}, { createdAtMs: startMs + 50_000 }));
    const earlier = await one(other, await buildHold(other, {}, { createdAtMs: startMs + 1 }));
    expect(earlier.outcome?.code).toBe('sold_out');
  });

  test('[OR3] nor which act of a batch is taken first', async () => {
    const first = await buildHold(tablet, {}, { lane: 'visit/a', createdAtMs: startMs + 50_000 });
    const second = await buildHold(tablet, {}, { lane: 'visit/b', createdAtMs: startMs + 1 });
    const { body } = await push(server.app, tablet, first, second);
    expect(body.receipts.map(({ id, outcome }) => [id, outcome?.code])).toEqual([
      [first.id, 'ok'],
      [second.id, 'sold_out'],
    ]);
  });

  test('[SV4] an act older than its receipt might be goes to a person, never blindly in', async () => {
    const old = await addGrant(database.db, tablet, 'device', { issuedMs: 0, endsMs: startMs + 500 * dayMs });
    server.clock.ms = startMs + 401 * dayMs;
    const receipt = await one(tablet, await buildHold(tablet, {}, { actor: old.id, createdAtMs: startMs }));
    expect(receipt.outcome?.status).toBe('expired');
    expect(await database.db.selectFrom('dead_letter').select('reason').execute()).toEqual([{ reason: 'too_old' }]);
    expect(await holds()).toEqual([]);
  });
});
