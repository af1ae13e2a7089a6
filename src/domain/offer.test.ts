import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money, percentBetween, percentOff } from './money.ts';
import { nextSwitchMs, offerAt, offersFor, type Promotion } from './offer.ts';

const week = (fromMs: number, toMs: number, percent = 15): Promotion => ({
  id: `p${fromMs}`,
  name: { 'pt-BR': 'Semana' },
  percent,
  productIds: ['boot'],
  fromMs,
  toMs,
});

test('an offer begins with its first instant and is over at its end', () => {
  const offers = offersFor('v', 'boot', money(45_990, 'BRL'), [week(1000, 2000)], 0);
  expect([999, 1000, 1999, 2000].map((at) => offerAt(offers, at)?.price.minor)).toEqual([
    45_990, 39_092, 39_092, 45_990,
  ]);
});

test('a screen knows the instant of the next switch: each beginning and end once, then none', () => {
  const offers = offersFor('v', 'boot', money(45_990, 'BRL'), [week(1000, 2000), week(3000, 4000)], 0);
  expect([0, 1000, 2500, 3000, 4000].map((at) => nextSwitchMs(offers, at))).toEqual([1000, 2000, 3000, 4000, null]);
});

test('where two offers hold, the lower price is asked', () => {
  const offers = offersFor('v', 'boot', money(1000, 'BRL'), [week(0 + 1, 5000, 10), week(2000, 3000, 30)], 0);
  expect(offerAt(offers, 2500)?.price.minor).toBe(700);
});

test('a promotion of other products leaves the price alone', () => {
  expect(offersFor('v', 'mug', money(1000, 'BRL'), [week(0, 10)], 0)).toHaveLength(1);
});

test('a discount is never above the price, never below zero, and its percent reads back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 10_000_000 }), fc.integer({ min: 1, max: 99 }), (minor, percent) => {
      const now = percentOff(money(minor, 'BRL'), percent);
      expect(now.minor).toBeGreaterThanOrEqual(0);
      expect(now.minor).toBeLessThanOrEqual(minor);
      expect(Math.abs(percentBetween(money(minor, 'BRL'), now) - percent)).toBeLessThanOrEqual(1);
    }),
  );
});
