import type * as z from 'zod/mini';
import { newKeyPair, publicKeyOf } from '#protocol/signature.ts';
import { ClaimAnswer, EnrolAnswer } from '#protocol/session.ts';
import { buildAction, post, postSigned, pushOne, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import type { SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';
import { createClaim } from './claim.ts';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
withShopServer((scene) => {
  ({ database, server, shop } = scene);
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

describe('[K4] the first manager', () => {
  const claim = async (token: string, browser: Browser) =>
    post<z.infer<typeof ClaimAnswer>>(server.app, '/session/v1/claim', {
      token,
      publicKey: browser.publicKey,
      name: 'Bia',
      pin: '8642',
    });

  test("the link makes this browser a manager's, once", async () => {
    const token = await createClaim(database.db, shop.store, server.clock.ms);
    expect(JSON.stringify(await database.db.selectFrom('claim').selectAll().execute())).not.toContain(token);
    const browser = await newBrowser();
    const { status, body } = await claim(token, browser);
    expect(status).toBe(200);
    const { installation, shift, staff } = ClaimAnswer.parse(body);
    expect(staff).toMatchObject({ name: 'Bia', role: 'manager', number: '101', live: true });
    expect(installation).toMatchObject({ home: shop.store, device: { mode: 'manager', state: 'active' } });
    const device: TestDevice = {
      id: installation.device.id,
      epoch: 'epoch-of-it',
      grant: shift,
      keys: browser.keys,
      home: shop.store,
      nextSeq: 1,
    };
    const newcomer = await newBrowser();
    const asked = await enrol(newcomer);
    const act = await buildAction(
      device,
      'approve-device',
      { deviceId: asked.deviceId, name: 'T', mode: 'shopper', publicKey: newcomer.publicKey, screen: null },
      { createdAtMs: server.clock.ms },
    );
    expect((await pushOne(server.app, device, act)).outcome?.status).toBe('applied');
    expect((await claim(token, await newBrowser())).status).toBe(403);
    expect((await postSigned(server.app, device, '/session/v1/shift', { number: '101', pin: '8642' })).status).toBe(
      200,
    );
  });

  test('of two browsers with one link, one gets in; a stale or made-up link opens nothing', async () => {
    const token = await createClaim(database.db, shop.store, server.clock.ms);
    const answers = await Promise.all([claim(token, await newBrowser()), claim(token, await newBrowser())]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
    expect((await claim('x'.repeat(32), await newBrowser())).status).toBe(403);
    const stale = await createClaim(database.db, shop.store, server.clock.ms);
    server.clock.ms += 8 * 86_400_000;
    expect((await claim(stale, await newBrowser())).status).toBe(403);
  });

  test('a new link ends the one before', async () => {
    const old = await createClaim(database.db, shop.store, server.clock.ms);
    const fresh = await createClaim(database.db, shop.store, server.clock.ms);
    expect((await claim(old, await newBrowser())).status).toBe(403);
    expect((await claim(fresh, await newBrowser())).status).toBe(200);
  });
});
