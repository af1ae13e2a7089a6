import type * as z from 'zod/mini';
import type { DeviceId } from '#domain/ids.ts';
import { importPublicKey, newKeyPair, publicKeyOf, signatureHolds } from '#protocol/signature.ts';
import { EnrolAnswer, PollAnswer } from '#protocol/session.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  nextId,
  post,
  postSigned,
  pushOne,
  signedBy,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { makeSmallShop, smallShop, type SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { newCode, typedCode } from './enrol.ts';

const minuteMs = 60_000;
let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let desk: TestDevice;
let managerGrant: string;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  desk = await addDevice(database.db, shop.store, 'manager');
  managerGrant = (await addGrant(database.db, desk, 'manager')).id;
});

interface Browser {
  keys: CryptoKeyPair;
  publicKey: { kty: string; crv: string; x: string; y: string };
}

const screen = { width: 1280, height: 800 };
async function newBrowser(): Promise<Browser> {
  const keys = await newKeyPair(true);
  return { keys, publicKey: await publicKeyOf(keys.publicKey) };
}
async function enrol({ publicKey }: Browser, demo: object | null = null): Promise<z.infer<typeof EnrolAnswer>> {
  const { status, body } = await post(server.app, '/session/v1/enrol', { publicKey, screen, demo });
  expect(status).toBe(200);
  return EnrolAnswer.parse(body);
}
const poll = async (browser: Browser, deviceId: DeviceId) =>
  post<z.infer<typeof PollAnswer>>(server.app, '/session/v1/enrol/poll', await signedBy(browser, { deviceId }));
async function approve(browser: Browser, deviceId: DeviceId, part: object = {}) {
  const open = { deviceId, name: 'Tablet 1', mode: 'shopper', publicKey: browser.publicKey, screen: null, ...part };
  return pushOne(
    server.app,
    desk,
    await buildAction(desk, 'approve-device', open, { actor: managerGrant as never, lane: `device/${deviceId}` }),
  );
}

describe('[K1] enrolment', () => {
  test("a code, a manager's approval, and the browser knows who it is", async () => {
    const browser = await newBrowser();
    const asked = await enrol(browser);
    expect(asked.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(asked.endsMs - server.clock.ms).toBe(10 * minuteMs);
    expect((await poll(browser, asked.deviceId)).body).toEqual({ state: 'pending', slowDown: false });

    const seen = await postSigned<{ deviceId: string; publicKey: object }>(server.app, desk, '/lookup/v1/enrolment', {
      grant: managerGrant,
      code: `${asked.code.slice(0, 4)} ${asked.code.slice(4).toLowerCase()}`,
    });
    expect(seen.body).toMatchObject({ deviceId: asked.deviceId, publicKey: browser.publicKey, screen });
    expect((await approve(browser, asked.deviceId)).outcome?.status).toBe('applied');

    const answer = PollAnswer.parse((await poll(browser, asked.deviceId)).body);
    if (answer.state !== 'approved') throw new Error(answer.state);
    const { installation } = answer;
    expect(installation).toMatchObject({
      device: { id: asked.deviceId, state: 'active' },
      home: shop.store,
      chain: shop.chain,
      web: shop.web,
      storeName: 'Centro',
      zone: 'America/Sao_Paulo',
      currency: 'BRL',
    });
    const { signature, ...bare } = installation.grant;
    expect(await signatureHolds(bare, signature, await importPublicKey(installation.serverKey))).toBe(true);

    const device: TestDevice = {
      id: asked.deviceId,
      epoch: 'epoch-of-it',
      grant: installation.grant,
      keys: browser.keys,
      home: shop.store,
      nextSeq: 1,
    };
    const call = await buildAction(
      device,
      'call-staff',
      { reason: 'call', text: '', productId: null, variantId: null },
      { createdAtMs: server.clock.ms },
    );
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
    expect((await postSigned(server.app, desk, '/lookup/v1/enrolment', { grant: managerGrant, code })).status).toBe(
      404,
    );
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
    const otherDesk = await addDevice(database.db, shop.otherStore, 'manager');
    const otherGrant = await addGrant(database.db, otherDesk, 'manager');
    const again = await buildAction(
      otherDesk,
      'approve-device',
      { deviceId, name: 'x', mode: 'shopper', publicKey: browser.publicKey, screen: null },
      { actor: otherGrant.id },
    );
    expect((await pushOne(server.app, otherDesk, again)).outcome?.code).toBe('already_done');
    expect((await postSigned(server.app, desk, '/lookup/v1/enrolment', { grant: managerGrant, code })).status).toBe(
      404,
    );
  });

  test('asking twice with one key is asking once', async () => {
    const browser = await newBrowser();
    const first = await enrol(browser);
    expect((await enrol(browser)).code).toBe(first.code);
    expect((await enrol(await newBrowser())).code).not.toBe(first.code);
  });

  test("only the key that asked may poll, and what is no key can't ask", async () => {
    const { deviceId } = await enrol(await newBrowser());
    expect((await poll(await newBrowser(), deviceId)).status).toBe(401);
    const bad = await post(server.app, '/session/v1/enrol', {
      publicKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
      screen,
      demo: null,
    });
    expect([bad.status, bad.body]).toEqual([400, { error: 'no_key' }]);
  });

  test('a demo shop lets a tablet in by itself; another shop does not', async () => {
    const browser = await newBrowser();
    const refusedDemo = await enrol(browser, { store: shop.store, mode: 'shopper' });
    expect(refusedDemo.demoStores).toEqual([]);
    expect((await poll(browser, refusedDemo.deviceId)).body.state).toBe('pending');

    await makeSmallShop(database.db, smallShop(3), [1, 5, 0], true);
    const demo = smallShop(3);
    expect((await enrol(await newBrowser())).demoStores.map(({ id }) => id).toSorted()).toEqual(
      [demo.store, demo.otherStore].toSorted(),
    );
    for (const mode of ['shopper', 'staff', 'display'] as const) {
      const newcomer = await newBrowser();
      const { deviceId } = await enrol(newcomer, { store: demo.store, mode });
      const { body } = await poll(newcomer, deviceId);
      expect(body).toMatchObject({
        state: 'approved',
        installation: { home: demo.store, device: { mode }, demo: true },
      });
    }
    expect(await database.db.selectFrom('display').select(['kind', 'width']).execute()).toEqual([
      { kind: 'wall', width: 1280 },
    ]);
    expect(
      (await poll(browser, (await enrol(browser, { store: shop.store, mode: 'shopper' })).deviceId)).body.state,
    ).toBe('pending');
  });

  test('codes have no look-alikes and are read as people type them', () => {
    for (let n = 0; n < 200; n += 1) expect(newCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(typedCode(' oi-l2 abcd ')).toBe('0112ABCD');
  });
});
