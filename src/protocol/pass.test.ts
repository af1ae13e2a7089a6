// A pass: whole, short enough for a code, and refused for every byte that is another one.
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { noConsents, noWishes } from '#domain/consent.ts';
import { fromBase45, toBase45 } from './base45.ts';
import { compressPoint, expandPoint } from './p256-point.ts';
import {
  certificateMs,
  codeMs,
  faultOf,
  longestPassText,
  makeCertificate,
  type NewCertificate,
  parseCertificate,
  parsePass,
  passText,
  type ServerPublicKey,
  shortHash,
  slackMs,
} from './pass.ts';
import { newKeyPair, publicKeyOf } from './signature.ts';

const nowMs = Date.UTC(2026, 10, 22, 13, 42);
const chain = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
let server: CryptoKeyPair;
let phone: CryptoKeyPair;
let serverKey: ServerPublicKey;
let phoneKey: Awaited<ReturnType<typeof publicKeyOf>>;

beforeAll(async () => {
  [server, phone] = [await newKeyPair(true), await newKeyPair(true)];
  serverKey = { kid: '0123456789abcdef', ...(await publicKeyOf(server.publicKey)) };
  phoneKey = await publicKeyOf(phone.publicKey);
});

const build = (part: Partial<NewCertificate> = {}, key = server.privateKey, kid = serverKey.kid) =>
  makeCertificate(
    {
      alias: Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]),
      issuedMs: nowMs,
      consents: { ...noConsents, history_now: true },
      wishes: { locale: 'es', text: 'large', theme: 'contrast' },
      firstName: 'Marina',
      productIds: ['p1', 'p2'],
      chain,
      phoneKey,
      ...part,
    },
    { kid, privateKey: key },
  );
const fault = (text: string, atMs = nowMs, part: object = {}) => {
  const pass = parsePass(text);
  return pass
    ? faultOf(pass, { serverKey, chain, earliestMs: atMs, latestMs: atMs, ...part })
    : Promise.resolve('unreadable');
};

test('says who it is, what they let us do and how they need a screen', async () => {
  const pass = parsePass(await passText(await build(), nowMs, phone.privateKey));
  expect(pass?.certificate).toMatchObject({
    alias: '0102030405060708',
    issuedMs: nowMs,
    consents: { history_now: true, remember: false, contact: false },
    wishes: { locale: 'es', text: 'large', theme: 'contrast' },
    firstName: 'Marina',
    products: [await shortHash('p1'), await shortHash('p2')].toSorted(),
  });
  expect(pass && (await faultOf(pass, { serverKey, chain, earliestMs: nowMs, latestMs: nowMs }))).toBeNull();
});

it('is at most 400 bytes and 512 characters of an alphanumeric code, with the longest name and thirty products', async () => {
  const productIds = Array.from({ length: 40 }, (_, n) => `product-${n}`);
  const text = await passText(
    await build({ firstName: 'Wilhelmina-Ágata Ñuñez de', productIds }),
    nowMs,
    phone.privateKey,
  );
  expect(text).toMatch(/^GP1[0-9A-Z $%*+\-./:]+$/);
  expect(text).not.toMatch(/ $/);
  expect(text.length).toBeLessThanOrEqual(longestPassText);
  expect(fromBase45(text.slice(3))?.length).toBeLessThanOrEqual(400);
  const { certificate } = parsePass(text) ?? {};
  expect(certificate?.products).toHaveLength(30);
  expect(new TextEncoder().encode(certificate?.firstName).length).toBeLessThanOrEqual(20);
  expect(await fault(text)).toBeNull();
});

test.each(['Zoë', 'Žofia', '李小龍李小龍李小龍', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 'x'])(
  'a name is cut at the end of a character: %s',
  async (firstName) => {
    const certificate = parseCertificate(await build({ firstName }));
    expect(firstName.startsWith(certificate?.firstName ?? '?')).toBe(true);
  },
);

it('is refused for every byte that is another one', async () => {
  const bytes = fromBase45((await passText(await build(), nowMs, phone.privateKey)).slice(3)) ?? new Uint8Array();
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const other = Uint8Array.from(bytes);
      other[at] = (other[at] ?? 0) ^ change;
      expect(await fault(`GP1${toBase45(other)}`)).not.toBeNull();
    }),
    { numRuns: 300 },
  );
  for (let at = 0; at < bytes.length; at += 1) {
    const other = Uint8Array.from(bytes);
    other[at] = (other[at] ?? 0) ^ 1;
    expect(await fault(`GP1${toBase45(other)}`), `byte ${at}`).not.toBeNull();
  }
  for (const cut of [1, 2, 64, 68, 200]) expect(await fault(`GP1${toBase45(bytes.slice(0, -cut))}`)).not.toBeNull();
  expect(await fault(`GP1${toBase45(Uint8Array.from([...bytes, 0]))}`)).not.toBeNull();
});

