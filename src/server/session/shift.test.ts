import type * as z from 'zod/mini';
import { put } from '#domain/tx.ts';
import { ShiftAnswer, ShiftRefusal } from '#protocol/session.ts';
import {
  addDevice,
  buildAction,
  nextId,
  postSigned,
  push,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, type SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { hashPin, pinMatches, setPin } from './pin.ts';

const minuteMs = 60_000;
let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let desk: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  desk = await addDevice(database.db, shop.store, 'manager');
});

describe('[T9] shifts and PINs', () => {
  let staffId: string;
  beforeEach(async () => {
    staffId = nextId();
    await commit(database.db, [
      put('staff', shop.store, { id: staffId, number: '42', name: 'Ana', role: 'staff', live: true }),
    ]);
    await setPin(database.db, shop.store, staffId, '1357', server.clock.ms);
  });
  const signIn = (pin: string, number = '42', device = desk) =>
    postSigned<z.infer<typeof ShiftAnswer>>(server.app, device, '/session/v1/shift', { number, pin });

  test("the right PIN opens a shift of twelve hours, which the staff's acts are judged by", async () => {
    const { status, body } = await signIn('1357');
    expect(status).toBe(200);
    const { grant, staff } = ShiftAnswer.parse(body);
    expect(grant).toMatchObject({
      kind: 'shift',
      level: 'staff',
      subject: staffId,
      name: 'Ana',
      device: desk.id,
      endsMs: server.clock.ms + 12 * 60 * minuteMs,
    });
    expect(staff.number).toBe('42');
    const taskId = nextId();
    const act = await buildAction(desk, 'finish-task', { taskId }, { actor: grant.id, createdAtMs: server.clock.ms });
    expect((await pushOne(server.app, desk, act)).outcome?.code).toBe('unknown_row');
  });

  test('five tries, then fifteen minutes that double; the right PIN does not help meanwhile', async () => {
    for (let left = 4; left >= 1; left -= 1) {
      const { status, body } = await signIn('0000');
      expect([status, ShiftRefusal.parse(body)]).toEqual([401, { error: 'wrong_pin', triesLeft: left, untilMs: null }]);
    }
    const locked = { error: 'locked', triesLeft: 0, untilMs: server.clock.ms + 15 * minuteMs };
    expect(await signIn('0000')).toMatchObject({ status: 429, body: locked });
    expect(await signIn('1357')).toMatchObject({ status: 429, body: locked });
    server.clock.ms += 15 * minuteMs;
    for (let n = 0; n < 4; n += 1) expect((await signIn('0000')).status).toBe(401);
    expect(await signIn('0000')).toMatchObject({ status: 429, body: { untilMs: server.clock.ms + 30 * minuteMs } });
    server.clock.ms += 30 * minuteMs;
    expect((await signIn('1357')).status).toBe(200);
    expect(await database.db.selectFrom('pin_try').selectAll().execute()).toEqual([]);
  });

  test('fifty tries at once are fifty tries: five are looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => signIn(String(1000 + n))));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(16);
  });

  test('a number that belongs to nobody is answered and counted like one that does', async () => {
    for (let left = 4; left >= 1; left -= 1)
      expect(await signIn('1357', '99')).toMatchObject({ status: 401, body: { error: 'wrong_pin', triesLeft: left } });
    expect((await signIn('1357', '99')).status).toBe(429);
    expect((await signIn('1357')).status).toBe(200);
  });

  test('somebody who left, or a person of another store, does not get in', async () => {
    await commit(database.db, [
      put('staff', shop.store, { id: staffId, number: '42', name: 'Ana', role: 'staff', live: false }),
    ]);
    expect((await signIn('1357')).status).toBe(401);
    const elsewhere = await addDevice(database.db, shop.otherStore, 'staff');
    expect((await signIn('1357', '42', elsewhere)).status).toBe(401);
  });

  test("[K4] a shopper's tablet and a screen are never staff's", async () => {
    for (const mode of ['shopper', 'display'] as const) {
      expect(await signIn('1357', '42', await addDevice(database.db, shop.store, mode))).toMatchObject({
        status: 403,
        body: { error: 'wrong_mode' },
      });
    }
  });

  test('[ID5] an ended shift opens nothing more; what was done before still counts', async () => {
    const { grant } = (await signIn('1357')).body;
    const before = await buildAction(
      desk,
      'finish-task',
      { taskId: nextId() },
      { actor: grant.id, createdAtMs: server.clock.ms },
    );
    server.clock.ms += 1000;
    expect((await postSigned(server.app, desk, '/session/v1/shift/end', { grant: grant.id })).status).toBe(200);
    server.clock.ms += 1000;
    const after = await buildAction(
      desk,
      'finish-task',
      { taskId: nextId() },
      { actor: grant.id, createdAtMs: server.clock.ms },
    );
    const { body } = await push(server.app, desk, before, after);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual(['unknown_row', 'grant_ended']);
  });

  test("the next person's shift ends the one before; another device can't end it", async () => {
    const { grant: first } = (await signIn('1357')).body;
    const other = await addDevice(database.db, shop.store, 'staff');
    await postSigned(server.app, other, '/session/v1/shift/end', { grant: first.id });
    const revoked = () =>
      database.db.selectFrom('grant').select('revoked_ms').where('id', '=', first.id).executeTakeFirst();
    expect(await revoked()).toEqual({ revoked_ms: null });
    await signIn('1357');
    expect(await revoked()).toEqual({ revoked_ms: server.clock.ms });
  });

  test('a PIN is kept as a hash that only it opens', async () => {
    const stored = await hashPin('2468');
    expect(stored).not.toContain('2468');
    expect(await pinMatches('2468', stored)).toBe(true);
    expect(await pinMatches('2469', stored)).toBe(false);
    expect(await pinMatches('2468', null)).toBe(false);
    expect(await hashPin('2468')).not.toBe(stored);
  });
});
