import { expect, it } from 'vitest';
import { isNewPace, paceOf } from './pace.ts';

it('what is usual weighs as much as one unit that was seen to go, at most two weeks', () => {
  expect(paceOf({ sold: 0, days: 0 }, 0.4).soldPerDay).toBe(0.4);
  expect(paceOf({ sold: 14, days: 14 }, 0.4).soldPerDay).toBe(0.91);
  expect(paceOf({ sold: 112, days: 56 }, 0.4).soldPerDay).toBe(1.9);
  expect(paceOf({ sold: 0, days: 56 }, 0).soldPerDay).toBe(0);
});

it('one lucky sale on the first day of a shop that sells little is no pace', () => {
  expect(paceOf({ sold: 1, days: 1 }, 0.02).soldPerDay).toBeLessThan(0.1);
});

it('is written with two digits: what nobody could see is no change', () => {
  expect(paceOf({ sold: 1234, days: 91 }, 1)).toEqual({ soldPerDay: 13, lostPerDay: 0.2 });
});

it('a pace is told anew only when it has moved by a quarter', () => {
  expect(isNewPace(undefined, { soldPerDay: 0 })).toBe(true);
  expect(isNewPace({ soldPerDay: 1 }, { soldPerDay: 1.2 })).toBe(false);
  expect(isNewPace({ soldPerDay: 1 }, { soldPerDay: 1.3 })).toBe(true);
  expect(isNewPace({ soldPerDay: 1 }, { soldPerDay: 0.7 })).toBe(true);
  expect(isNewPace({ soldPerDay: 0 }, { soldPerDay: 0.02 })).toBe(false);
});
