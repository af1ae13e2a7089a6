import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import type { DeviceId } from '#domain/ids.ts';
import { put } from '#domain/tx.ts';
import { importPublicKey, newKeyPair, publicKeyOf, signatureHolds } from '#protocol/signature.ts';
import { ClaimAnswer, EnrolAnswer, HelloAnswer, PollAnswer, ShiftAnswer, ShiftRefusal } from '#protocol/session.ts';
import { addDevice, addGrant, buildAction, nextId, openTestServer, post, postSigned, push, pushOne, signedBy, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import { commit, emptyDatabase, makeSmallShop, smallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type MemoryDatabase, openMemoryDatabase } from '#server/database/memory.ts';
import { migrate } from '#server/database/migrate.ts';
import type { Database } from '#server/database/schema.ts';
import { createClaim } from './claim.ts';
import { newCode, typedCode } from './enrol.ts';
import { hashPin, pinMatches, setPin } from './pin.ts';

const minuteMs = 60_000;
let memory: MemoryDatabase<Database>;
let server: TestServer;
let shop: SmallShop;
let desk: TestDevice;
let managerGrant: string;

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
  server.clock.ms = startMs + minuteMs;
  shop = await makeSmallShop(memory.db);
  desk = await addDevice(memory.db, shop.store, 'manager');
  managerGrant = (await addGrant(memory.db, desk, 'manager')).id;
});

const screen = { width: 1280, height: 800 };

interface Browser {
  keys: CryptoKeyPair;
  publicKey: { kty: string; crv: string; x: string; y: string };
}

async function newBrowser(): Promise<Browser> {
  const keys = await newKeyPair(true);
  return { keys, publicKey: await publicKeyOf(keys.publicKey) };
}

async function enrol({ publicKey }: Browser, demo: object | null = null): Promise<z.infer<typeof EnrolAnswer>> {
  const { status, body } = await post(server.app, '/session/v1/enrol', { publicKey, screen, demo });
  expect(status).toBe(200);
  return EnrolAnswer.parse(body);
}

const poll = async (browser: Browser, deviceId: DeviceId) => post<z.infer<typeof PollAnswer>>(server.app, '/session/v1/enrol/poll', await signedBy(browser, { deviceId }));

async function approve(browser: Browser, deviceId: DeviceId, part: object = {}) {
  const open = { deviceId, name: 'Tablet 1', mode: 'shopper', publicKey: browser.publicKey, screen: null, ...part };
  return pushOne(server.app, desk, await buildAction(desk, 'approve-device', open, { actor: managerGrant as never, lane: `device/${deviceId}` }));
}

