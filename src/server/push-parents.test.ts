import type { ActionId } from '#domain/ids.ts';
import { holdActs } from '#test/build/hold-acts.ts';
import { addDevice, nextId, push, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
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

const { buildHold, one, holds, stock, receipts } = holdActs(() => ({ database, server, shop }));

describe('order', () => {
  test('[OR2] [OR4] an act whose parent has no receipt waits, and nothing of it is stored', async () => {
    const child = await buildHold(tablet, {}, { dependsOn: [nextId<ActionId>()] });
    expect(await one(tablet, child)).toMatchObject({ status: 'wait', outcome: null, revs: {} });
    expect(await receipts()).toEqual([]);
    expect(await holds()).toEqual([]);
  });

  test('[OR2] a child goes on after an applied or adjusted parent, in one batch as well', async () => {
    const parent = await buildHold(tablet, { variantId: shop.variantIds[1], quantity: 9 });
    const child = await buildHold(tablet, {}, { dependsOn: [parent.id], lane: 'visit/other' });
    const { body } = await push(server.app, tablet, parent, child);
    expect(body.receipts.map(({ outcome }) => outcome?.status)).toEqual(['adjusted', 'applied']);
  });

  test.each(['rejected', 'needs_choice'])(
    '[OR2] [OR4] a child of a parent that ended %s is refused visibly',
    async (end) => {
      await one(other, await buildHold(other));
      const parent = await buildHold(tablet, end === 'rejected' ? { productId: nextId() } : {});
      const child = await buildHold(tablet, { variantId: shop.variantIds[1] }, { dependsOn: [parent.id] });
      const { body } = await push(server.app, tablet, parent, child);
      expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual([
        end === 'rejected' ? 'unknown_product' : 'sold_out',
        'parent_rejected',
      ]);
      expect((await stock(1)).reserved).toBe(0);
      expect((await receipts()).map(({ status }) => status)).toEqual(expect.arrayContaining(['final', 'final']));
    },
  );

  test('[OR4] once an act of a lane gets no receipt, the later ones of that lane wait and others go on', async () => {
    const stuck = await buildHold(tablet, {}, { dependsOn: [nextId<ActionId>()], lane: 'visit/a' });
    const behind = await buildHold(tablet, {}, { lane: 'visit/a' });
    const beside = await buildHold(tablet, { variantId: shop.variantIds[1] }, { lane: 'visit/b' });
    const { body } = await push(server.app, tablet, stuck, behind, beside);
    expect(body.receipts.map(({ status }) => status)).toEqual(['wait', 'wait', 'final']);
    expect((await holds()).map(({ id }) => id)).toEqual([beside.id]);
  });

  test('[OR4] a rejection does not stop its lane', async () => {
    const bad = await buildHold(tablet, { productId: nextId() });
    const good = await buildHold(tablet);
    const { body } = await push(server.app, tablet, bad, good);
    expect(body.receipts.map(({ outcome }) => outcome?.status)).toEqual(['rejected', 'applied']);
  });
});
