// The door of events as a web shop meets it: a key, a batch, and an answer for each event.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HomeId } from '#domain/ids.ts';
import type { EventAnswer } from '#protocol/events.ts';
import { rebuildNeighbours } from '#server/suggest/neighbours.ts';
import { openTestServer, type TestServer } from '#test/build/shop-server.ts';
import {
  bring,
  database,
  events,
  file,
  globe,
  gtin,
  header,
  mug,
  nowMs,
  rowsOf,
  useImportLab,
} from '#test/build/import-lab.ts';
import { addChannel, revokeChannel } from './channels.ts';

useImportLab();

let server: TestServer;
let chain: HomeId;
/** Of the shop's server, and of its pages. */
let secret: string;
let open: string;
const shopOrigin = 'https://shop.example';

beforeAll(async () => {
  server = await openTestServer(database.db, { ms: nowMs });
});
afterAll(() => server.close());
beforeEach(async () => {
  server.clock.ms += 600_000;
  await bring({ catalogue: file('c.csv', header + globe + mug) });
  chain = (await database.db.selectFrom('home').select('id').where('kind', '=', 'chain').executeTakeFirstOrThrow())
    .id as HomeId;
  secret = await channel('server', []);
  open = await channel('pages', [shopOrigin]);
});

async function channel(name: string, origins: string[]): Promise<string> {
  const key = await addChannel(database.db, { id: `${chain} ${name}`, chain, name, origins, nowMs });
  if (key === null) throw new Error('no key');
  return key;
}

interface Sent {
  status: number;
  answers: EventAnswer[];
  body: { error?: string };
  headers: Record<string, unknown>;
}

