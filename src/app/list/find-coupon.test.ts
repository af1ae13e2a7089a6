import { expect, it } from 'vitest';
import type { Coupon } from '#domain/discount/deal.ts';
import type { HomeId } from '#domain/ids.ts';
import { findCoupon } from './find-coupon.ts';

// sha256sum of "chain-1\0coupon\0VERA010\0": the server and the import make the same of a code.
const key = '46d560270970d28ce1dc230007e4e1d815d2970f4402c248bcb317ed5c61feb0';
const coupon = { id: key } as Coupon;
const catalogue = { coupon: (id: string) => (id === key ? coupon : null) };
const find = (text: string, chain = 'chain-1') => findCoupon(catalogue, chain as HomeId, text);

it('[S10] finds a coupon however its code is typed, and in its own chain alone', async () => {
  expect(await find('Verão-10')).toBe(coupon);
  expect(await find(' verao 1o ')).toBe(coupon);
  expect(await find('VERAO-11')).toBeNull();
  expect(await find('VERAO-10', 'chain-2')).toBeNull();
});

it('says of what is too short, too long or no code at all that it is none', async () => {
  for (const text of ['', 'abcd', '😀😀😀😀😀', 'x'.repeat(5_000)]) expect(await find(text)).toBe('short');
});
