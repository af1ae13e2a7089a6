import { put } from '#domain/tx.ts';
import { feedName, type FeedName } from '#domain/home.ts';
import { readingTimeMs } from '#domain/problem.ts';
import type { Authority } from './authority.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  nextId,
  push,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ActionId } from '#domain/ids.ts';
import type { Action } from '#protocol/action.ts';
import type { Receipt } from '#protocol/push.ts';
import { type Deliver, deliverEffects } from './effects.ts';
import { takeAct } from './push.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let clerk: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  const device = await addDevice(database.db, shop.store, 'staff');
  clerk = { ...device, grant: await addGrant(database.db, device, 'staff') };
});

const yes: Deliver = async () => ({ ok: true, value: { version: 'v7' } });
const away: Deliver = async () => ({ ok: false, kind: 'unavailable', again: true });
const no: Deliver = async () => ({ ok: false, kind: 'conflict', again: false });

let fulfilmentId: string;
/** The same parts, with a platform that has the last word. */
let authority: Authority;
let told: FeedName[];
beforeEach(async () => {
  told = [];
  authority = {
    ...server.authority,
    confirms: () => true,
    hub: { ...server.authority.hub, moved: (feeds) => void told.push(...feeds) },
  };
  fulfilmentId = nextId();
  await commit(database.db, [
    put('fulfilment', shop.store, {
      id: fulfilmentId,
      orderId: nextId(),
      orderHome: shop.web,
      number: '1042',
      customer: null,
      firstName: 'Rita',
      state: 'ready',
      lines: [{ lineId: nextId(), productId: shop.productId, variantId: shop.variantIds[1], quantity: 2 }],
      box: 'B2',
      proof: '123456',
      paidOnWeb: true,
      orderedMs: startMs,
      readyMs: startMs,
      arrivedMs: null,
      handedOver: null,
    }),
  ]);
});

const buildHandOver = (part: Partial<Action> = {}) =>
  buildAction(clerk, 'hand-over', { fulfilmentId, proof: '123456' }, { createdAtMs: server.clock.ms, ...part });
const take = async (action: Action): Promise<Receipt> => {
  const sender = { id: clerk.id, name: 'T', home: shop.store, chain: shop.chain };
  const receipt = await takeAct(authority, { sender, origin: { device: clerk.id, epoch: clerk.epoch }, action });
  if (!receipt) throw new Error('no receipt');
  return receipt;
};
const outcomes = () => database.db.selectFrom('outcome').select(['id', 'device', 'outcome', 'rev']).execute();
const problems = () => database.db.selectFrom('problem').selectAll().execute();
const state = async () => (await database.db.selectFrom('fulfilment').select('state').executeTakeFirstOrThrow()).state;

