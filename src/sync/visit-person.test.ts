// Somebody at a tablet says who they are, over the real server: what is asked, what is shown, and what is left of it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { put } from '#domain/tx.ts';
import type { HomeId } from '#domain/ids.ts';
import { passText } from '#protocol/pass.ts';
import { fromBase64Url } from '#protocol/signature.ts';
import { createHome } from '#server/homes.ts';
import { Profile, until } from '#test/build/browser-lab.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  nextId,
  pushBody,
  signedBy,
  type TestDevice,
} from '#test/build/shop-server.ts';
import { commit } from '#test/build/small-shop.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';
import type { Ports } from './ports.ts';
import type { Tablet, VisitPerson } from './tablet-port.ts';

const dayMs = 86_400_000;
let at: TabletLab;
let phone: TestDevice;
let person: HomeId;

beforeAll(async () => {
  at = await openTabletLab();
});
beforeEach(async () => {
  await at.renew();
  person = nextId<HomeId>();
  await createHome(at.db, {
    id: person,
    kind: 'customer',
    chain: at.shop.chain,
    name: '',
    currency: 'BRL',
    locales: ['pt-BR'],
  });
  await commit(at.db, [
    put('customer', person, {
      id: person,
      sourceId: null,
      kind: 'known',
      firstName: 'Marina',
      device: null,
      createdMs: Date.now(),
    }),
  ]);
  phone = await addDevice(at.db, at.shop.web, 'phone');
  const own = { kind: 'visit', subject: person, endsMs: Date.now() + dayMs } as const;
  phone = { ...phone, grant: await addGrant(at.db, phone, 'visit', own) };
  await at.db
    .insertInto('event')
    .values({
      home_id: person,
      id: nextId(),
      name: 'view_item',
      at_ms: Date.now() - dayMs,
      visit: 'w1',
      customer: person,
      product_id: at.shop.productId,
      variant_id: null,
      quantity: null,
      data: null,
      action_id: null,
    })
    .execute();
});
afterEach(() => at.closeTablets());
afterAll(() => at.close());

async function byPhone<T>(path: string, body: object): Promise<T> {
  const sent = JSON.stringify(await signedBy(phone, { deviceId: phone.id, ...body }));
  const answer = await at.lab.wire().post(path, sent, AbortSignal.timeout(20_000));
  expect(answer.status).toBe(200);
  return JSON.parse(await answer.text()) as T;
}
async function code(): Promise<string> {
  const { certificate } = await byPhone<{ certificate: string }>('/session/v1/pass', {});
  return passText(fromBase64Url(certificate, 600) ?? new Uint8Array(), Date.now(), phone.keys.privateKey);
}
async function sayOnPhone(purpose: string, given: boolean): Promise<void> {
  const open = { purpose, given, text: 'Pode?', locale: 'pt-BR' };
  const act = await buildAction(phone, 'say-consent', open, { home: person, createdAtMs: Date.now() });
  await byPhone('/sync/v1/push', pushBody(phone, [act]));
}
const who = (tablet: Tablet): VisitPerson => tablet.person.get() ?? expect.fail('nobody');
const asked = (path: string): number => at.lab.requests.filter((request) => request.path === path).length;
const historyPath = '/lookup/v1/visit/history';
const words = 'Usar o que vi na loja online neste tablet, agora';
const history = () => [{ productId: at.shop.productId, weight: 255 }];

/** Answers to one path wait until they are let through. */
function held(path: string) {
  const gate = Promise.withResolvers<void>();
  let waiting = 0;
  const change = (ports: Ports): Ports => ({
    ...ports,
    wire: {
      ...ports.wire,
      async post(to, body, signal) {
        const answer = await ports.wire.post(to, body, signal);
        if (to !== path) return answer;
        waiting += 1;
        await gate.promise;
        // It has come, whether or not anybody still wants it.
        return answer;
      },
    },
  });
  return { change, waiting: () => waiting, release: gate.resolve };
}

