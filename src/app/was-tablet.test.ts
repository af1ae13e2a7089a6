import { expect, test } from 'vitest';
import { lastMode, markTablet, wasTablet } from './was-tablet.ts';

test('[SG4] a browser that was a device once is known as one while its databases do not open', () => {
  const kept = new Map<string, string>();
  const place = () => ({
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  });
  expect([wasTablet(place), lastMode(place)]).toEqual([false, null]);
  markTablet('staff', place);
  expect([wasTablet(place), lastMode(place)]).toEqual([true, 'staff']);
});

test('a browser that may keep nothing was never a device, and saying so throws nothing', () => {
  const place = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  markTablet('shopper', place);
  expect([wasTablet(place), lastMode(place)]).toEqual([false, null]);
});
