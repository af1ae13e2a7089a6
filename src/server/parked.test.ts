import type * as z from 'zod/mini';
import { shortCode } from '#domain/ids.ts';
import type { Action } from '#protocol/action.ts';
import type { ParkedAnswer } from '#protocol/parked.ts';
import type { HelloAnswer } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
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
import type { SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { idFrom } from './derived-id.ts';
import { closeAnswered } from './desk-rounds.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
});

const buildHold = (index = 1, part: Partial<Action> = {}) =>
  buildAction(
    tablet,
    'hold',
    {
      productId: shop.productId,
      variantId: shop.variantIds[index],
      quantity: 1,
      shown: null,
      customer: null,
      siblings: [],
    },
    { createdAtMs: server.clock.ms, ...part },
  );
const problems = () => database.db.selectFrom('problem').selectAll().orderBy('id').execute();

describe('parked acts', () => {
  const tell = (...actions: unknown[]) =>
    postSigned<ParkedAnswer>(server.app, tablet, '/sync/v1/parked', {
      epoch: tablet.epoch,
      appVersion: '1',
      acts: actions.map((action) => ({ origin: null, action, attempts: 8, failingSinceMs: server.clock.ms - 1 })),
    });
  const letters = () => database.db.selectFrom('dead_letter').selectAll().execute();

  test('[PO3] are copied and on the desk at once; telling it twice is telling it once', async () => {
    const hold = await buildHold();
    expect((await tell(hold)).body).toEqual({ serverTimeMs: server.clock.ms, kept: [hold.id] });
    expect((await tell(hold)).body.kept).toEqual([hold.id]);
    expect(await letters()).toMatchObject([
      { home_id: shop.store, id: hold.id, reason: 'parked', action: { id: hold.id } },
    ]);
    expect(await problems()).toMatchObject([
      {
        id: hold.id,
        code: shortCode(hold.id),
        reason: 'parked',
        status: null,
        outcome_code: null,
        result: { attempts: 8, failingSinceMs: server.clock.ms - 1 },
        opens_ms: server.clock.ms,
        state: 'open',
      },
    ]);
    expect(await database.db.selectFrom('hold').selectAll().execute()).toEqual([]);
  });

  test('[PO3] an act that gets through after all closes its entry; the copy stays', async () => {
    const hold = await buildHold();
    await tell(hold);
    expect((await pushOne(server.app, tablet, hold)).outcome?.status).toBe('applied');
    expect(await problems()).toMatchObject([{ id: hold.id, state: 'seen' }]);
    expect(await letters()).toHaveLength(1);
  });

  test('[PO3] [I2] one that the desk has done again in the meantime does not happen a second time', async () => {
    const hold = await buildHold();
    await tell(hold);
    const staff = await addDevice(database.db, shop.store, 'staff');
    const shift = await addGrant(database.db, staff, 'staff');
    const again = await buildAction(staff, 'hold', hold.payload.open, { actor: shift.id, v: hold.v });
    const solve = { problemId: hold.id, how: 'done_again', answer: again.id };
    await pushOne(server.app, staff, again);
    const solved = await buildAction(staff, 'solve-problem', solve, { actor: shift.id, dependsOn: [again.id] });
    expect((await pushOne(server.app, staff, solved)).outcome?.status).toBe('applied');

    expect((await pushOne(server.app, tablet, hold)).outcome).toMatchObject({
      status: 'superseded',
      code: 'already_done',
      result: { by: 'Ana' },
    });
    expect(await database.db.selectFrom('hold').select('id').execute()).toEqual([{ id: again.id }]);
    expect(await problems()).toMatchObject([{ id: hold.id, state: 'solved', how: 'done_again' }]);
  });

  test('[PO3] [I2] of two colleagues who do it again one does, and none when it has got through itself', async () => {
    const [first, second] = [await buildHold(), await buildHold()];
    await tell(first, second);
    const staff = await addDevice(database.db, shop.store, 'staff');
    const shift = await addGrant(database.db, staff, 'staff');
    const redo = (hold: Action) =>
      buildAction(staff, 'hold', hold.payload.open, { actor: shift.id, v: hold.v, answers: hold.id });
    const answer = await redo(first);
    await pushOne(server.app, staff, answer);
    const solve = { problemId: first.id, how: 'done_again', answer: answer.id };
    await pushOne(server.app, staff, await buildAction(staff, 'solve-problem', solve, { actor: shift.id }));
    expect((await pushOne(server.app, staff, await redo(first))).outcome?.status).toBe('superseded');

    await pushOne(server.app, tablet, second);
    expect((await pushOne(server.app, staff, await redo(second))).outcome?.status).toBe('superseded');
    const holds = await database.db.selectFrom('hold').select('id').execute();
    expect(holds.map(({ id }) => id).toSorted()).toEqual([answer.id, second.id].toSorted());
  });

  test('[PO3] [OC1] one that gets through and is refused stays on the desk, with how it ended and who has it in hand', async () => {
    const hold = await buildHold(2);
    await tell(hold);
    const shift = await addGrant(database.db, tablet, 'staff');
    await pushOne(
      server.app,
      tablet,
      await buildAction(tablet, 'take-problem', { problemId: hold.id }, { actor: shift.id }),
    );
    const receipt = await pushOne(server.app, tablet, hold);
    const [problem] = await problems();
    expect(problem).toMatchObject({ reason: 'outcome', status: 'needs_choice', state: 'taken', owner_name: 'Ana' });
    expect(receipt.deskMs).toBe(problem?.opens_ms);
  });

  test('[PO3] one that has its receipt already is kept, but nobody is sent after it', async () => {
    const hold = await buildHold();
    await pushOne(server.app, tablet, hold);
    expect((await tell(hold)).body.kept).toEqual([hold.id]);
    expect(await problems()).toEqual([]);
  });

  test('[PO3] an entry that was written while its act got through is closed by the next round', async () => {
    const hold = await buildHold();
    await tell(hold);
    const [entry] = await problems();
    await pushOne(server.app, tablet, hold);
    await database.db
      .updateTable('problem')
      .set({ state: 'open', solved_ms: null })
      .where('id', '=', entry?.id ?? '')
      .execute();
    expect(await closeAnswered(server.authority)).toBe(1);
    expect(await problems()).toMatchObject([{ state: 'seen' }]);
    expect(await closeAnswered(server.authority)).toBe(0);
  });

  test('[PO3] what nobody can read is kept as it is when it has an id; what the tablet does by itself is on no desk', async () => {
    const id = nextId();
    const seen = await buildAction(tablet, 'see-outcome', { actionId: nextId() });
    const odd = { id: nextId(), lane: 'a\0b' };
    expect((await tell({ id, junk: 1 }, 'nothing', seen, odd)).body.kept).toEqual([id, seen.id, odd.id]);
    expect((await letters()).map((letter) => letter.id).toSorted()).toEqual([id, seen.id, odd.id].toSorted());
    expect((await problems()).map((problem) => [problem.id, problem.made_ms])).toEqual([
      [id, server.clock.ms],
      [odd.id, server.clock.ms],
    ]);
  });

  test('[T8] more than fifty, or signed by somebody else, is no message', async () => {
    const holds = await Promise.all(Array.from({ length: 51 }, () => buildHold()));
    expect((await tell(...holds)).status).toBe(400);
    const other = await addDevice(database.db, shop.store);
    const body = { epoch: tablet.epoch, appVersion: '1', acts: [] };
    expect((await postSigned(server.app, { ...tablet, keys: other.keys }, '/sync/v1/parked', body)).status).toBe(401);
    expect(await letters()).toEqual([]);
  });
});

