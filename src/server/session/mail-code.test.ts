import type { DeviceId } from '#domain/ids.ts';
import { newKeyPair, publicKeyOf } from '#protocol/signature.ts';
import { EmailAddress, EnrolAnswer, FirstName, type Installation, MailEnterAnswer } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { emailIdOf } from './email-id.ts';
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
import type { SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { beforeEach, describe, expect, test } from 'vitest';

const minuteMs = 60_000;
const dayMs = 86_400_000;
let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
withShopServer((scene) => {
  ({ database, server, shop } = scene);
});
beforeEach(() => {
  server.mail.sent.length = 0;
  server.mail.isDown = false;
});

interface Browser {
  keys: CryptoKeyPair;
  deviceId: DeviceId;
  /** Each comes from an address of its own: how often one may ask is a test of its own. */
  ip: string;
}

let browsers = 0;
const addressOf = (nth: number): string => `10.0.${nth >> 8}.${nth & 255}`;
const postFrom = async (ip: string, url: string, payload: object): Promise<{ status: number; body: Said }> => {
  const headers = { host: 'localhost:80' };
  const answer = await server.app.inject({ method: 'POST', url, payload, headers, remoteAddress: ip });
  return { status: answer.statusCode, body: answer.json() };
};

async function newBrowser(): Promise<Browser> {
  const keys = await newKeyPair(true);
  const screen = { width: 390, height: 844 };
  const publicKey = await publicKeyOf(keys.publicKey);
  const ip = addressOf((browsers += 1));
  const { body } = await postFrom(ip, '/session/v1/enrol', { publicKey, screen, demo: null });
  return { keys, deviceId: EnrolAnswer.parse(body).deviceId, ip };
}

interface Said {
  error?: string;
  triesLeft?: number;
  untilMs?: number;
  endsMs?: number;
  installation?: Installation;
}
const send = async ({ keys, deviceId, ip }: Browser, url: string, part: object) =>
  postFrom(ip, url, await signedBy({ keys }, { deviceId, ...part }));
const ask = (browser: Browser, email = 'rosa@example.com', locale = 'pt-BR') =>
  send(browser, '/session/v1/mail/ask', { email, locale });
const enter = (browser: Browser, code: string, part: object = { firstName: 'Rosa' }, email = 'rosa@example.com') =>
  send(browser, '/session/v1/mail/enter', { email, code, ...part });

function lastCode(): string {
  const found = /\b\d{6}\b/.exec(server.mail.sent.at(-1)?.text ?? '')?.[0];
  if (!found) throw new Error('no code was mailed');
  return found;
}
const wrongOf = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function signIn(email = 'rosa@example.com', firstName = 'Rosa') {
  const browser = await newBrowser();
  expect((await ask(browser, email)).status).toBe(200);
  const { status, body } = await enter(browser, lastCode(), { firstName }, email);
  expect(status).toBe(200);
  const { installation } = MailEnterAnswer.parse(body);
  const { person, device, home, grant } = installation;
  if (!person) throw new Error('nobody');
  const phone: TestDevice = { id: device.id, epoch: `epoch-${device.id}`, grant, keys: browser.keys, home, nextSeq: 1 };
  return { browser, installation, person, phone };
}

describe('a code in a mail', () => {
  test('lets a new person in: a phone of the web store, with a grant of their own and no other', async () => {
    const { installation, person } = await signIn();
    expect(installation).toMatchObject({ home: shop.web, web: shop.web, device: { mode: 'phone', state: 'active' } });
    expect(person).toMatchObject({
      firstName: 'Rosa',
      grant: { kind: 'visit', level: 'visit', device: installation.device.id },
    });
    expect(person.grant.subject).toBe(person.customer);
    expect(person.grant.endsMs - server.clock.ms).toBe(90 * dayMs);
    // It acts as its person only.
    expect(installation.grant).toEqual(person.grant);
    const grants = await database.db
      .selectFrom('grant')
      .select('kind')
      .where('device', '=', installation.device.id)
      .execute();
    expect(grants).toEqual([{ kind: 'visit' }]);
  });

  test('the address is nowhere: not in a row, a receipt or a log of changes', async () => {
    await signIn('rosa.melo@example.com');
    for (const table of [
      'identity',
      'receipt',
      'change',
      'event',
      'mail_code',
      'mail_try',
      'person_reserved',
    ] as const) {
      const rows = await database.db.selectFrom(table).selectAll().execute();
      expect(rows.length, table).toBeGreaterThan(0);
      expect(JSON.stringify(rows), table).not.toMatch(/rosa\.melo|example\.com/i);
    }
    const { id } = await database.db.selectFrom('identity').select('id').executeTakeFirstOrThrow();
    expect(id).toBe(emailIdOf(shop.chain, ' ROSA.melo@Example.com '));
  });

  test('a known address is the same person on the next phone, whatever name is said', async () => {
    const first = await signIn();
    const second = await signIn('Rosa@Example.com', 'Outra');
    expect(second.person.customer).toBe(first.person.customer);
    expect(second.person.firstName).toBe('Rosa');
    expect(second.installation.device.id).not.toBe(first.installation.device.id);
  });

  test('two phones of one new address at the same instant become one person', async () => {
    const browsers = [await newBrowser(), await newBrowser()] as const;
    const codes: string[] = [];
    for (const browser of browsers) {
      await ask(browser);
      codes.push(lastCode());
    }
    const answers = await Promise.all(browsers.map((browser, at) => enter(browser, codes[at] ?? '')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(answers.map(({ body }) => body.installation?.person?.customer)).size).toBe(1);
    expect(await database.db.selectFrom('customer').select('id').execute()).toHaveLength(1);
  });

  test('a first name is asked for after the right code only, and the code stays good', async () => {
    const browser = await newBrowser();
    await ask(browser);
    const code = lastCode();
    expect(await enter(browser, wrongOf(code), {})).toMatchObject({ status: 401, body: { error: 'wrong_code' } });
    expect(await enter(browser, code, {})).toMatchObject({ status: 409, body: { error: 'first_name_needed' } });
    expect((await enter(browser, code)).status).toBe(200);
  });

  test('speaks three languages, in plain text, and the subject holds no code', async () => {
    for (const locale of ['pt-BR', 'en', 'es']) {
      await ask(await newBrowser(), `${locale.toLowerCase()}@example.com`, locale);
      const mail = server.mail.sent.at(-1);
      expect(Object.keys(mail ?? {}).toSorted()).toEqual(['subject', 'text', 'to']);
      expect(mail?.subject).not.toMatch(/\d/);
      expect(mail?.subject).toContain('Serra');
      expect(mail?.text).not.toMatch(/https?:|</);
    }
    expect(new Set(server.mail.sent.map(({ subject }) => subject)).size).toBe(3);
  });

  test('a hundred codes are a hundred numbers of six digits', async () => {
    const codes = new Set<string>();
    for (let nth = 0; nth < 12; nth += 1) {
      await ask(await newBrowser(), `n${nth}@example.com`);
      codes.add(lastCode());
    }
    expect(codes.size).toBeGreaterThan(10);
  });
});

describe('wrong tries', () => {
  test('five, counted down; then the right code is wrong too, and a new one is right', async () => {
    const browser = await newBrowser();
    await ask(browser);
    const code = lastCode();
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(await enter(browser, wrongOf(code))).toMatchObject({
        status: 401,
        body: { error: 'wrong_code', triesLeft },
      });
    expect(await enter(browser, code)).toMatchObject({ status: 401, body: { error: 'wrong_code', triesLeft: 0 } });
    await ask(browser);
    expect((await enter(browser, lastCode())).status).toBe(200);
  });

  test('twenty at once are no more than five', async () => {
    const browser = await newBrowser();
    await ask(browser);
    const code = lastCode();
    await Promise.all(Array.from({ length: 20 }, () => enter(browser, wrongOf(code))));
    expect((await enter(browser, code)).status).toBe(401);
  });

  test('after ten minutes it is over', async () => {
    const browser = await newBrowser();
    await ask(browser);
    server.clock.ms += 10 * minuteMs;
    expect((await enter(browser, lastCode())).status).toBe(401);
  });

  test('the newest code counts, in the browser that asked and for the address that was asked for', async () => {
    const [mine, theirs] = [await newBrowser(), await newBrowser()];
    await ask(mine);
    const old = lastCode();
    await ask(mine);
    const code = lastCode();
    if (old !== code) expect((await enter(mine, old)).status).toBe(401);
    expect((await enter(theirs, code)).status).toBe(401);
    expect((await enter(mine, code, {}, 'outra@example.com')).status).toBe(401);
    expect((await enter(mine, code)).status).toBe(200);
  });

  test('two browsers with one key and one code are one phone; a replay says who it is and makes nothing', async () => {
    const browser = await newBrowser();
    await ask(browser);
    const code = lastCode();
    const answers = await Promise.all([enter(browser, code), enter(browser, code)]);
    const let_in = answers.filter(({ status }) => status === 200);
    expect(let_in.length).toBeGreaterThan(0);
    const again = await enter(browser, code);
    expect(again.body.installation?.person).toEqual(let_in[0]?.body.installation?.person);
    expect(await database.db.selectFrom('customer').select('id').execute()).toHaveLength(1);
    expect(await database.db.selectFrom('device').select('id').where('mode', '=', 'phone').execute()).toHaveLength(1);
  });
});

describe('limits', () => {
  test('three mails to one address in a quarter of an hour, whoever asks; known or not makes no difference', async () => {
    await signIn('rosa@example.com');
    server.clock.ms += 16 * minuteMs;
    for (const email of ['rosa@example.com', 'ninguem@example.com']) {
      const answers = [];
      for (let nth = 0; nth < 4; nth += 1) {
        const { status, body } = await ask(await newBrowser(), email);
        answers.push([status, Object.keys(body).toSorted(), body.error ?? null]);
      }
      expect(answers).toEqual([
        ...Array.from({ length: 3 }, () => [200, ['endsMs', 'serverTimeMs'], null]),
        [429, ['error', 'untilMs'], 'locked'],
      ]);
    }
    const { body } = await ask(await newBrowser());
    expect(body.untilMs).toBe(server.clock.ms + 15 * minuteMs);
    server.clock.ms += 15 * minuteMs;
    expect((await ask(await newBrowser())).status).toBe(200);
  });

  test('twelve a day', async () => {
    for (let nth = 0; nth < 12; nth += 1) {
      expect((await ask(await newBrowser())).status).toBe(200);
      server.clock.ms += 16 * minuteMs;
    }
    expect((await ask(await newBrowser())).body.error).toBe('locked');
    server.clock.ms += dayMs;
    expect((await ask(await newBrowser())).status).toBe(200);
  });

  test('thirty mails a minute from one address of the network, to however many mailboxes', async () => {
    const answers: number[] = [];
    const ip = '10.9.9.9';
    for (let nth = 0; nth < 31; nth += 1)
      answers.push((await ask({ ...(await newBrowser()), ip }, `n${nth}@example.com`)).status);
    expect(answers.slice(0, 30).every((status) => status === 200)).toBe(true);
    expect(answers.at(-1)).toBe(429);
  });

  test('a mail server that is down: 503, nothing counts, and the code that nobody got opens nothing', async () => {
    const browser = await newBrowser();
    server.mail.isDown = true;
    for (let nth = 0; nth < 4; nth += 1)
      expect(await ask(browser)).toMatchObject({ status: 503, body: { error: 'mail_down' } });
    expect(await database.db.selectFrom('mail_code').selectAll().execute()).toEqual([]);
    server.mail.isDown = false;
    expect((await ask(browser)).status).toBe(200);
  });
});

describe('who is no phone', () => {
  test('hostile addresses and names are unreadable and mailed nowhere', async () => {
    const browser = await newBrowser();
    const addresses = [
      'a@b',
      'a b@c.de',
      'a@c.de\r\nBcc: x@y.zz',
      '"a"@c.de',
      'a@c.de,x@y.zz',
      '<a@c.de>',
      'a@@c.de',
      `${'a'.repeat(65)}@c.de`,
      '',
      'a@c..de',
      'a@-c.de',
    ];
    for (const email of addresses) {
      expect(EmailAddress.safeParse(email).success, email).toBe(false);
      expect((await ask(browser, email)).status, email).toBe(400);
    }
    expect(server.mail.sent).toEqual([]);
    for (const name of ['', ' Ana', '<b>Ana', 'A'.repeat(21), 'Ana\u202e', 'Ana\n', '1', '=Ana()'])
      expect(FirstName.safeParse(name).success, name).toBe(false);
    for (const name of ['Ana', 'João', 'Zoë', 'Ana Clara', 'D’Ávila', "O'Neil", '李', 'J. P.'])
      expect(FirstName.safeParse(name).success, name).toBe(true);
    await ask(browser);
    const code = lastCode();
    for (const part of [{ firstName: '<script>' }, { firstName: { a: 1 } }, { code: '12345' }, { code: 'abcdef' }])
      expect((await enter(browser, code, part)).status).toBe(400);
  });

  test('a stranger’s key, an unknown enrolment and an ended one are 401', async () => {
    const [browser, other] = [await newBrowser(), await newBrowser()];
    expect((await ask({ ...browser, keys: other.keys })).status).toBe(401);
    expect((await ask({ ...browser, deviceId: nextId<DeviceId>() })).status).toBe(401);
    server.clock.ms += 11 * minuteMs;
    expect((await ask(browser)).status).toBe(401);
  });

  test('no manager makes a phone, and no demo does', async () => {
    const { keys, deviceId } = await newBrowser();
    const desk = await addDevice(database.db, shop.store, 'manager');
    const actor = (await addGrant(database.db, desk, 'manager')).id;
    const open = { deviceId, name: 'x', mode: 'phone', publicKey: await publicKeyOf(keys.publicKey), screen: null };
    const made = await pushOne(server.app, desk, await buildAction(desk, 'approve-device', open, { actor }));
    expect(made.outcome?.code).toBe('not_allowed');
  });

  test('a phone does no act of the shop: neither a hold in the web store nor a call', async () => {
    const { phone } = await signIn();
    const call = { reason: 'call', text: 'x', productId: null, variantId: null };
    expect((await pushOne(server.app, phone, await buildAction(phone, 'call-staff', call))).outcome?.code).toBe(
      'not_allowed',
    );
    const hold = {
      productId: shop.productId,
      variantId: shop.variantIds[0],
      quantity: 1,
      shown: null,
      customer: null,
      siblings: [],
    };
    expect((await pushOne(server.app, phone, await buildAction(phone, 'hold', hold))).outcome?.code).toBe(
      'not_allowed',
    );
  });
});

describe('a signed-in phone', () => {
  const saving = async (phone: TestDevice, home: string) =>
    buildAction(
      phone,
      'save-to-list',
      { productId: shop.productId, variantId: shop.variantIds[1], store: shop.web, saved: true },
      { home: home as never },
    );

  test('writes and reads its own person’s rows, and nobody else’s', async () => {
    const [rosa, ivo] = [await signIn(), await signIn('ivo@example.com', 'Ivo')];
    expect(
      (await pushOne(server.app, rosa.phone, await saving(rosa.phone, rosa.person.customer))).outcome?.status,
    ).toBe('applied');
    expect((await pushOne(server.app, rosa.phone, await saving(rosa.phone, ivo.person.customer))).outcome?.code).toBe(
      'not_yours',
    );
    const [own, others] = [`customer/self@${rosa.person.customer}`, `customer/self@${ivo.person.customer}`];
    const { body } = await pull(server.app, rosa.phone, { [own]: null, [others]: null }, [rosa.person.grant.id]);
    expect(Object.keys(body.pages)).toEqual([own]);
    expect(body.refused).toEqual([others]);
  });

  test('stays signed in while it is used once a month, and is nobody’s after ninety days without', async () => {
    const { phone, person } = await signIn();
    const hello = () =>
      postSigned<Said>(server.app, phone, '/sync/v1/hello', {
        epoch: phone.epoch,
        appVersion: 'test',
        protocol: protocolVersion,
        pending: 0,
        maxSeq: 0,
        persisted: null,
        lost: null,
      });
    server.clock.ms += 31 * dayMs;
    const renewed = await hello();
    expect(renewed.body.installation?.person?.grant.endsMs).toBe(server.clock.ms + 90 * dayMs);
    expect(renewed.body.installation?.person?.customer).toBe(person.customer);
    server.clock.ms += 91 * dayMs;
    expect(await hello()).toMatchObject({ status: 401, body: { error: 'person_ended' } });
  });

  test('signing out ends its grant and its key', async () => {
    const { phone, person } = await signIn();
    expect((await postSigned(server.app, phone, '/session/v1/phone/end', {})).status).toBe(200);
    const feeds = { [`customer/self@${person.customer}`]: null };
    expect((await pull(server.app, phone, feeds, [person.grant.id])).status).toBe(401);
    const grant = await database.db
      .selectFrom('grant')
      .select('revoked_ms')
      .where('id', '=', person.grant.id)
      .executeTakeFirst();
    expect(grant?.revoked_ms).toBe(server.clock.ms);
    const staff = await addDevice(database.db, shop.store, 'staff');
    expect((await postSigned(server.app, staff, '/session/v1/phone/end', {})).status).toBe(403);
  });

  test('is on no fleet page', async () => {
    await signIn();
    const desk = await addDevice(database.db, shop.web, 'manager');
    const grant = (await addGrant(database.db, desk, 'manager')).id;
    const { body } = await postSigned<{ devices: { mode: string }[] }>(server.app, desk, '/lookup/v1/fleet', { grant });
    expect(body.devices.map(({ mode }) => mode)).toEqual(['manager']);
  });
});
