// The routes of a person at a tablet and of a person's own phone, as rows of the route table; each row's phone has the key
// of the device that calls.
import type { GrantId, HomeId } from '#domain/ids.ts';
import { put } from '#domain/tx.ts';
import { passText } from '#protocol/pass.ts';
import { fromBase64Url, publicKeyOf } from '#protocol/signature.ts';
import { emailIdOf } from '#server/session/email-id.ts';
import { newCode } from '#server/session/enrol.ts';
import { hashPin } from '#server/session/pin.ts';
import { createHome } from '#server/homes.ts';
import { serverGrantOf } from '#server/session/grants.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  nextId,
  postSigned,
  push,
  type TestDevice,
} from '#test/build/shop-server.ts';
import { commit, startMs } from '#test/build/small-shop.ts';
import { refusedWith, type Route, type RouteScene } from './route-table.ts';

export const personRoutesAt = (at: () => RouteScene): Record<string, Route> => {
  /** A known person, with a phone that has this device's key. */
  const phoneOf = async ({ keys }: TestDevice): Promise<TestDevice & { person: HomeId; visitGrant: GrantId }> => {
    const { database, shop, server } = at();
    const person = nextId<HomeId>();
    const { chain } = shop;
    await createHome(database.db, { id: person, kind: 'customer', chain, name: '', currency: 'BRL', locales: ['en'] });
    await commit(database.db, [
      put('customer', person, {
        id: person,
        sourceId: null,
        kind: 'known',
        firstName: 'Rosa',
        device: null,
        createdMs: startMs,
      }),
    ]);
    const phone = await addDevice(database.db, shop.web, 'phone', 'active', keys);
    const { id: visitGrant } = await addGrant(database.db, phone, 'visit', { subject: person });
    // The server's own grant is there: a visit is joined by its act.
    await serverGrantOf(server.authority, shop.store);
    return { ...phone, person, visitGrant };
  };
  const asPhone = async (device: TestDevice): Promise<object> => ({ deviceId: (await phoneOf(device)).id });
  const askAs = (device: TestDevice, url: string, sent: object) =>
    postSigned<{ certificate: string; code: string }>(at().server.app, device, url, sent);
  const codeOf = async (device: TestDevice): Promise<string> => {
    const phone = await phoneOf(device);
    const { certificate } = (await askAs(phone, '/session/v1/pass', {})).body;
    return passText(fromBase64Url(certificate, 600) ?? new Uint8Array(), at().server.clock.ms, phone.keys.privateKey);
  };
  /** The home of a visit of this store's device, in which somebody is identified. */
  const openVisit = async (withLeave: boolean): Promise<HomeId> => {
    const { here, server } = at();
    const phone = await phoneOf(here);
    const home = nextId<HomeId>();
    if (withLeave) {
      const saying = { purpose: 'history_now', given: true, text: 'x', locale: 'en' };
      const act = await buildAction(phone, 'say-consent', saying, { home: phone.person, actor: phone.visitGrant });
      await push(server.app, phone, act);
    }
    const { certificate } = (await askAs(phone, '/session/v1/pass', {})).body;
    const bytes = fromBase64Url(certificate, 600) ?? new Uint8Array();
    await askAs(here, '/session/v1/visit', {
      home,
      text: await passText(bytes, server.clock.ms, phone.keys.privateKey),
    });
    return home;
  };
  /** A browser with this device's key that has asked to become a phone. */
  const waitingPhone = async ({ keys }: TestDevice): Promise<string> => {
    const deviceId = nextId();
    await at()
      .database.db.insertInto('enrolment')
      .values({
        device_id: deviceId,
        code: newCode(),
        public_key: JSON.stringify(await publicKeyOf(keys.publicKey)),
        screen: JSON.stringify({ width: 1, height: 1 }),
        suggested: null,
        store: null,
        asked_ms: startMs,
        ends_ms: at().server.clock.ms + 60_000,
        polled_ms: 0,
        used_ms: null,
      })
      .execute();
    return deviceId;
  };
  return {
    'POST /session/v1/mail/ask': {
      writes: ['enrolment', 'mail_code', 'mail_try'],
      records: [],
      signed: true,
      body: async (device) => ({ deviceId: await waitingPhone(device), email: 'rosa@example.com', locale: 'pt-BR' }),
    },
    'POST /session/v1/mail/enter': {
      writes: ['change', 'enrolment', 'event', 'home', 'mail_code', 'person_reserved', 'receipt', 'rev'],
      records: ['customer', 'device', 'grant', 'identity', 'outcome'],
      signed: true,
      body: async (device) => {
        const [deviceId, email, code] = [await waitingPhone(device), 'rosa@example.com', '123456'];
        const row = {
          device_id: deviceId,
          email_id: emailIdOf(at().shop.chain, email),
          code_hash: await hashPin(code),
        };
        const endsMs = at().server.clock.ms + 60_000;
        await at()
          .database.db.insertInto('mail_code')
          .values({ ...row, tries: 0, made_ms: startMs, ends_ms: endsMs, used_ms: null })
          .execute();
        return { deviceId, email, code, firstName: 'Rosa' };
      },
    },
    'POST /session/v1/phone/end': {
      writes: ['change', 'event', 'home', 'receipt', 'rev'],
      records: ['device', 'grant', 'outcome'],
      signed: true,
      body: async ({ keys }) => {
        const { database, shop } = at();
        const phone = await addDevice(database.db, shop.web, 'phone', 'active', keys);
        await addGrant(database.db, phone, 'visit', { subject: nextId() });
        return { deviceId: phone.id };
      },
    },
    'POST /session/v1/pass': {
      writes: ['pass_cert'],
      records: [],
      signed: true,
      body: asPhone,
    },
    'POST /session/v1/pass/revoke': {
      writes: ['pass_cert', 'visit_link'],
      records: [],
      signed: true,
      body: async (device) => {
        const phone = await phoneOf(device);
        const { certificate } = (await askAs(phone, '/session/v1/pass', {})).body;
        const bytes = fromBase64Url(certificate, 600) ?? new Uint8Array();
        const text = await passText(bytes, at().server.clock.ms, phone.keys.privateKey);
        await askAs(at().here, '/session/v1/visit', { home: nextId(), text });
        return { deviceId: phone.id };
      },
    },
    'POST /session/v1/visit': {
      writes: ['audit', 'change', 'event', 'home', 'pass_use', 'receipt', 'rev', 'visit_link'],
      records: ['identity', 'outcome'],
      signed: true,
      body: async (device) => ({ home: nextId(), text: await codeOf(device) }),
    },
    'POST /session/v1/visit/end': {
      writes: ['visit_link'],
      records: [],
      signed: true,
      body: async () => ({ home: await openVisit(false) }),
      // Ending what is not the caller's own is answered like ending none; visit.test.ts sees that it goes on.
      givesNothing: ({ status }) => status === 200,
    },
    'POST /session/v1/join': {
      writes: ['join_code'],
      records: [],
      signed: true,
      body: () => ({ home: nextId() }),
    },
    'POST /session/v1/join/take': {
      writes: ['audit', 'change', 'event', 'home', 'join_code', 'receipt', 'rev', 'visit_link'],
      records: ['identity', 'outcome'],
      signed: true,
      body: async (device) => {
        const phone = await phoneOf(device);
        const { code } = (await askAs(at().here, '/session/v1/join', { home: nextId() })).body;
        return { deviceId: phone.id, code };
      },
    },
    'POST /lookup/v1/visit': {
      // A sign of life.
      writes: ['visit_link'],
      records: [],
      signed: true,
      body: async () => {
        const home = await openVisit(false);
        at().server.clock.ms += 1000;
        return { home };
      },
      givesNothing: refusedWith(404),
    },
    'POST /lookup/v1/visit/history': {
      writes: ['visit_link'],
      records: [],
      signed: true,
      body: async () => {
        const home = await openVisit(true);
        at().server.clock.ms += 1000;
        return { home };
      },
      givesNothing: refusedWith(404),
    },
    'POST /lookup/v1/me': {
      writes: [],
      records: [],
      signed: true,
      body: asPhone,
    },
  };
};
