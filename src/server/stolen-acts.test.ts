// What a device can do with a copy of another one's acts, offered as its own or from another chain [PO3, AR1].
import { deskFullKind } from '#domain/problem.ts';
import { put } from '#domain/tx.ts';
import type { Action } from '#protocol/action.ts';
import type { ParkedAnswer } from '#protocol/parked.ts';
import { seal } from '#protocol/sealed.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  carriedBy,
  nextId,
  postSigned,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, makeSmallShop, smallShop, type SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { unprovenIdOf } from './derived-id.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let maker: TestDevice;
/** Of the same store, and of another chain on this server. */
let colleague: TestDevice;
let stranger: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  maker = await addDevice(database.db, shop.store);
  colleague = await addDevice(database.db, shop.store, 'staff');
  const other = await makeSmallShop(database.db, smallShop(20_000), undefined, true);
  stranger = await addDevice(database.db, other.store, 'staff');
});

const contact = { name: 'Luís', phone: '+55 11 99999-0000' };
const open = () => ({
  productId: shop.productId,
  variantId: shop.variantIds[1] ?? '',
  quantity: 1,
  shown: null,
  customer: null,
  siblings: [],
});
async function sealedHold(): Promise<Action> {
  const id = nextId<Action['id']>();
  const sealed = await seal(server.authority.sealing.current, { id, kind: 'hold', v: 2 }, contact);
  const part = { v: 2, payload: { open: open(), sealed }, createdAtMs: server.clock.ms };
  return { ...(await buildAction(maker, 'hold', open(), part)), id };
}
const origin = () => ({ device: maker.id, epoch: maker.epoch });
const entries = () =>
  database.db.selectFrom('problem').select(['id', 'device', 'contact', 'state', 'reason']).orderBy('id').execute();
const letters = () => database.db.selectFrom('dead_letter').select(['id', 'device']).execute();
const holds = () => database.db.selectFrom('hold').select(['id', 'contact']).execute();
const tellParked = async (by: TestDevice, act: object): Promise<readonly string[]> => {
  const acts = [{ attempts: 8, failingSinceMs: server.clock.ms - 1, ...act }];
  const said = { epoch: by.epoch, appVersion: '1', acts };
  return (await postSigned<ParkedAnswer>(server.app, by, '/sync/v1/parked', said)).body.kept;
};
const takers = () => [
  ['a device of the same store', colleague] as const,
  ['a device of another chain', stranger] as const,
];

describe("an act that is another device's", () => {
  test('[PO3, SV1, AR1] offered as its own, it leaves the id free and what is sealed in it shut', async () => {
    for (const [who, by] of takers()) {
      const act = await sealedHold();
      const first = await pushOne(server.app, by, { origin: null, action: { ...act, seq: 500 } });
      expect([who, first.outcome?.code, first.revs]).toEqual([who, 'grant_unknown', {}]);
      expect((await entries()).filter(({ device }) => device === by.id)).toMatchObject([
        { id: unprovenIdOf(act), contact: null },
      ]);
      expect([who, (await pushOne(server.app, maker, act)).outcome?.status]).toEqual([who, 'applied']);
    }
    expect((await holds()).map((row) => row.contact)).toEqual([contact, contact]);
  });

  test('[PO3, T10] proven, but offered from another chain, it leaves the id free and what is sealed in it shut', async () => {
    const act = await sealedHold();
    expect((await pushOne(server.app, stranger, await carriedBy(maker, act))).outcome?.code).toBe('grant_unknown');
    expect(await entries()).toMatchObject([{ device: stranger.id, contact: null }]);
    expect((await pushOne(server.app, maker, act)).outcome?.status).toBe('applied');
  });

  test('[PO3, AR1] with a wrong proof, nothing sealed in it is opened', async () => {
    for (const [, by] of takers())
      await pushOne(server.app, by, { origin: origin(), action: await sealedHold(), proof: '' });
    expect((await entries()).map((row) => row.contact)).toEqual([null, null]);
  });

  test('[PO3, SV1] an id that was used up while its grant was unknown is given back to the device that has the grant', async () => {
    const act = await sealedHold();
    const { grant } = maker;
    // As in a database that was restored from before the grant.
    await database.db.deleteFrom('grant').where('id', '=', grant.id).execute();
    expect((await pushOne(server.app, colleague, act)).outcome?.code).toBe('grant_unknown');
    expect((await entries()).map((row) => row.contact)).toEqual([null]);
    expect((await pushOne(server.app, maker, act)).outcome?.code).toBe('grant_unknown');
    await commit(database.db, [put('grant', grant.home, grant)]);
    expect((await pushOne(server.app, maker, act)).outcome?.code).toBe('ok');
    // And stays its own from then on.
    expect((await pushOne(server.app, maker, act)).outcome?.code).toBe('ok');
    expect(await holds()).toEqual([{ id: act.id, contact }]);
    expect(await database.db.selectFrom('receipt').select('device').execute()).toEqual([{ device: maker.id }]);
  });

  test('[PO3, SV1] nor is an id used up by something under it that nobody can read', async () => {
    const act = await sealedHold();
    const junk = { origin: null, action: { id: act.id, junk: true } };
    expect((await pushOne(server.app, colleague, junk)).outcome?.code).toBe('invalid_input');
    expect((await pushOne(server.app, maker, act)).outcome?.code).toBe('ok');
  });
});

