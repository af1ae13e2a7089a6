import { describe, expect, it } from 'vitest';
import { backoffMs, fallbackMs, probeMs, retryAfterMs } from './backoff.ts';

describe('waiting', () => {
  it('[BO1] is random from nothing to twice as long each time, to five minutes at the most', () => {
    expect([1, 2, 3, 8, 9, 400].map((failures) => backoffMs(failures, 0.9999999))).toEqual([
      1_999, 3_999, 7_999, 255_999, 299_999, 299_999,
    ]);
    expect(backoffMs(5, 0)).toBe(0);
  });

  it('[BO4] asks hello every 10 to 15 s, and the feeds about every half minute', () => {
    expect([probeMs(0), probeMs(0.99999)]).toEqual([10_000, 14_999]);
    expect([fallbackMs(0), fallbackMs(0.99999)]).toEqual([27_000, 32_999]);
  });

  it('[PU3] reads Retry-After as seconds or as a date, an hour at the most', () => {
    expect(retryAfterMs('7', 0)).toBe(7_000);
    expect(retryAfterMs('Thu, 01 Jan 1970 00:00:30 GMT', 10_000)).toBe(20_000);
    expect(retryAfterMs('999999', 0)).toBe(3_600_000);
    expect([retryAfterMs(null, 0), retryAfterMs('soon', 0)]).toEqual([null, null]);
  });
});
