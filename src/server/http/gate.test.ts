import { describe, expect, test, vi } from 'vitest';
import { type Gate, gateOf } from './gate.ts';
import type { Refused } from './refused.ts';

/** Works that end when told to. */
function openWorks() {
  const ends: (() => void)[] = [];
  let most = 0;
  let running = 0;
  const work = async (): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
    return running;
  };
  const end = async (): Promise<void> => {
    ends.shift()?.();
    for (let n = 0; n < 5; n += 1) await Promise.resolve();
  };
  return { work, end, most: () => most, started: () => ends.length };
}

const answerOf = (gate: Gate, work: () => Promise<unknown>): Promise<unknown> =>
  gate.run(work).catch((error: unknown) => error);

describe('a gate', () => {
  test('lets so many in at once and the next when one is out, in the order they came', async () => {
    const gate = gateOf({ atOnce: 2, patienceMs: 1000 });
    const works = openWorks();
    const all = Array.from({ length: 4 }, () => gate.run(works.work));
    expect(works.started()).toBe(2);
    for (let n = 0; n < 4; n += 1) await works.end();
    await Promise.all(all);
    expect(works.most()).toBe(2);
  });

  test('[PU3] a line that would take too long is closed with 503 and a moment to come again', async () => {
    let nowMs = 0;
    const gate = gateOf({ atOnce: 1, patienceMs: 1000, fraction: () => 0.5, monoMs: () => nowMs });
    const works = openWorks();
    const slow = gate.run(works.work);
    nowMs = 10_000;
    await works.end();
    await slow;
    // From here on one takes about a second: one may run and one stand in line.
    const running = [gate.run(works.work), gate.run(works.work)];
    const away = await Promise.all(Array.from({ length: 60 }, () => answerOf(gate, works.work)));
    for (const error of away) expect(error).toMatchObject({ status: 503, error: 'busy' });
    const seconds = away.map((error) => Number((error as Refused).more['retryAfterS']));
    expect(seconds[0]).toBe(1);
    expect(seconds.at(-1)).toBeGreaterThan(25);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(61);
    await works.end();
    await works.end();
    await Promise.all(running);
  });

  test('[BO3] nobody stands in line for longer than its patience, however wrong the guess was', async () => {
    vi.useFakeTimers();
    const gate = gateOf({ atOnce: 1, patienceMs: 1000 });
    const works = openWorks();
    const running = gate.run(works.work);
    const late = answerOf(gate, works.work);
    vi.advanceTimersByTime(1000);
    expect(await late).toMatchObject({ status: 503 });
    vi.useRealTimers();
    const next = gate.run(works.work);
    await works.end();
    await works.end();
    await Promise.all([running, next]);
  });

  test('work that fails gives its place on', async () => {
    const gate = gateOf({ atOnce: 1, patienceMs: 1000 });
    await expect(gate.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await gate.run(() => Promise.resolve('next'))).toBe('next');
  });
});
