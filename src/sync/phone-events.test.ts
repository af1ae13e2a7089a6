import { beforeEach, expect, test } from 'vitest';
import type { Http } from './http.ts';
import { type Looked, phoneEventsOf } from './phone-events.ts';
import { Offline, Refused } from './trouble.ts';

interface Sent {
  deviceId: string;
  events: (Looked & { id: string; atMs: number })[];
}
let sent: Sent[] = [];
let trouble: Error | null = null;
let device: string | null = 'phone';
let timers: { ms: number; call: () => void }[] = [];
let chance = 0;

const http = {
  ask: async (_path: string, body: Sent) => {
    if (trouble) throw trouble;
    sent.push(body);
  },
} as unknown as Http;
const time = {
  wallMs: () => 0,
  monoMs: () => 0,
  after(ms: number, call: () => void) {
    const timer = { ms, call };
    timers.push(timer);
    return () => void (timers = timers.filter((one) => one !== timer));
  },
};
const open = () =>
  phoneEventsOf({
    http,
    time,
    nowMs: () => 1_700_000_000_000.5,
    device: () => device,
    chance: { bytes: (count) => new Uint8Array(count).fill((chance += 1)), fraction: () => 0 },
  });
const view = (productId: string): Looked => ({
  name: 'view_item',
  productId,
  variantId: `${productId}-v`,
  query: null,
});
const runTimers = async (): Promise<number[]> => {
  const due = timers;
  timers = [];
  for (const { call } of due) call();
  for (let round = 0; round < 5; round += 1) await Promise.resolve();
  return due.map(({ ms }) => ms);
};

beforeEach(() => {
  [sent, trouble, device, timers, chance] = [[], null, 'phone', [], 0];
});

test('what is looked at in a moment goes in one batch, each with an id and whole milliseconds', async () => {
  const events = open();
  for (const id of ['a', 'b', 'c']) events.note(view(id));
  expect(sent).toEqual([]);
  expect(await runTimers()).toEqual([2_000]);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.deviceId).toBe('phone');
  expect(sent[0]?.events.map(({ productId, atMs }) => [productId, atMs])).toEqual(
    ['a', 'b', 'c'].map((id) => [id, 1_700_000_000_000]),
  );
  expect(Object.keys(sent[0]?.events[0] ?? {}).toSorted()).toEqual([
    'atMs',
    'id',
    'name',
    'productId',
    'query',
    'variantId',
  ]);
  expect(new Set(sent[0]?.events.map(({ id }) => id)).size).toBe(3);
  await events.flush();
  expect(sent).toHaveLength(1);
});

test('off line it waits, at most two hundred, and goes later in batches of fifty', async () => {
  const events = open();
  trouble = new Offline('no answer');
  for (let n = 0; n < 230; n += 1) events.note(view(String(n)));
  await runTimers();
  trouble = null;
  expect(await runTimers()).toEqual([30_000]);
  await events.flush();
  expect(sent.map(({ events: batch }) => batch.length)).toEqual([50, 50, 50, 50]);
  expect(sent[0]?.events[0]?.productId).toBe('30');
});

test('what is refused is not asked again; what is dropped is never sent', async () => {
  const events = open();
  trouble = new Refused(404, 'not_found', null, null);
  events.note(view('a'));
  await events.flush();
  trouble = null;
  await events.flush();
  events.note(view('b'));
  events.drop();
  await events.flush();
  expect(sent).toEqual([]);
});

test('of a browser that is nobody’s phone nothing goes', async () => {
  const events = open();
  device = null;
  events.note(view('a'));
  await events.flush();
  expect(sent).toEqual([]);
});
