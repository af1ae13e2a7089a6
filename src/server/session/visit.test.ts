// A pass at a tablet, end to end over HTTP: what it opens, and each way in which it opens nothing.
import type * as z from 'zod/mini';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConsentPurpose } from '#domain/consent.ts';
import { feedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { put } from '#domain/tx.ts';
import { codeMs, makeCertificate, parseCertificate, passText, slackMs } from '#protocol/pass.ts';
import type { HistoryAnswer, MeAnswer, Person } from '#protocol/person.ts';
import { fromBase64Url, newKeyPair, publicKeyOf } from '#protocol/signature.ts';
import { createHome } from '#server/homes.ts';
import { prune } from '#server/prune.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  nextId,
  postSigned,
  pull,
  pushOne,
  signedBy,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, makeSmallShop, smallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { deleteAllForgotten } from './after-saying.ts';
import { cardIdOf } from './card-id.ts';
import { endIdleVisits } from './prune-visits.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
let other: TestDevice;
let phone: TestDevice;
let person: HomeId;

withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
  other = await addDevice(database.db, shop.store);
  person = nextId<HomeId>();
  phone = await phoneFor(person, shop, 'Marina');
});

async function phoneFor(home: HomeId, at: SmallShop, firstName: string): Promise<TestDevice> {
  const { db } = database;
  await createHome(db, { id: home, kind: 'customer', chain: at.chain, name: '', currency: 'BRL', locales: ['pt-BR'] });
  const createdMs = startMs;
  await commit(db, [
    put('customer', home, { id: home, sourceId: null, kind: 'known', firstName, device: null, createdMs }),
  ]);
  const device = await addDevice(db, at.web, 'phone');
  const grant = await addGrant(db, { id: device.id, home: at.web }, 'visit', {
    kind: 'visit',
    subject: home,
    endsMs: startMs + 90 * dayMs,
  });
  return { ...device, grant };
}

const certificateOf = async (device: TestDevice = phone): Promise<Uint8Array<ArrayBuffer>> => {
  const { status, body } = await postSigned<{ certificate: string }>(server.app, device, '/session/v1/pass', {});
  expect(status).toBe(200);
  return fromBase64Url(body.certificate, 600) ?? new Uint8Array();
};
const codeOf = async (device: TestDevice = phone): Promise<string> =>
  passText(await certificateOf(device), server.clock.ms, device.keys.privateKey);
const newHome = (): HomeId => nextId<HomeId>();
type Answered = { person: Person; error?: string };
const identify = (text: string, { at = tablet, home = newHome() } = {}) =>
  postSigned<Answered>(server.app, at, '/session/v1/visit', { home, text });
const visit = (home: HomeId, at = tablet) => postSigned<Answered>(server.app, at, '/lookup/v1/visit', { home });
const history = (home: HomeId, at = tablet) =>
  postSigned<HistoryAnswered>(server.app, at, '/lookup/v1/visit/history', { home });
type HistoryAnswered = z.infer<typeof HistoryAnswer> & { error?: string };
const me = () => postSigned<MeAnswer>(server.app, phone, '/lookup/v1/me', {});

async function say(
  purpose: ConsentPurpose,
  given: boolean,
  { by = phone, home = person }: { by?: TestDevice; home?: HomeId } = {},
): Promise<void> {
  server.clock.ms += 1000;
  const open = { purpose, given, text: `Pode usar? ${purpose}`, locale: 'pt-BR' };
  const act = await buildAction(by, 'say-consent', open, { home, createdAtMs: server.clock.ms });
  expect((await pushOne(server.app, by, act)).outcome?.status).toBe('applied');
}
async function forget(by: TestDevice = phone, home: HomeId = person): Promise<void> {
  server.clock.ms += 1000;
  const act = await buildAction(by, 'forget-history', {}, { home, createdAtMs: server.clock.ms });
  expect((await pushOne(server.app, by, act)).outcome?.status).toBe('applied');
}
const looked = (home: HomeId, atMs: number, name = 'view_item', productId = shop.productId) =>
  database.db
    .insertInto('event')
    .values({
      home_id: home,
      id: nextId(),
      name,
      at_ms: atMs,
      visit: 'w1',
      customer: home,
      product_id: productId,
      variant_id: null,
      quantity: null,
      data: null,
      action_id: null,
    })
    .execute();
