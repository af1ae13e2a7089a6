// What somebody can do who holds a file of acts, and writes into it what they like [PO3].
import { put } from '#domain/tx.ts';
import { type Action, actionHash } from '#protocol/action.ts';
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
import { beforeEach, describe, expect, test } from 'vitest';
import { serverGrantOf } from './session/grants.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
/** Where the manager was signed in and the file was written, and where it is opened. */
let maker: TestDevice;
let opener: TestDevice;
let managerShift: string;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  maker = await addDevice(database.db, shop.store, 'staff');
  opener = await addDevice(database.db, shop.store, 'staff');
});
beforeEach(async () => {
  managerShift = (await addGrant(database.db, maker, 'manager')).id;
});

const hold = () => ({
  productId: shop.productId,
  variantId: shop.variantIds[1],
  quantity: 1,
  shown: null,
  customer: null,
  siblings: [],
});
const cheap = () => ({
  productId: shop.productId,
  variantIds: [...shop.variantIds],
  price: { minor: 1, currency: 'BRL' },
});
const priceChange = (by: TestDevice) =>
  buildAction(by, 'change-price', cheap(), {
    home: shop.chain,
    actor: managerShift as Action['actor'],
    lane: 'price/x',
  });
/** The same act with other words in it and a hash that fits them. */
async function forged(action: Action, part: Partial<Action>): Promise<Action> {
  const bare = { ...action, ...part };
  return { ...bare, hash: await actionHash(bare) };
}
const origin = (of: TestDevice) => ({ device: of.id, epoch: of.epoch });
const nothingHappened = async (): Promise<void> => {
  const offers = await database.db.selectFrom('offer').select('price').execute();
  expect(offers.map(({ price }) => price.minor)).toEqual([45_900, 45_900, 45_900]);
  expect(await database.db.selectFrom('hold').selectAll().execute()).toEqual([]);
  expect(await database.db.selectFrom('receipt').selectAll().execute()).toEqual([]);
};