describe('a pass', () => {
  it('[K7] begins a new visit, and asks nothing of the history without leave', async () => {
    const tablet = await at.tablet();
    tablet.scanned(at.shop.productId, at.shop.variantIds[0]);
    const before = tablet.visit.get();
    expect(await tablet.identify(await code())).toEqual({ ok: true });
    expect(tablet.visit.get()).toMatchObject({ scans: [], hidden: [] });
    expect(tablet.visit.get().id).not.toBe(before.id);
    expect(tablet.visit.get().customerHome).not.toBe(before.customerHome);
    expect(who(tablet)).toEqual({
      firstName: 'Marina',
      by: 'pass',
      consents: { history_now: false, remember: false, contact: false },
      wishes: null,
      history: [],
      historyState: 'off',
      wishlist: [],
    });
    await sayOnPhone('contact', true);
    await until(() => who(tablet).consents.contact, 'the poke of another consent');
    expect(asked(historyPath)).toBe(0);
  });

  it('that is no good leaves the visit as it is, and has a name', async () => {
    const tablet = await at.tablet();
    tablet.scanned(at.shop.productId, at.shop.variantIds[0]);
    const before = tablet.visit.get();
    const text = await code();
    expect(await tablet.identify('GP1000')).toEqual({ ok: false, error: 'forged' });
    expect(await tablet.identify('GC1999')).toEqual({ ok: false, error: 'unknown_card' });
    const other = await at.tablet({ profile: new Profile() });
    expect(await other.identify(text)).toEqual({ ok: true });
    expect(await tablet.identify(text)).toEqual({ ok: false, error: 'used' });
    await byPhone('/session/v1/pass/revoke', {});
    expect(await tablet.identify(text)).toEqual({ ok: false, error: 'revoked' });
    expect(tablet.visit.get()).toBe(before);
    expect(tablet.person.get()).toBeNull();
  });

  it('that is read again and again is asked about once', async () => {
    const tablet = await at.tablet();
    const text = await code();
    const both = await Promise.all([tablet.identify(text), tablet.identify(text)]);
    expect([...both, await tablet.identify(text)]).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(asked('/session/v1/visit')).toBe(1);
  });

  it('taken back on the phone ends the visit here at once', async () => {
    const tablet = await at.tablet();
    await tablet.identify(await code());
    const { id } = tablet.visit.get();
    await until(() => asked('/lookup/v1/visit') > 0, 'the line is open');
    await byPhone('/session/v1/pass/revoke', {});
    await until(() => tablet.person.get() === null, 'gone');
    expect(tablet.visit.get().id).not.toBe(id);
  });
});

describe('the history', () => {
  it('comes with their leave on the phone, and is gone from memory when they take it back there', async () => {
    const tablet = await at.tablet();
    await tablet.identify(await code());
    await sayOnPhone('history_now', true);
    await until(() => tablet.person.get()?.historyState === 'ready', 'there');
    expect(who(tablet).history).toEqual(history());
    await sayOnPhone('history_now', false);
    // The history may be refused before the word itself has come.
    await until(() => tablet.person.get()?.consents.history_now === false, 'heard');
    expect(who(tablet)).toMatchObject({ history: [], historyState: 'off' });
    const count = asked(historyPath);
    tablet.wake();
    await sayOnPhone('contact', true);
    await until(() => who(tablet).consents.contact, 'another poke');
    expect(asked(historyPath)).toBe(count);
  });

  it('[PR5] comes with their leave here, and goes in the very moment they say no', async () => {
    const tablet = await at.tablet();
    await tablet.identify(await code());
    await tablet.sayConsent('history_now', true, words, 'pt-BR');
    expect(who(tablet).consents.history_now).toBe(true);
    await until(() => tablet.person.get()?.historyState === 'ready', 'there');
    expect(who(tablet).history).toEqual(history());
    const said = tablet.sayConsent('history_now', false, words, 'pt-BR');
    expect(who(tablet)).toMatchObject({ history: [], historyState: 'off', consents: { history_now: false } });
    await said;
    const rows = () => at.db.selectFrom('consent').select(['given', 'text']).orderBy('at_ms').orderBy('id').execute();
    await until(async () => (await rows()).length === 2, 'sent');
    expect(await rows()).toEqual([
      { given: true, text: words },
      { given: false, text: words },
    ]);
    expect(who(tablet).history).toEqual([]);
  });

  it('forgotten here is empty at once, and at the server when the act arrives', async () => {
    const tablet = await at.tablet();
    await sayOnPhone('history_now', true);
    await tablet.identify(await code());
    await until(() => tablet.person.get()?.historyState === 'ready', 'there');
    const forgetting = tablet.forgetHistory();
    expect(who(tablet).history).toEqual([]);
    await forgetting;
    const left = () => at.db.selectFrom('event').select('id').where('name', '=', 'view_item').execute();
    await until(async () => (await left()).length === 0, 'deleted');
    expect(who(tablet)).toMatchObject({ history: [], consents: { history_now: true } });
  });

  it('[K6] that comes after the end of its visit is thrown away', async () => {
    const gate = held(historyPath);
    const tablet = await at.tablet({ change: gate.change });
    await sayOnPhone('history_now', true);
    await tablet.identify(await code());
    await until(() => gate.waiting() > 0, 'the answer is here');
    tablet.endVisit();
    expect(tablet.person.get()).toBeNull();
    gate.release();
    await until(() => asked('/session/v1/visit/end') > 0, 'the end is told');
    const open = () => at.db.selectFrom('visit_link').select('device').where('ended_ms', 'is', null).execute();
    await until(async () => (await open()).length === 0, 'ended');
    expect(tablet.person.get()).toBeNull();
  });

  it('[K6] that comes after a no is thrown away', async () => {
    const gate = held(historyPath);
    const tablet = await at.tablet({ change: gate.change });
    await sayOnPhone('history_now', true);
    await tablet.identify(await code());
    await until(() => gate.waiting() > 0, 'the answer is here');
    await tablet.sayConsent('history_now', false, words, 'pt-BR');
    gate.release();
    await tablet.lookUp.stock(at.shop.variantIds[0]);
    expect(who(tablet)).toMatchObject({ history: [], historyState: 'off' });
  });
});

