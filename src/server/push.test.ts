import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActionId, DeviceId } from '#domain/ids.ts';
import { put } from '#domain/tx.ts';
import type { Action } from '#protocol/action.ts';
import { addDevice, addGrant, buildAction, nextId, openTestServer, post, push, pushBody, pushOne, signedBy, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import { commit, emptyDatabase, makeSmallShop, smallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type MemoryDatabase, openMemoryDatabase } from './database/memory.ts';
import { migrate } from './database/migrate.ts';
import type { Database } from './database/schema.ts';
import { findHome } from './homes.ts';

const dayMs = 86_400_000;
let memory: MemoryDatabase<Database>;
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let other: TestDevice;

beforeAll(async () => {
  memory = await openMemoryDatabase<Database>();
  await migrate(memory.db, () => undefined);
  server = await openTestServer(memory.db);
});
afterAll(async () => {
  await server.close();
  await memory.close();
});
beforeEach(async () => {
  await emptyDatabase(memory.db);
  server.clock.ms = startMs + 60_000;
  shop = await makeSmallShop(memory.db);
  tablet = await addDevice(memory.db, shop.store);
  other = await addDevice(memory.db, shop.store);
});

const holdInput = (part: object = {}) => ({
  productId: shop.productId, variantId: shop.variantIds[0], quantity: 1, shown: { minor: 45_900, currency: 'BRL' }, customer: null, siblings: [], ...part,
});
const buildHold = (device: TestDevice, input: object = {}, part: Partial<Action> = {}) => buildAction(device, 'hold', holdInput(input), part);
const one = (device: TestDevice, action: Action) => pushOne(server.app, device, action);
const holds = () => memory.db.selectFrom('hold').selectAll().execute();
const stock = async (index = 0) => memory.db.selectFrom('stock').selectAll().where('home_id', '=', shop.store).where('id', '=', shop.variantIds[index] ?? '').executeTakeFirstOrThrow();
const receipts = () => memory.db.selectFrom('receipt').selectAll().execute();

describe('an act is taken', () => {
  test('[SV1] [PU2] rows, event, outcome and receipt come from one transaction', async () => {
    const action = await buildHold(tablet);
    const receipt = await one(tablet, action);
    expect(receipt).toMatchObject({ id: action.id, status: 'final', outcome: { status: 'applied' }, revs: { [shop.store]: (await findHome(memory.db, shop.store))?.rev } });
    expect((await stock()).reserved).toBe(1);
    expect(await holds()).toMatchObject([{ id: action.id, device: tablet.id, state: 'held', rev: receipt.revs[shop.store] }]);
    expect(await memory.db.selectFrom('event').selectAll().execute()).toMatchObject([{ id: action.id, name: 'act:hold', visit: 'v1', variant_id: shop.variantIds[0], quantity: 1, data: { status: 'applied' } }]);
    expect(await memory.db.selectFrom('outcome').selectAll().execute()).toMatchObject([{ home_id: shop.store, id: action.id, device: tablet.id, outcome: receipt.outcome }]);
    expect(await receipts()).toMatchObject([{ id: action.id, home_id: shop.store, status: 'final', device: tablet.id, seq: 1, action: { id: action.id } }]);
  });

  test('[SV1] the same act again gives the same receipt and nothing else', async () => {
    const action = await buildHold(tablet);
    const first = await one(tablet, action);
    server.clock.ms += 5000;
    const again = await one(tablet, action);
    expect(again).toEqual({ ...first, serverTimeMs: server.clock.ms });
    expect([(await holds()).length, (await stock()).reserved]).toEqual([1, 1]);
  });

  test('[SV1] an act that comes twice at once takes effect once', async () => {
    const action = await buildHold(tablet);
    const answers = await Promise.all([one(tablet, action), one(tablet, action), one(tablet, action)]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await stock()).reserved).toBe(1);
  });

  test('[ST2] an act offered again from another device keeps its origin and takes effect once', async () => {
    const action = await buildHold(tablet);
    const origin = { device: tablet.id, epoch: tablet.epoch };
    const receipt = await pushOne(server.app, other, { origin, action });
    expect(receipt.outcome?.status).toBe('applied');
    expect((await one(tablet, action)).outcome).toEqual(receipt.outcome);
    expect(await memory.db.selectFrom('outcome').select('device').execute()).toEqual([{ device: tablet.id }]);
    expect(await holds()).toMatchObject([{ device: tablet.id }]);
  });

  test('a customer home begins with the first act that keeps something in it', async () => {
    const customer = nextId<typeof shop.store>();
    const save = await buildAction(tablet, 'save-to-list', { productId: shop.productId, variantId: shop.variantIds[0], store: shop.store, saved: true }, { home: customer });
    const receipt = await one(tablet, save);
    expect(receipt.outcome?.status).toBe('applied');
    expect(Object.keys(receipt.revs).toSorted()).toEqual([customer, shop.store].toSorted());
    expect(await findHome(memory.db, customer)).toMatchObject({ kind: 'customer', chain_id: shop.chain, rev: 1 });
    const stranger = await buildAction(other, 'save-to-list', { productId: shop.productId, variantId: shop.variantIds[1], store: shop.store, saved: true }, { home: customer });
    expect((await one(other, stranger)).outcome).toMatchObject({ status: 'rejected', code: 'not_yours' });
  });

  test('[SV2] a refused act makes no customer home, but its receipt is kept', async () => {
    const customer = nextId<typeof shop.store>();
    const save = await buildAction(tablet, 'save-to-list', { productId: nextId(), variantId: shop.variantIds[0], store: shop.store, saved: true }, { home: customer });
    expect((await one(tablet, save)).outcome).toMatchObject({ status: 'rejected', code: 'unknown_product' });
    expect(await findHome(memory.db, customer)).toBeUndefined();
    expect(await receipts()).toHaveLength(1);
  });
});

