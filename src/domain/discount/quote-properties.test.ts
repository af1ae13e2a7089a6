// What holds for every basket: tried on baskets with discounts of every kind, price lists, coupons and shoppers.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basketLine, basketQuestion, diceOf, discountOf, hashOfBaskets } from '#test/build/baskets.ts';
import { isSetDeal } from './deal.ts';
import { type BasketQuestion, type Quote, quoteBasket } from './quote.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const runs = { numRuns: 1_000 };
const shuffled = <T>(list: readonly T[], seed: number): T[] => {
  const dice = diceOf(seed);
  return list
    .map((item) => ({ item, at: dice.int(0, 1e9) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
};
const sums = (quote: Quote) => ({ all: quote.publicTotal.minor, own: quote.total.minor });

describe('every basket', () => {
  test('[S10] costs whole minor units, no less than nothing, no more than its regular prices; the own price is never above', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const quote = quoteBasket(basketQuestion(seed));
        for (const { regular, price, own, reasons, ownReasons } of quote.lines) {
          for (const amount of [price, ...(own ? [own] : [])]) {
            expect(Number.isSafeInteger(amount.minor) && amount.minor >= 0).toBe(true);
            expect(amount.minor).toBeLessThanOrEqual(regular.minor);
          }
          const off = (list: typeof reasons): number => list.reduce((sum, { offMinor }) => sum + offMinor, 0);
          expect(off(reasons)).toBe(regular.minor - price.minor);
          if (own) expect(off(ownReasons)).toBe(regular.minor - own.minor);
          expect([...reasons, ...ownReasons].every(({ offMinor }) => offMinor > 0)).toBe(true);
        }
        expect(quote.lines.reduce((sum, { price }) => sum + price.minor, 0)).toBe(quote.publicTotal.minor);
        expect(quote.lines.reduce((sum, { price, own }) => sum + (own ?? price).minor, 0)).toBe(quote.total.minor);
        expect(quote.total.minor).toBeLessThanOrEqual(quote.publicTotal.minor);
      }),
      runs,
    );
  });

  test('[S10] costs the same in whatever order lines, discounts, price lists and coupons come', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, order) => {
        const question = basketQuestion(seed);
        const other: BasketQuestion = {
          ...question,
          lines: shuffled(question.lines, order),
          promotions: shuffled(question.promotions, order + 1),
          priceLists: shuffled(question.priceLists, order + 2),
          coupons: shuffled(question.coupons, order + 3),
        };
        expect(sums(quoteBasket(other))).toEqual(sums(quoteBasket(question)));
      }),
      runs,
    );
  });

  test('[S13] the first line never knows who asks: it is the same with nobody there', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const question = basketQuestion(seed);
        const quote = quoteBasket(question);
        const nobody = quoteBasket({ ...question, customer: null });
        expect(quote.lines.map(({ price, reasons }) => [price, reasons])).toEqual(
          nobody.lines.map(({ price, reasons }) => [price, reasons]),
        );
        expect(nobody.total).toEqual(nobody.publicTotal);
        expect(quote.lines.flatMap(({ reasons }) => reasons).every(({ code }) => code === 'promotion')).toBe(true);
      }),
      runs,
    );
  });

  test('no line costs more than its tag for a set that gives it nothing, nor for one that does', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const question = { ...basketQuestion(seed), priceLists: [], coupons: [], customer: null };
        const pieces = question.promotions.filter((deal) => !('rule' in deal) || !isSetDeal(deal));
        const tags = quoteBasket({ ...question, promotions: pieces }).lines;
        for (const [at, { price }] of quoteBasket(question).lines.entries())
          expect(price.minor).toBeLessThanOrEqual(tags[at]?.price.minor ?? 0);
      }),
      runs,
    );
  });

  test('never costs more for one more discount of a piece by itself', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, other) => {
        const question = { ...basketQuestion(seed), coupons: [], priceLists: [] };
        const pieces = question.promotions.filter((deal) => 'rule' in deal && !isSetDeal(deal));
        const more = { ...discountOf(diceOf(other), 'more'), rule: { kind: 'percent' as const, percent: 10 } };
        // One that joins a group may take its place in it, or lower what stacks on it: alone it can only help.
        const alone = { ...more, stacking: { rule: 'exclusive' as const, group: '', priority: 0 } };
        const before = quoteBasket({ ...question, promotions: pieces });
        const after = quoteBasket({ ...question, promotions: [...pieces, alone] });
        expect(after.publicTotal.minor).toBeLessThanOrEqual(before.publicTotal.minor);
      }),
      runs,
    );
  });

  test('with at most one "buy and get" and no bundle, never costs less for one more line, nor more for one less', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, extra) => {
        const question = basketQuestion(seed);
        let sets = 0;
        const promotions = question.promotions.filter((deal) => {
          if (!('rule' in deal) || !isSetDeal(deal)) return true;
          return deal.rule.kind === 'buyGet' && (sets += 1) === 1;
        });
        const small = quoteBasket({ ...question, promotions });
        const big = quoteBasket({ ...question, promotions, lines: [...question.lines, basketLine(diceOf(extra))] });
        expect(big.publicTotal.minor).toBeGreaterThanOrEqual(small.publicTotal.minor);
        expect(big.total.minor).toBeGreaterThanOrEqual(small.total.minor);
      }),
      runs,
    );
  });

  test('two lines of one variant cost what one line of both does', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const question = basketQuestion(seed);
        const split = question.lines.flatMap((line) =>
          line.quantity < 2
            ? [line]
            : [
                { ...line, quantity: 1 },
                { ...line, quantity: line.quantity - 1 },
              ],
        );
        expect(sums(quoteBasket({ ...question, lines: split }))).toEqual(sums(quoteBasket(question)));
      }),
      runs,
    );
  });
});

test('the baskets of a seed are worth comparing: many are reduced, some have an own price, and another seed is another hash', async () => {
  const [one, again, other] = [await hashOfBaskets(1, 500), await hashOfBaskets(1, 500), await hashOfBaskets(2, 500)];
  expect(one).toEqual(again);
  expect(one.sha256).not.toBe(other.sha256);
  expect(one.reduced).toBeGreaterThan(150);
  expect(one.own).toBeGreaterThan(50);
});
