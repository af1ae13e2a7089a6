import type { ActionId } from '#domain/ids.ts';
import type { Action } from '#protocol/action.ts';
import { holdActs } from '#test/build/hold-acts.ts';
import { addDevice, buildAction, nextId, push, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import type { SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
});

const { holdInput, buildHold, one, holds, stock, receipts } = holdActs(() => ({ database, server, shop }));

describe('bad input', () => {
  test('[ID4] an act that is not what its hash says is refused', async () => {
    const action = { ...(await buildHold(tablet)), payload: { open: holdInput({ quantity: 20 }), sealed: null } };
    expect((await one(tablet, action as Action)).outcome).toMatchObject({
      code: 'invalid_input',
      result: { reason: 'hash does not match' },
    });
    expect(await holds()).toEqual([]);
  });

  test('[EV1] a kind this server does not know is refused by name', async () => {
    expect((await one(tablet, await buildAction(tablet, 'fly', {}))).outcome).toMatchObject({
      code: 'unknown_kind',
      result: { kind: 'fly', v: 1 },
    });
  });

  test.each([
    ['a quantity that is none', { quantity: 'three' }, /quantity/],
    ['a field that nobody knows', { colour: 'red' }, /colour/],
    ['a negative quantity', { quantity: -1 }, /quantity/],
  ])('%s: refused with a reason', async (_name, input, reason) => {
    const receipt = await one(tablet, await buildHold(tablet, input));
    expect(receipt.outcome).toMatchObject({
      status: 'rejected',
      code: 'invalid_input',
      result: { reason: expect.stringMatching(reason) },
    });
  });

  test('text that no database can hold is refused, not tried for ever', async () => {
    const act = await buildAction(tablet, 'call-staff', {
      reason: 'call',
      text: 'a\0b',
      productId: null,
      variantId: null,
    });
    expect((await one(tablet, act)).outcome).toMatchObject({ code: 'invalid_input' });
    expect(await receipts()).toHaveLength(1);
  });

  test('[SV6] what is nested without end, or cut within a character, is refused, not tried for ever', async () => {
    let nested: unknown = 1;
    for (let depth = 0; depth < 3_000; depth += 1) nested = [nested];
    const deep = await buildAction(tablet, 'call-staff', nested);
    const long = await buildAction(tablet, 'call-staff', {}, { lane: `${'a'.repeat(119)}😀` });
    for (const act of [deep, long])
      expect(await one(tablet, act)).toMatchObject({ status: 'final', outcome: { code: 'invalid_input' } });
    expect(await receipts()).toHaveLength(2);
  });

  test('[SV6] an unreadable act with an id gets a stored receipt, one without is passed over, the others go on', async () => {
    const good = await buildHold(tablet);
    const id = nextId<ActionId>();
    const { body } = await push(
      server.app,
      tablet,
      { origin: null, action: { id, junk: true } },
      { origin: null, action: 'nothing' },
      { origin: null, action: null },
      good,
    );
    expect(body.receipts.map((receipt) => [receipt.id, receipt.outcome?.code])).toEqual([
      [id, 'invalid_input'],
      [good.id, 'ok'],
    ]);
    const again = await push(server.app, tablet, { origin: null, action: { id, junk: true } });
    expect(again.body.receipts[0]?.outcome).toEqual(body.receipts[0]?.outcome);
  });

  test('[SV6] [SV2] an act that fails inside fails alone, stores nothing, and is taken when the fault has passed', async () => {
    await database.db.schema.alterTable('hold').renameColumn('code', 'gone').execute();
    const failing = await buildHold(tablet, {}, { lane: 'visit/a' });
    const behind = await buildAction(
      tablet,
      'call-staff',
      { reason: 'call', text: 'x', productId: null, variantId: null },
      { lane: 'visit/a' },
    );
    const beside = await buildAction(
      tablet,
      'call-staff',
      { reason: 'call', text: 'x', productId: null, variantId: null },
      { lane: 'visit/b' },
    );
    const { body } = await push(server.app, tablet, failing, behind, beside);
    await database.db.schema.alterTable('hold').renameColumn('gone', 'code').execute();
    expect(body.receipts.map(({ status }) => status)).toEqual(['retry', 'wait', 'final']);
    expect((await receipts()).map(({ id }) => id)).toEqual([beside.id]);
    expect((await stock()).reserved).toBe(0);
    const { body: later } = await push(server.app, tablet, failing, behind);
    expect(later.receipts.map(({ outcome }) => outcome?.status)).toEqual(['applied', 'applied']);
  });
});