describe('an act that the platform has to confirm', () => {
  test('[OC3] is received, not done: committed here, its outcome not in', async () => {
    const act = await buildHandOver();
    const receipt = await take(act);
    expect(receipt).toMatchObject({ status: 'accepted', outcome: null, deskMs: null });
    expect(receipt.revs[shop.store]).toBeGreaterThan(0);
    expect(await state()).toBe('done');
    expect(await outcomes()).toEqual([]);
    expect(await take(act)).toEqual(receipt);
  });

  test('[OC3] [SV5] is final once the platform has said yes, in one transaction, and the device hears of it', async () => {
    const act = await buildHandOver();
    const received = await take(act);
    told = [];
    expect(await deliverEffects(authority, yes)).toBe(1);
    const [row] = await outcomes();
    expect(row).toMatchObject({
      id: act.id,
      device: clerk.id,
      outcome: { status: 'applied', result: { number: '1042' } },
    });
    expect(told).toEqual([feedName('device/own', shop.store, clerk.id)]);
    const final = await take(act);
    expect(final).toMatchObject({ status: 'final', outcome: row?.outcome, revs: { [shop.store]: row?.rev } });
    expect(final.revs[shop.store]).toBeGreaterThan(received.revs[shop.store] ?? 0);
    expect(await database.db.selectFrom('effect').select(['state', 'pending', 'result']).execute()).toEqual([
      { state: 'done', pending: null, result: { version: 'v7' } },
    ]);
    expect(await problems()).toEqual([]);
  });

  test('[OC3] stays received while the platform is away', async () => {
    const act = await buildHandOver();
    await take(act);
    await deliverEffects(authority, away);
    expect((await take(act)).status).toBe('accepted');
    server.clock.ms += 60_000;
    expect(await deliverEffects(authority, yes)).toBe(1);
    expect((await take(act)).status).toBe('final');
  });

  test('[OC3] refused for good: what was done here stays done, and a person decides', async () => {
    const act = await buildHandOver();
    await take(act);
    server.clock.ms += 3 * 60_000;
    await deliverEffects(authority, no);
    expect(await take(act)).toMatchObject({
      status: 'final',
      outcome: { status: 'rejected', code: 'not_confirmed', result: { kind: 'conflict', number: '1042' } },
      deskMs: server.clock.ms,
    });
    expect(await state()).toBe('done');
    expect(await problems()).toMatchObject([
      {
        id: act.id,
        reason: 'unconfirmed',
        status: 'rejected',
        outcome_code: 'not_confirmed',
        kind: 'hand-over',
        device: clerk.id,
      },
    ]);
  });

  test('[OC1, T18] refused when the desk lists no more of its device, it is counted there, and no longer only on the tablet', async () => {
    const act = await buildHandOver();
    await take(act);
    const late = await buildAction(clerk, 'hand-over', { fulfilmentId, proof: '000000' });
    await take(late);
    const [row] = await problems();
    if (!row) throw new Error('no entry');
    const part = { open: null as never, result: '{}', alternatives: '[]', contact: null as never };
    const rows = Array.from({ length: 199 }, () => ({ ...row, ...part, id: nextId() }));
    await database.db.insertInto('problem').values(rows).execute();
    await deliverEffects(authority, no);
    expect((await problems()).filter(({ id }) => id === act.id)).toEqual([]);
    expect((await take(act)).deskMs).toBe(server.clock.ms + readingTimeMs);
  });

  test('[OC3] [OR4] its children wait for its end, and go the way it went', async () => {
    const act = await buildHandOver();
    await take(act);
    const call = { reason: 'call', text: 'x', productId: null, variantId: null };
    const child = await buildAction(clerk, 'call-staff', call, { dependsOn: [act.id as ActionId], lane: 'visit/c' });
    expect((await push(server.app, clerk, child)).body.receipts[0]?.status).toBe('wait');
    await deliverEffects(authority, no);
    expect((await pushOne(server.app, clerk, child)).outcome?.code).toBe('parent_rejected');
  });

  test('[SV5] a crash between the delivery and its end is one more delivery, and nothing else', async () => {
    const act = await buildHandOver();
    await take(act);
    const calls: string[] = [];
    const dying = { ...authority, hub: authority.hub, db: authority.db };
    await database.db.schema.alterTable('outcome').renameColumn('at_ms', 'gone').execute();
    const counted: Deliver = async ({ id }) => {
      calls.push(id);
      return { ok: true, value: null };
    };
    await expect(deliverEffects(dying, counted)).rejects.toThrow(/./);
    await database.db.schema.alterTable('outcome').renameColumn('gone', 'at_ms').execute();
    expect((await take(act)).status).toBe('accepted');
    server.clock.ms += 60_001;
    await deliverEffects(authority, counted);
    expect(calls).toEqual([act.id, act.id]);
    expect(await outcomes()).toHaveLength(1);
    expect((await take(act)).status).toBe('final');
  });

  test('[OC3] what is refused here is final at once', async () => {
    const act = await buildAction(
      clerk,
      'hand-over',
      { fulfilmentId, proof: '000000' },
      { createdAtMs: server.clock.ms },
    );
    expect(await take(act)).toMatchObject({ status: 'final', outcome: { code: 'wrong_proof' } });
    expect(await deliverEffects(authority, no)).toBe(0);
  });
});

describe('the built-in shop', () => {
  test('[OC3] has nothing to confirm: final at once; a later no is on the desk all the same', async () => {
    const act = await buildHandOver();
    expect(await pushOne(server.app, clerk, act)).toMatchObject({ status: 'final', outcome: { status: 'applied' } });
    await deliverEffects(server.authority, no);
    expect(await problems()).toMatchObject([{ id: act.id, reason: 'unconfirmed', outcome_code: 'not_confirmed' }]);
    expect(await outcomes()).toHaveLength(1);
    expect((await pushOne(server.app, clerk, act)).outcome?.status).toBe('applied');
  });
});