/** The feeds that a tablet hears of while `work` runs. */
async function heardIn(home: HomeId, work: () => Promise<unknown>): Promise<string> {
  const payload = await signedBy(tablet, { deviceId: tablet.id, grants: [], feeds: [feedName('customer/self', home)] });
  const headers = { host: 'localhost:80' };
  const asked = { method: 'POST', url: '/sync/v1/poke', payload, headers, payloadAsStream: true } as const;
  const stream = (await server.app.inject(asked)).stream();
  let heard = '';
  stream.on('data', (piece) => (heard += String(piece)));
  try {
    await work();
    await vi.waitFor(() => expect(heard).toContain('event: poke'));
  } finally {
    stream.destroy();
  }
  return heard;
}

describe('a pass', () => {
  test('opens a visit: first name, consents and wishes, and nothing that says who it is', async () => {
    const { body } = await postSigned<{ certificate: string }>(server.app, phone, '/session/v1/pass', {
      wishes: { locale: 'es', text: 'max', theme: null },
    });
    const bytes = fromBase64Url(body.certificate, 600) ?? new Uint8Array();
    const answer = await identify(await passText(bytes, server.clock.ms, phone.keys.privateKey));
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body.person).toEqual({
      firstName: 'Marina',
      level: 'pass',
      consents: { history_now: false, remember: false, contact: false },
      wishes: { locale: 'es', text: 'max', theme: null },
    });
    expect(JSON.stringify(answer.body)).not.toContain(person);
  });

  test('[T17] leaves a line in the audit that the person can read', async () => {
    await identify(await codeOf());
    expect((await me()).body).toMatchObject({
      firstName: 'Marina',
      visits: 1,
      lookedUp: [{ what: 'identify', storeName: 'Centro', atMs: server.clock.ms }],
    });
  });

  test('joins the visit to its person by one row, and re-points nothing', async () => {
    const home = newHome();
    await identify(await codeOf(), { home });
    expect(await database.db.selectFrom('identity').select(['home_id', 'id', 'kind', 'customer']).execute()).toEqual([
      { home_id: person, id: `merge/${home}`, kind: 'merge', customer: person },
    ]);
  });

  test('[T5] is good once: two tablets with the same code', async () => {
    const text = await codeOf();
    const answers = await Promise.all([identify(text), identify(text, { at: other })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410]);
    expect(answers.find(({ status }) => status === 410)?.body.error).toBe('pass_used');
    expect(await identify(text)).toMatchObject({ status: 410, body: { error: 'pass_used' } });
  });

  test('whose answer was lost is answered again to the same tablet for the same visit', async () => {
    const [text, home] = [await codeOf(), newHome()];
    await identify(text, { home });
    expect(await identify(text, { home })).toMatchObject({ status: 200, body: { person: { firstName: 'Marina' } } });
    expect(await identify(text, { home, at: other })).toMatchObject({ status: 410 });
  });

  test('is over after its minute', async () => {
    const text = await codeOf();
    server.clock.ms += codeMs + slackMs + 1000;
    expect(await identify(text)).toMatchObject({ status: 410, body: { error: 'pass_expired' } });
  });

  test.each(['GP1', 'GP1ABC', 'GP1%%%', 'hello', `GP1${'0'.repeat(500)}`])('%s is forged', async (text) => {
    expect((await identify(text)).body.error ?? 'unreadable').toMatch(/pass_forged|unreadable/);
  });

  test('that another server signed is forged', async () => {
    const keys = await newKeyPair(true);
    const { kid } = server.authority.key.publicKey;
    const bytes = await makeCertificate(
      {
        alias: new Uint8Array(8),
        issuedMs: server.clock.ms,
        consents: { history_now: true, remember: true, contact: true },
        wishes: { locale: null, text: null, theme: null },
        firstName: 'Marina',
        productIds: [],
        chain: shop.chain,
        phoneKey: await publicKeyOf(keys.publicKey),
      },
      { kid, privateKey: keys.privateKey },
    );
    expect(await identify(await passText(bytes, server.clock.ms, keys.privateKey))).toMatchObject({
      status: 403,
      body: { error: 'pass_forged' },
    });
  });

  test('of another chain is foreign', async () => {
    const foreign = await makeSmallShop(database.db, smallShop(2));
    const theirs = await phoneFor(nextId<HomeId>(), foreign, 'Rui');
    expect(await identify(await codeOf(theirs))).toMatchObject({ status: 403, body: { error: 'pass_foreign' } });
  });

  test('is given to phones only, and read by tablets only', async () => {
    expect(await postSigned(server.app, tablet, '/session/v1/pass', {})).toMatchObject({
      status: 403,
      body: { error: 'wrong_mode' },
    });
    expect(await identify(await codeOf(), { at: phone })).toMatchObject({ body: { error: 'wrong_mode' } });
  });

  test("does not make another person's home, or another tablet's visit, a visit of this one", async () => {
    const someone = nextId<HomeId>();
    await phoneFor(someone, shop, 'Rui');
    const theirs = newHome();
    await say('contact', false, { by: other, home: theirs });
    for (const home of [person, someone, theirs, shop.store])
      expect(await identify(await codeOf(), { home })).toMatchObject({ status: 403, body: { error: 'not_yours' } });
    expect(await database.db.selectFrom('identity').selectAll().execute()).toEqual([]);
  });

  test('never links a home a second time', async () => {
    const home = newHome();
    await identify(await codeOf(), { home });
    const rui = await phoneFor(nextId<HomeId>(), shop, 'Rui');
    expect(await identify(await codeOf(rui), { home })).toMatchObject({ status: 409 });
    expect((await visit(home)).body.person.firstName).toBe('Marina');
  });
});

