// Every route of the server, with what it writes. Promise: shop data is written by acts (push) and by imports, by
// nothing else; and nobody gets at another store, chain or device through any of them. A route without a row fails.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Grant } from '#domain/actor.ts';
import { type TableName, tableNames } from '#domain/tables.ts';
import { put } from '#domain/tx.ts';
import { newKeyPair, publicKeyOf } from '#protocol/signature.ts';
import { type MemoryDatabase, openMemoryDatabase } from '#server/database/memory.ts';
import { migrate } from '#server/database/migrate.ts';
import { type Database, sqlTable } from '#server/database/schema.ts';
import { createClaim } from '#server/session/claim.ts';
import { setPin } from '#server/session/pin.ts';
import { addDevice, addGrant, type Answer, buildAction, nextId, openTestServer, post, pushBody, signedBy, type TestDevice, type TestServer } from '#test/build/shop-server.ts';
import { commit, emptyDatabase, makeSmallShop, smallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';

let memory: MemoryDatabase<Database>;
let server: TestServer;
let shop: SmallShop;
let foreign: SmallShop;
let demo: SmallShop;
/** A staff device with a manager's open shift, in this store, in another store of the chain, in another chain. */
let here: TestDevice;
let beside: TestDevice;
let abroad: TestDevice;
const shifts = new Map<TestDevice, Grant>();
let fulfilmentId: string;
let codeOfWaiting: string;

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
  foreign = await makeSmallShop(memory.db, smallShop(2));
  demo = await makeSmallShop(memory.db, smallShop(3), [1, 1, 1], true);
  const orderId = nextId();
  fulfilmentId = nextId();
  await commit(memory.db, [
    put('staff', shop.store, { id: 'ana', number: '42', name: 'Ana', role: 'manager', live: true }),
    put('order', shop.web, { id: orderId, sourceId: 'o', number: '1042', customer: null, firstName: 'R', channel: 'web', placedMs: startMs, state: 'paid', lines: [], total: { minor: 1, currency: 'BRL' }, paid: { minor: 1, currency: 'BRL' }, fulfilmentIds: [] }),
  ]);
  await commit(memory.db, [
    put('fulfilment', shop.store, { id: fulfilmentId, orderId, orderHome: shop.web, number: '1042', customer: null, firstName: 'R', state: 'ready', lines: [], box: null, proof: '123456', paidOnWeb: true, orderedMs: startMs, readyMs: startMs, arrivedMs: null, handedOver: null }),
  ]);
  await setPin(memory.db, shop.store, 'ana', '1357', startMs);
  [here, beside, abroad] = [await addDevice(memory.db, shop.store, 'staff'), await addDevice(memory.db, shop.otherStore, 'staff'), await addDevice(memory.db, foreign.store, 'staff')];
  for (const device of [here, beside, abroad]) shifts.set(device, await addGrant(memory.db, device, 'manager'));
  const browser = await post<{ code: string }>(server.app, '/session/v1/enrol', await enrolBody(null));
  codeOfWaiting = browser.body.code;
});

async function enrolBody(ofDemo: object | null): Promise<object> {
  const { publicKey } = await newKeyPair(true);
  return { publicKey: await publicKeyOf(publicKey), screen: { width: 1, height: 1 }, demo: ofDemo };
}

const shiftOf = (device: TestDevice): Grant => {
  const shift = shifts.get(device);
  if (!shift) throw new Error('no shift');
  return shift;
};
const holdOf = (device: TestDevice, home = shop.store) =>
  buildAction(device, 'hold', { productId: shop.productId, variantId: shop.variantIds[0], quantity: 1, shown: null, customer: null, siblings: [] }, { home });
const feedsOf = (of: SmallShop, device: TestDevice) => [`store/floor@${of.store}`, `store/staff@${of.store}`, `chain/catalogue@${of.chain}`, `device/own@${of.store}/${device.id}`];

interface Route {
  /** Tables that a right call changes, records first; `by act`: through takeAct, with a receipt. */
  writes: readonly string[];
  records: readonly TableName[];
  /** A right call's body, of a device of this store, without signature. Null: it takes none. */
  body: (device: TestDevice) => Promise<object> | object;
  signed: boolean;
  /** What a device of another store or chain gets with ids of this store: true when that is nothing. */
  givesNothing?: (answer: Answer<never>) => boolean;
}

const refusedWith = (...statuses: number[]) => ({ status }: Answer<never>) => statuses.includes(status);
const body = <T>({ body: found }: Answer<never>): T => found as T;