describe("another device's act, told as parked", () => {
  const told = async () => {
    const act = await sealedHold();
    const forged = { ...act, payload: { ...act.payload, open: { ...open(), quantity: 5 } } };
    return [
      [act, { origin: null, action: act }],
      [act, { origin: origin(), action: act }],
      [act, { origin: origin(), action: act, proof: '' }],
      [act, { origin: origin(), action: forged, proof: (await carriedBy(maker, act)).proof }],
    ] as const;
  };

  test('[PO3, AR1] without its proof it is kept beside the place of the true one, and what is sealed in it stays shut', async () => {
    for (const [, by] of takers())
      for (const [act, said] of await told()) {
        // Safe here, so that it is not told again with every cycle.
        expect(await tellParked(by, said)).toEqual([act.id]);
        expect(await tellParked(by, said)).toEqual([act.id]);
        const id = unprovenIdOf(said.action);
        const ofIt = async () => (await entries()).filter((row) => row.id === id || row.id === act.id);
        expect(await ofIt()).toEqual([{ id, device: by.id, contact: null, state: 'open', reason: 'parked' }]);
        expect((await letters()).at(-1)).toEqual({ id, device: by.id });
        await database.db.deleteFrom('problem').execute();
        await database.db.deleteFrom('dead_letter').execute();
      }
  });

  test('[PO3] with its proof it is kept as the true one: the desk may call whoever left a number', async () => {
    const act = await sealedHold();
    await tellParked(colleague, await carriedBy(maker, act));
    expect(await entries()).toMatchObject([{ id: act.id, contact, reason: 'parked' }]);
    expect(await letters()).toEqual([{ id: act.id, device: maker.id }]);
  });

  test('[PO3, I2] what the desk did for a false copy does not stand for the true act', async () => {
    const [act, said] = (await told())[3];
    await tellParked(colleague, said);
    await database.db.updateTable('problem').set({ state: 'solved', how: 'online', solved_by: 'Ana' }).execute();
    expect((await pushOne(server.app, maker, act)).outcome?.status).toBe('applied');
  });
});

describe('what the desk has done for a copy', () => {
  const ways = {
    'refused as not proven': (act: Action) =>
      pushOne(server.app, colleague, { origin: origin(), action: act, proof: '' }),
    'told as parked': (act: Action) => tellParked(colleague, { origin: origin(), action: act }),
  };
  const redo = async (act: Action, answers: Action['id'] | null = null) => {
    const shift = await addGrant(database.db, colleague, 'staff', { name: 'Ana' });
    const as = { actor: shift.id, createdAtMs: server.clock.ms };
    const again = await buildAction(colleague, 'hold', act.payload.open, { ...as, answers });
    const receipt = await pushOne(server.app, colleague, again);
    const solve = { problemId: unprovenIdOf(act), how: 'done_again', answer: again.id };
    return {
      receipt,
      solved: await pushOne(server.app, colleague, await buildAction(colleague, 'solve-problem', solve, as)),
    };
  };
  const listed = () =>
    database.db.selectFrom('problem').select(['id', 'state', 'answer']).where('kind', '!=', deskFullKind).execute();

  for (const [way, heard] of Object.entries(ways)) {
    test(`[PO3, I2] ${way}: is not done a second time by the true act`, async () => {
      const act = await buildAction(maker, 'hold', open(), { createdAtMs: server.clock.ms });
      await heard(act);
      expect((await redo(act)).solved.outcome?.status).toBe('applied');
      expect((await pushOne(server.app, maker, act)).outcome).toMatchObject({
        status: 'superseded',
        code: 'already_done',
        result: { by: 'Ana' },
      });
      expect(await holds()).toHaveLength(1);
      expect(await listed()).toMatchObject([{ id: unprovenIdOf(act), state: 'solved' }]);
    });

    test(`[PO3, I2] ${way}: the true act closes the entry, and nobody does it again after that`, async () => {
      const act = await buildAction(maker, 'hold', open(), { createdAtMs: server.clock.ms });
      await heard(act);
      expect((await pushOne(server.app, maker, act)).outcome?.status).toBe('applied');
      expect(await listed()).toEqual([{ id: unprovenIdOf(act), state: 'seen', answer: act.id }]);
      expect((await redo(act, unprovenIdOf(act))).receipt.outcome?.code).toBe('already_done');
      expect(await holds()).toHaveLength(1);
    });
  }

  test('[PO3, I2] nor while its person has yet to be told of it: the entry stays in the hands of whoever did it', async () => {
    const act = await buildAction(maker, 'hold', open(), { createdAtMs: server.clock.ms });
    await ways['told as parked'](act);
    const done = { state: 'taken', how: 'done_again', owner_name: 'Ana', answer: nextId<Action['id']>() } as const;
    await database.db.updateTable('problem').set(done).execute();
    expect((await pushOne(server.app, maker, act)).outcome).toMatchObject({
      code: 'already_done',
      result: { by: 'Ana' },
    });
    expect(await listed()).toEqual([{ id: unprovenIdOf(act), state: 'taken', answer: done.answer }]);
    expect((await redo(act, unprovenIdOf(act))).receipt.outcome?.code).toBe('already_done');
    expect(await holds()).toEqual([]);
  });

  test('[PO3, OC1] the true act, refused, takes the entry over with whoever has it in hand', async () => {
    const part = { createdAtMs: server.clock.ms };
    const act = await buildAction(maker, 'hold', { ...open(), variantId: shop.variantIds[2] }, part);
    await ways['told as parked'](act);
    await database.db.updateTable('problem').set({ state: 'taken', owner_name: 'Ana' }).execute();
    expect((await pushOne(server.app, maker, act)).outcome?.status).toBe('needs_choice');
    const found = await database.db.selectFrom('problem').select(['id', 'state', 'owner_name']).execute();
    expect(found.toSorted((a) => (a.id === act.id ? -1 : 1))).toEqual([
      { id: act.id, state: 'taken', owner_name: 'Ana' },
      { id: unprovenIdOf(act), state: 'seen', owner_name: 'Ana' },
    ]);
  });
});