describe('a pass that its person took back', () => {
  const revoke = () => postSigned(server.app, phone, '/session/v1/pass/revoke', {});

  test('opens nothing more, and what it had opened ends', async () => {
    const [text, home] = [await codeOf(), newHome()];
    await identify(await codeOf(), { home });
    expect(await heardIn(home, revoke)).toContain(feedName('customer/self', home));
    expect(await visit(home)).toMatchObject({ status: 404, body: { error: 'not_linked' } });
    expect(await history(home)).toMatchObject({ status: 404 });
    expect(await identify(text)).toMatchObject({ status: 403, body: { error: 'pass_revoked' } });
    server.clock.ms += 1000;
    expect((await identify(await codeOf())).status).toBe(200);
  });

  test('is none either when the phone is signed out, lost, or its grant is over', async () => {
    const text = await codeOf();
    await database.db
      .updateTable('grant')
      .set({ revoked_ms: server.clock.ms })
      .where('id', '=', phone.grant.id)
      .execute();
    expect(await identify(text)).toMatchObject({ body: { error: 'pass_revoked' } });
    await database.db.updateTable('grant').set({ revoked_ms: null }).where('id', '=', phone.grant.id).execute();
    await database.db.updateTable('device').set({ state: 'lost' }).where('id', '=', phone.id).execute();
    expect(await identify(text)).toMatchObject({ body: { error: 'pass_revoked' } });
  });
});

