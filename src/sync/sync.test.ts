// The loop alone: what it does in which order, and how long it waits. Time passes only when told to.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActionRecord } from '#local/outbox.ts';
import { StorageTrouble } from '#local/storage-trouble.ts';
import { testNowMs } from '#test/build/domain.ts';
import { buildRecord } from '#test/build/record.ts';
import { clockOf } from './clock.ts';
import { startSync, type Sync } from './sync.ts';
import { Offline, Refused } from './trouble.ts';

let steps: string[];
let monoMs: number;
let timer: { ms: number; call: () => void } | null;
let records: ActionRecord[];
let fails: Partial<Record<'hello' | 'push' | 'pull', unknown>>;
let visible: boolean;
let fraction: number;
let patience: number[];
let limits: number[];
let sync: Sync;
let sent: () => void;

const step = async (name: 'refresh' | 'hello' | 'push' | 'pull' | 'settle'): Promise<void> => {
  steps.push(name);
  const trouble = fails[name as 'hello'];
  if (trouble) throw trouble;
};

beforeEach(() => {
  [steps, monoMs, timer, records, fails, visible, fraction, patience] = [[], 0, null, [], {}, true, 0.999, []];
  limits = [];
  sent = () => undefined;
  const time = {
    wallMs: () => testNowMs,
    monoMs: () => monoMs,
    after(ms: number, call: () => void) {
      const mine = { ms, call };
      timer = mine;
      return () => void (timer === mine && (timer = null));
    },
  };
  sync = startSync({
    ports: {
      time,
      chance: { bytes: (count) => new Uint8Array(count), fraction: () => fraction },
      lock: { run: (_name, patienceMs, work) => (patience.push(patienceMs), work()) },
      page: {
        visible: () => visible,
        onHint: () => () => undefined,
        askForBackgroundSync: () => undefined,
        origin: () => 'https://gondola.test',
        screen: () => ({ width: 1, height: 1 }),
        reload: () => undefined,
      },
    },
    clock: clockOf(time, 'boot'),
    push: { run: (untilMs) => (limits.push(untilMs), step('push').then(() => (sent(), true))) },
    pull: { run: (untilMs) => (limits.push(untilMs), step('pull')) },
    enrolled: () => true,
    records: () => records,
    refresh: () => step('refresh'),
    hello: () => step('hello'),
    settle: () => step('settle'),
    onSending: (sending) => steps.push(sending ? '(sending' : ')'),
    onPaused: (paused) => paused && steps.push(paused),
    onTrouble: (trouble) => steps.push(trouble),
  });
});

/** One cycle; then how long the loop means to wait. */
async function cycle(): Promise<number> {
  timer = null;
  sync.wake();
  await vi.waitFor(() => expect(timer).not.toBeNull());
  return timer!.ms;
}

