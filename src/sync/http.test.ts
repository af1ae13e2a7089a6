import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { newKeyPair, signatureHolds } from '#protocol/signature.ts';
import { testNowMs } from '#test/build/domain.ts';
import { clockOf } from './clock.ts';
import { httpOf } from './http.ts';
import type { WireAnswer } from './ports.ts';
import { Offline, type Refused } from './trouble.ts';

const keys = await newKeyPair(false);
const schema = z.strictObject({ serverTimeMs: z.number(), word: z.string() });
const ours = { 'x-gondola-sync': '1', 'content-type': 'application/json; charset=utf-8' };
const good = JSON.stringify({ serverTimeMs: testNowMs + 60_000, word: 'ok' });

function lab(answer: () => Partial<{ status: number; headers: Record<string, string>; text: string }> | Error) {
  const timers: (() => void)[] = [];
  const sent: { body: string; signal: AbortSignal }[] = [];
  const time = {
    wallMs: () => testNowMs,
    monoMs: () => 0,
    after: (_ms: number, call: () => void) => (timers.push(call), () => undefined),
  };
  const clock = clockOf(time, 'boot');
  const http = httpOf({
    time,
    clock,
    signal: new AbortController().signal,
    privateKey: () => keys.privateKey,
    wire: {
      post: (_path, body, signal): Promise<WireAnswer> => {
        sent.push({ body, signal });
        const given = answer();
        if (given instanceof Error) return Promise.reject(given);
        const { status = 200, headers = ours, text = good } = given;
        return Promise.resolve({
          status,
          header: (name) => (headers as Record<string, string>)[name] ?? null,
          text: () => Promise.resolve(text),
        });
      },
      file: () => Promise.reject(new Error('unused')),
      stream: () => {
        throw new Error('unused');
      },
    },
  });
  return { http, clock, timers, sent, ask: () => http.ask('/x', { a: 1 }, schema) };
}

describe('a request', () => {
  it('is signed whole by the device, and its answer sets the clock and the link', async () => {
    const { ask, clock, http, sent } = lab(() => ({}));
    expect(await ask()).toMatchObject({ word: 'ok' });
    const body = JSON.parse(sent[0]!.body) as { sig: string };
    expect(await signatureHolds(body, body.sig, keys.publicKey)).toBe(true);
    expect(await signatureHolds({ ...body, a: 2 }, body.sig, keys.publicKey)).toBe(false);
    expect(clock.nowMs()).toBe(testNowMs + 60_000);
    expect(http.link.get()).toEqual({ state: 'online', lastAnswerMs: testNowMs + 60_000 });
  });

  it.each([
    ["a captive portal's page", { headers: { 'content-type': 'text/html' }, text: '<h1>Wi-Fi</h1>' }],
    ['JSON without the sync header', { headers: { 'content-type': 'application/json' } }],
    ['a page with the header', { headers: { ...ours, 'content-type': 'text/html' } }],
    ['a cut body', { text: good.slice(0, 20) }],
    ['another form', { text: '{"serverTimeMs":1}' }],
    ["a proxy's 502", { status: 502, headers: { 'content-type': 'text/html' } }],
    ['no network at all', new TypeError('Failed to fetch')],
  ])('[PU1] %s is no answer', async (_what, given) => {
    const { ask, http } = lab(() => given);
    await expect(ask()).rejects.toBeInstanceOf(Offline);
    expect(http.link.get().state).toBe('offline');
  });

  it('[PU3] a refusal of ours is an answer, with its code and its Retry-After', async () => {
    const { ask, http } = lab(() => ({
      status: 429,
      headers: { ...ours, 'retry-after': '3' },
      text: '{"error":"slow_down"}',
    }));
    await expect(ask()).rejects.toMatchObject({
      name: 'Refused',
      status: 429,
      code: 'slow_down',
      retryAfterMs: 3_000,
    } satisfies Partial<Refused>);
    expect(http.link.get().state).toBe('online');
  });

  it('[BO3] is given up after 15 s', async () => {
    const { ask, timers, sent } = lab(() => new TypeError('aborted'));
    const asked = ask();
    await expect(asked).rejects.toBeInstanceOf(Offline);
    expect(sent[0]?.signal.aborted).toBe(false);
    timers[0]?.();
    expect(sent[0]?.signal.aborted).toBe(true);
  });
});
