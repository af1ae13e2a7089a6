import { put } from '#domain/tx.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  nextId,
  pull,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, makeSmallShop, smallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let floor: string;
let catalogue: string;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
  floor = `store/floor@${shop.store}`;
  catalogue = `chain/catalogue@${shop.chain}`;
});

describe('[FD4] who may read what', () => {
  const refused = async (feed: string, device = tablet, grants: string[] = []): Promise<boolean> => {
    const { body } = await pull(server.app, device, { [feed]: null }, grants);
    expect(Object.keys(body.pages).length + body.refused.length).toBe(1);
    return body.refused.includes(feed);
  };

  test("its store's floor, the web store's floor, the catalogue and itself; no other store's floor", async () => {
    expect(await refused(floor)).toBe(false);
    expect(await refused(`store/floor@${shop.web}`)).toBe(false);
    expect(await refused(catalogue)).toBe(false);
    expect(await refused(`device/own@${shop.store}/${tablet.id}`)).toBe(false);
    expect(await refused(`store/floor@${shop.otherStore}`)).toBe(true);
  });

  test('nothing of another chain, and nothing that is no feed', async () => {
    const foreign = await makeSmallShop(database.db, smallShop(2));
    for (const feed of [
      `chain/catalogue@${foreign.chain}`,
      `store/floor@${foreign.store}`,
      `store/floor@${foreign.web}`,
      `chain/catalogue@${nextId()}`,
      'shop/everything@x',
      '',
    ])
      expect(await refused(feed)).toBe(true);
  });

  test('[T10] not another device, in this store or in another', async () => {
    const other = await addDevice(database.db, shop.store);
    expect(await refused(`device/own@${shop.store}/${other.id}`)).toBe(true);
    expect(await refused(`device/own@${shop.otherStore}/${tablet.id}`)).toBe(true);
  });

  test('the staff feed only with an open shift of this device in this store', async () => {
    const staff = `store/staff@${shop.store}`;
    const other = await addDevice(database.db, shop.store);
    const open = await addGrant(database.db, tablet, 'staff');
    const ended = await addGrant(database.db, tablet, 'staff', { endsMs: startMs + 1 });
    const revoked = await addGrant(database.db, tablet, 'staff', { revokedMs: startMs + 1 });
    expect(await refused(staff)).toBe(true);
    expect(await refused(staff, tablet, [tablet.grant.id])).toBe(true);
    expect(await refused(staff, tablet, [ended.id, revoked.id, nextId()])).toBe(true);
    expect(await refused(staff, other, [open.id])).toBe(true);
    expect(await refused(`store/staff@${shop.otherStore}`, tablet, [open.id])).toBe(true);
    expect(await refused(staff, tablet, [open.id])).toBe(false);
  });

  test("a customer only while the visit is this device's own, or with a visit's grant", async () => {
    const home = nextId<typeof shop.store>();
    const feed = `customer/self@${home}`;
    expect(await refused(feed)).toBe(true);
    await pushOne(
      server.app,
      tablet,
      await buildAction(
        tablet,
        'save-to-list',
        { productId: shop.productId, variantId: shop.variantIds[0], store: shop.store, saved: true },
        { home },
      ),
    );
    const other = await addDevice(database.db, shop.store);
    expect(await refused(feed)).toBe(false);
    expect(await refused(feed, other)).toBe(true);
    const visit = await addGrant(database.db, other, 'visit', { subject: home });
    expect(await refused(feed, other, [visit.id])).toBe(false);
    expect(await refused(feed, other, [(await addGrant(database.db, other, 'visit', { subject: nextId() })).id])).toBe(
      true,
    );
    // A known person is nobody's own visit, whichever device made the row.
    await commit(database.db, [
      put('customer', home, {
        id: home,
        sourceId: 'c1',
        kind: 'known',
        firstName: 'Rita',
        device: tablet.id,
        createdMs: startMs,
      }),
    ]);
    expect(await refused(feed)).toBe(true);
  });

  test('feeds that are refused leave the others answered', async () => {
    const { body, status } = await pull(server.app, tablet, {
      [floor]: null,
      [`store/staff@${shop.store}`]: null,
      nonsense: null,
    });
    expect(status).toBe(200);
    expect(Object.keys(body.pages)).toEqual([floor]);
    expect(body.refused).toEqual([`store/staff@${shop.store}`, 'nonsense']);
  });
});
