import type { AddressInfo } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addDevice,
  buildAction,
  nextId,
  openTestServer,
  postSigned,
  pushOne,
  signedBy,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { protocolVersion } from '#protocol/version.ts';
import { emptyDatabase, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from './database/schema.ts';

let database: TestDatabase<Database>;
let server: TestServer;
let shop: SmallShop;

beforeAll(async () => {
  database = await openMigratedDatabase<Database>();
  server = await openTestServer(database.db);
});
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(async () => {
  await emptyDatabase(database.db);
  shop = await makeSmallShop(database.db);
});

const get = (url: string) => server.app.inject({ method: 'GET', url, headers: { host: 'localhost:80' } });

describe('what every answer says', () => {
  test('the policy of trust.md, word for word, and nothing that names a foreign host', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';script-src 'self' 'wasm-unsafe-eval';style-src 'self';img-src 'self' blob:;connect-src 'self';worker-src 'self';" +
        "object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none';require-trusted-types-for 'script'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining(
        'camera=(self), hid=(self), serial=(self), screen-wake-lock=(self), fullscreen=(self)',
      ),
    });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test.each([
    ['POST', '/sync/v1/nothing'],
    ['GET', '/session/v1/enrol'],
    ['POST', '/products'],
    ['GET', '/files/pictures/x.webp'],
    ['GET', '/assets/gone-123.js'],
  ] as const)('%s %s: an unknown path is a 404 in JSON, never the app', async (method, url) => {
    const answer = await server.app.inject({ method, url, headers: { host: 'localhost:80' } });
    expect([answer.statusCode, answer.json()]).toEqual([404, { error: 'not_found' }]);
  });

  test('what is no JSON is a 400, an unknown kind of body too, and neither tells more', async () => {
    const send = (type: string, payload: string) =>
      server.app.inject({
        method: 'POST',
        url: '/sync/v1/pull',
        headers: { host: 'localhost:80', 'content-type': type },
        payload,
      });
    for (const answer of [
      await send('application/json', '{"a":'),
      await send('application/json', ''),
      await send('text/plain', 'x'),
    ]) {
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
      expect(answer.json()).toEqual({ error: 'unreadable' });
    }
  });
});

describe('files', () => {
  test.each(['/', '/p/123', '/staff/orders', '/01/09520000000011/10/ABC.1?17=261231', '/01/09520000000011'])(
    '%s opens the app, asked for each time',
    async (url) => {
      const answer = await get(url);
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(answer.body).toContain('<title>Gôndola</title>');
    },
  );

  test('what has a hash in its name is kept for ever, the worker never', async () => {
    expect((await get('/assets/main-abc.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/service-worker.js')).headers['cache-control']).toBe('no-cache');
  });

  test('pictures and packed files by their hash only', async () => {
    const sha = 'a'.repeat(64);
    const folder = join(server.dataDir, 'files');
    mkdirSync(join(folder, 'pictures'), { recursive: true });
    writeFileSync(join(folder, 'pictures', `${sha}.webp`), 'picture');
    writeFileSync(join(folder, 'pictures', 'notes.txt'), 'secret');
    writeFileSync(join(folder, 'snapshots', `${sha}.bin`), 'packed');
    const picture = await get(`/files/pictures/${sha}.webp`);
    expect([picture.statusCode, picture.headers['content-type'], picture.headers['cache-control']]).toEqual([
      200,
      'image/webp',
      'public, max-age=31536000, immutable',
    ]);
    expect((await get(`/files/snapshots/${sha}.bin`)).body).toBe('packed');
    for (const url of [
      '/files/pictures/notes.txt',
      '/files/pictures/..%2f..%2fserver.log',
      '/files/pictures/..%5c..%5cserver.log',
      `/files/snapshots/${sha}.webp`,
      `/files/snapshots/${sha}.bin.br`,
      '/files/',
    ]) {
      const answer = await get(url);
      expect([403, 404]).toContain(answer.statusCode);
      expect(Object.keys(answer.json())).toEqual(['error']);
    }
  });
});

describe('watching', () => {
  test('/health says whether the database answers', async () => {
    expect((await get('/health')).json()).toMatchObject({ ok: true, database: true });
  });

  test('/metrics is for this machine only, and counts acts by their end', async () => {
    const tablet = await addDevice(database.db, shop.store);
    const act = await buildAction(tablet, 'call-staff', { reason: 'call', text: '', productId: null, variantId: null });
    await pushOne(server.app, tablet, act);
    const { body } = await get('/metrics');
    expect(body).toMatch(/gondola_acts_total\{kind="call-staff",end="applied"\} \d/);
    expect(body).toContain('gondola_push_seconds_count');
    const outside = await server.app.inject({
      method: 'GET',
      url: '/metrics',
      remoteAddress: '10.0.0.9',
      headers: { host: 'localhost:80' },
    });
    expect(outside.statusCode).toBe(404);
  });
});