const routes: Record<string, Route> = {
  'POST /sync/v1/push': {
    writes: ['change', 'device_seq', 'event', 'home', 'receipt', 'rev'], records: ['hold', 'outcome', 'stock'], signed: true,
    body: async (device) => pushBody(device, [await holdOf(device)]),
    givesNothing: (answer) => body<{ receipts: { outcome: { code: string } }[] }>(answer).receipts.every(({ outcome }) => outcome.code === 'not_allowed'),
  },
  'POST /sync/v1/pull': {
    writes: [], records: [], signed: true,
    body: (device) => ({ epoch: device.epoch, appVersion: 't', grants: [shiftOf(device).id, shiftOf(here).id], feeds: Object.fromEntries(feedsOf(shop, here).map((feed) => [feed, null])) }),
    // The catalogue is the whole chain's; nothing else of this store is given away.
    givesNothing: (answer) => Object.keys(body<{ pages: object }>(answer).pages).every((feed) => feed.startsWith('chain/catalogue')),
  },
  'POST /sync/v1/hello': {
    writes: ['device_report'], records: [], signed: true,
    body: (device) => ({ epoch: device.epoch, appVersion: 't', protocol: 1, pending: 0, maxSeq: 0, persisted: null, lost: null }),
    givesNothing: (answer) => body<{ installation: { home: string } }>(answer).installation.home !== shop.store,
  },
  // Its answer never ends; app.test.ts listens to it over a socket. Here only refusals are asked for.
  'POST /sync/v1/poke': { writes: [], records: [], signed: true, body: () => ({ grants: [], feeds: [] }) },
  'POST /session/v1/enrol': {
    writes: ['change', 'enrolment', 'event', 'home', 'receipt', 'rev'], records: ['device', 'grant', 'outcome'], signed: false,
    body: () => enrolBody({ store: demo.store, mode: 'shopper' }),
  },
  'POST /session/v1/enrol/poll': { writes: [], records: [], signed: true, body: () => ({}), givesNothing: (answer) => body<{ state: string }>(answer).state === 'ended' },
  'POST /session/v1/claim': {
    writes: ['change', 'claim', 'credential', 'enrolment', 'event', 'home', 'receipt', 'rev'], records: ['device', 'grant', 'outcome', 'staff'], signed: false,
    body: async () => ({ token: await createClaim(memory.db, shop.store, server.clock.ms), publicKey: (await enrolBody(null) as { publicKey: object }).publicKey, name: 'Bia', pin: '2468' }),
  },
  'POST /session/v1/shift': { writes: ['change', 'home', 'rev'], records: ['grant'], signed: true, body: () => ({ number: '42', pin: '1357' }), givesNothing: refusedWith(401) },
  'POST /session/v1/shift/end': {
    writes: ['change', 'home', 'rev'], records: ['grant'], signed: true, body: () => ({ grant: shiftOf(here).id }),
    // Ending another device's shift is answered like ending none: it has no effect, see below.
    givesNothing: ({ status }) => status === 200,
  },
  'POST /lookup/v1/stock': {
    writes: [], records: [], signed: true, body: () => ({ variantId: shop.variantIds[0] }),
    givesNothing: (answer) => body<{ stores: { home: string }[] }>(answer).stores.every(({ home }) => [shop.store, shop.otherStore].includes(home as never)),
  },
  'POST /lookup/v1/order': { writes: ['audit'], records: [], signed: true, body: () => ({ grant: shiftOf(here).id, number: '1042' }), givesNothing: refusedWith(403) },
  'POST /lookup/v1/enrolment': { writes: [], records: [], signed: true, body: () => ({ grant: shiftOf(here).id, code: codeOfWaiting }), givesNothing: refusedWith(403) },
};

/** Answered without a body and without a device: they read nothing that is anybody's. */
const openRoutes = ['GET /health', 'GET /metrics', 'GET /files/pictures/*', 'GET /files/snapshots/*', 'GET /*'];
const names = Object.keys(routes);
const routeOf = (name: string): Route => {
  const route = routes[name];
  if (!route) throw new Error(`no row for ${name}`);
  return route;
};
const urlOf = (name: string): string => name.slice('POST '.length);

