import { ActsAnswer, FleetAnswer } from '#protocol/lookup.ts';
import { shortCode } from '#domain/ids.ts';
import { readingTimeMs } from '#domain/problem.ts';
import { protocolVersion } from '#protocol/version.ts';
import type { Action } from '#protocol/action.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  nextId,
  postSigned,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { makeSmallShop, smallShop, type SmallShop } from '#test/build/small-shop.ts';
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

describe("a visit's claim code", () => {
  const code = '7F3KQ0ZM';
  const ask = (typed: string, device = tablet) =>
    postSigned<ActsAnswer & { error?: string }>(server.app, device, '/lookup/v1/acts', { code: typed });
  const call = (part: Partial<Action> = {}) =>
    buildAction(
      tablet,
      'call-staff',
      { reason: 'call', text: 'x', productId: null, variantId: null },
      { lane: `visit/${code}`, ...part },
    );

  test('[AR2] [OC1] opens what that visit did and how it ended, newest first, on any device of the chain', async () => {
    const first = await call({ createdAtMs: server.clock.ms - 2000 });
    const refused = await buildAction(
      tablet,
      'hold',
      {
        productId: shop.productId,
        variantId: shop.variantIds[2],
        quantity: 1,
        shown: null,
        customer: null,
        siblings: [],
      },
      { lane: `visit/${code}`, createdAtMs: server.clock.ms - 1000 },
    );
    await pushOne(server.app, tablet, first);
    await pushOne(server.app, tablet, refused);
    await pushOne(server.app, tablet, await call({ lane: 'visit/OTHERONE' }));
    const elsewhere = await addDevice(database.db, shop.otherStore);
    for (const typed of [code, '7f3k-qozm', ' 7f3k q0zm ']) {
      const { status, body } = await ask(typed, elsewhere);
      expect(status).toBe(200);
      expect(ActsAnswer.parse(body).acts.map(({ id, outcome }) => [id, outcome?.status])).toEqual([
        [refused.id, 'needs_choice'],
        [first.id, 'applied'],
      ]);
    }
    expect((await ask(code)).body.acts[0]).toMatchObject({ kind: 'hold', open: { quantity: 1 }, status: 'final' });
  });

  test('[AR2] what the tablet did by itself is left out, and so is what was sealed', async () => {
    await pushOne(
      server.app,
      tablet,
      await buildAction(tablet, 'see-outcome', { actionId: nextId() }, { lane: `visit/${code}` }),
    );
    const seen = await call();
    await pushOne(server.app, tablet, seen);
    const { body } = await ask(code);
    expect(body.acts.map(({ id }) => id)).toEqual([seen.id]);
    expect(Object.keys(body.acts[0] ?? {}).toSorted()).toEqual(
      ['id', 'code', 'kind', 'open', 'status', 'outcome', 'createdMs'].toSorted(),
    );
  });

  test('[T10] another chain, a lane that is no code and a code that nobody has: not found', async () => {
    await pushOne(server.app, tablet, await call());
    await pushOne(server.app, tablet, await call({ lane: 'visit/v1' }));
    await makeSmallShop(database.db, smallShop(2));
    const stranger = await addDevice(database.db, smallShop(2).store);
    expect((await ask(code, stranger)).status).toBe(404);
    for (const typed of ['v1', 'AAAAAAAA', '________', '']) expect((await ask(typed)).status).toBe(404);
  });

  test('[OC1] [AR2] tells whoever asks for it what the desk did, and nothing of anybody else', async () => {
    const soldOut = {
      productId: shop.productId,
      variantId: shop.variantIds[2],
      quantity: 1,
      shown: null,
      customer: null,
      siblings: [],
    };
    const refused = await buildAction(tablet, 'hold', soldOut, {
      lane: `visit/${code}`,
    });
    await pushOne(server.app, tablet, refused);
    const wordOf = async () => {
      const { body } = await postSigned<ActsAnswer>(server.app, tablet, '/lookup/v1/acts', { code, desk: true });
      return ActsAnswer.parse(body).acts[0]?.deskWord;
    };
    // Somebody may still be reading it at the tablet.
    expect(await wordOf()).toBeNull();
    server.clock.ms += readingTimeMs;
    expect(await wordOf()).toEqual({ state: 'open', by: null, how: null, answer: null });
    const entry = (part: object) => database.db.updateTable('problem').set(part).where('id', '=', refused.id).execute();
    await entry({
      state: 'taken',
      owner_name: 'Rita Campos',
      contact: JSON.stringify({ name: 'Marina', phone: null }),
    });
    expect(await wordOf()).toEqual({ state: 'taken', by: 'Rita', how: null, answer: null });

    const other = { ...soldOut, variantId: shop.variantIds[0] };
    const answer = await buildAction(tablet, 'hold', other);
    await entry({ how: 'other_variant', answer: answer.id, state: 'solved', solved_by: 'Rita Campos' });
    // The act that answered it is on its way.
    expect(await wordOf()).toMatchObject({ state: 'solved', how: 'other_variant', answer: null });
    const { outcome } = await pushOne(server.app, tablet, answer);
    expect(outcome).toMatchObject({ status: 'applied' });
    await entry({ how: 'other_variant', answer: answer.id, state: 'solved', solved_by: 'Rita Campos' });
    const done = await wordOf();
    expect(done).toEqual({
      state: 'solved',
      by: 'Rita',
      how: 'other_variant',
      answer: {
        code: shortCode(answer.id),
        kind: 'hold',
        variantId: other.variantId,
        untilMs: outcome?.result['untilMs'],
      },
    });
    expect(JSON.stringify(done)).not.toMatch(/Marina|Campos/);
    await database.db.updateTable('hold').set({ state: 'released' }).where('id', '=', answer.id).execute();
    expect((await wordOf())?.answer?.untilMs).toBeNull();
    await database.db
      .updateTable('receipt')
      .set({ outcome: JSON.stringify({ ...outcome, status: 'rejected', code: 'sold_out' }) })
      .where('id', '=', answer.id)
      .execute();
    expect(await wordOf()).toMatchObject({ how: null, answer: null });
  });

  test('[AR2] forty bits are not guessed: twenty misses in an hour lock the device out, right codes do not count', async () => {
    await pushOne(server.app, tablet, await call());
    for (let hit = 0; hit < 3; hit += 1) expect((await ask(code)).status).toBe(200);
    for (let miss = 0; miss < 20; miss += 1) expect((await ask('00000000')).status).toBe(404);
    const locked = await ask(code);
    expect([locked.status, locked.body]).toMatchObject([429, { error: 'locked', untilMs: expect.any(Number) }]);
    const other = await addDevice(database.db, shop.store);
    expect((await ask(code, other)).status).toBe(200);
    server.clock.ms += 3_600_001;
    expect((await ask(code)).status).toBe(200);
  });
});

