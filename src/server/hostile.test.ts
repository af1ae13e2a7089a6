import type { ActionId } from '#domain/ids.ts';
import type { Action } from '#protocol/action.ts';
import type { PushAnswer } from '#protocol/push.ts';
import {
  addDevice,
  addGrant,
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
import { type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { key, peek, peekPrefix, put } from '#domain/tx.ts';
import { firstUnlocked } from './push.ts';

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

const callInput = { reason: 'call', text: 'x', productId: null, variantId: null };
const buildCall = (part: Partial<Action> = {}, device = tablet) => buildAction(device, 'call-staff', callInput, part);
const holdInput = (part: object = {}) => ({
  productId: shop.productId,
  variantId: shop.variantIds[1],
  quantity: 1,
  shown: null,
  customer: null,
  siblings: [],
  ...part,
});
const one = (action: Action, device = tablet) => pushOne(server.app, device, action);
const problems = () => database.db.selectFrom('problem').selectAll().execute();
const tasks = () => database.db.selectFrom('task').selectAll().execute();

describe('[F27] versions', () => {
  test('[EV1] an act of version 1 means under a newer server what it meant', async () => {
    expect((await one(await buildAction(tablet, 'hold', holdInput()))).outcome?.status).toBe('applied');
    const input = { ...holdInput(), lease: 'x' };
    expect((await one(await buildAction(tablet, 'hold', input, { v: 1 }))).outcome?.code).toBe('invalid_input');
    expect((await one(await buildAction(tablet, 'hold', holdInput(), { v: 2 }))).outcome?.status).toBe('applied');
  });

  test('[EV1] [OC1] one that this server does not know yet is refused by name, kept, and on the desk; its lane goes on', async () => {
    const newer = await buildAction(tablet, 'hold', { wish: 1 }, { v: 9 });
    const { body } = await push(server.app, tablet, newer, await buildCall());
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual(['unknown_kind', 'ok']);
    expect(body.receipts[0]?.outcome?.result).toEqual({ kind: 'hold', v: 9 });
    expect(await problems()).toMatchObject([{ id: newer.id, outcome_code: 'unknown_kind', open: { wish: 1 } }]);
    expect(await one(newer)).toMatchObject({ outcome: { code: 'unknown_kind' } });
  });
});

describe('[F34] poison at the head of a lane', () => {
  test('[SV6] is answered for good, and what stands behind it is taken in the same batch', async () => {
    const poison = [
      { id: nextId(), lane: 'visit/v1', payload: 7 },
      { ...(await buildCall()), seq: 'one' },
      { ...(await buildCall()), createdAtMs: Number.MAX_VALUE },
      { ...(await buildCall()), dependsOn: ['x'] },
      { ...(await buildCall()), lane: '' },
    ];
    const after = await buildCall();
    const offered = poison.map((action) => ({ origin: null, action }));
    const { body } = await push(server.app, tablet, ...offered, after);
    expect(body.receipts.map(({ status, outcome }) => [status, outcome?.code])).toEqual([
      ...poison.map(() => ['final', 'invalid_input']),
      ['final', 'ok'],
    ]);
    for (const { outcome } of body.receipts.slice(0, -1)) expect(outcome?.result['reason']).toMatch(/^[\w.]+: [\w ]+/);
    expect(await database.db.selectFrom('receipt').selectAll().execute()).toHaveLength(poison.length + 1);
  });
});

describe('[F35] a parent that is refused', () => {
  test('[OR2] [OC1] refuses its children by name, each on the desk, and theirs in turn', async () => {
    const parent = await buildAction(tablet, 'hold', holdInput({ productId: nextId() }));
    const child = await buildCall({ dependsOn: [parent.id] as ActionId[], lane: 'visit/b' });
    const grandchild = await buildCall({ dependsOn: [child.id] as ActionId[], lane: 'visit/c' });
    const { body } = await push(server.app, tablet, parent, child, grandchild);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual([
      'unknown_product',
      'parent_rejected',
      'parent_rejected',
    ]);
    expect(await problems()).toHaveLength(3);
    expect(await tasks()).toEqual([]);
  });
});

describe('[F36] one id, another payload', () => {
  test('[SV1] the first stands, the other is kept and on the desk, however often it comes', async () => {
    const first = await buildCall();
    const twin = { ...(await buildAction(other, 'hold', holdInput())), id: first.id };
    const receipt = await one(first);
    for (let time = 0; time < 3; time += 1)
      expect((await one(twin, other)).outcome).toMatchObject({ status: 'rejected', code: 'id_reused' });
    expect(await one(first)).toMatchObject({ outcome: receipt.outcome, deskMs: null });
    expect(await database.db.selectFrom('dead_letter').select(['id', 'reason']).execute()).toEqual([
      { id: first.id, reason: 'id_reused' },
    ]);
    expect(await problems()).toMatchObject([{ outcome_code: 'id_reused', kind: 'hold', device: other.id }]);
    expect((await problems())[0]?.id).not.toBe(first.id);
    expect(await database.db.selectFrom('hold').selectAll().execute()).toEqual([]);
  });
});

describe('[F37] whoever is there at the push', () => {
  test('[ID5] an act is judged by the visit that made it, although another shopper stands there now', async () => {
    const [before, now] = [
      await addGrant(database.db, tablet, 'visit', { endsMs: startMs + 20_000 }),
      await addGrant(database.db, tablet, 'visit', { issuedMs: startMs + 30_000 }),
    ];
    const made = await buildCall({ actor: before.id, createdAtMs: startMs + 10_000, lane: 'visit/a' });
    const late = await buildCall({ actor: before.id, createdAtMs: startMs + 25_000, lane: 'visit/a' });
    const fresh = await buildCall({ actor: now.id, createdAtMs: startMs + 40_000, lane: 'visit/b' });
    const { body } = await push(server.app, tablet, made, late, fresh);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual(['ok', 'grant_ended', 'ok']);
  });

  test('[PU3] a device that was suspended is told so, loses nothing, and is taken again once it is let in', async () => {
    const call = await buildCall();
    const setState = (state: 'active' | 'suspended') =>
      database.db.updateTable('device').set({ state }).where('id', '=', tablet.id).execute();
    await setState('suspended');
    expect(await push(server.app, tablet, call)).toMatchObject({ status: 401, body: { error: 'device_suspended' } });
    expect(await database.db.selectFrom('receipt').selectAll().execute()).toEqual([]);
    await setState('active');
    expect((await one(call)).outcome?.status).toBe('applied');
  });
});

describe('[F38] clocks', () => {
  test.each([
    ['1970', 0],
    ['two days slow', startMs - 2 * dayMs],
    ['two days fast', startMs + 2 * dayMs],
    ['2100', Date.UTC(2100, 0, 1)],
    ['before all time', -8.64e15],
  ])(
    '[CK1] of %s: the act counts, its time is what can be true, and what was said stays beside it',
    async (_name, ms) => {
      const call = await buildCall({ createdAtMs: ms });
      expect((await one(call)).outcome?.status).toBe('applied');
      const { created_ms: createdMs, action } = await database.db
        .selectFrom('receipt')
        .select(['created_ms', 'action'])
        .executeTakeFirstOrThrow();
      expect(createdMs).toBeGreaterThanOrEqual(tablet.grant.issuedMs);
      expect(createdMs).toBeLessThanOrEqual(server.clock.ms);
      expect(action?.createdAtMs).toBe(ms);
      expect(await tasks()).toMatchObject([{ created_ms: createdMs }]);
    },
  );
});

describe('[T7] batches that were taken on the way', () => {
  const send = (body: object) => post<PushAnswer>(server.app, '/sync/v1/push', body);

  test('[SV1] replayed word for word: the same receipts, nothing twice', async () => {
    const body = await signedBy(tablet, { deviceId: tablet.id, ...pushBody(tablet, [await buildCall()]) });
    const first = await send(body);
    expect((await send(body)).body.receipts).toEqual(first.body.receipts);
    expect(await tasks()).toHaveLength(1);
  });

  test('[PU3] changed in one place, or signed by another device: no message, nothing stored, nobody held up', async () => {
    const body = await signedBy(tablet, { deviceId: tablet.id, ...pushBody(tablet, [await buildCall()]) });
    for (const changed of [
      { ...body, pending: 7 },
      { ...body, deviceId: other.id },
      { ...body, actions: [] },
      { ...body, epoch: 'another-epoch' },
    ])
      expect((await send(changed)).status).toBe(401);
    expect(await database.db.selectFrom('device_seq').selectAll().execute()).toEqual([]);
    expect((await one(await buildCall({}, other), other)).outcome?.status).toBe('applied');
  });

  test.each([
    ['an act list that is none', { actions: 'all' }],
    ['a batch id that is a number', { batchId: 5 }],
    ['an epoch without end', { epoch: 'e'.repeat(65) }],
    ['a field too many', { also: 1 }],
    ['fewer than no acts pending', { pending: -1 }],
  ])('%s is no message: 400, signed or not', async (_name, part) => {
    const body = { deviceId: tablet.id, ...pushBody(tablet, [await buildCall()]), ...part };
    expect((await send(await signedBy(tablet, body))).status).toBe(400);
    expect(await tasks()).toEqual([]);
  });
});

describe('a row that an act writes', () => {
  const home = () => shop.store;
  const stock = () => put('stock', home(), { id: 'v', onHand: 1, reserved: 0, leased: 0, asOfMs: startMs });

  test('[SV1] [FD3] has been locked by its reads, whole prefixes included, or is new under an id of its own', () => {
    const id = nextId<ActionId>();
    const own = { ...stock(), id: `${id}/1` };
    expect(firstUnlocked(id, [key('stock', home(), 'v')], [stock(), own])).toBeUndefined();
    expect(firstUnlocked(id, [{ ...peekPrefix('stock', home(), ''), peek: false }], [stock()])).toBeUndefined();
  });

  test('[SV1] [FD3] that was only looked at, or in another home, or not at all, is a bug', () => {
    const id = nextId<ActionId>();
    expect(firstUnlocked(id, [peek('stock', home(), 'v')], [stock()])).toEqual(stock());
    expect(firstUnlocked(id, [key('stock', shop.web, 'v')], [stock()])).toEqual(stock());
    expect(firstUnlocked(id, [], [stock()])).toEqual(stock());
  });
});
