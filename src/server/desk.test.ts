import type { Grant } from '#domain/actor.ts';
import { shortCode } from '#domain/ids.ts';
import { personLeftAfterMs, readingTimeMs } from '#domain/problem.ts';
import { feedName } from '#domain/home.ts';
import { put } from '#domain/tx.ts';
import type { Action } from '#protocol/action.ts';
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
import { commit, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { serverAct } from './server-act.ts';

const minuteMs = 60_000;
let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
});

const soldOut = 2;
const holdInput = (part: object = {}) => ({
  productId: shop.productId,
  variantId: shop.variantIds[soldOut],
  quantity: 1,
  shown: null,
  customer: null,
  siblings: [],
  ...part,
});
/** Made now unless the test says otherwise. */
const buildHold = (input: object = {}, part: Partial<Action> = {}) =>
  buildAction(tablet, 'hold', holdInput(input), { createdAtMs: server.clock.ms, ...part });
const one = (action: Action) => pushOne(server.app, tablet, action);
const problems = () => database.db.selectFrom('problem').selectAll().orderBy('made_ms').execute();
const elsewhere = () => ({ siblings: [shop.variantIds[0], shop.variantIds[1]] });

describe('what did not end as asked', () => {
  test('[OC1] is on the desk once its person had time to read it, with all that is needed to answer', async () => {
    const hold = await buildHold(elsewhere());
    const receipt = await one(hold);
    const opensMs = server.clock.ms + readingTimeMs;
    expect(receipt).toMatchObject({ outcome: { status: 'needs_choice' }, deskMs: opensMs });
    expect(await problems()).toMatchObject([
      {
        home_id: shop.store,
        id: hold.id,
        code: shortCode(hold.id),
        reason: 'outcome',
        kind: 'hold',
        status: 'needs_choice',
        outcome_code: 'sold_out',
        open: hold.payload.open,
        alternatives: [{ kind: 'other_variant' }, { kind: 'other_variant' }, { kind: 'online' }],
        device: tablet.id,
        device_name: 'T',
        made_ms: server.clock.ms,
        opens_ms: opensMs,
        deadline_ms: opensMs + 30 * minuteMs,
        state: 'open',
      },
    ]);
  });

  test('[OC1] is on the desk at once when its person must have gone', async () => {
    const hold = await buildHold();
    server.clock.ms += personLeftAfterMs + 1;
    expect((await one(hold)).deskMs).toBe(server.clock.ms);
    expect(await problems()).toMatchObject([{ opens_ms: server.clock.ms, made_ms: hold.createdAtMs }]);
  });

  test('[OC1] reaches the staff by the change feed, in the same rev as the outcome', async () => {
    const staff = await addDevice(database.db, shop.store, 'staff');
    const shift = await addGrant(database.db, staff, 'staff');
    const feed = feedName('store/staff', shop.store);
    const { body: before } = await pull(server.app, staff, { [feed]: null }, [shift.id]);
    const page = before.pages[feed];
    const receipt = await one(await buildHold());
    const cursor = { timeline: page?.timeline, rev: page?.to, tag: page?.tag };
    const { body } = await pull(server.app, staff, { [feed]: cursor }, [shift.id]);
    expect(body.pages[feed]).toMatchObject({
      to: receipt.revs[shop.store],
      changes: [{ table: 'problem', id: receipt.id }],
    });
  });

  test('[OC1] what was applied needs nobody; what was adjusted does unless its person reads it', async () => {
    const { deskMs } = await one(await buildHold({ variantId: shop.variantIds[1], quantity: 1 }));
    const fewer = await one(await buildHold({ variantId: shop.variantIds[1], quantity: 9 }));
    expect([deskMs, fewer.outcome?.status]).toEqual([null, 'adjusted']);
    expect(fewer.deskMs).toBe(server.clock.ms + readingTimeMs);
    expect(await problems()).toMatchObject([{ id: fewer.id, state: 'open' }]);
  });

  test('[OC1] what was adjusted after its person had gone is told to somebody', async () => {
    const hold = await buildHold({ variantId: shop.variantIds[1], quantity: 9 });
    server.clock.ms += personLeftAfterMs + 1;
    expect(await one(hold)).toMatchObject({ outcome: { status: 'adjusted' }, deskMs: server.clock.ms });
    expect(await problems()).toMatchObject([{ status: 'adjusted', result: { quantity: 5, asked: 9 } }]);
  });

  test("[OC1] what the tablet or the server does by itself is nobody's problem", async () => {
    expect((await one(await buildAction(tablet, 'see-outcome', { actionId: nextId() }))).outcome?.status).toBe(
      'rejected',
    );
    expect(
      (await one(await buildAction(tablet, 'take-lease', { variantId: nextId(), units: 1 }))).outcome?.status,
    ).toBe('rejected');
    await serverAct(server.authority, shop.store, 'release-hold', { holdId: nextId(), variantId: shop.variantIds[0] });
    expect(await problems()).toEqual([]);
  });

  test('[SV2] a replayed receipt says the same about the desk, and makes no second entry', async () => {
    const hold = await buildHold();
    const first = await one(hold);
    server.clock.ms += minuteMs;
    expect(await one(hold)).toEqual({ ...first, serverTimeMs: server.clock.ms });
    expect(await problems()).toHaveLength(1);
  });

  test('[OC1] [ID5] an act of a shift that is over is on the desk at once, with the deadline of its kind', async () => {
    const shift: Grant = await addGrant(database.db, tablet, 'staff', { revokedMs: startMs + 30_000 });
    const act = await buildAction(
      tablet,
      'hand-over',
      { fulfilmentId: nextId(), proof: '123456' },
      { actor: shift.id, createdAtMs: startMs + 40_000 },
    );
    expect(await one(act)).toMatchObject({ outcome: { code: 'grant_ended' }, deskMs: server.clock.ms });
    expect(await problems()).toMatchObject([{ kind: 'hand-over', deadline_ms: server.clock.ms + 10 * minuteMs }]);
  });

  test('[SV6] an act that could not even be read is there too: somebody wanted something', async () => {
    const id = nextId();
    const receipt = await pushOne(server.app, tablet, { origin: null, action: { id, junk: true } });
    expect(receipt.outcome?.code).toBe('invalid_input');
    expect(await problems()).toMatchObject([
      { id, outcome_code: 'invalid_input', open: null, deadline_ms: expect.any(Number) },
    ]);
  });

  test('[SV4] [OC1] an act that has outlived its receipt is there with that reason, and its copy is kept', async () => {
    await database.db
      .updateTable('grant')
      .set({ issued_ms: 0, ends_ms: startMs * 2 })
      .execute();
    const hold = await buildHold({ variantId: shop.variantIds[1] });
    server.clock.ms += 401 * 86_400_000;
    expect(await one(hold)).toMatchObject({
      outcome: { status: 'expired', code: 'already_ended' },
      deskMs: server.clock.ms,
    });
    expect(await problems()).toMatchObject([{ id: hold.id, reason: 'too_old', status: 'expired' }]);
    expect(await database.db.selectFrom('dead_letter').select(['id', 'reason']).execute()).toEqual([
      { id: hold.id, reason: 'too_old' },
    ]);
  });

  test('an act in the home of a customer is on the desk of the store that it was made in [OC1]', async () => {
    const input = { productId: nextId(), variantId: shop.variantIds[0], store: shop.store, saved: true };
    const save = await buildAction(tablet, 'save-to-list', input, { home: nextId() });
    expect((await one(save)).outcome?.code).toBe('unknown_product');
    expect(await problems()).toMatchObject([{ home_id: shop.store, id: save.id }]);
  });
});

