import { type Recall, recallPrefix } from '#domain/recall.ts';
import type { Row } from '#domain/tables.ts';
import { put } from '#domain/tx.ts';
import { addDevice, buildAction, pushOne, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import { commit, idOf, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { recordToRow } from './rows.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
});

const text = { 'pt-BR': 'A sola solta.' };
async function variant(): Promise<Row<'variant'>> {
  const found = await database.db
    .selectFrom('variant')
    .selectAll()
    .where('id', '=', shop.variantIds[1] ?? '')
    .executeTakeFirstOrThrow();
  return recordToRow('variant', found);
}
async function callBack(part: Partial<Recall> = {}): Promise<void> {
  const { gtin14 } = await variant();
  const id = recallPrefix(gtin14) + idOf(900);
  const row = { id, gtin14, lots: ['L1'], serials: [], fromMs: startMs - 1, toMs: null, text, level: 'stop' as const };
  await commit(database.db, [put('recall', shop.chain, { ...row, ...part })]);
}
const ask = async (piece?: object) => {
  const { id: variantId, productId } = await variant();
  const open = {
    productId,
    variantId,
    quantity: 1,
    shown: null,
    customer: null,
    siblings: [],
    ...(piece && { piece }),
  };
  return pushOne(server.app, tablet, await buildAction(tablet, 'hold', open, { v: 2 }));
};
const reserved = async () =>
  (
    await database.db
      .selectFrom('stock')
      .select('reserved')
      .where('id', '=', shop.variantIds[1] ?? '')
      .where('home_id', '=', shop.store)
      .executeTakeFirstOrThrow()
  ).reserved;

describe('a recall that the tablet had not heard of', () => {
  test('[OC1] stops the hold of its lot, and the stored receipt says why', async () => {
    const before = await reserved();
    await callBack();
    const receipt = await ask({ lot: 'L1' });
    expect(receipt).toMatchObject({
      status: 'final',
      outcome: { status: 'rejected', code: 'wrong_state', result: { recall: text } },
    });
    expect(await reserved()).toBe(before);
    const kept = await database.db.selectFrom('receipt').select('outcome').executeTakeFirstOrThrow();
    expect(kept.outcome).toEqual(receipt.outcome);
  });

  test('lets another lot, and the tablet that says none, have theirs; of the whole product nobody', async () => {
    await callBack();
    expect((await ask({ lot: 'L2' })).outcome?.status).toBe('applied');
    expect((await ask()).outcome?.status).toBe('applied');
    await callBack({ lots: [] });
    expect((await ask()).outcome?.code).toBe('wrong_state');
    await callBack({ lots: [], toMs: startMs });
    expect((await ask()).outcome?.status).toBe('applied');
  });
});

test('a number that this shop does not sell is an event with its number: what a list of unmet demand counts', async () => {
  const open = { gtin14: '07891000100103' };
  const receipt = await pushOne(server.app, tablet, await buildAction(tablet, 'note-unknown', open));
  expect(receipt.outcome?.status).toBe('applied');
  const noted = await database.db
    .selectFrom('event')
    .select(['home_id', 'data', 'customer'])
    .where('name', '=', 'act:note-unknown')
    .execute();
  expect(noted).toMatchObject([{ home_id: shop.store, data: open, customer: null }]);
  // A card or a scale's label may be somebody's own.
  const card = await pushOne(
    server.app,
    tablet,
    await buildAction(tablet, 'note-unknown', { gtin14: '02012345678903' }),
  );
  expect(card.outcome?.code).toBe('invalid_input');
});