describe('a printed card', () => {
  beforeEach(() =>
    commit(database.db, [
      put('identity', person, {
        id: cardIdOf(shop.chain, '000123'),
        kind: 'card',
        customer: person,
        sinceMs: startMs,
        untilMs: null,
      }),
    ]),
  );

  test('[T5] opens the first name and nothing else, as often as it is shown', async () => {
    await say('history_now', true);
    const home = newHome();
    for (const at of [home, newHome(), home].slice(0, 2)) {
      const { body } = await identify('GC1000123', { home: at });
      expect(body.person).toEqual({
        firstName: 'Marina',
        level: 'card',
        consents: { history_now: false, remember: false, contact: false },
        wishes: null,
      });
      expect(await history(at)).toMatchObject({ status: 403, body: { error: 'low_level' } });
    }
  });

  test('lets nobody speak for its person', async () => {
    const home = newHome();
    await identify('GC1000123', { home });
    await say('contact', true, { by: tablet, home });
    expect((await me()).body).toMatchObject({ visits: 0, consents: { contact: null } });
  });

  test('that nobody has, or of another chain, is unknown', async () => {
    const foreign = await makeSmallShop(database.db, smallShop(2));
    const abroad = await addDevice(database.db, foreign.store);
    expect(await identify('GC1999')).toMatchObject({ status: 403, body: { error: 'card_unknown' } });
    expect(await identify('GC1000123', { at: abroad })).toMatchObject({ body: { error: 'card_unknown' } });
  });
});

describe('the history', () => {
  const wants = async (): Promise<HomeId> => {
    await looked(person, server.clock.ms - dayMs);
    await looked(person, server.clock.ms - dayMs, 'purchase');
    const home = newHome();
    await identify(await codeOf(), { home });
    return home;
  };

  test('is not given without leave, and is with it; withdrawn in the middle, it is not given any more', async () => {
    const home = await wants();
    expect(await history(home)).toMatchObject({ status: 403, body: { error: 'no_consent' } });
    await heardIn(home, () => say('history_now', true));
    expect((await history(home)).body.history).toEqual([[shop.productId, 255]]);
    await heardIn(home, () => say('history_now', false));
    expect((await visit(home)).body.person.consents.history_now).toBe(false);
    expect(await history(home)).toMatchObject({ status: 403, body: { error: 'no_consent' } });
  });

  test('that was allowed at a tablet "now" is allowed in that visit, and in the next one if it is to be remembered', async () => {
    const first = await wants();
    await say('history_now', true, { by: tablet, home: first });
    expect((await history(first)).status).toBe(200);
    const second = newHome();
    server.clock.ms += 1000;
    await identify(await codeOf(), { home: second });
    expect((await history(second)).status).toBe(403);
    await say('history_now', true, { by: tablet, home: second });
    await say('remember', true, { by: tablet, home: second });
    const third = newHome();
    server.clock.ms += 1000;
    await identify(await codeOf(), { home: third });
    expect((await history(third)).status).toBe(200);
  });

  test('says no dates, no kinds and no amounts: ids in their own order, with weights', async () => {
    const home = await wants();
    await say('history_now', true);
    const { body } = await history(home);
    expect(Object.keys(body).toSorted()).toEqual(['history', 'serverTimeMs', 'wishlist']);
    expect(JSON.stringify([body.history, body.wishlist])).not.toMatch(/purchase|view|BRL|Ms/);
  });

  test('has the list of every visit that is theirs, each thing once', async () => {
    const home = await wants();
    await say('history_now', true);
    const item = { productId: shop.productId, variantId: shop.variantIds[1], store: shop.store, saved: true };
    await pushOne(server.app, tablet, await buildAction(tablet, 'save-to-list', item, { home }));
    await pushOne(server.app, phone, await buildAction(phone, 'save-to-list', item, { home: person }));
    expect((await history(home)).body.wishlist).toEqual([[shop.productId, shop.variantIds[1]]]);
  });

  test('of a sensitive department is nobody’s', async () => {
    const home = await wants();
    await say('history_now', true);
    server.sensitive.add('Botas');
    try {
      expect((await history(home)).body.history).toEqual([]);
      expect(parseCertificate(await certificateOf())?.products).toEqual([]);
    } finally {
      server.sensitive.clear();
    }
  });

  test('stands in a certificate only while it may be used', async () => {
    await wants();
    expect(parseCertificate(await certificateOf())?.products).toEqual([]);
    await say('history_now', true);
    expect(parseCertificate(await certificateOf())?.products).toHaveLength(1);
    await say('history_now', false);
    expect(parseCertificate(await certificateOf())?.products).toEqual([]);
  });

  test.each([
    ['on the phone', () => forget()],
    ['at the tablet', (home: HomeId) => forget(tablet, home)],
  ])('forgotten %s is gone at once, and what comes later of before counts no more', async (_, forgets) => {
    const home = await wants();
    await say('history_now', true);
    await heardIn(home, () => forgets(home));
    expect((await history(home)).body.history).toEqual([]);
    const left = () =>
      database.db
        .selectFrom('event')
        .select('name')
        .where('home_id', '=', person)
        .where('name', 'not like', 'act:%')
        .execute();
    expect(await left()).toEqual([]);
    await looked(person, server.clock.ms - 2 * dayMs);
    expect((await history(home)).body.history).toEqual([]);
    expect(await deleteAllForgotten(server.authority)).toBeGreaterThan(0);
    expect(await left()).toEqual([]);
    server.clock.ms += 5000;
    await looked(person, server.clock.ms - 1000);
    expect((await history(home)).body.history).toEqual([[shop.productId, 255]]);
  });
});