describe('the last unit', () => {
  test('two tablets ask for it: one is applied, the other hears why and what else it can do', async () => {
    const [first, second] = await Promise.all([
      one(tablet, await buildHold(tablet, { siblings: [shop.variantIds[1], shop.variantIds[2]] })),
      one(other, await buildHold(other, { siblings: [shop.variantIds[1], shop.variantIds[2]] })),
    ]);
    const statuses = [first.outcome?.status, second.outcome?.status].toSorted();
    expect(statuses).toEqual(['applied', 'needs_choice']);
    const loser = [first, second].find(({ outcome }) => outcome?.status === 'needs_choice');
    expect(loser?.outcome).toMatchObject({ code: 'sold_out', alternatives: [{ kind: 'other_variant', variantId: shop.variantIds[1], available: 5 }, { kind: 'online', available: 7 }] });
    expect((await stock()).reserved).toBe(1);
  });

  test('[OC3] the answer to a choice is a new act that names the old one', async () => {
    await one(other, await buildHold(other));
    const lost = await buildHold(tablet, { siblings: [shop.variantIds[1]] });
    expect((await one(tablet, lost)).outcome?.status).toBe('needs_choice');
    const answer = await buildHold(tablet, { variantId: shop.variantIds[1] }, { answers: lost.id });
    expect((await one(tablet, answer)).outcome?.status).toBe('applied');
    expect((await receipts()).find(({ id }) => id === answer.id)?.action).toMatchObject({ answers: lost.id });
  });

  test('fewer than asked is adjusted, and says how many', async () => {
    const receipt = await one(tablet, await buildHold(tablet, { variantId: shop.variantIds[1], quantity: 9 }));
    expect(receipt.outcome).toMatchObject({ status: 'adjusted', code: 'fewer', result: { quantity: 5, asked: 9 } });
  });

  test('[OC2] [T13] a price that is no longer true is explained, and the server\'s own is kept', async () => {
    const receipt = await one(tablet, await buildHold(tablet, { shown: { minor: 1, currency: 'BRL' } }));
    expect(receipt.outcome).toMatchObject({ status: 'adjusted', code: 'price_changed', result: { price: { minor: 45_900, currency: 'BRL' } } });
  });
});

