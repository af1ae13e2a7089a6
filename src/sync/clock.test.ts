import { describe, expect, it } from 'vitest';
import { clockOf } from './clock.ts';

const hourMs = 3_600_000;

function clockAt(wallMs: number) {
  const hands = { wallMs, monoMs: 0 };
  const clock = clockOf(
    { wallMs: () => hands.wallMs, monoMs: () => hands.monoMs, after: () => () => undefined },
    'boot',
  );
  const pass = (ms: number): void => {
    hands.wallMs += ms;
    hands.monoMs += ms;
  };
  return { clock, hands, pass };
}

describe('the corrected clock', () => {
  it('[CK1] follows the server though the device is two days off', () => {
    const { clock, hands, pass } = clockAt(1_000_000_000 - 48 * hourMs);
    clock.sample(1_000_000_000, hands.wallMs - 50, hands.wallMs + 50);
    pass(5_000);
    expect(clock.nowMs()).toBe(1_000_005_000);
    expect(clock.read()).toMatchObject({
      createdAtMs: 1_000_005_000,
      rawAtMs: hands.wallMs,
      bootId: 'boot',
      offsetMs: 48 * hourMs,
    });
  });

  it('[CK1] believes the quickest of the last eight answers', () => {
    const { clock, hands } = clockAt(1_000_000_000);
    clock.sample(hands.wallMs + 10, hands.wallMs - 5, hands.wallMs + 5);
    clock.sample(hands.wallMs + 700, hands.wallMs - 1_000, hands.wallMs + 1_000);
    expect(clock.read().offsetMs).toBe(10);
    for (let answer = 0; answer < 7; answer++)
      clock.sample(hands.wallMs + 700, hands.wallMs - 1_000, hands.wallMs + 1_000);
    expect(clock.read().offsetMs).toBe(700);
  });

  it('[CK1] starts afresh when the wall clock was moved', () => {
    const { clock, hands } = clockAt(1_000_000_000);
    clock.sample(1_000_000_000, hands.wallMs, hands.wallMs);
    hands.wallMs -= hourMs;
    clock.sample(1_000_000_100, hands.wallMs - 20, hands.wallMs + 20);
    expect(clock.nowMs()).toBe(1_000_000_100);
    hands.wallMs += 5_000;
    expect(clock.nowMs()).toBe(1_000_005_100);
  });

  it('[CK1] no act is older than the last receipt, whatever the wall clock says', () => {
    const { clock, hands } = clockAt(2_000_000_000);
    clock.sample(2_000_000_000, hands.wallMs, hands.wallMs);
    hands.wallMs -= 10 * hourMs;
    expect(clock.read().createdAtMs).toBe(2_000_000_000);
  });

  it('[CK3] off line, what ends uses the latest plausible instant and what starts the earliest', () => {
    const { clock, hands, pass } = clockAt(1_000_000_000);
    clock.sample(1_000_000_000, hands.wallMs, hands.wallMs);
    pass(hourMs);
    hands.wallMs += 2 * hourMs;
    expect(clock.latestMs()).toBe(1_000_000_000 + 3 * hourMs);
    expect(clock.earliestMs()).toBe(1_000_000_000 + hourMs);
    hands.wallMs -= 20 * hourMs;
    expect(clock.latestMs()).toBe(1_000_000_000 + hourMs);
    expect(clock.earliestMs()).toBe(1_000_000_000);
  });

  it('[CK3] a new page goes on from what was stored', () => {
    const { clock } = clockAt(500);
    clock.restore({ offsetMs: 100, lastInstantMs: 9_000 });
    expect([clock.nowMs(), clock.earliestMs(), clock.latestMs()]).toEqual([9_000, 9_000, 9_000]);
  });
});
