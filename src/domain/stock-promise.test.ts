import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { handPromise } from './stock-promise.ts';

const nowMs = Date.UTC(2026, 10, 23, 18);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const hours = { opens: '10:00', closes: '22:00', zone: 'America/Sao_Paulo' };

const promise = (part: Partial<Parameters<typeof handPromise>[0]> = {}): number =>
  handPromise({
    available: 3,
    countedMs: nowMs - 10 * minuteMs,
    saleRatePerDay: 2,
    shrinkPerDay: 0.03,
    nowMs,
    openHours: hours,
    ...part,
  });

it('promises nothing where nothing is to be had, and never everything', () => {
  expect(promise({ available: 0 })).toBe(0);
  expect(promise({ available: -2 })).toBe(0);
  expect(promise({ available: 50 })).toBeGreaterThan(0.97);
  expect(promise({ available: 50 })).toBeLessThan(0.99);
});

it('a number that nobody has vouched for becomes less of a promise with every hour', () => {
  const said = [0, 1, 2, 4, 8].map((age) => promise({ available: 1, countedMs: nowMs - age * hourMs }));
  expect(said).toEqual(said.toSorted((a, b) => b - a));
  expect(said[0]).toBeGreaterThan(0.85);
  expect(said[3]).toBeLessThan(0.6);
});

it('what was told since counts: the same old number, vouched for a minute ago, is worth more', () => {
  const countedMs = nowMs - 5 * hourMs;
  const told = promise({ available: 1, saleRatePerDay: 0.5, countedMs, toldMs: nowMs - minuteMs });
  expect(told).toBeGreaterThan(promise({ available: 1, saleRatePerDay: 0.5, countedMs }) + 0.1);
});

it('a brisk article of which none was sold for a week is doubted, a slow one is not', () => {
  const week = { available: 2, countedMs: nowMs - 7 * 24 * hourMs, toldMs: nowMs };
  expect(promise({ ...week, saleRatePerDay: 4 })).toBeLessThan(0.2);
  expect(promise({ ...week, saleRatePerDay: 0.05, shrinkPerDay: 0.001 })).toBeGreaterThan(0.9);
});

it('nobody buys at night', () => {
  const atTen = Date.UTC(2026, 10, 24, 13, 5);
  const lastNight = promise({ available: 1, nowMs: atTen, countedMs: atTen - 11 * hourMs });
  const sixHours = promise({ available: 1, nowMs: atTen + 6 * hourMs, countedMs: atTen });
  expect(lastNight).toBeGreaterThan(sixHours);
});

it('is a chance for any numbers; more units and a slower pace never make it worse', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 500, noNaN: true }),
      fc.integer({ min: -1, max: 400 * 24 }),
      fc.integer({ min: 0, max: 400 * 24 }),
      (available, saleRatePerDay, countedHours, toldHours) => {
        const at = { countedMs: nowMs - countedHours * hourMs, toldMs: nowMs - toldHours * hourMs };
        const said = promise({ available, saleRatePerDay, shrinkPerDay: saleRatePerDay / 50, ...at });
        expect(said).toBeGreaterThanOrEqual(0);
        expect(said).toBeLessThanOrEqual(1);
        const one = { available, saleRatePerDay, shrinkPerDay: 0, ...at };
        expect(promise({ ...one, available: available + 1 })).toBeGreaterThanOrEqual(promise(one) - 1e-9);
        const unheard = { ...one, countedMs: at.toldMs };
        expect(promise({ ...unheard, saleRatePerDay: saleRatePerDay + 1 })).toBeLessThanOrEqual(
          promise(unheard) + 1e-9,
        );
      },
    ),
  );
});
