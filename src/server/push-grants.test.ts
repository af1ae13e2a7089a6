import type { Action } from '#protocol/action.ts';
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
import { makeSmallShop, smallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { findHome } from './homes.ts';

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

describe('grants', () => {
  const finish = async (device: TestDevice, part: Partial<Action> = {}) =>
    buildAction(device, 'finish-task', { taskId: nextId() }, part);

  test('[ID5] an unknown grant, or one of another device, gives nothing', async () => {
    expect((await one(tablet, await buildHold(tablet, {}, { actor: nextId() }))).outcome?.code).toBe('grant_unknown');
    expect((await one(tablet, await buildHold(tablet, {}, { actor: other.grant.id }))).outcome?.code).toBe(
      'grant_unknown',
    );
    expect(await holds()).toEqual([]);
  });

  test("an act of the staff is refused to a shopper's tablet", async () => {
    expect((await one(tablet, await finish(tablet))).outcome?.code).toBe('not_allowed');
  });

  test('[ID5] a shift that was over when the act was made gives a refusal; made before its end it counts', async () => {
    const shift = await addGrant(database.db, tablet, 'staff', { endsMs: startMs + 1000 });
    server.clock.ms = startMs + dayMs;
    const late = await finish(tablet, { actor: shift.id, createdAtMs: startMs + 2000 });
    expect((await one(tablet, late)).outcome?.code).toBe('grant_ended');
    const tablet2 = { ...other, grant: await addGrant(database.db, other, 'staff', { endsMs: startMs + 1000 }) };
    const early = await finish(tablet2, { createdAtMs: startMs + 500 });
    expect((await one(other, early)).outcome?.code).toBe('unknown_row');
  });

  test('[ID5] a grant that was revoked before the act gives a refusal, one revoked after it counts', async () => {
    const shift = await addGrant(database.db, tablet, 'staff', { revokedMs: startMs + 1000 });
    server.clock.ms = startMs + 5000;
    const before = await finish(tablet, { actor: shift.id, createdAtMs: startMs + 500 });
    const after = await finish(tablet, { actor: shift.id, createdAtMs: startMs + 1500 });
    const { body } = await push(server.app, tablet, before, after);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual(['unknown_row', 'grant_ended']);
  });

  test('[T10] a grant of this store opens nothing in another store, chain or customer', async () => {
    const manager = await addGrant(database.db, tablet, 'manager');
    const elsewhere = [
      await buildHold(tablet, {}, { home: shop.otherStore }),
      await buildHold(tablet, {}, { home: smallShop(2).store }),
      await buildHold(tablet, {}, { home: shop.chain }),
      await buildAction(
        tablet,
        'change-price',
        { productId: shop.productId, variantIds: [shop.variantIds[0]], price: { minor: 1, currency: 'BRL' } },
        { home: smallShop(2).chain, actor: manager.id },
      ),
    ];
    await makeSmallShop(database.db, smallShop(2));
    const { body } = await push(server.app, tablet, ...elsewhere);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual([
      'not_allowed',
      'not_allowed',
      'not_allowed',
      'not_allowed',
    ]);
    expect(await holds()).toEqual([]);
  });

  test("[T10] a device of another chain that names this chain's device as the origin gets nothing", async () => {
    const foreign = await makeSmallShop(database.db, smallShop(2));
    const stranger = await addDevice(database.db, foreign.store);
    const action = await buildHold(tablet);
    const receipt = await pushOne(server.app, stranger, await carriedBy(tablet, action));
    expect(receipt.outcome?.code).toBe('grant_unknown');
    expect(await database.db.selectFrom('outcome').selectAll().execute()).toEqual([]);
    expect(await database.db.selectFrom('receipt').selectAll().execute()).toEqual([]);
  });

  test('[T8] an act that another device is said to have made tells that device nothing without its grant', async () => {
    const said = await carriedBy(other, await buildHold(tablet));
    expect((await pushOne(server.app, tablet, said)).outcome?.code).toBe('grant_unknown');
    const toldWhom = () => database.db.selectFrom('outcome').select('device').execute();
    expect(await toldWhom()).toEqual([]);
    const truly = await carriedBy(other, await buildHold({ ...other, home: shop.store }));
    expect((await pushOne(server.app, tablet, truly)).outcome?.code).toBe('ok');
    expect(await toldWhom()).toEqual([{ device: other.id }]);
  });

  test("a manager changes a price, and the whole chain's feed moves", async () => {
    const shift = await addGrant(database.db, tablet, 'manager');
    const before = (await findHome(database.db, shop.chain))?.rev ?? 0;
    const act = await buildAction(
      tablet,
      'change-price',
      { productId: shop.productId, variantIds: [...shop.variantIds], price: { minor: 39_900, currency: 'BRL' } },
      { home: shop.chain, actor: shift.id, lane: 'price/x' },
    );
    const receipt = await one(tablet, act);
    expect(receipt).toMatchObject({ outcome: { status: 'applied' }, revs: { [shop.chain]: before + 1 } });
    expect((await database.db.selectFrom('offer').select('price').execute()).map(({ price }) => price.minor)).toEqual([
      39_900, 39_900, 39_900,
    ]);
  });
});
