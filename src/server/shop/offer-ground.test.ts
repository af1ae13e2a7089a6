// What is left of a long list of discounts for one variant: enough for every price that the whole list would give.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Discount } from '#domain/discount/deal.ts';
import { money } from '#domain/money.ts';
import { offersFor } from '#domain/offer.ts';
import { diceOf, discountOf } from '#test/build/baskets.ts';
import { touching } from './offer-ground.ts';

test('[S10] offers made of the discounts that may touch a variant are those made of all of them', () => {
  const nowMs = Date.UTC(2026, 5, 1);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
      const dice = diceOf(seed);
      const all = Array.from({ length: 12 }, (_, n): Discount => {
        const one = discountOf(dice, `d${n}`);
        const variantIds = ['boot-39', 'boot-40', 'mug-1'].filter(() => dice.int(0, 3) === 0);
        const isNarrow = dice.int(0, 2) > 0;
        const scope = isNarrow ? { all: false, productIds: [], departments: [], tags: [] } : one.scope;
        return { ...one, scope: variantIds.length > 0 ? { ...scope, variantIds } : one.scope };
      });
      for (const [product, variant] of [
        ['boot', 'boot-39'],
        ['boot', 'boot-40'],
        ['mug', 'mug-1'],
        ['hat', 'hat-1'],
      ] as const) {
        const offers = (promotions: readonly Discount[]) =>
          offersFor(variant, product, money(45_990, 'BRL'), promotions, nowMs, {
            product: { department: 'Casa', tags: ['sale'] },
          });
        expect(offers(touching(all, product, variant) as readonly Discount[])).toEqual(offers(all));
      }
    }),
    { numRuns: 200 },
  );
});