describe('the loop', () => {
  it('says hello, pushes, pulls, settles, in this order, under the lock', async () => {
    await cycle();
    expect(steps).toEqual(['refresh', 'hello', '(sending', 'push', ')', 'pull', 'settle']);
    expect(patience).toEqual([60_000]);
  });

  it('[TB1] holds the lock for 30 s at the most', async () => {
    monoMs = 5_000;
    await cycle();
    expect(limits).toEqual([35_000, 35_000]);
  });

  it('says hello once, and again after five minutes or after any trouble', async () => {
    await cycle();
    await cycle();
    expect(steps.filter((name) => name === 'hello')).toHaveLength(1);
    fails = { pull: new Offline('gone') };
    await cycle();
    fails = {};
    await cycle();
    expect(steps.filter((name) => name === 'hello')).toHaveLength(2);
    monoMs += 300_001;
    await cycle();
    expect(steps.filter((name) => name === 'hello')).toHaveLength(3);
  });

  it('[SG1] says once more that nothing waits when the outbox has emptied, at most every half minute', async () => {
    const hellos = () => steps.filter((name) => name === 'hello').length;
    records = [buildRecord()];
    sent = () => (records = []);
    await cycle();
    expect(hellos()).toBe(1);
    monoMs += 29_000;
    await cycle();
    expect(hellos()).toBe(1);
    monoMs += 1_000;
    await cycle();
    await cycle();
    expect(hellos()).toBe(2);
    // What was never said to wait need not be taken back: twenty acts a second cost no greeting.
    for (let at = 0; at < 20; at += 1) {
      records = [buildRecord()];
      monoMs += 3_000;
      await cycle();
    }
    expect(hellos()).toBe(2);
  });

  it('[PL5] comes back after half a minute without being woken', async () => {
    expect(await cycle()).toBeGreaterThan(27_000);
    expect(timer?.ms).toBeLessThan(33_000);
    steps = [];
    timer?.call();
    await vi.waitFor(() => expect(steps).toContain('settle'));
  });

  it('comes back when the next act is due', async () => {
    records = [buildRecord({ nextAtMs: testNowMs + 4_000 }), buildRecord({ seq: 2, nextAtMs: testNowMs + 2_000 })];
    expect(await cycle()).toBe(2_000);
  });

  it('[BO1, BO2] waits longer after each failure, and starts small again after a success', async () => {
    visible = false;
    fails = { hello: new Offline('gone') };
    const waits = [await cycle(), await cycle(), await cycle()];
    expect(waits).toEqual([1_998, 3_996, 7_992]);
    fails = {};
    await cycle();
    fails = { pull: new Offline('gone') };
    expect(await cycle()).toBe(1_998);
  });

  it('[BO4] with acts waiting and somebody looking, asks again within 15 s however long it has failed', async () => {
    fails = { hello: new Offline('gone') };
    records = [buildRecord()];
    for (let at = 0; at < 12; at++) await cycle();
    expect(timer?.ms).toBeLessThanOrEqual(15_000);
    records = [];
    await cycle();
    expect(timer?.ms).toBeGreaterThan(15_000);
    expect(timer?.ms).toBeLessThanOrEqual(33_000);
  });

  it('[PU3] obeys Retry-After, whoever wakes it before', async () => {
    fails = { push: new Refused(503, 'database_away', null, 60_000) };
    // And not all tablets in the very same second.
    expect(await cycle()).toBeGreaterThan(61_000);
    fails = {};
    steps = [];
    monoMs += 30_000;
    sync.wake();
    expect(steps).toEqual([]);
    monoMs += 40_000;
    await cycle();
    expect(steps).toContain('settle');
  });

  it.each([
    [401, 'unknown_device'],
    [426, 'update_first'],
  ] as const)('[PU3] %i pauses: %s, asked again about once a minute', async (status, word) => {
    fails = { hello: new Refused(status, 'no', null, null) };
    expect(await cycle()).toBeGreaterThanOrEqual(45_000);
    expect(steps.at(-1)).toBe(word);
    expect(steps).not.toContain('push');
  });

  it('[PO2] a batch that failed though the server is there does not keep the pages away', async () => {
    sync = startSync({
      ports: {
        time: {
          wallMs: () => testNowMs,
          monoMs: () => 0,
          after: (ms, call) => ((timer = { ms, call }), () => undefined),
        },
        chance: { bytes: (count) => new Uint8Array(count), fraction: () => 0 },
        lock: { run: (_name, _ms, work) => work() },
        page: {
          visible: () => true,
          onHint: () => () => undefined,
          askForBackgroundSync: () => undefined,
          origin: () => 'https://gondola.test',
          screen: () => ({ width: 1, height: 1 }),
          reload: () => undefined,
        },
      },
      clock: clockOf({ wallMs: () => testNowMs, monoMs: () => 0, after: () => () => undefined }, 'boot'),
      push: { run: () => Promise.resolve(false) },
      pull: { run: () => step('pull') },
      enrolled: () => true,
      records: () => [],
      refresh: () => step('refresh'),
      hello: () => step('hello'),
      settle: () => step('settle'),
      onSending: () => undefined,
      onPaused: () => undefined,
      onTrouble: () => undefined,
    });
    await cycle();
    expect(steps).toEqual(['refresh', 'hello', 'pull', 'settle']);
  });

  it('[EV3] tells of trouble with storage and goes on later', async () => {
    fails = { push: new StorageTrouble('newer') };
    expect(await cycle()).toBeGreaterThan(27_000);
    expect(steps).toContain('newer');
    expect(steps.at(-1)).toBe('newer');
  });

  it('a wake while it works makes it go round once more, never twice at a time', async () => {
    sync.wake();
    sync.wake();
    sync.wake();
    await vi.waitFor(() => expect(timer).not.toBeNull());
    expect(steps.filter((name) => name === 'refresh')).toHaveLength(2);
  });
});