describe('ids and forks', () => {
  test('[SV1] another act under a used id is refused, and kept for a person to see', async () => {
    const action = await buildHold(tablet);
    await one(tablet, action);
    const forged = await buildHold(tablet, { quantity: 2 }, { id: action.id, seq: 1 });
    expect((await one(tablet, forged)).outcome).toMatchObject({ status: 'rejected', code: 'id_reused' });
    expect((await stock()).reserved).toBe(1);
    expect(await memory.db.selectFrom('dead_letter').select(['id', 'reason']).execute()).toEqual([{ id: action.id, reason: 'id_reused' }]);
    expect((await one(tablet, action)).outcome?.status).toBe('applied');
  });

  test('[SV1] a used id in another home is a used id', async () => {
    const action = await buildHold(tablet);
    await one(tablet, action);
    const elsewhere = await buildAction(tablet, 'save-to-list', { productId: shop.productId, variantId: shop.variantIds[0], store: shop.store, saved: true }, { id: action.id, seq: 1, home: nextId() });
    expect((await one(tablet, elsewhere)).outcome?.code).toBe('id_reused');
  });

  test('[SV0] [PU3] another id under a used sequence number is a fork: 409 before anything is done', async () => {
    await one(tablet, await buildHold(tablet, {}, { seq: 1 }));
    const clone = await buildHold(tablet, { variantId: shop.variantIds[1] }, { seq: 1 });
    const { status, body } = await push(server.app, tablet, clone);
    expect(status).toBe(409);
    expect(body).toMatchObject({ error: 'fork', seq: 1, serverTimeMs: server.clock.ms });
    expect(await receipts()).toHaveLength(1);
  });

  test('[SV0] after the fork the acts go under the new epoch, with the old one as their origin', async () => {
    await one(tablet, await buildHold(tablet, {}, { seq: 1 }));
    const clone = await buildHold(tablet, { variantId: shop.variantIds[1] }, { seq: 1 });
    const renewed = { ...tablet, epoch: 'a-new-epoch' };
    const receipt = await pushOne(server.app, renewed, { origin: { device: tablet.id, epoch: tablet.epoch }, action: clone });
    expect(receipt.outcome?.status).toBe('applied');
  });

  test('[SV0] the same batch again is no fork', async () => {
    const actions = [await buildHold(tablet), await buildHold(tablet, { variantId: shop.variantIds[1] })];
    expect((await push(server.app, tablet, ...actions)).status).toBe(200);
    expect((await push(server.app, tablet, ...actions)).status).toBe(200);
  });

  test('[SV0] two acts of one batch under one number are a fork too', async () => {
    const actions = [await buildHold(tablet, {}, { seq: 4 }), await buildHold(tablet, { variantId: shop.variantIds[1] }, { seq: 4 })];
    expect((await push(server.app, tablet, ...actions)).status).toBe(409);
  });
});

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

  test.each(['rejected', 'needs_choice'])('[OR2] [OR4] a child of a parent that ended %s is refused visibly', async (end) => {
    await one(other, await buildHold(other));
    const parent = await buildHold(tablet, end === 'rejected' ? { productId: nextId() } : {});
    const child = await buildHold(tablet, { variantId: shop.variantIds[1] }, { dependsOn: [parent.id] });
    const { body } = await push(server.app, tablet, parent, child);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual([end === 'rejected' ? 'unknown_product' : 'sold_out', 'parent_rejected']);
    expect((await stock(1)).reserved).toBe(0);
    expect((await receipts()).map(({ status }) => status)).toEqual(expect.arrayContaining(['final', 'final']));
  });

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

