import { describe, expect, it } from 'vitest';

import { onMissingChunk } from './missing-chunk.ts';
import { watchQuiet } from './quiet.ts';
import { startUpdates } from './update.ts';

/** A tablet under a virtual clock: time moves only by pass(). */
function buildTablet(random = 0.5) {
  const seen = { checks: 0, takeOvers: 0, reloads: 0 };
  const state = { nowMs: 0, idle: true, sending: false, online: true };
  const timers: { atMs: number; run: () => void }[] = [];
  let waiting = (): void => undefined;
  let takenOver = (): void => undefined;
  let visible = (): void => undefined;
  const updates = startUpdates({
    worker: {
      check: () => {
        seen.checks += 1;
        return Promise.reject(new Error('no network'));
      },
      takeOver: () => void (seen.takeOvers += 1),
      onWaiting: (listener) => void (waiting = listener),
      onTakenOver: (listener) => void (takenOver = listener),
    },
    isOnline: () => state.online,
    onVisible: (listener) => void (visible = listener),
    after: (delayMs, run) => void timers.push({ atMs: state.nowMs + delayMs, run }),
    nowMs: () => state.nowMs,
    random: () => random,
    isIdle: () => state.idle,
    isSending: () => Promise.resolve(state.sending),
    reload: () => void (seen.reloads += 1),
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const pass = async (ms: number): Promise<void> => {
    const endMs = state.nowMs + ms;
    for (;;) {
      timers.sort((a, b) => a.atMs - b.atMs);
      const next = timers[0];
      if (!next || next.atMs > endMs) break;
      timers.shift();
      state.nowMs = next.atMs;
      next.run();
      await settle();
    }
    state.nowMs = endMs;
  };
  return {
    seen,
    state,
    updates,
    pass,
    async versionWaits() {
      waiting();
      await settle();
    },
    async anotherPageTookOver() {
      takenOver();
      await settle();
    },
    async becomesVisible() {
      visible();
      await settle();
    },
  };
}

const minute = 60_000;

describe('looking for a new version', () => {
  it('checks every 15 minutes, and goes on after a check that failed', async () => {
    const tablet = buildTablet();
    await tablet.pass(46 * minute);
    expect(tablet.seen.checks).toBe(3);
  });

  it('spreads the checks of many tablets by a fifth to either side', async () => {
    const [early, late] = [buildTablet(0), buildTablet(0.999)];
    await Promise.all([early.pass(12 * minute), late.pass(17 * minute)]);
    expect([early.seen.checks, late.seen.checks]).toEqual([1, 0]);
  });

  it('checks when the screen wakes, at most once a minute, and not without a network', async () => {
    const tablet = buildTablet();
    await tablet.pass(2 * minute);
    await tablet.becomesVisible();
    await tablet.becomesVisible();
    expect(tablet.seen.checks).toBe(1);
    tablet.state.online = false;
    await tablet.pass(2 * minute);
    await tablet.becomesVisible();
    expect(tablet.seen.checks).toBe(1);
  });
});

describe('taking over', () => {
  it('[EV4] waits while somebody uses the page, then takes over once', async () => {
    const tablet = buildTablet();
    tablet.state.idle = false;
    await tablet.versionWaits();
    await tablet.pass(10 * minute);
    expect(tablet.seen.takeOvers).toBe(0);
    tablet.state.idle = true;
    await tablet.pass(10 * minute);
    expect(tablet.seen.takeOvers).toBe(1);
  });

  it('[EV4] waits while an act is being sent, even when told to go on by a button', async () => {
    const tablet = buildTablet();
    tablet.state.sending = true;
    await tablet.versionWaits();
    expect(await tablet.updates.activateNow()).toBe(false);
    await tablet.pass(minute);
    expect(tablet.seen.takeOvers).toBe(0);
    tablet.state.sending = false;
    expect(await tablet.updates.activateNow()).toBe(true);
  });

  it('tells the page that a version waits, also one that asks late', async () => {
    const tablet = buildTablet();
    tablet.state.idle = false;
    const heard: string[] = [];
    const stop = tablet.updates.onUpdateReady(() => heard.push('stopped'));
    stop();
    tablet.updates.onUpdateReady(() => heard.push('early'));
    await tablet.versionWaits();
    tablet.updates.onUpdateReady(() => heard.push('late'));
    expect(heard).toEqual(['early', 'late']);
  });

  it('reloads once after another page took over, and only when this one is idle', async () => {
    const tablet = buildTablet();
    tablet.state.idle = false;
    await tablet.anotherPageTookOver();
    await tablet.anotherPageTookOver();
    await tablet.pass(minute);
    expect(tablet.seen.reloads).toBe(0);
    tablet.state.idle = true;
    await tablet.pass(minute);
    expect(tablet.seen.reloads).toBe(1);
  });
});

describe('a missing chunk', () => {
  const buildTab = (online: boolean) => {
    const tab = { memory: null as string | null, reloads: 0 };
    return {
      tab,
      ports: {
        serverAnswers: () => Promise.resolve(online),
        remembered: () => tab.memory,
        remember: (chunk: string) => void (tab.memory = chunk),
        reload: () => void (tab.reloads += 1),
      },
    };
  };

  it('[EV4] reloads the page once, however often it is missed', async () => {
    const { tab, ports } = buildTab(true);
    await onMissingChunk('a.js', ports);
    await onMissingChunk('a.js', ports);
    expect(tab.reloads).toBe(1);
    await onMissingChunk('b.js', ports);
    expect(tab.reloads).toBe(2);
  });

  it('[EV4] never reloads off line, and still may when the network is back', async () => {
    const { tab, ports } = buildTab(false);
    await onMissingChunk('a.js', ports);
    expect([tab.reloads, tab.memory]).toEqual([0, null]);
  });
});

describe('somebody at the page', () => {
  const buildScreen = () => {
    const screen = { nowMs: 5_000, writing: false };
    let touch = (): void => undefined;
    const isQuiet = watchQuiet({
      onSign: (listener) => void (touch = listener),
      nowMs: () => screen.nowMs,
      isWriting: () => screen.writing,
    });
    return { screen, isQuiet, touch: () => touch() };
  };

  it('nobody has touched it: it is quiet at once', () => {
    expect(buildScreen().isQuiet()).toBe(true);
  });

  it('a touch keeps it busy for a minute', () => {
    const { screen, isQuiet, touch } = buildScreen();
    touch();
    screen.nowMs += 59_999;
    expect(isQuiet()).toBe(false);
    screen.nowMs += 1;
    expect(isQuiet()).toBe(true);
  });

  it('a half-written field keeps it busy for as long as it stands there', () => {
    const { screen, isQuiet } = buildScreen();
    screen.writing = true;
    screen.nowMs += 600_000;
    expect(isQuiet()).toBe(false);
  });
});