describe('[PR4] what was said', () => {
  test('is kept word by word, every time, with the tablet and the instant', async () => {
    const home = newHome();
    await identify(await codeOf(), { home });
    await say('contact', true, { by: tablet, home });
    const atMs = server.clock.ms;
    await say('contact', false);
    const rows = await database.db.selectFrom('consent').selectAll().orderBy('at_ms').execute();
    expect(rows).toMatchObject([
      { home_id: home, purpose: 'contact', given: true, text: 'Pode usar? contact', at_ms: atMs, device: tablet.id },
      { home_id: person, purpose: 'contact', given: false, device: phone.id },
    ]);
    expect((await me()).body.consents).toEqual({
      history_now: null,
      remember: null,
      contact: { given: false, text: 'Pode usar? contact', locale: 'pt-BR', atMs: server.clock.ms },
    });
  });

  test('by a tablet in a home that is not its own is refused', async () => {
    const open = { purpose: 'contact', given: true, text: 'x', locale: 'en' };
    for (const [by, kind, input] of [
      [tablet, 'say-consent', open],
      [tablet, 'forget-history', {}],
    ] as const) {
      const act = await buildAction(by, kind, input, { home: person });
      expect((await pushOne(server.app, by, act)).outcome).toMatchObject({ status: 'rejected', code: 'not_yours' });
    }
    expect(await database.db.selectFrom('consent').selectAll().execute()).toEqual([]);
  });

  test('is read by no tablet out of the person’s own home', async () => {
    const home = newHome();
    await identify(await codeOf(), { home });
    await say('contact', true);
    const feed = feedName('customer/self', person);
    expect((await pull(server.app, tablet, { [feed]: null })).body.refused).toEqual([feed]);
  });
});