describe('an entry closes itself', () => {
  const see = async (actionId: string) => one(await buildAction(tablet, 'see-outcome', { actionId }));

  test('[OC1] when its person has read it on the tablet', async () => {
    const hold = await buildHold();
    await one(hold);
    expect((await see(hold.id)).outcome?.status).toBe('applied');
    expect(await problems()).toMatchObject([{ state: 'seen', solved_ms: server.clock.ms }]);
  });

  test('[OC3] when the same tablet answers the choice, in the same transaction as the answer', async () => {
    const hold = await buildHold(elsewhere());
    await one(hold);
    const receipt = await one(await buildHold({ variantId: shop.variantIds[1] }, { answers: hold.id }));
    expect(receipt.outcome?.status).toBe('applied');
    expect(await problems()).toMatchObject([{ id: hold.id, state: 'seen', rev: receipt.revs[shop.store] }]);
  });

  test('[OC3] an answer that is refused itself is the entry that stays', async () => {
    const hold = await buildHold(elsewhere());
    await one(hold);
    server.clock.ms += 1;
    const answer = await buildHold({}, { answers: hold.id });
    await one(answer);
    expect((await problems()).map(({ id, state }) => [id, state])).toEqual([
      [hold.id, 'seen'],
      [answer.id, 'open'],
    ]);
  });

  test('[OC1] another tablet closes nothing, and what a colleague has in hand stays in hand', async () => {
    const hold = await buildHold();
    await one(hold);
    const other = await addDevice(database.db, shop.store);
    const input = holdInput({ variantId: shop.variantIds[1] });
    await pushOne(server.app, other, await buildAction(other, 'hold', input, { answers: hold.id }));
    expect(await problems()).toMatchObject([{ state: 'open' }]);
    const shift = await addGrant(database.db, tablet, 'staff');
    await one(await buildAction(tablet, 'take-problem', { problemId: hold.id }, { actor: shift.id }));
    await one(await buildHold({ variantId: shop.variantIds[1] }, { answers: hold.id }));
    expect(await problems()).toMatchObject([{ state: 'taken', owner_name: 'Ana' }]);
  });

  test('[OC1] the desk takes and solves it; the second who tries hears who was faster', async () => {
    const hold = await buildHold();
    await one(hold);
    const [ana, rui] = [
      await addGrant(database.db, tablet, 'staff'),
      await addGrant(database.db, tablet, 'staff', { name: 'Rui' }),
    ];
    const solve = (actor: Grant) =>
      buildAction(tablet, 'solve-problem', { problemId: hold.id, how: 'told', answer: null }, { actor: actor.id });
    await one(await buildAction(tablet, 'take-problem', { problemId: hold.id }, { actor: ana.id }));
    expect((await one(await solve(ana))).outcome?.status).toBe('applied');
    expect((await one(await solve(rui))).outcome).toMatchObject({ status: 'superseded', result: { by: 'Ana' } });
    expect((await problems())[0]).toMatchObject({ state: 'solved', solved_by: 'Ana', how: 'told' });
  });
});

describe('a task', () => {
  test('that a colleague has done already says who it was', async () => {
    const [ana, rui] = [await addGrant(database.db, tablet, 'staff'), await addGrant(database.db, tablet, 'staff')];
    await commit(database.db, [
      put('staff', shop.store, { id: ana.subject ?? '', number: '102', name: 'Ana', role: 'staff', live: true }),
    ]);
    const call = await buildAction(tablet, 'call-staff', {
      reason: 'call',
      text: 'x',
      productId: null,
      variantId: null,
    });
    await one(call);
    const finish = (actor: Grant) => buildAction(tablet, 'finish-task', { taskId: call.id }, { actor: actor.id });
    expect((await one(await finish(ana))).outcome?.status).toBe('applied');
    expect((await one(await finish(rui))).outcome).toMatchObject({
      status: 'superseded',
      code: 'already_done',
      result: { by: 'Ana' },
    });
  });
});