describe('a file of acts in the wrong hands', () => {
  test("[PO3, ID5] the grant's id that stands in it does nothing: no act is made in the manager's name", async () => {
    const act = await priceChange(maker);
    for (const offered of [
      { origin: origin(maker), action: act, proof: '' },
      { ...(await carriedBy(opener, act)), origin: origin(maker) },
    ])
      expect((await pushOne(server.app, opener, offered)).outcome?.code).toBe('grant_unknown');
    await nothingHappened();
    expect(await database.db.selectFrom('outcome').select('device').execute()).toEqual([]);
  });

  test('[PO3] what was changed in it is refused, whatever it was', async () => {
    const file = await carriedBy(
      maker,
      await buildAction(maker, 'hold', hold(), { actor: managerShift as Action['actor'] }),
    );
    const changes: Partial<Action>[] = [
      { kind: 'change-price', home: shop.chain, payload: { open: cheap(), sealed: null } },
      { payload: { open: { ...hold(), quantity: 5 }, sealed: null } },
      { lane: 'visit/ABCDEFGH' },
      { id: nextId<Action['id']>() },
      { createdAtMs: startMs - 500 },
      { seq: 900 },
    ];
    for (const change of changes) {
      const action = await forged(file.action, change);
      expect((await pushOne(server.app, opener, { ...file, action })).outcome?.code).toBe('grant_unknown');
    }
    const elsewhere = { ...file, origin: { ...file.origin, epoch: 'another-epoch' } };
    expect((await pushOne(server.app, opener, elsewhere)).outcome?.code).toBe('grant_unknown');
    await nothingHappened();
    expect((await pushOne(server.app, opener, file)).outcome?.status).toBe('applied');
  });

  test("[PO3, SV0] naming the opening device's own epoch, it neither acts nor uses up its numbers", async () => {
    const shift = (await addGrant(database.db, opener, 'manager', { endsMs: startMs + 1000 })).id;
    const act = await forged(await priceChange(opener), { actor: shift as Action['actor'], seq: 1 });
    for (const named of [null, origin(opener), { device: opener.id, epoch: 'older-epoch' }]) {
      const { status, body } = await push(server.app, opener, { origin: named, action: act, proof: '' });
      expect([status, body.receipts[0]?.outcome?.code]).toEqual([200, 'grant_unknown']);
    }
    await nothingHappened();
    const own = await buildAction(opener, 'hold', hold(), { seq: 1 });
    expect((await pushOne(server.app, opener, own)).outcome?.status).toBe('applied');
  });

  test('[PO3, SV1] an id that was taken out of it stays free for the act that it is of', async () => {
    const action = await buildAction(maker, 'hold', hold());
    const other = await forged(action, { payload: { open: { ...hold(), quantity: 5 }, sealed: null } });
    await pushOne(server.app, opener, { origin: origin(maker), action: other, proof: '' });
    await pushOne(server.app, opener, { origin: origin(maker), action: { id: action.id, junk: true }, proof: '' });
    await nothingHappened();
    expect((await pushOne(server.app, maker, action)).outcome?.status).toBe('applied');
    expect((await pushOne(server.app, opener, { origin: origin(maker), action: other, proof: '' })).outcome?.code).toBe(
      'grant_unknown',
    );
  });

  test('[OC1] the desk hears of it once, and of the device where it was opened', async () => {
    const action = await buildAction(maker, 'hold', hold());
    const offered = { origin: origin(maker), action, proof: '' };
    const first = await pushOne(server.app, opener, offered);
    await pushOne(server.app, opener, offered);
    const entries = await database.db.selectFrom('problem').select(['id', 'device', 'outcome_code', 'open']).execute();
    expect(entries).toMatchObject([{ device: opener.id, outcome_code: 'grant_unknown', open: action.payload.open }]);
    expect([first.deskMs, entries[0]?.id === action.id]).toEqual([expect.any(Number), false]);
  });

  test('[PO3, SV2] without any proof, as a tablet of an earlier version has it, it may be offered again and stores nothing', async () => {
    const action = await buildAction(maker, 'hold', hold());
    const alarms = async () =>
      (await server.authority.metrics.text()).split('\n').filter((line) => line.startsWith('gondola_alarms_total{'));
    const before = await alarms();
    for (let tries = 0; tries < 3; tries += 1)
      expect(await pushOne(server.app, opener, { origin: origin(maker), action })).toMatchObject({
        status: 'retry',
        outcome: null,
      });
    await nothingHappened();
    expect(await database.db.selectFrom('problem').selectAll().execute()).toEqual([]);
    expect(await alarms()).toEqual(before);
    expect((await pushOne(server.app, maker, action)).outcome?.status).toBe('applied');
    // Once its end is known, whoever still holds a copy hears it.
    expect((await pushOne(server.app, opener, { origin: origin(maker), action })).outcome?.code).toBe('ok');
  });

  test('[T6] what a lost device signed is refused, a suspended one may be let in again, what a retired one wrote before still counts', async () => {
    const file = await carriedBy(maker, await buildAction(maker, 'hold', hold()));
    const as = async (state: 'lost' | 'suspended' | 'retired') => {
      const { id, home } = maker;
      const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', maker.keys.publicKey);
      const publicKey = { kty: kty ?? '', crv: crv ?? '', x: x ?? '', y: y ?? '' };
      const row = { id, name: 'T', mode: 'staff' as const, state, publicKey, enrolledMs: 0, approvedBy: null };
      await commit(database.db, [put('device', home, row)]);
      const { status, outcome } = await pushOne(server.app, opener, file);
      return outcome?.code ?? status;
    };
    expect([await as('lost'), await as('suspended'), await as('retired')]).toEqual(['grant_unknown', 'retry', 'ok']);
  });

  test("[ID5] the server's own grant is nobody else's", async () => {
    const grant = await serverGrantOf(server.authority, shop.store);
    const action = await buildAction(
      opener,
      'release-hold',
      { holdId: nextId(), variantId: shop.variantIds[0] },
      { actor: grant.id },
    );
    const said = { origin: { device: grant.device, epoch: 'server' }, action };
    expect((await pushOne(server.app, opener, { ...said, proof: '' })).outcome?.code).toBe('grant_unknown');
    expect((await pushOne(server.app, opener, said)).status).toBe('retry');
    await nothingHappened();
  });
});
