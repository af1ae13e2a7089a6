import { describe, expect, it, test } from 'vitest';
import { dayIn, expiryOf, fullYear, lastGoodDay } from './expiry.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const zone = 'America/Sao_Paulo';
/** 2026-11-22 at an hour of São Paulo (UTC−3). */
const at = (hour: number, minute = 0): number => Date.UTC(2026, 10, 22, hour + 3, minute);
const daysLeft = (expiry: string, nowMs: number, where = zone): number | undefined =>
  expiryOf({ expiry, expiryKind: 'use_by' }, nowMs, where)?.daysLeft;

test.each([
  [26, 2026, 2026],
  [76, 2026, 2076],
  [77, 2026, 1977],
  [99, 2026, 1999],
  [0, 2051, 2100],
  [1, 2051, 2101],
  [2, 2051, 2002],
  [49, 1999, 2049],
])('a year written %i is read in %i as %i (GS1 7.12)', (yy, thisYear, year) => {
  expect(fullYear(yy, thisYear)).toBe(year);
});

describe('the last good day', () => {
  test.each([
    ['261122', '2026-11-22'],
    ['261100', '2026-11-30'],
    ['270200', '2027-02-28'],
    ['280200', '2028-02-29'],
    ['280229', '2028-02-29'],
  ])('of %s is %s', (yymmdd, last) => {
    expect(lastGoodDay(yymmdd, day('2026-11-22'))).toBe(day(last));
  });

  test.each([['270229'], ['271301'], ['270001'], ['27011'], ['abcdef'], ['']])('of %j is none', (yymmdd) => {
    expect(lastGoodDay(yymmdd, day('2026-11-22'))).toBeNull();
  });
});

describe('the days that are left', () => {
  it('are counted by the wall of the shop: the last minute of the last day is still good', () => {
    expect(daysLeft('261122', at(0))).toBe(0);
    expect(daysLeft('261122', at(23, 59))).toBe(0);
    expect(daysLeft('261122', at(24, 0))).toBe(-1);
    expect(daysLeft('261123', at(23, 59))).toBe(1);
  });

  it('differ between two shops at one instant', () => {
    const instant = Date.UTC(2026, 10, 22, 2);
    expect(daysLeft('261122', instant, zone)).toBe(1);
    expect(daysLeft('261122', instant, 'Europe/Lisbon')).toBe(0);
    expect(daysLeft('261121', instant, 'Asia/Tokyo')).toBe(-1);
  });

  it('are whole over a change of the clocks', () => {
    // London puts its clocks back in the night to 2026-10-25: that day has 25 hours.
    const noon = (date: number) => Date.UTC(2026, 9, date, 11);
    expect([23, 24, 25, 26].map((date) => daysLeft('261026', noon(date), 'Europe/London'))).toEqual([3, 2, 1, 0]);
    expect(dayIn('Europe/London', Date.UTC(2026, 9, 25, 23, 30))).toBe(day('2026-10-25'));
  });

  it('say nothing of a piece without a date', () => {
    expect(expiryOf({ lot: 'L' }, at(12), zone)).toBeNull();
    expect(expiryOf({ expiry: '270229' }, at(12), zone)).toBeNull();
  });
});