describe('[K1] enrolment', () => {
  test('a code, a manager\'s approval, and the browser knows who it is', async () => {
    const browser = await newBrowser();
    const asked = await enrol(browser);
    expect(asked.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(asked.endsMs - server.clock.ms).toBe(10 * minuteMs);
    expect((await poll(browser, asked.deviceId)).body).toEqual({ state: 'pending', slowDown: false });

    const seen = await postSigned<{ deviceId: string; publicKey: object }>(server.app, desk, '/lookup/v1/enrolment', { grant: managerGrant, code: `${asked.code.slice(0, 4)} ${asked.code.slice(4).toLowerCase()}` });
    expect(seen.body).toMatchObject({ deviceId: asked.deviceId, publicKey: browser.publicKey, screen });
    expect((await approve(browser, asked.deviceId)).outcome?.status).toBe('applied');

    const answer = PollAnswer.parse((await poll(browser, asked.deviceId)).body);
    if (answer.state !== 'approved') throw new Error(answer.state);
    const { installation } = answer;
    expect(installation).toMatchObject({ device: { id: asked.deviceId, state: 'active' }, home: shop.store, chain: shop.chain, web: shop.web, storeName: 'Centro', zone: 'America/Sao_Paulo', currency: 'BRL' });
    const { signature, ...bare } = installation.grant;
    expect(await signatureHolds(bare, signature, await importPublicKey(installation.serverKey))).toBe(true);

    const device: TestDevice = { id: asked.deviceId, epoch: 'epoch-of-it', grant: installation.grant, keys: browser.keys, home: shop.store, nextSeq: 1 };
    const call = await buildAction(device, 'call-staff', { reason: 'call', text: '', productId: null, variantId: null }, { createdAtMs: server.clock.ms });
    expect((await pushOne(server.app, device, call)).outcome?.status).toBe('applied');
  });

  test('a poll that comes too soon is told to slow down', async () => {
    const browser = await newBrowser();
    const { deviceId } = await enrol(browser);
    await poll(browser, deviceId);
    server.clock.ms += 100;
    expect((await poll(browser, deviceId)).body).toEqual({ state: 'pending', slowDown: true });
    server.clock.ms += 2000;
    expect((await poll(browser, deviceId)).body).toEqual({ state: 'pending', slowDown: false });
  });

  test('a code is good for ten minutes', async () => {
    const browser = await newBrowser();
    const { deviceId, code } = await enrol(browser);
    server.clock.ms += 10 * minuteMs;
    expect((await poll(browser, deviceId)).body).toEqual({ state: 'ended' });
    expect((await postSigned(server.app, desk, '/lookup/v1/enrolment', { grant: managerGrant, code })).status).toBe(404);
    expect((await approve(browser, deviceId)).outcome?.code).toBe('already_ended');
  });

  test('a code is good for one use, in one store, and for the key that asked', async () => {
    const browser = await newBrowser();
    const { deviceId, code } = await enrol(browser);
    expect((await approve(await newBrowser(), deviceId)).outcome?.code).toBe('unknown_row');
    expect((await approve(browser, nextId<DeviceId>())).outcome?.code).toBe('unknown_row');
    expect((await approve(browser, deviceId, { mode: 'display' })).outcome?.code).toBe('invalid_input');
    expect((await approve(browser, deviceId)).outcome?.code).toBe('ok');
    expect((await approve(browser, deviceId)).outcome?.code).toBe('already_done');
    const otherDesk = await addDevice(memory.db, shop.otherStore, 'manager');
    const otherGrant = await addGrant(memory.db, otherDesk, 'manager');
    const again = await buildAction(otherDesk, 'approve-device', { deviceId, name: 'x', mode: 'shopper', publicKey: browser.publicKey, screen: null }, { actor: otherGrant.id });
    expect((await pushOne(server.app, otherDesk, again)).outcome?.code).toBe('already_done');
    expect((await postSigned(server.app, desk, '/lookup/v1/enrolment', { grant: managerGrant, code })).status).toBe(404);
  });

  test('asking twice with one key is asking once', async () => {
    const browser = await newBrowser();
    const first = await enrol(browser);
    expect((await enrol(browser)).code).toBe(first.code);
    expect((await enrol(await newBrowser())).code).not.toBe(first.code);
  });

  test('only the key that asked may poll, and what is no key can\'t ask', async () => {
    const { deviceId } = await enrol(await newBrowser());
    expect((await poll(await newBrowser(), deviceId)).status).toBe(401);
    const bad = await post(server.app, '/session/v1/enrol', { publicKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }, screen, demo: null });
    expect([bad.status, bad.body]).toEqual([400, { error: 'no_key' }]);
  });

  test('a demo shop lets a tablet in by itself; another shop does not', async () => {
    const browser = await newBrowser();
    const refusedDemo = await enrol(browser, { store: shop.store, mode: 'shopper' });
    expect(refusedDemo.demoStores).toEqual([]);
    expect((await poll(browser, refusedDemo.deviceId)).body.state).toBe('pending');

    await makeSmallShop(memory.db, smallShop(3), [1, 5, 0], true);
    const demo = smallShop(3);
    expect((await enrol(await newBrowser())).demoStores.map(({ id }) => id).toSorted()).toEqual([demo.store, demo.otherStore].toSorted());
    for (const mode of ['shopper', 'staff', 'display'] as const) {
      const newcomer = await newBrowser();
      const { deviceId } = await enrol(newcomer, { store: demo.store, mode });
      const { body } = await poll(newcomer, deviceId);
      expect(body).toMatchObject({ state: 'approved', installation: { home: demo.store, device: { mode }, demo: true } });
    }
    expect(await memory.db.selectFrom('display').select(['kind', 'width']).execute()).toEqual([{ kind: 'wall', width: 1280 }]);
    expect((await poll(browser, (await enrol(browser, { store: shop.store, mode: 'shopper' })).deviceId)).body.state).toBe('pending');
  });

  test('codes have no look-alikes and are read as people type them', () => {
    for (let n = 0; n < 200; n += 1) expect(newCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(typedCode(' oi-l2 abcd ')).toBe('0112ABCD');
  });
});

describe('hello', () => {
  const say = (device: TestDevice, part: object = {}) =>
    postSigned<z.infer<typeof HelloAnswer>>(server.app, device, '/sync/v1/hello', { epoch: device.epoch, appVersion: '1', protocol: 1, pending: 0, maxSeq: 0, persisted: true, lost: null, ...part });

  test('[BO4] tells the time and who the device is', async () => {
    const tablet = await addDevice(memory.db, shop.store);
    const { status, body } = await say(tablet);
    expect(status).toBe(200);
    expect(HelloAnswer.parse(body)).toMatchObject({ serverTimeMs: server.clock.ms, installation: { device: { id: tablet.id }, grant: { id: tablet.grant.id } } });
  });

  test('[SG3] keeps since when the outbox is not empty, and what was lost', async () => {
    const tablet = await addDevice(memory.db, shop.store);
    const report = () => memory.db.selectFrom('device_report').selectAll().executeTakeFirstOrThrow();
    await say(tablet, { pending: 2 });
    const sinceMs = server.clock.ms;
    server.clock.ms += minuteMs;
    await say(tablet, { pending: 5, maxSeq: 9, lost: { epoch: 'old', pending: 3 } });
    expect(await report()).toMatchObject({ pending: 5, pending_since_ms: sinceMs, lost: { epoch: 'old', pending: 3 }, max_seq: 9 });
    const metrics = await server.authority.metrics.text();
    expect(metrics).toContain('gondola_outbox_pending 5');
    expect(metrics).toContain('gondola_outbox_age_seconds 60');
    await say(tablet);
    expect(await report()).toMatchObject({ pending: 0, pending_since_ms: null, lost: { epoch: 'old', pending: 3 } });
  });

  test('a device that was let in again after a suspension gets a grant of its own again', async () => {
    const tablet = await addDevice(memory.db, shop.store);
    await memory.db.updateTable('grant').set({ revoked_ms: startMs }).where('id', '=', tablet.grant.id).execute();
    const { body } = await say(tablet);
    expect(body.installation.grant).toMatchObject({ level: 'device', revokedMs: null, device: tablet.id });
    expect(body.installation.grant.id).not.toBe(tablet.grant.id);
    expect((await say(tablet)).body.installation.grant.id).toBe(body.installation.grant.id);
  });

  test('a client too old to be served is told to update', async () => {
    const { status, body } = await say(await addDevice(memory.db, shop.store), { protocol: 0 });
    expect([status, body]).toEqual([426, { error: 'update_first' }]);
  });
});

describe('[T9] shifts and PINs', () => {
  let staffId: string;
  beforeEach(async () => {
    staffId = nextId();
    await commit(memory.db, [put('staff', shop.store, { id: staffId, number: '42', name: 'Ana', role: 'staff', live: true })]);
    await setPin(memory.db, shop.store, staffId, '1357', server.clock.ms);
  });
  const signIn = (pin: string, number = '42', device = desk) => postSigned<z.infer<typeof ShiftAnswer>>(server.app, device, '/session/v1/shift', { number, pin });

  test('the right PIN opens a shift of twelve hours, which the staff\'s acts are judged by', async () => {
    const { status, body } = await signIn('1357');
    expect(status).toBe(200);
    const { grant, staff } = ShiftAnswer.parse(body);
    expect(grant).toMatchObject({ kind: 'shift', level: 'staff', subject: staffId, name: 'Ana', device: desk.id, endsMs: server.clock.ms + 12 * 60 * minuteMs });
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
    expect(await memory.db.selectFrom('pin_try').selectAll().execute()).toEqual([]);
  });

  test('fifty tries at once are fifty tries: five are looked at', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => signIn(String(1000 + n))));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(16);
  });

  test('a number that belongs to nobody is answered and counted like one that does', async () => {
    for (let left = 4; left >= 1; left -= 1) expect(await signIn('1357', '99')).toMatchObject({ status: 401, body: { error: 'wrong_pin', triesLeft: left } });
    expect((await signIn('1357', '99')).status).toBe(429);
    expect((await signIn('1357')).status).toBe(200);
  });

  test('somebody who left, or a person of another store, does not get in', async () => {
    await commit(memory.db, [put('staff', shop.store, { id: staffId, number: '42', name: 'Ana', role: 'staff', live: false })]);
    expect((await signIn('1357')).status).toBe(401);
    const elsewhere = await addDevice(memory.db, shop.otherStore, 'staff');
    expect((await signIn('1357', '42', elsewhere)).status).toBe(401);
  });

  test('[K4] a shopper\'s tablet and a screen are never staff\'s', async () => {
    for (const mode of ['shopper', 'display'] as const) {
      expect(await signIn('1357', '42', await addDevice(memory.db, shop.store, mode))).toMatchObject({ status: 403, body: { error: 'wrong_mode' } });
    }
  });

  test('[ID5] an ended shift opens nothing more; what was done before still counts', async () => {
    const { grant } = (await signIn('1357')).body;
    const before = await buildAction(desk, 'finish-task', { taskId: nextId() }, { actor: grant.id, createdAtMs: server.clock.ms });
    server.clock.ms += 1000;
    expect((await postSigned(server.app, desk, '/session/v1/shift/end', { grant: grant.id })).status).toBe(200);
    server.clock.ms += 1000;
    const after = await buildAction(desk, 'finish-task', { taskId: nextId() }, { actor: grant.id, createdAtMs: server.clock.ms });
    const { body } = await push(server.app, desk, before, after);
    expect(body.receipts.map(({ outcome }) => outcome?.code)).toEqual(['unknown_row', 'grant_ended']);
  });

  test('the next person\'s shift ends the one before; another device can\'t end it', async () => {
    const { grant: first } = (await signIn('1357')).body;
    const other = await addDevice(memory.db, shop.store, 'staff');
    await postSigned(server.app, other, '/session/v1/shift/end', { grant: first.id });
    const revoked = () => memory.db.selectFrom('grant').select('revoked_ms').where('id', '=', first.id).executeTakeFirst();
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

describe('[K4] the first manager', () => {
  const claim = async (token: string, browser: Browser) => post<z.infer<typeof ClaimAnswer>>(server.app, '/session/v1/claim', { token, publicKey: browser.publicKey, name: 'Bia', pin: '8642' });

  test('the link makes this browser a manager\'s, once', async () => {
    const token = await createClaim(memory.db, shop.store, server.clock.ms);
    expect(JSON.stringify(await memory.db.selectFrom('claim').selectAll().execute())).not.toContain(token);
    const browser = await newBrowser();
    const { status, body } = await claim(token, browser);
    expect(status).toBe(200);
    const { installation, shift, staff } = ClaimAnswer.parse(body);
    expect(staff).toMatchObject({ name: 'Bia', role: 'manager', number: '101', live: true });
    expect(installation).toMatchObject({ home: shop.store, device: { mode: 'manager', state: 'active' } });
    const device: TestDevice = { id: installation.device.id, epoch: 'epoch-of-it', grant: shift, keys: browser.keys, home: shop.store, nextSeq: 1 };
    const newcomer = await newBrowser();
    const asked = await enrol(newcomer);
    const act = await buildAction(device, 'approve-device', { deviceId: asked.deviceId, name: 'T', mode: 'shopper', publicKey: newcomer.publicKey, screen: null }, { createdAtMs: server.clock.ms });
    expect((await pushOne(server.app, device, act)).outcome?.status).toBe('applied');
    expect((await claim(token, await newBrowser())).status).toBe(403);
    expect((await postSigned(server.app, device, '/session/v1/shift', { number: '101', pin: '8642' })).status).toBe(200);
  });

  test('of two browsers with one link, one gets in; a stale or made-up link opens nothing', async () => {
    const token = await createClaim(memory.db, shop.store, server.clock.ms);
    const answers = await Promise.all([claim(token, await newBrowser()), claim(token, await newBrowser())]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403]);
    expect((await claim('x'.repeat(32), await newBrowser())).status).toBe(403);
    const stale = await createClaim(memory.db, shop.store, server.clock.ms);
    server.clock.ms += 8 * 86_400_000;
    expect((await claim(stale, await newBrowser())).status).toBe(403);
  });

  test('a new link ends the one before', async () => {
    const old = await createClaim(memory.db, shop.store, server.clock.ms);
    const fresh = await createClaim(memory.db, shop.store, server.clock.ms);
    expect((await claim(old, await newBrowser())).status).toBe(403);
    expect((await claim(fresh, await newBrowser())).status).toBe(200);
  });
});
