import { beforeEach, describe, expect, test } from 'vitest';
import { noWishes } from '#domain/consent.ts';
import type { Place } from '#local/sentinel.ts';
import { makeCertificate, parsePass, passPrefix } from '#protocol/pass.ts';
import { newKeyPair, publicKeyOf, toBase64Url } from '#protocol/signature.ts';
import type { Http } from './http.ts';
import { type PassState, type PhonePass, phonePassOf } from './phone-pass.ts';
import { Offline, Refused } from './trouble.ts';

const startMs = Date.UTC(2026, 10, 24, 12);
const minuteMs = 60_000;
let nowMs = startMs;
let timers: { atMs: number; call: () => void }[] = [];
let answers: 'yes' | 'offline' | Refused = 'yes';
let asked = 0;
let inFlight = 0;
let stored = '';
let device: string | null = 'phone';
let keys: CryptoKeyPair;
const place: Place = { get: () => stored, set: (text) => void (stored = text) };

const time = {
  wallMs: () => nowMs,
  monoMs: () => nowMs,
  after(ms: number, call: () => void) {
    const timer = { atMs: nowMs + ms, call };
    timers.push(timer);
    return () => void (timers = timers.filter((one) => one !== timer));
  },
};

async function certificate(): Promise<string> {
  const server = await newKeyPair(true);
  const { x, y } = await publicKeyOf(keys.publicKey);
  const made = { issuedMs: nowMs, consents: { history_now: false, remember: false, contact: false }, wishes: noWishes };
  return toBase64Url(
    await makeCertificate(
      {
        ...made,
        alias: crypto.getRandomValues(new Uint8Array(8)),
        firstName: 'Rosa',
        productIds: [],
        chain: 'c',
        phoneKey: { x, y },
      },
      { kid: 'k', privateKey: server.privateKey },
    ),
  );
}

const http = {
  async ask() {
    asked += 1;
    inFlight += 1;
    try {
      if (answers === 'offline') throw new Offline('no answer');
      if (answers !== 'yes') throw answers;
      return { serverTimeMs: nowMs, certificate: await certificate() };
    } finally {
      inFlight -= 1;
    }
  },
} as unknown as Http;

const openPass = (): PhonePass =>
  phonePassOf({
    http,
    time,
    place,
    nowMs: () => nowMs,
    device: () => device,
    privateKey: () => keys.privateKey,
    wishes: () => noWishes,
  });

/** Everything that was begun has come to its end: nothing is asked any more, and the next turn is planned. */
async function settled(): Promise<void> {
  await expect
    .poll(() => inFlight === 0 && timers.every(({ atMs }) => atMs > nowMs) && timers.length > 0, { interval: 2 })
    .toBe(true);
}

/** Minute by minute, as the phone's own timers have it. */
async function pass(ms: number): Promise<void> {
  const untilMs = nowMs + ms;
  for (;;) {
    const [next] = timers.filter(({ atMs }) => atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs);
    if (!next) break;
    timers = timers.filter((one) => one !== next);
    nowMs = Math.max(nowMs, next.atMs);
    next.call();
    await settled();
  }
  nowMs = untilMs;
}
async function untilState(one: PhonePass, state: PassState): Promise<void> {
  await expect.poll(() => one.state.get(), { interval: 5 }).toBe(state);
}

beforeEach(async () => {
  [nowMs, timers, answers, asked, stored, device] = [startMs, [], 'yes', 0, '', 'phone'];
  keys = await newKeyPair(false);
});

describe('the pass of a phone', () => {
  test('asks for nothing until somebody looks, and for nothing more when nobody does', async () => {
    const one = openPass();
    await pass(minuteMs);
    expect(asked).toBe(0);
    const stop = one.pass.subscribe(() => undefined);
    await untilState(one, 'ready');
    expect(asked).toBe(1);
    stop();
    await pass(20 * minuteMs);
    expect(asked).toBe(1);
    expect(timers).toEqual([]);
  });

  test('is a code of this second, signed by the phone itself, and another one after its minute', async () => {
    const one = openPass();
    one.pass.subscribe(() => undefined);
    await untilState(one, 'ready');
    await settled();
    const first = one.pass.get();
    expect(first?.text.startsWith(passPrefix)).toBe(true);
    const read = parsePass(first?.text ?? '');
    expect(read?.madeMs).toBe(startMs);
    expect(read?.certificate.firstName).toBe('Rosa');
    const signed = { name: 'ECDSA', hash: 'SHA-256' };
    if (!read) throw new Error('no pass');
    expect(await crypto.subtle.verify(signed, keys.publicKey, new Uint8Array(read.signature), read.signedBytes)).toBe(
      true,
    );
    expect(first?.endsMs).toBe(startMs + minuteMs);
    await pass(minuteMs);
    expect(one.pass.get()?.text).not.toBe(first?.text);
    expect(parsePass(one.pass.get()?.text ?? '')?.madeMs).toBe(startMs + minuteMs);
  });

  test('off line it goes on for ten minutes at the least, to the end of its certificate and not beyond', async () => {
    const one = openPass();
    one.pass.subscribe(() => undefined);
    await untilState(one, 'ready');
    await settled();
    await pass(7 * minuteMs);
    answers = 'offline';
    const endsMs = one.pass.get()?.certificateEndsMs ?? 0;
    expect(endsMs - nowMs).toBeGreaterThanOrEqual(10 * minuteMs);
    while (nowMs < endsMs) {
      expect(one.pass.get()?.endsMs ?? 0).toBeGreaterThan(nowMs);
      expect(one.pass.get()?.endsMs ?? 0).toBeLessThanOrEqual(endsMs);
      await pass(Math.min(minuteMs, endsMs - nowMs));
    }
    await untilState(one, 'ended');
    expect(one.pass.get()).toBeNull();
    answers = 'yes';
    await pass(10_000);
    await untilState(one, 'ready');
  });

  test('a page that opens off line shows what was kept, of this very phone only', async () => {
    const before = openPass();
    const stop = before.pass.subscribe(() => undefined);
    await untilState(before, 'ready');
    stop();
    answers = 'offline';
    nowMs += 5 * minuteMs;
    const again = openPass();
    again.pass.subscribe(() => undefined);
    await untilState(again, 'ready');
    device = 'another';
    const other = openPass();
    other.pass.subscribe(() => undefined);
    await untilState(other, 'ended');
    expect(other.pass.get()).toBeNull();
  });

  test('one whose person was let go of shows nothing, although the certificate would last', async () => {
    const one = openPass();
    one.pass.subscribe(() => undefined);
    await untilState(one, 'ready');
    await settled();
    answers = new Refused(401, 'device_retired', null, null);
    await pass(6 * minuteMs);
    await untilState(one, 'refused');
    expect(one.pass.get()).toBeNull();
    expect(stored).toBe('');
  });

  test('is forgotten when somebody signs out, and nonsense that is kept is nothing', async () => {
    const one = openPass();
    one.pass.subscribe(() => undefined);
    await untilState(one, 'ready');
    one.drop();
    expect([one.pass.get(), stored]).toEqual([null, '']);
    stored = '{"device":"phone","certificate":7}';
    answers = 'offline';
    const next = openPass();
    next.pass.subscribe(() => undefined);
    await untilState(next, 'ended');
  });
});