describe('the fleet', () => {
  const ask = (device: TestDevice, grant: string) =>
    postSigned<FleetAnswer>(server.app, device, '/lookup/v1/fleet', { grant });

  test('[SG1] [K13] every device of the store, as it last said it is', async () => {
    const quiet = await addDevice(database.db, shop.store, 'display');
    await addDevice(database.db, shop.otherStore);
    await postSigned(server.app, tablet, '/sync/v1/hello', {
      epoch: tablet.epoch,
      appVersion: '1.2',
      protocol: protocolVersion,
      pending: 3,
      maxSeq: 9,
      persisted: false,
      lost: null,
      storage: { usageBytes: 12.5, quotaBytes: 1e12 },
      clockOffsetMs: -86_400_000.5,
      parked: 2,
    });
    const shift = await addGrant(database.db, tablet, 'manager');
    const { devices } = FleetAnswer.parse((await ask(tablet, shift.id)).body);
    expect(devices.map(({ id }) => id).toSorted()).toEqual([tablet.id, quiet.id].toSorted());
    expect(devices.find(({ id }) => id === tablet.id)).toEqual({
      id: tablet.id,
      name: 'T',
      mode: 'shopper',
      state: 'active',
      appVersion: '1.2',
      pending: 3,
      parked: 2,
      pendingSinceMs: server.clock.ms,
      maxSeq: 9,
      persisted: false,
      storage: { usageBytes: 12.5, quotaBytes: 1e12 },
      clockOffsetMs: -86_400_000.5,
      seenMs: server.clock.ms,
      lost: null,
    });
    expect(devices.find(({ id }) => id === quiet.id)).toMatchObject({ appVersion: null, pending: null, seenMs: null });
  });

  test('[SG1] [SG3] what arrived after the greeting does not wait, and a loss that somebody has answered is none', async () => {
    const shift = await addGrant(database.db, tablet, 'manager');
    const own = async () => (await ask(tablet, shift.id)).body.devices.find(({ id }) => id === tablet.id);
    const greet = (part: object) =>
      postSigned(server.app, tablet, '/sync/v1/hello', {
        epoch: tablet.epoch,
        appVersion: '1',
        protocol: protocolVersion,
        pending: 2,
        maxSeq: 3,
        persisted: true,
        lost: null,
        ...part,
      });
    const call = (seq: number) =>
      buildAction(tablet, 'call-staff', { reason: 'call', text: 'x', productId: null, variantId: null }, { seq });
    await pushOne(server.app, tablet, await call(1));
    server.clock.ms += 1000;
    await greet({ lost: { epoch: 'gone', pending: 4 } });
    expect(await own()).toMatchObject({ pending: 2, lost: { epoch: 'gone', pending: 4 } });
    server.clock.ms += 1000;
    await pushOne(server.app, tablet, await call(2));
    expect(await own()).toMatchObject({ pending: 1, pendingSinceMs: expect.any(Number) });
    await pushOne(server.app, tablet, await call(3));
    // Made after the greeting: it never counted it.
    await pushOne(server.app, tablet, await call(4));
    await database.db.updateTable('problem').set({ state: 'solved' }).execute();
    expect(await own()).toMatchObject({ pending: 0, pendingSinceMs: null, lost: null });
  });

  test("[T10] is for a manager's open shift", async () => {
    const staff = await addGrant(database.db, tablet, 'staff');
    const over = await addGrant(database.db, tablet, 'manager', { revokedMs: server.clock.ms });
    for (const grant of [tablet.grant.id, staff.id, over.id, nextId()])
      expect((await ask(tablet, grant)).status).toBe(403);
  });
});