it('is any text at all without an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ maxLength: 600 }), fc.uint8Array({ maxLength: 340 })), async (made) => {
      const text = typeof made === 'string' ? `GP1${made}` : `GP1${toBase45(made)}`;
      expect(await fault(text)).not.toBeNull();
    }),
    { numRuns: 500 },
  );
});

describe('its time', () => {
  it.each([
    ['at once', 0, null],
    ['to the end of its minute', codeMs + slackMs, null],
    ['not after it', codeMs + slackMs + 1000, 'expired'],
    ['by a phone whose clock is a little ahead', -slackMs, null],
    ['not from the future', -slackMs - 1000, 'expired'],
  ] as const)('%s', async (_, laterMs, expected) => {
    const text = await passText(await build(), nowMs, phone.privateKey);
    expect(await fault(text, nowMs + laterMs)).toBe(expected);
  });

  it("is over with its certificate, whatever the phone's own second says", async () => {
    const certificate = await build();
    const at = async (ms: number) => fault(await passText(certificate, ms, phone.privateKey), ms);
    expect(await at(nowMs + certificateMs)).toBeNull();
    expect(await at(nowMs + certificateMs + slackMs + 1000)).toBe('expired');
    expect(await at(nowMs - slackMs - 1000)).toBe('expired');
  });

  it('[CK3] is over when it may be over, and has not begun while it may not have', async () => {
    const text = await passText(await build(), nowMs, phone.privateKey);
    expect(await fault(text, nowMs, { latestMs: nowMs + codeMs + slackMs + 1 })).toBe('expired');
    expect(await fault(text, nowMs, { earliestMs: nowMs - slackMs - 1 })).toBe('expired');
  });
});

describe('what is not ours', () => {
  it('names another chain', async () => {
    const text = await passText(
      await build({ chain: '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c' }),
      nowMs,
      phone.privateKey,
    );
    expect(await fault(text)).toBe('foreign');
  });

  it('is signed by another server, under its name or ours', async () => {
    const other = await newKeyPair(true);
    for (const kid of ['ffffffffffffffff', serverKey.kid]) {
      const text = await passText(await build({}, other.privateKey, kid), nowMs, phone.privateKey);
      expect(await fault(text)).toBe('forged');
    }
  });

  it("is somebody's certificate on another phone", async () => {
    const thief = await newKeyPair(true);
    expect(await fault(await passText(await build(), nowMs, thief.privateKey))).toBe('forged');
  });

  it('is one code, whichever of the two right signatures somebody puts under it', async () => {
    const bytes = fromBase45((await passText(await build(), nowMs, phone.privateKey)).slice(3)) ?? new Uint8Array();
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const s = bytes.slice(-32).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    const twin = Uint8Array.from(bytes);
    for (let n = 0; n < 32; n += 1) twin[bytes.length - 1 - n] = Number(((order - s) >> BigInt(8 * n)) & 255n);
    const [one, two] = [bytes, twin].map((form) => parsePass(`GP1${toBase45(form)}`));
    expect(await fault(`GP1${toBase45(twin)}`)).toBeNull();
    expect(two?.codeName).toBe(one?.codeName);
  });
});

describe('base45', () => {
  // RFC 9285, 4.3 and 4.4.
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('%s is %s', (plain, text) => {
    expect(toBase45(new TextEncoder().encode(plain))).toBe(text);
    expect(new TextDecoder().decode(fromBase45(text) ?? undefined)).toBe(plain);
  });

  it.each(['GGW', '::', ':::', 'A', 'ABCD', 'ab', 'Ä00'])('%s is nothing', (text) => {
    expect(fromBase45(text)).toBeNull();
  });

  it('gives back what it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes);
      }),
    );
  });
});

test('a compressed key is the key, and what is on no curve is none', async () => {
  for (let n = 0; n < 20; n += 1) {
    const key = await publicKeyOf((await newKeyPair(true)).publicKey);
    expect(expandPoint(compressPoint(key))).toEqual(key);
  }
  expect(expandPoint(new Uint8Array(33))).toBeNull();
  expect(expandPoint(Uint8Array.from([4, ...new Uint8Array(32)]))).toBeNull();
  expect(expandPoint(Uint8Array.from([2, ...new Uint8Array(32).fill(255)]))).toBeNull();
  // About half of all x have no point.
  const none = Array.from({ length: 64 }, (_, n) => expandPoint(Uint8Array.from([2, ...new Uint8Array(31), n])));
  expect(none.filter((point) => point === null).length).toBeGreaterThan(10);
});

test('nothing is wished for by whoever has said nothing', async () => {
  expect(parseCertificate(await build({ wishes: noWishes }))?.wishes).toEqual(noWishes);
});