describe('an outbox that vanished', () => {
  const say = (part: object) => sayAs(tablet, part);
  const sayAs = (device: TestDevice, part: object = {}) =>
    postSigned<z.infer<typeof HelloAnswer>>(server.app, device, '/sync/v1/hello', {
      epoch: device.epoch,
      appVersion: '1',
      protocol: protocolVersion,
      pending: 0,
      maxSeq: 0,
      persisted: false,
      lost: null,
      ...part,
    });

  test('[SG3] the server names the gap: what it has of that outbox against the last number it heard of', async () => {
    for (const seq of [1, 2, 4]) await pushOne(server.app, tablet, await buildHold(1, { seq }));
    await say({ pending: 3, maxSeq: 7 });
    const lost = { epoch: tablet.epoch, pending: 3 };
    expect((await say({ epoch: 'a-new-epoch', lost })).status).toBe(200);
    await say({ epoch: 'a-new-epoch', lost });
    const id = idFrom('lost', tablet.id, tablet.epoch);
    expect(await problems()).toMatchObject([
      {
        id,
        home_id: shop.store,
        reason: 'lost',
        kind: 'outbox',
        device: tablet.id,
        result: { missing: 4, fromSeq: 3, toSeq: 7, pending: 3 },
        opens_ms: server.clock.ms,
        state: 'open',
      },
    ]);
  });

  test('[SG3] an outbox that nothing is known of has lost what the tablet says it has', async () => {
    await say({ lost: { epoch: 'never-heard-of', pending: 2 } });
    expect(await problems()).toMatchObject([{ result: { missing: 0, fromSeq: null, toSeq: null, pending: 2 } }]);
  });

  test('[SG3] an empty outbox that is gone is no loss', async () => {
    await pushOne(server.app, tablet, await buildHold());
    await say({ maxSeq: 1 });
    await say({ epoch: 'a-new-epoch', lost: { epoch: tablet.epoch, pending: 0 } });
    expect(await problems()).toEqual([]);
  });

  test('[SG3] after an eviction the browser is another device: what had arrived is no loss', async () => {
    for (const seq of [1, 2, 3]) await pushOne(server.app, tablet, await buildHold(1, { seq }));
    const again = await addDevice(database.db, shop.store);
    const lost = { epoch: tablet.epoch, pending: 2, maxSeq: 3 };
    expect((await sayAs(again, { lost })).status).toBe(200);
    expect(await problems()).toEqual([]);
  });

  test('[SG3] what had not arrived names the device whose outbox it was, and is closed when it comes after all', async () => {
    await pushOne(server.app, tablet, await buildHold(1, { seq: 1 }));
    await say({ pending: 2, maxSeq: 2 });
    const saidMs = server.clock.ms;
    const again = await addDevice(database.db, shop.store);
    server.clock.ms += 60_000;
    await sayAs(again, { lost: { epoch: tablet.epoch, pending: 2, maxSeq: 3 } });
    const entry = { device: tablet.id, result: { pending: 2, missing: 2, fromSeq: 2, toSeq: 3, saidMs } };
    expect(await problems()).toMatchObject([{ ...entry, state: 'open' }]);
    await pushOne(server.app, tablet, await buildHold(1, { seq: 2 }));
    await sayAs(again);
    expect(await problems()).toMatchObject([{ ...entry, state: 'open' }]);
    await pushOne(server.app, tablet, await buildHold(1, { seq: 3 }));
    await sayAs(again);
    expect(await problems()).toMatchObject([{ ...entry, state: 'seen' }]);
  });

  test('[SG3] a hostile number costs nothing', async () => {
    await say({ pending: 9_000_000_000, maxSeq: 9_000_000_000_000 });
    expect((await say({ epoch: 'a-new-epoch', lost: { epoch: tablet.epoch, pending: 5 } })).status).toBe(200);
    expect((await problems())[0]?.result).toMatchObject({ missing: 9_000_000_000, toSeq: 9_000_000_000_000 });
  });
});