describe('grants', () => {
  const finish = async (device: TestDevice, part: Partial<Action> = {}) => buildAction(device, 'finish-task', { taskId: nextId() }, part);

  test('[ID5] an unknown grant, or one of another device, gives nothing', async () => {
    expect((await one(tablet, await buildHold(tablet, {}, { actor: nextId() }))).outcome?.code).toBe('grant_unknown');
    expect((await one(tablet, await buildHold(tablet, {}, { actor: other.grant.id }))).outcome?.code).toBe('grant_unknown');
    expect(await holds()).toEqual([]);
  });

  test('an act of the staff is refused to a shopper\'s tablet', async () => {
    expect((await one(tablet, await finish(tablet))).outcome?.code).toBe('not_allowed');
  });

  test('[ID5] a shift that was over when the act was made gives a refusal; made before its end it counts', async () => {
    const shift = await addGrant(memory.db, tablet, 'staff', { endsMs: startMs + 1000 });
    server.clock.ms = startMs + dayMs;
    const late = await finish(tablet, { actor: shift.id, createdAtMs: startMs + 2000 });
    expect((await one(tablet, late)).outcome?.code).toBe('grant_ended');
    const tablet2 = { ...other, grant: await addGrant(memory.db, other, 'staff', { endsMs: startMs + 1000 }) };
    const early = await finish(tablet2, { createdAtMs: startMs + 500 });
    expect((await one(other, early)).outcome?.code).toBe('unknown_row');
  });

  test('[ID5] a grant that was revoked before the act gives a refusal, one revoked after it counts', async () => {
    const shift = await addGrant(memory.db, tablet, 'staff', { revokedMs: startMs + 1000 });
    server.clock.ms = startMs + 5000;
    const before = await finish(tablet, { actor: shift.id, createdAtMs: startMs + 500 });
    const after = await finish(tablet, { actor: shift.id, createdAtMs: startMs + 1500 });
    const { body } = await push(server.app, tablet, before, after);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual(['unknown_row', 'grant_ended']);
  });

  test('[T10] a grant of this store opens nothing in another store, chain or customer', async () => {
    const manager = await addGrant(memory.db, tablet, 'manager');
    const elsewhere = [
      await buildHold(tablet, {}, { home: shop.otherStore }),
      await buildHold(tablet, {}, { home: smallShop(2).store }),
      await buildHold(tablet, {}, { home: shop.chain }),
      await buildAction(tablet, 'change-price', { productId: shop.productId, variantIds: [shop.variantIds[0]], price: { minor: 1, currency: 'BRL' } }, { home: smallShop(2).chain, actor: manager.id }),
    ];
    await makeSmallShop(memory.db, smallShop(2));
    const { body } = await push(server.app, tablet, ...elsewhere);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual(['not_allowed', 'not_allowed', 'not_allowed', 'not_allowed']);
    expect(await holds()).toEqual([]);
  });

  test('[T10] a device of another chain that names this chain\'s device as the origin gets nothing', async () => {
    const foreign = await makeSmallShop(memory.db, smallShop(2));
    const stranger = await addDevice(memory.db, foreign.store);
    const action = await buildHold(tablet);
    const receipt = await pushOne(server.app, stranger, { origin: { device: tablet.id, epoch: tablet.epoch }, action });
    expect(receipt.outcome?.code).toBe('not_allowed');
    expect(await memory.db.selectFrom('outcome').select(['home_id', 'device']).execute()).toEqual([{ home_id: foreign.store, device: stranger.id }]);
  });

  test('a manager changes a price, and the whole chain\'s feed moves', async () => {
    const shift = await addGrant(memory.db, tablet, 'manager');
    const before = (await findHome(memory.db, shop.chain))?.rev ?? 0;
    const act = await buildAction(tablet, 'change-price', { productId: shop.productId, variantIds: [...shop.variantIds], price: { minor: 39_900, currency: 'BRL' } }, { home: shop.chain, actor: shift.id, lane: 'price/x' });
    const receipt = await one(tablet, act);
    expect(receipt).toMatchObject({ outcome: { status: 'applied' }, revs: { [shop.chain]: before + 1 } });
    expect((await memory.db.selectFrom('offer').select('price').execute()).map(({ price }) => price.minor)).toEqual([39_900, 39_900, 39_900]);
  });
});

