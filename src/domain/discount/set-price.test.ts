// What a set costs by itself: which pieces take part, and how its price lies on its lines.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '#domain/money.ts';
import { SetRule } from './deal.ts';
import { afterRule } from './piece-price.ts';
import { setPrice } from './set-price.ts';
import type { Stack } from './set-stack.ts';

const take3Pay2 = { kind: 'buyGet', buy: 2, get: 1, percent: 100 } as const;
/** Each as [regular, tag, pieces]. */
const stacksOf = (...stacks: [base: number, now: number, count: number][]): Stack[] =>
  stacks.map(([baseMinor, nowMinor, count], line) => ({ line, productId: `p${line}`, baseMinor, nowMinor, count }));
const tags = (stacks: readonly Stack[]): number =>
  stacks.reduce((sum, { nowMinor, count }) => sum + nowMinor * count, 0);
const totalOf = (rule: SetRule, stacks: readonly Stack[]): number =>
  tags(stacks) - (setPrice(rule, stacks, 'BRL')?.savedMinor ?? 0);

test('a piece on sale that gets nothing from the set keeps its sale price', () => {
  const [mugs, boot, sock] = [[100, 100, 2] as const, [90, 80, 1] as const, [60, 30, 1] as const];
  expect(totalOf(take3Pay2, stacksOf([...mugs], [...boot]))).toBe(200);
  expect(totalOf(take3Pay2, stacksOf([...mugs], [...boot], [...sock]))).toBe(230);
  // The one in the middle may be the one to be left out.
  expect(totalOf(take3Pay2, stacksOf([...mugs], [90, 10, 1], [60, 59, 1]))).toBe(210);
  // Some of a stack.
  expect(totalOf(take3Pay2, stacksOf([...mugs], [90, 80, 2]))).toBe(280);
});

test('what a piece pays above its tag, because it makes another one free, that one bears', () => {
  const set = setPrice(take3Pay2, stacksOf([110, 60, 1], [100, 100, 2]), 'BRL');
  expect(set).toEqual({
    savedMinor: 50,
    pieces: [
      { line: 0, count: 1, minor: 60 },
      { line: 1, count: 2, minor: 150 },
    ],
  });
});

test('a share of a bundle that rounding would lift above the tag stays at the tag', () => {
  const parts = [0, 1].map((line) => ({ productId: `p${line}`, units: 1 }));
  const bundle = { kind: 'bundle', parts, gives: { kind: 'price', price: money(1_000, 'BRL') } } as const;
  const set = setPrice(bundle, stacksOf([1_000, 1_000, 1], [2, 1, 1]), 'BRL');
  expect(set?.pieces.map(({ minor }) => minor)).toEqual([999, 1]);
});

const units = fc.integer({ min: 1, max: 3 });
const rules = fc.record({
  kind: fc.constant('buyGet' as const),
  buy: units,
  get: fc.integer({ min: 1, max: 2 }),
  percent: fc.constantFrom(100, 50, 33.33),
});
const piece = fc
  .tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 }), fc.boolean())
  .map(([base, off, isPlain]): [number, number] => [base, isPlain ? base : Math.max(0, base - off)]);

/** Every way to choose the pieces that take part, one by one. */
function cheapestOf(rule: SetRule & { kind: 'buyGet' }, pieces: readonly [base: number, now: number][]): number {
  let cheapest = Infinity;
  for (let ways = 0; ways < 2 ** pieces.length; ways++) {
    const inside = pieces.filter((_, at) => (ways >> at) & 1).toSorted(([a], [b]) => b - a);
    const outside = pieces.filter((_, at) => !((ways >> at) & 1)).reduce((sum, [, now]) => sum + now, 0);
    const low = (base: number): number =>
      rule.percent === 100 ? 0 : afterRule({ kind: 'percent', percent: rule.percent }, money(base, 'BRL'));
    const paid = inside.reduce(
      (sum, [base], at) => sum + (at % (rule.buy + rule.get) < rule.buy ? base : low(base)),
      outside,
    );
    cheapest = Math.min(cheapest, paid);
  }
  return cheapest;
}

test('no choice of the pieces that take part costs less, and no line costs more than its tag', () => {
  fc.assert(
    fc.property(rules, fc.array(piece, { minLength: 1, maxLength: 8 }), (rule, pieces) => {
      const stacks = stacksOf(...pieces.map(([base, now]): [number, number, number] => [base, now, 1]));
      expect(totalOf(rule, stacks)).toBe(cheapestOf(rule, pieces));
      for (const { line, count, minor } of setPrice(rule, stacks, 'BRL')?.pieces ?? [])
        expect(minor).toBeLessThanOrEqual((stacks[line]?.nowMinor ?? 0) * count);
    }),
    { numRuns: 500 },
  );
});

test('many pieces alike cost what they cost one by one', () => {
  const stack = fc.tuple(piece, fc.integer({ min: 1, max: 17 }));
  fc.assert(
    fc.property(rules, fc.array(stack, { minLength: 1, maxLength: 4 }), (rule, stacks) => {
      const piled = stacksOf(...stacks.map(([[base, now], count]): [number, number, number] => [base, now, count]));
      const apart = piled.flatMap((one) => Array.from({ length: one.count }, () => ({ ...one, count: 1 })));
      expect(totalOf(rule, piled)).toBe(
        totalOf(
          rule,
          apart.map((one, line) => ({ ...one, line })),
        ),
      );
    }),
    { numRuns: 500 },
  );
});

test('a bundle that names a product twice is none: one piece would be both', () => {
  const part = { productId: 'mug', units: 1 };
  const bundle = { kind: 'bundle', gives: { kind: 'percent', percent: 10 } };
  expect(SetRule.safeParse({ ...bundle, parts: [part, { productId: 'hat', units: 1 }] }).success).toBe(true);
  expect(SetRule.safeParse({ ...bundle, parts: [part, { productId: 'mug', units: 2 }] }).success).toBe(false);
});