async function send(
  given: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${secret}` },
): Promise<Sent> {
  const payload = typeof given === 'string' ? given : JSON.stringify(Array.isArray(given) ? { events: given } : given);
  const answer = await server.app.inject({
    method: 'POST',
    url: '/v1/events',
    payload,
    headers: { host: 'localhost:80', 'content-type': 'application/json', ...headers },
  });
  const body = answer.json() as { events?: EventAnswer[]; error?: string };
  return { status: answer.statusCode, answers: body.events ?? [], body, headers: answer.headers };
}

const view = (more: object = {}): Record<string, unknown> => ({
  event: 'view_item',
  timestamp: server.clock.ms - 1_000,
  client_id: '123.456',
  session_id: '9',
  items: [{ item_id: '10002' }],
  ...more,
});

describe('a batch', () => {
  test('is stored event by event, in the order of the batch, and told again it is known', async () => {
    const batch = [
      view({ event_id: 'a' }),
      view({ event: 'add_to_cart', items: [{ item_id: '10003', quantity: 2, price: 2.1 }] }),
    ];
    expect((await send(batch)).answers).toEqual([{ status: 'stored' }, { status: 'stored' }]);
    expect((await send(batch)).answers).toEqual([{ status: 'known' }, { status: 'known' }]);
    expect((await send([...batch, view({ event_id: 'b' })])).answers.map(({ status }) => status)).toEqual([
      'known',
      'known',
      'stored',
    ]);
    const found = await events();
    expect(found).toHaveLength(3);
    expect(found.find(({ name }) => name === 'add_to_cart')).toMatchObject({
      quantity: 2,
      data: { price: { minor: 210, currency: 'GBP' } },
    });
    expect(JSON.stringify(found)).not.toContain('123.456');
  });

  test('through a file the same event is the same event, with an id of its own or without', async () => {
    const both = [view(), view({ event_id: 'x', user_id: 'c1' })];
    await send(both);
    const lines = both.map((event) => `${JSON.stringify({ ecommerce: {}, ...event })}\n`).join('');
    const summary = await bring({ history: file('ga4.jsonl', lines) });
    expect(summary.files[0]?.tally).toMatchObject({ unchanged: 2, rejected: 0 });
    expect(await events()).toHaveLength(2);
  });

  test('the shop’s own customer has a home of their own, a guest is a guest of the web shop', async () => {
    await send([view({ user_id: 'c1' }), view({ event_id: 'guest' })]);
    const [customer] = await rowsOf('customer');
    expect(customer).toMatchObject({ sourceId: 'c1', kind: 'known', firstName: null });
    const found = await events();
    expect(new Set(found.map(({ customer: who }) => who))).toEqual(new Set([customer?.id, null]));
    await bring({ history: file('h.csv', `customer,at,event,item\nc1,${server.clock.ms},add_to_cart,10003\n`) });
    expect(await rowsOf('customer')).toHaveLength(1);
  });

  test('of what visitors type and how things are called nothing is kept', async () => {
    const words = 'fulana@example.com 11987654321';
    const { answers } = await send([
      view({ event: 'search', search_term: words, items: undefined }),
      view({ event_id: 'n', items: [{ item_id: '10002', item_name: '<script>alert(1)</script>', item_brand: words }] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['stored', 'stored']);
    expect(JSON.stringify(await events())).not.toMatch(/fulana|11987654321|script/);
  });

  test('purchases come from orders', async () => {
    const { answers } = await send([view({ event: 'purchase', transaction_id: 'T1' }), view({ event: 'refund' })]);
    expect(answers).toEqual(
      [1, 2].map(() => ({ status: 'refused', reason: 'purchases and refunds come from orders' })),
    );
    expect(await events()).toEqual([]);
  });

  test('an event of several things, of which one is none of ours, is stored and says so', async () => {
    const items = [{ item_id: '10002' }, { item_id: 'hat' }];
    expect((await send([view({ items })])).answers).toEqual([
      { status: 'stored', reason: 'no item hat in the catalogue' },
    ]);
    expect(await events()).toHaveLength(1);
  });

  test('a thing may be named by the shop’s own id, by its style or by its GTIN', async () => {
    const { db } = database;
    // As a platform's own catalogue comes in: with ids that are not made from its names.
    await db.updateTable('variant').set({ id: 'v-own' }).where('source_id', '=', '10003').execute();
    const names = ['10003', gtin(2), '0' + gtin(2), '10002'];
    const { answers } = await send(names.map((item_id, at) => view({ event_id: `${at}`, items: [{ item_id }] })));
    expect(answers.map(({ status }) => status)).toEqual(['stored', 'stored', 'stored', 'stored']);
    const found = (await events()).map(({ variant_id }) => variant_id);
    expect(found.filter((id) => id === 'v-own')).toHaveLength(3);
  });

  test('a visitor’s wrong clock is set right by the time of sending, where the event has an id of its own', async () => {
    const ahead = 3 * 3_600_000;
    const late = view({ event_id: 'w', timestamp: server.clock.ms + ahead - 5_000 });
    const sent = { key: secret, sent_at: server.clock.ms + ahead, events: [late] };
    expect((await send(sent, {})).answers).toEqual([{ status: 'stored' }]);
    expect((await events()).map(({ at_ms }) => at_ms)).toEqual([server.clock.ms - 5_000]);
  });
});

describe('hostile input', () => {
  test('each bad event is refused with its reason, and the good ones between them are stored', async () => {
    const bad: [unknown, RegExp][] = [
      [view({ items: [{ item_id: 'hat' }] }), /no item hat in the catalogue/],
      [view({ items: [] }), /names no items/],
      [view({ items: [{}] }), /GTIN/],
      [view({ timestamp: server.clock.ms + 301_000 }), /6 min in the future/],
      [view({ timestamp: server.clock.ms - 401 * 86_400_000 }), /older than 400 days/],
      [view({ timestamp: undefined }), /the time is missing/],
      [view({ timestamp: { at: 1 } }), /the time is missing/],
      [view({ timestamp: 'yesterday' }), /is no time/],
      [view({ event: '<script>alert(1)</script>' }), /is none of view_item/],
      [view({ event: 7 }), /has no name/],
      [view({ event: undefined }), /has no name/],
      [view({ event: 'page_view' }), /is none of/],
      [view({ client_id: undefined, session_id: undefined }), /neither customer nor visit/],
      [view({ user_id: 'fulana@example.com' }), /user_id: only letters/],
      [view({ user_id: '<img src=x>' }), /user_id: only letters/],
      [view({ user_id: ['c1'] }), /user_id: only letters/],
      [view({ client_id: undefined, session_id: 'a b' }), /session_id: only letters/],
      [view({ event_id: 'x'.repeat(121) }), /longer than 120/],
      [view({ items: [{ item_id: '10002', quantity: -1 }] }), /quantity is -1/],
      [view({ items: [{ item_id: '10002', quantity: 1.5 }] }), /no whole number/],
      [view({ items: [{ item_id: '10002', price: 9, currency: 'USD' }] }), /USD/],
      [view({ items: Array.from({ length: 201 }, () => ({ item_id: '10002' })) }), /more than 200 items/],
      [view({ items: [{ item_id: 'a\u0000b' }] }), /no text/],
      [view({ items: 'none' }), /names no items/],
      [view({ items: [null] }), /GTIN/],
      [view({ privacy_info: { analytics_storage: 'No' } }), /refused statistics/],
      [null, /not an event/],
      [[], /not an event/],
      ['view_item', /not an event/],
      [JSON.parse('{"__proto__": {"event": "view_item"}}'), /has no name/],
    ];
    const batch = bad.flatMap(([event], at) => [event, view({ event_id: `good-${at}` })]);
    const { status, answers } = await send({ key: secret, events: batch }, { 'content-type': 'text/plain' });
    expect(status).toBe(200);
    for (const [at, [, reason]] of bad.entries()) {
      expect(answers[2 * at], `${at}`).toEqual({ status: 'refused', reason: expect.stringMatching(reason) });
      expect(answers[2 * at + 1], `after ${at}`).toEqual({ status: 'stored' });
    }
    expect(await events()).toHaveLength(bad.length);
  });

  test('no batch: 400; too many or too large: refused whole, and nothing is stored', async () => {
    const auth = { authorization: `Bearer ${secret}` };
    for (const body of ['', '{', 'null', '[]', '{}', '{"events":7}', '{"events":[]}', '{"events":[{}],"more":1}'])
      expect((await send(body, auth)).status, body).toBe(400);
    expect((await send(Array.from({ length: 501 }, () => view()))).status).toBe(400);
    expect((await send([view({ junk: 'x'.repeat(300_000) })])).status).toBe(413);
    expect(await events()).toEqual([]);
  });

  test('an unknown, a broken, a revoked key: 401', async () => {
    for (const key of ['', 'gk_', `gk_${'A'.repeat(32)}`, `${open}x`, "gk_' or 1=1 --"]) {
      const { status, body } = await send({ key, events: [view()] }, {});
      expect([key, status, body.error]).toEqual([key, 401, 'unknown_key']);
    }
    await revokeChannel(database.db, { chain, name: 'server', nowMs });
    expect((await send([view()])).status).toBe(401);
    expect(await events()).toEqual([]);
  });

  test('a public key is good from its own pages alone, a server’s from no page', async () => {
    const from = (key: string, origin?: string) =>
      send({ key, events: [view()] }, { 'content-type': 'text/plain', ...(origin ? { origin } : {}) });
    const own = await from(open, shopOrigin);
    expect(own.status).toBe(200);
    expect(own.headers).toMatchObject({
      'access-control-allow-origin': shopOrigin,
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-store',
    });
    expect(own.headers['vary']).toMatch(/origin/i);
    expect(own.headers).not.toHaveProperty('access-control-allow-credentials');
    for (const origin of [
      'https://evil.example',
      'http://shop.example',
      'https://shop.example:8443',
      'null',
      undefined,
    ]) {
      const { status, headers } = await from(open, origin);
      expect([origin, status]).toEqual([origin, 403]);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
    expect((await from(secret, shopOrigin)).status).toBe(403);
  });

  test('a page is given leave beforehand only where a channel has its origin, and for nothing but this', async () => {
    const ask = (url: string, origin: string) =>
      server.app.inject({
        method: 'OPTIONS',
        url,
        headers: { host: 'localhost:80', origin, 'access-control-request-method': 'POST' },
      });
    const granted = await ask('/v1/events', shopOrigin);
    expect(granted.statusCode).toBe(204);
    expect(granted.headers).toMatchObject({
      'access-control-allow-origin': shopOrigin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type',
    });
    expect((await ask('/v1/events', 'https://evil.example')).statusCode).toBe(403);
    for (const url of ['/sync/v1/push', '/session/v1/events', '/session/v1/claim', '/v1/other'])
      expect((await ask(url, shopOrigin)).headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('the script of the pages may be loaded from anywhere, and be checked by the channels’ own pages', async () => {
    writeFileSync(join(server.dataDir, 'web', 'gondola.js'), '/* script */');
    const ask = (origin?: string) =>
      server.app.inject({ url: '/gondola.js', headers: { host: 'localhost:80', ...(origin ? { origin } : {}) } });
    for (const origin of [undefined, shopOrigin, 'https://evil.example']) {
      const { statusCode, headers } = await ask(origin);
      expect([statusCode, headers['cross-origin-resource-policy'], headers['cache-control']]).toEqual([
        200,
        'cross-origin',
        'public, max-age=3600',
      ]);
      expect(headers['access-control-allow-origin']).toBe(origin === shopOrigin ? shopOrigin : undefined);
    }
    const page = await server.app.inject({ url: '/', headers: { host: 'localhost:80', origin: shopOrigin } });
    expect(page.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(page.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('ten thousand events of one visitor are taken, and weigh no more than that one visitor', async () => {
    for (let from = 0; from < 10_000; from += 500) {
      const batch = Array.from({ length: 500 }, (_, at) =>
        view({
          event_id: `${from + at}`,
          user_id: 'busy',
          session_id: `${(from + at) % 1_000}`,
          items: [{ item_id: at % 2 === 0 ? '10002' : '10003' }],
          client_id: undefined,
        }),
      );
      expect((await send(batch)).answers.every(({ status }) => status === 'stored')).toBe(true);
    }
    expect(await events()).toHaveLength(10_000);
    // One person is not enough for a pair that two must stand for.
    await rebuildNeighbours(database.db, { chain, support: 2, nowMs: server.clock.ms });
    expect(await rowsOf('neighbours')).toEqual([]);
  });

  test('by the word of a page only so many new customers are made at once; a shop’s server is believed', async () => {
    const batch = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => view({ event_id: 'n', user_id: `u${from + at}` }));
    const fromPage = (events: object[]) => send({ key: open, events }, { origin: shopOrigin });
    for (let from = 0; from < 2_000; from += 500) {
      const { answers } = await fromPage(batch(from, 500));
      expect(answers.every(({ status }) => status === 'stored')).toBe(true);
    }
    const over = await fromPage([...batch(5_000, 3), view({ event_id: 'known', user_id: 'u7' }), view()]);
    const refused = { status: 'refused', reason: 'too many new customers at once' };
    expect(over.answers).toEqual([refused, refused, refused, { status: 'stored' }, { status: 'stored' }]);
    expect((await send(batch(5_000, 3))).answers.map(({ status }) => status)).toEqual(['stored', 'stored', 'stored']);
    server.clock.ms += 60_000;
    expect((await fromPage(batch(6_000, 60))).answers.every(({ status }) => status === 'stored')).toBe(true);
  });

  test('a channel that floods is slowed down, the other goes on', async () => {
    const batch = Array.from({ length: 500 }, () => null);
    const statuses = new Set<number>();
    for (let round = 0; round < 125; round += 1) statuses.add((await send(batch)).status);
    expect(statuses).toEqual(new Set([200, 429]));
    const other = await send({ key: open, events: [view()] }, { origin: shopOrigin });
    expect(other.status).toBe(200);
    server.clock.ms += 60_000;
    expect((await send([view()])).status).toBe(200);
  });
});