/** The content of every table, to see what a call has changed. */
async function stateOfTables(): Promise<Map<string, string>> {
  const { rows: found } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public' order by table_name`.execute(memory.db);
  const state = new Map<string, string>();
  for (const { name } of found) {
    const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.table(name)} as t order by 1`.execute(memory.db);
    state.set(name, rows.map(({ line }) => line).join('\n'));
  }
  return state;
}

async function changedBy(call: () => Promise<unknown>): Promise<string[]> {
  const before = await stateOfTables();
  await call();
  const after = await stateOfTables();
  return [...after].filter(([name, state]) => before.get(name) !== state).map(([name]) => name);
}

async function call(name: string, device: TestDevice): Promise<Answer<never>> {
  const route = routeOf(name);
  const sent = { ...(route.signed ? { deviceId: device.id } : {}), ...(await route.body(device)) };
  return post<never>(server.app, urlOf(name), route.signed ? await signedBy(device, sent) : sent);
}

test('every route of the server has its row here, and there are no others', () => {
  const printed = server.app.printRoutes({ commonPrefix: false }).split('\n').flatMap((line) => {
    const match = /([/*]\S*) \(([A-Z, ]+)\)/.exec(line);
    return match ? (match[2] ?? '').split(', ').filter((method) => method !== 'HEAD' && method !== 'OPTIONS').map((method) => `${method} ${match[1]}`) : [];
  });
  expect(printed.toSorted()).toEqual([...names, ...openRoutes].toSorted());
});

describe('what a right call writes', () => {
  test.each(names.filter((name) => name !== 'POST /sync/v1/poke'))('%s', async (name) => {
    const { writes, records } = routeOf(name);
    const prepared = await routeOf(name).body(here);
    const sent = routeOf(name).signed ? await signedBy(here, { deviceId: here.id, ...prepared }) : prepared;
    const changed = await changedBy(async () => expect((await post(server.app, urlOf(name), sent)).status).toBe(200));
    expect(changed).toEqual([...writes, ...records.map(sqlTable)].toSorted());
  });

  test('a record that a route writes comes with an act\'s receipt, a session\'s grant excepted', async () => {
    const startRevs = new Set((await memory.db.selectFrom('rev').select(['home_id', 'rev']).execute()).map((line) => `${line.home_id} ${line.rev}`));
    for (const name of names.filter((other) => other !== 'POST /sync/v1/poke')) await call(name, here);
    const made = (await memory.db.selectFrom('rev').selectAll().execute()).filter((line) => !startRevs.has(`${line.home_id} ${line.rev}`));
    expect(made.length).toBeGreaterThan(4);
    for (const { home_id, rev, cause_kind, cause_id } of made) {
      const touched = await memory.db.selectFrom('change').select('table_name').distinct().where('home_id', '=', home_id).where('rev', '=', rev).execute();
      if (cause_kind === 'session') expect(touched).toEqual([{ table_name: 'grant' }]);
      else expect([cause_kind, await memory.db.selectFrom('receipt').select('id').where('id', '=', cause_id).execute()]).toEqual(['act', [{ id: cause_id }]]);
    }
  });
});

describe('who is refused', () => {
  const signedRoutes = names.filter((name) => routeOf(name).signed && name !== 'POST /session/v1/enrol/poll');

  test.each(signedRoutes)('%s: no signature, a foreign key, an unknown device, a lost one: 401, and nothing is written', async (name) => {
    const sent = { deviceId: here.id, ...(await routeOf(name).body(here)) };
    const lost = await addDevice(memory.db, shop.store, 'staff', 'lost');
    const calls = [
      { ...sent, sig: '' },
      { ...sent, sig: 'A'.repeat(86) },
      await signedBy(beside, sent),
      await signedBy(here, { ...sent, deviceId: nextId() }),
      await signedBy(lost, { ...sent, deviceId: lost.id }),
    ];
    for (const payload of calls) {
      const changed = await changedBy(async () => expect((await post(server.app, urlOf(name), payload)).status).toBe(401));
      expect(changed).toEqual([]);
    }
  });

  test.each(signedRoutes)('%s: without its fields it is a 400 or, signed for nobody, a 401', async (name) => {
    expect((await post(server.app, urlOf(name), {})).status).toBe(400);
    expect([400, 401]).toContain((await post(server.app, urlOf(name), { deviceId: nextId(), sig: 'x' })).status);
  });

  const matrix = names.filter((name) => routeOf(name).givesNothing).flatMap((name) => ([['another store', () => beside], ['another chain', () => abroad]] as const).map(([where, device]) => [name, where, device] as const));

  test.each(matrix)('[T10] %s: a device of %s gets nothing of this store', async (name, _where, device) => {
    const shiftBefore = await memory.db.selectFrom('grant').selectAll().where('device', '=', here.id).orderBy('id').execute();
    const stockBefore = await memory.db.selectFrom('stock').selectAll().where('home_id', '=', shop.store).orderBy('id').execute();
    const answer = await call(name, device());
    expect(routeOf(name).givesNothing?.(answer)).toBe(true);
    expect(await memory.db.selectFrom('grant').selectAll().where('device', '=', here.id).orderBy('id').execute()).toEqual(shiftBefore);
    expect(await memory.db.selectFrom('stock').selectAll().where('home_id', '=', shop.store).orderBy('id').execute()).toEqual(stockBefore);
    expect(await memory.db.selectFrom('hold').selectAll().execute()).toEqual([]);
  });

  test('[T10] a foreign chain\'s catalogue and stock are nobody\'s business', async () => {
    const pulled = await post<{ pages: object; refused: string[] }>(server.app, '/sync/v1/pull', await signedBy(abroad, {
      deviceId: abroad.id, epoch: abroad.epoch, appVersion: 't', grants: [shiftOf(abroad).id], feeds: { [`chain/catalogue@${shop.chain}`]: null },
    }));
    expect(pulled.body).toMatchObject({ pages: {}, refused: [`chain/catalogue@${shop.chain}`] });
    const asked = await post(server.app, '/lookup/v1/stock', await signedBy(abroad, { deviceId: abroad.id, variantId: shop.variantIds[0] }));
    expect(asked.body).toMatchObject({ stores: [] });
  });

  test('[T10] a shift of one device is none on another of the same store', async () => {
    const neighbour = await addDevice(memory.db, shop.store, 'staff');
    for (const name of ['POST /lookup/v1/order', 'POST /lookup/v1/enrolment']) expect((await call(name, neighbour)).status).toBe(403);
  });

  test('[T17] a look at an order leaves a line in the audit, and so does one that found nothing', async () => {
    await call('POST /lookup/v1/order', here);
    await post(server.app, '/lookup/v1/order', await signedBy(here, { deviceId: here.id, grant: shiftOf(here).id, number: 'none' }));
    const lines = await memory.db.selectFrom('audit').select(['home_id', 'what', 'actor', 'device']).execute();
    expect(lines).toEqual([1, 2].map(() => ({ home_id: shop.chain, what: 'look_up_order', actor: shiftOf(here).subject, device: here.id })));
  });
});

describe('the source', () => {
  const serverFolder = join(import.meta.dirname, '..', '..', 'src', 'server');

  /** Every file that the HTTP side brings with it. */
  function reachableFrom(entry: string, seen = new Set<string>()): Set<string> {
    if (seen.has(entry) || !existsSync(entry)) return seen;
    seen.add(entry);
    for (const [, local, server_] of readFileSync(entry, 'utf8').matchAll(/from '(?:(\.\/[^']+)|#server\/([^']+))'/g)) {
      reachableFrom(local ? join(dirname(entry), local) : join(serverFolder, server_ ?? ''), seen);
    }
    return seen;
  }

  test('of all that the HTTP side reaches, only push writes records, and sessions write grants', () => {
    const reached = [...reachableFrom(join(serverFolder, 'app.ts'))];
    expect(reached.length).toBeGreaterThan(30);
    const writers = reached.filter((file) => /\bcommitWrites\b/.test(readFileSync(file, 'utf8')) && !file.endsWith('/feed.ts'));
    expect(writers.map((file) => file.slice(serverFolder.length + 1)).toSorted()).toEqual(['push.ts', 'session/grants.ts']);
    expect(readFileSync(join(serverFolder, 'session/grants.ts'), 'utf8').match(/\bput\('(\w+)'/g)).toEqual(["put('grant'"]);
  });

  test('no file of the server writes a record past commitWrites', () => {
    const tables = tableNames.map(sqlTable).join('|');
    const files = readdirSync(serverFolder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    const past = files.filter((name) => {
      const text = readFileSync(join(serverFolder, name), 'utf8');
      return new RegExp(`(insertInto|updateTable|deleteFrom)\\('(${tables})'\\)|\\b(insert into|update|delete from) "?(${tables})"?[ (]`, 'i').test(text);
    });
    expect(past).toEqual([]);
    const storing = files.filter((name) => /\b(storeRows|lockRows)\b/.test(readFileSync(join(serverFolder, name), 'utf8')));
    expect(storing.toSorted()).toEqual(['feed.ts', 'rows.ts']);
  });
});