describe('[K6] the end of a visit', () => {
  it('is no time to be identified: an answer that comes then opens nothing', async () => {
    const gate = held('/session/v1/visit');
    const tablet = await at.tablet({ change: gate.change });
    const identified = tablet.identify(await code());
    await until(() => gate.waiting() > 0, 'the answer is here');
    tablet.endVisit();
    const { id } = tablet.visit.get();
    gate.release();
    expect(await identified).toEqual({ ok: false, error: 'failed' });
    expect([tablet.person.get(), tablet.visit.get().id]).toEqual([null, id]);
    await until(() => asked('/session/v1/visit/end') > 0, 'the server is told');
  });

  it('leaves nothing of the person in anything that this tablet stores or sends', async () => {
    const profile = new Profile();
    const tablet = await at.tablet({ profile });
    await sayOnPhone('history_now', true);
    const text = await code();
    await tablet.identify(text);
    await until(() => tablet.person.get()?.historyState === 'ready', 'there');
    await tablet.sayConsent('contact', true, words, 'pt-BR');
    await tablet.forgetHistory();
    const acts = await tablet.exportActs(tablet.activity.get().map(({ id }) => id));
    await until(async () => (await at.db.selectFrom('consent').selectAll().execute()).length === 2, 'sent');
    tablet.endVisit();
    expect(tablet.person.get()).toBeNull();
    const sent = at.lab.requests.filter(({ path }) => path !== '/session/v1/visit' && path !== '/session/v1/pass');
    const receipts = await at.db.selectFrom('receipt').select('action').execute();
    for (const left of [acts, JSON.stringify(sent), JSON.stringify(receipts), JSON.stringify(tablet.visit.get())]) {
      expect(left).not.toContain('Marina');
      expect(left).not.toContain(text);
    }
    const tabletsOwn = JSON.stringify(
      sent.filter(({ body }) => JSON.stringify(body).includes(tablet.installation.get()?.device.id ?? '?')),
    );
    expect(tabletsOwn).not.toContain(person);
  });
});

describe('off line', () => {
  it('a pass opens the name and its few products, once', async () => {
    const tablet = await at.tablet();
    await sayOnPhone('history_now', true);
    const [text, other] = [await code(), await code()];
    at.lab.fault = () => 'lost';
    const { id } = tablet.visit.get();
    expect(await tablet.identify(text)).toEqual({ ok: true });
    expect(tablet.visit.get().id).not.toBe(id);
    await until(() => tablet.person.get()?.historyState === 'ready', 'resolved');
    expect(who(tablet)).toMatchObject({
      firstName: 'Marina',
      by: 'offline',
      consents: { history_now: true },
      history: [{ productId: at.shop.productId }],
      wishlist: [],
    });
    tablet.endVisit();
    expect(await tablet.identify(text)).toEqual({ ok: false, error: 'used' });
    expect(await tablet.identify(other)).toEqual({ ok: true });
    await tablet.sayConsent('history_now', false, words, 'pt-BR');
    expect(who(tablet)).toMatchObject({ history: [], historyState: 'off' });
  });

  it('a card opens nothing, nor does what nobody signed', async () => {
    const tablet = await at.tablet();
    const text = await code();
    at.lab.fault = () => 'lost';
    const broken = `${text.slice(0, -4)}${text.endsWith('0000') ? '1111' : '0000'}`;
    expect(await tablet.identify('GC1000123')).toEqual({ ok: false, error: 'offline' });
    expect(await tablet.identify(broken)).toEqual({ ok: false, error: 'forged' });
    expect(await tablet.joinCode()).toBeNull();
    expect(tablet.person.get()).toBeNull();
  });
});

describe('a code for their own phone', () => {
  it('[K7] joins a new visit once the phone has taken it', async () => {
    const tablet = await at.tablet();
    const { id } = tablet.visit.get();
    const shown = await tablet.joinCode();
    expect(shown?.text).toMatch(/^https:\/\/gondola\.test\/me\?join=[\w-]{22}$/);
    expect(tablet.visit.get().id).toBe(id);
    await until(() => asked('/lookup/v1/visit') > 0, 'the line is open');
    expect(tablet.person.get()).toBeNull();
    await byPhone('/session/v1/join/take', { code: shown?.text.split('=')[1] });
    await until(() => tablet.person.get() !== null, 'joined');
    expect(who(tablet)).toMatchObject({ firstName: 'Marina', by: 'pass' });
    expect(tablet.visit.get().id).not.toBe(id);
  });

  it('that was shown to somebody who has left joins nobody', async () => {
    const tablet = await at.tablet();
    const shown = await tablet.joinCode();
    tablet.endVisit();
    await byPhone('/session/v1/join/take', { code: shown?.text.split('=')[1] });
    tablet.wake();
    await tablet.lookUp.stock(at.shop.variantIds[0]);
    expect(tablet.person.get()).toBeNull();
  });
});