describe('a visit', () => {
  test('ends with its tablet’s word, and by another tablet’s not', async () => {
    const home = newHome();
    await identify(await codeOf(), { home });
    await postSigned(server.app, other, '/session/v1/visit/end', { home });
    expect((await visit(home)).status).toBe(200);
    expect((await visit(home, other)).status).toBe(404);
    await postSigned(server.app, tablet, '/session/v1/visit/end', { home });
    expect((await visit(home)).status).toBe(404);
    expect((await history(home)).status).toBe(404);
  });

  test('[K7] ends when its tablet opens another one', async () => {
    const [first, second] = [newHome(), newHome()];
    await identify(await codeOf(), { home: first });
    const rui = await phoneFor(nextId<HomeId>(), shop, 'Rui');
    await identify(await codeOf(rui), { home: second });
    expect((await visit(first)).status).toBe(404);
    expect((await visit(second)).body.person.firstName).toBe('Rui');
  });

  test('ends after half an hour without a sign of life, and by a round of jobs', async () => {
    const home = newHome();
    await identify(await codeOf(), { home });
    server.clock.ms += 29 * minuteMs;
    expect((await visit(home)).status).toBe(200);
    server.clock.ms += 29 * minuteMs;
    expect(await endIdleVisits(server.authority)).toBe(0);
    server.clock.ms += minuteMs;
    expect((await visit(home)).status).toBe(404);
    expect(await endIdleVisits(server.authority)).toBe(1);
  });
});

describe('a code for the person’s own phone', () => {
  const join = (home: HomeId, at = tablet) =>
    postSigned<{ code: string; endsMs: number }>(server.app, at, '/session/v1/join', { home });
  const take = (code: string, by = phone) =>
    postSigned<{ storeName: string }>(server.app, by, '/session/v1/join/take', { code });

  test('links the visit once, for two minutes', async () => {
    const home = newHome();
    const { body } = await join(home);
    expect(body.endsMs).toBe(server.clock.ms + 2 * minuteMs);
    expect(await visit(home)).toMatchObject({ status: 404 });
    await heardIn(home, async () =>
      expect(await take(body.code)).toMatchObject({ status: 200, body: { storeName: 'Centro' } }),
    );
    expect((await visit(home)).body.person).toMatchObject({ firstName: 'Marina', level: 'pass' });
    const rui = await phoneFor(nextId<HomeId>(), shop, 'Rui');
    expect((await take(body.code, rui)).status).toBe(404);
  });

  test('that is over, made up or of another chain opens nothing', async () => {
    const home = newHome();
    const { body } = await join(home);
    const foreign = await makeSmallShop(database.db, smallShop(2));
    const theirs = await phoneFor(nextId<HomeId>(), foreign, 'Rui');
    expect((await take(body.code, theirs)).status).toBe(404);
    expect((await take('madeupmadeup')).status).toBe(404);
    server.clock.ms += 2 * minuteMs;
    expect((await take(body.code)).status).toBe(404);
    expect((await visit(home)).status).toBe(404);
  });

  test('of two phones with one code one gets in', async () => {
    const { body } = await join(newHome());
    const rui = await phoneFor(nextId<HomeId>(), shop, 'Rui');
    const answers = await Promise.all([take(body.code), take(body.code, rui)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
  });
});

test('what is kept of passes and visits goes in time', async () => {
  const { db } = database;
  const home = newHome();
  await identify(await codeOf(), { home });
  await postSigned(server.app, other, '/session/v1/join', { home: newHome() });
  await postSigned(server.app, tablet, '/session/v1/visit/end', { home });
  const counts = async () =>
    Promise.all(
      (['pass_use', 'pass_cert', 'join_code', 'visit_link'] as const).map(
        async (table) => (await db.selectFrom(table).selectAll().execute()).length,
      ),
    );
  server.clock.ms += dayMs - minuteMs;
  await prune(server.authority);
  expect(await counts()).toEqual([1, 1, 1, 1]);
  server.clock.ms += 4 * minuteMs;
  await prune(server.authority);
  expect(await counts()).toEqual([0, 0, 0, 1]);
  server.clock.ms += 7 * dayMs;
  await prune(server.authority);
  expect(await counts()).toEqual([0, 0, 0, 0]);
  // That the visit was theirs stays: it is the person's own row.
  expect(await db.selectFrom('identity').select('id').execute()).toEqual([{ id: `merge/${home}` }]);
});
