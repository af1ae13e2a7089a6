import { expect, it } from 'vitest';
import { basketOfVisit, mostCoupons } from './visit-basket.ts';

it('[K6] knows one of each until more is said, and nothing of the visit before', () => {
  basketOfVisit('one').setQuantity('boot', 3);
  basketOfVisit('one').addCoupon('c');
  expect(basketOfVisit('one')).toMatchObject({ couponIds: ['c'] });
  expect([basketOfVisit('one').quantityOf('boot'), basketOfVisit('one').quantityOf('sock')]).toEqual([3, 1]);
  expect(basketOfVisit('two')).toMatchObject({ couponIds: [] });
  expect(basketOfVisit('two').quantityOf('boot')).toBe(1);
  basketOfVisit('two').setQuantity('sock', 2);
  expect(basketOfVisit('one').couponIds).toEqual([]);
});

it('takes no quantity that is none, and a coupon once', () => {
  for (const [asked, taken] of [
    [0, 1],
    [-4, 1],
    [2.9, 2],
    [1_000, 99],
    [Number.NaN, 1],
  ] as const) {
    basketOfVisit('v').setQuantity('boot', asked);
    expect(basketOfVisit('v').quantityOf('boot')).toBe(taken);
  }
  for (const id of ['a', 'a', 'b']) basketOfVisit('v').addCoupon(id);
  expect(basketOfVisit('v').couponIds).toEqual(['a', 'b']);
  basketOfVisit('v').dropCoupon('a');
  expect(basketOfVisit('v').couponIds).toEqual(['b']);
  for (let n = 0; n < 9; n += 1) basketOfVisit('v').addCoupon(`c${n}`);
  expect(basketOfVisit('v').couponIds).toHaveLength(mostCoupons);
});