describe('clocks', () => {
  const heldAt = async (part: Partial<Action>) => {
    await one(tablet, await buildHold(tablet, { variantId: shop.variantIds[1] }, part));
    return (await memory.db.selectFrom('hold').select('held_ms').orderBy('id', 'desc').executeTakeFirst())?.held_ms;
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

  test('[SV4] an act older than its receipt might be goes to a person, never blindly in', async () => {
    const old = await addGrant(memory.db, tablet, 'device', { issuedMs: 0, endsMs: startMs + 500 * dayMs });
    server.clock.ms = startMs + 401 * dayMs;
    const receipt = await one(tablet, await buildHold(tablet, {}, { actor: old.id, createdAtMs: startMs }));
    expect(receipt.outcome?.status).toBe('expired');
    expect(await memory.db.selectFrom('dead_letter').select('reason').execute()).toEqual([{ reason: 'too_old' }]);
    expect(await holds()).toEqual([]);
  });
});

describe('bad input', () => {
  test('[ID4] an act that is not what its hash says is refused', async () => {
    const action = { ...(await buildHold(tablet)), payload: { open: holdInput({ quantity: 20 }), sealed: null } };
    expect((await one(tablet, action as Action)).outcome).toMatchObject({ code: 'invalid_input', result: { reason: 'hash does not match' } });
    expect(await holds()).toEqual([]);
  });

  test('[EV1] a kind this server does not know is refused by name', async () => {
    expect((await one(tablet, await buildAction(tablet, 'fly', {}))).outcome).toMatchObject({ code: 'unknown_kind', result: { kind: 'fly', v: 1 } });
  });

  test.each([
    ['a quantity that is none', { quantity: 'three' }, /quantity/],
    ['a field that nobody knows', { colour: 'red' }, /colour/],
    ['a negative quantity', { quantity: -1 }, /quantity/],
  ])('%s: refused with a reason', async (_name, input, reason) => {
    const receipt = await one(tablet, await buildHold(tablet, input));
    expect(receipt.outcome).toMatchObject({ status: 'rejected', code: 'invalid_input', result: { reason: expect.stringMatching(reason) } });
  });

  test('text that no database can hold is refused, not tried for ever', async () => {
    const act = await buildAction(tablet, 'call-staff', { reason: 'call', text: 'a\0b', productId: null, variantId: null });
    expect((await one(tablet, act)).outcome).toMatchObject({ code: 'invalid_input' });
    expect(await receipts()).toHaveLength(1);
  });

  test('[SV6] an unreadable act with an id gets a stored receipt, one without is passed over, the others go on', async () => {
    const good = await buildHold(tablet);
    const id = nextId<ActionId>();
    const { body } = await push(server.app, tablet, { origin: null, action: { id, junk: true } }, { origin: null, action: 'nothing' }, { origin: null, action: null }, good);
    expect(body.receipts.map((receipt) => [receipt.id, receipt.outcome?.code])).toEqual([[id, 'invalid_input'], [good.id, 'ok']]);
    const again = await push(server.app, tablet, { origin: null, action: { id, junk: true } });
    expect(again.body.receipts[0]?.outcome).toEqual(body.receipts[0]?.outcome);
  });

  test('[SV6] [SV2] an act that fails inside fails alone, stores nothing, and is taken when the fault has passed', async () => {
    await memory.db.schema.alterTable('hold').renameColumn('code', 'gone').execute();
    const failing = await buildHold(tablet, {}, { lane: 'visit/a' });
    const behind = await buildAction(tablet, 'call-staff', { reason: 'call', text: 'x', productId: null, variantId: null }, { lane: 'visit/a' });
    const beside = await buildAction(tablet, 'call-staff', { reason: 'call', text: 'x', productId: null, variantId: null }, { lane: 'visit/b' });
    const { body } = await push(server.app, tablet, failing, behind, beside);
    await memory.db.schema.alterTable('hold').renameColumn('gone', 'code').execute();
    expect(body.receipts.map(({ status }) => status)).toEqual(['retry', 'wait', 'final']);
    expect((await receipts()).map(({ id }) => id)).toEqual([beside.id]);
    expect((await stock()).reserved).toBe(0);
    const { body: later } = await push(server.app, tablet, failing, behind);
    expect(later.receipts.map(({ outcome }) => outcome?.status)).toEqual(['applied', 'applied']);
  });
});

describe('who pushes', () => {
  test.each(['lost', 'retired', 'suspended', 'pending'] as const)('[PU3] a device that is %s gets a 401', async (state) => {
    const device = await addDevice(memory.db, shop.store, 'shopper', state);
    const { status, body } = await push(server.app, device, await buildHold(device));
    expect([status, body]).toEqual([401, { error: `device_${state}` }]);
  });

  test('[PU3] an unknown device, a foreign key and a changed body get a 401', async () => {
    const ghost = { ...tablet, id: nextId<DeviceId>() };
    expect((await push(server.app, ghost, await buildHold(tablet))).body).toEqual({ error: 'unknown_device' });
    const thief = { ...tablet, keys: other.keys };
    expect((await push(server.app, thief, await buildHold(tablet))).body).toEqual({ error: 'bad_signature' });
    const body = await signedBy(tablet, { deviceId: tablet.id, ...pushBody(tablet, [await buildHold(tablet)]) });
    expect((await post(server.app, '/sync/v1/push', { ...body, pending: 99 })).status).toBe(401);
    expect(await receipts()).toEqual([]);
  });

  test('[PU3] more than 50 acts, or more than 256 KB, get a 413', async () => {
    const action = await buildHold(tablet);
    const many = Array.from({ length: 51 }, () => action);
    expect((await push(server.app, tablet, ...many)).status).toBe(413);
    const big = await buildAction(tablet, 'call-staff', { text: 'x'.repeat(257 * 1024) });
    expect((await push(server.app, tablet, big)).status).toBe(413);
  });

  test('[PU1] every answer echoes the batch, is JSON and carries the sync header, refusals too', async () => {
    const body = pushBody(tablet, []);
    const answer = await post<{ batchId: string }>(server.app, '/sync/v1/push', await signedBy(tablet, { deviceId: tablet.id, ...body }));
    expect(answer.body.batchId).toBe(body.batchId);
    const refused = await post(server.app, '/sync/v1/push', {});
    expect([refused.status, refused.body]).toEqual([400, { error: 'unreadable' }]);
    for (const { header } of [answer, refused]) {
      expect(header('x-gondola-sync')).toBe('1');
      expect(header('content-type')).toMatch(/json/);
      expect(header('cache-control')).toBe('no-store');
    }
  });
});

describe('a web order goes over the counter', () => {
  const makeOrder = async (state: 'ready' | 'new' = 'ready') => {
    const id = nextId();
    const line = { lineId: nextId(), productId: shop.productId, variantId: shop.variantIds[1], quantity: 2 };
    await commit(memory.db, [
      put('stock', shop.store, { id: shop.variantIds[1], onHand: 5, reserved: 2, leased: 0, asOfMs: startMs }),
      put('fulfilment', shop.store, {
        id, orderId: nextId(), orderHome: shop.web, number: '1042', customer: null, firstName: 'Rita', state, lines: [line], box: 'B2', proof: '123456',
        paidOnWeb: true, orderedMs: startMs, readyMs: startMs, arrivedMs: null, handedOver: null,
      }),
    ]);
    return id;
  };

  test('[SV5] once, against its proof, and the platform hears of it after the commit', async () => {
    const fulfilmentId = await makeOrder();
    const clerk = { ...tablet, grant: await addGrant(memory.db, tablet, 'staff') };
    const wrong = await buildAction(clerk, 'hand-over', { fulfilmentId, proof: '000000' });
    const right = await buildAction(clerk, 'hand-over', { fulfilmentId, proof: '123456' });
    const again = await buildAction(clerk, 'hand-over', { fulfilmentId, proof: '123456' });
    const { body } = await push(server.app, clerk, wrong, right, again);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual(['wrong_proof', 'ok', 'already_done']);
    expect(await stock(1)).toMatchObject({ on_hand: 3, reserved: 0 });
    expect(await memory.db.selectFrom('effect').selectAll().execute()).toMatchObject([{ id: right.id, kind: 'handOver', state: 'waiting', payload: { fulfilmentId } }]);
  });
});
