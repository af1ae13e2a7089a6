import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOfWall, wallMs } from '#domain/wall-clock.ts';
import { isOn, windowsOf } from './windows.ts';

const utc = Date.UTC;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const friday = {
  fromMs: utc(2026, 0, 1),
  toMs: null,
  weekly: [{ days: ['fri' as const], from: '18:00', to: '22:00' }],
};
const iso = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString().slice(0, 16));

describe('weekly windows', () => {
  test('[S10] "Fri 18:00–22:00" is that on the wall before and after the clock changes', () => {
    // Lisbon: UTC+0 until 2026-03-29, UTC+1 from then on.
    const windows = windowsOf(friday, 'Europe/Lisbon', utc(2026, 2, 23), utc(2026, 3, 6));
    expect(windows.map(({ fromMs, toMs }) => [iso(fromMs), iso(toMs)])).toEqual([
      ['2026-03-27T18:00', '2026-03-27T22:00'],
      ['2026-04-03T17:00', '2026-04-03T21:00'],
    ]);
  });

  test('a window past midnight belongs to the day it began on, and one over the change of the clock keeps its wall times', () => {
    const night = { ...friday, weekly: [{ days: ['sat' as const], from: '22:00', to: '04:00' }] };
    const [window] = windowsOf(night, 'America/New_York', utc(2026, 2, 7), utc(2026, 2, 10));
    // The night to 8 March 2026 has no 02:00–03:00: five hours instead of six.
    expect([iso(window?.fromMs ?? null), iso(window?.toMs ?? null)]).toEqual(['2026-03-08T03:00', '2026-03-08T08:00']);
    expect(isOn(night, 'America/New_York', utc(2026, 2, 8, 7, 59))).toBe(true);
    expect(isOn(night, 'America/New_York', utc(2026, 2, 8, 8))).toBe(false);
  });

  test('a time that the clock skips is read as much later; one that comes twice is the first', () => {
    const zone = 'America/New_York';
    expect(iso(instantOfWall(zone, utc(2026, 2, 8, 2, 30)))).toBe('2026-03-08T07:30');
    expect(iso(instantOfWall(zone, utc(2026, 10, 1, 1, 30)))).toBe('2026-11-01T05:30');
  });

  test('they end with the deal, begin with it, and meet in one where they overlap', () => {
    const cut = {
      fromMs: utc(2026, 10, 27, 19),
      toMs: utc(2026, 10, 27, 23),
      weekly: [
        { days: ['fri' as const], from: '10:00', to: '20:00' },
        { days: ['fri' as const], from: '20:00', to: '24:00' },
      ],
    };
    expect(windowsOf(cut, 'UTC', utc(2026, 10, 1), utc(2026, 11, 31))).toEqual([
      { fromMs: cut.fromMs, toMs: cut.toMs },
    ]);
  });

  test('what lies outside the range is left out, what reaches into it comes whole', () => {
    const plain = { fromMs: 100, toMs: 200, weekly: [] };
    expect(windowsOf(plain, 'UTC', 150, 160)).toEqual([{ fromMs: 100, toMs: 200 }]);
    expect([windowsOf(plain, 'UTC', 200, 300), windowsOf(plain, 'UTC', 0, 100)]).toEqual([[], []]);
    const during = utc(2026, 10, 27, 21);
    expect(windowsOf(friday, 'UTC', during, during + 1)).toEqual([
      { fromMs: utc(2026, 10, 27, 18), toMs: utc(2026, 10, 27, 22) },
    ]);
  });
});

test('the wall of any instant leads back to it, or to the same wall an hour away', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: utc(2000, 0, 1), max: utc(2040, 0, 1) }),
      fc.constantFrom('America/Sao_Paulo', 'Europe/Lisbon', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'),
      (atMs, zone) => {
        const wall = wallMs(zone, atMs);
        const back = instantOfWall(zone, wall);
        expect(wallMs(zone, back)).toBe(wall);
        expect(Math.abs(back - atMs)).toBeLessThanOrEqual(hourMs);
      },
    ),
    { numRuns: 300 },
  );
});

test('at every instant, a deal is on where and only where one of its windows is', () => {
  const zone = 'Europe/Lisbon';
  const start = utc(2026, 2, 20);
  const windows = windowsOf(friday, zone, start, start + 28 * dayMs);
  fc.assert(
    fc.property(fc.integer({ min: start, max: start + 28 * dayMs - 1 }), (atMs) => {
      expect(isOn(friday, zone, atMs)).toBe(
        windows.some(({ fromMs, toMs }) => fromMs <= atMs && (toMs === null || atMs < toMs)),
      );
    }),
  );
});