describe('[T18] limits', () => {
  test('a device that floods is slowed down with a time to wait, another one is not', async () => {
    const [flood, calm] = [await addDevice(database.db, shop.store), await addDevice(database.db, shop.store)];
    const ask = async (device: TestDevice) =>
      server.app.inject({
        method: 'POST',
        url: '/lookup/v1/order',
        payload: await signedBy(device, { deviceId: device.id, grant: 'x', number: '1' }),
        headers: { host: 'localhost:80' },
      });
    for (let n = 0; n < 60; n += 1) await ask(flood);
    const slowed = await ask(flood);
    expect([slowed.statusCode, slowed.json()]).toEqual([429, { error: 'slow_down' }]);
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(calm)).statusCode).toBe(403);
  });
});

describe('[T18] questions that would cost too much', () => {
  const askAs = async (url: string, body: object) =>
    postSigned<{ error?: string }>(server.app, await addDevice(database.db, shop.store), url, body);
  const hello = {
    epoch: 'epoch-1234',
    appVersion: 't',
    protocol: protocolVersion,
    pending: 0,
    maxSeq: 0,
    persisted: null,
    lost: null,
  };
  const many = (count: number): string[] => Array.from({ length: count }, () => nextId());

  test.each([
    ['more feeds than a tablet follows', '/sync/v1/pull', () => pullOf(many(13), [])],
    ['more grants than one person has', '/sync/v1/pull', () => pullOf([], many(5))],
    ['a poke for more grants', '/sync/v1/poke', () => ({ grants: many(5), feeds: [] })],
    ['a grant that no text column holds', '/sync/v1/pull', () => pullOf([`store/staff@${shop.store}`], ['a\0'])],
    ['an epoch that no text column holds', '/sync/v1/hello', () => ({ ...hello, epoch: 'a\0' })],
    ['half an act pending', '/sync/v1/hello', () => ({ ...hello, pending: 1.5 })],
    ['a push from an epoch that no text column holds', '/sync/v1/push', () => pushOf('epoch-\0-1', null)],
    [
      'an origin that no text column holds',
      '/sync/v1/push',
      () => pushOf('epoch-1234', { device: nextId(), epoch: '\0' }),
    ],
    ['a variant that no text column holds', '/lookup/v1/stock', () => ({ variantId: '\0' })],
  ])('%s: %s is a 400', async (_name, url, body) => {
    const { status, body: said } = await askAs(url, body());
    expect([status, said]).toEqual([400, { error: 'unreadable' }]);
  });

  const pullOf = (feeds: string[], grants: string[]) => ({
    epoch: 'epoch-1234',
    appVersion: 't',
    grants,
    feeds: Object.fromEntries(feeds.map((name) => [name, null])),
  });
  const pushOf = (epoch: string, origin: object | null) => ({
    batchId: 'batch-1234',
    epoch,
    appVersion: 't',
    pending: 0,
    maxSeq: 0,
    actions: [{ origin, action: { id: nextId(), seq: 1 } }],
  });
});

describe('[PL5] pokes', () => {
  const listen = async (device: TestDevice, port: number, feeds: string[]) => {
    const body = await signedBy(device, { deviceId: device.id, grants: [], feeds });
    const answer = await fetch(`http://127.0.0.1:${port}/sync/v1/poke`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.body) throw new Error('no stream');
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      answer,
      /** Reads on until the text holds it; ends with what came when the stream ends first. */
      async until(wanted: string): Promise<string> {
        while (!text.includes(wanted)) {
          const { value, done } = await reader.read();
          if (done) return text;
          text += value;
        }
        return text;
      },
      cancel: () => reader.cancel(),
    };
  };

  test('whoever listens to a feed hears that it moved, nobody else, and the stop of the server ends the stream', async () => {
    const own = await openTestServer(database.db, { ms: startMs + 1000 });
    await own.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = own.app.server.address() as AddressInfo;
    const [tablet, neighbour] = [
      await addDevice(database.db, shop.store),
      await addDevice(database.db, shop.otherStore),
    ];
    const floor = `store/floor@${shop.store}`;
    const mine = await listen(tablet, port, [floor, `store/staff@${shop.store}`]);
    const theirs = await listen(neighbour, port, [floor, `store/floor@${shop.otherStore}`]);
    expect(mine.answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(mine.answer.headers.get('x-gondola-sync')).toBe('1');
    await Promise.all([mine.until('event: beat'), theirs.until('event: beat')]);

    const hold = await buildAction(tablet, 'hold', {
      productId: shop.productId,
      variantId: shop.variantIds[0],
      quantity: 1,
      shown: null,
      customer: null,
      siblings: [],
    });
    expect((await pushOne(own.app, tablet, hold)).outcome?.status).toBe('applied');
    // The staff feed moved as well, but this tablet has no shift.
    expect(await mine.until('event: poke')).toContain(`data: ${JSON.stringify({ feeds: [floor] })}`);

    await mine.cancel();
    const closing = own.close();
    expect(await theirs.until('never')).not.toContain('poke');
    await closing;
  });
});
