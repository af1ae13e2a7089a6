// What is missing for the next set, and when nothing may be said of it.
import { describe, expect, test } from 'vitest';
import { money } from '#domain/money.ts';
import type { Discount } from './deal.ts';
import { nextHintMs } from './hints.ts';
import { nextSets } from './next-set.ts';
import type { BasketLine } from './quote.ts';

const brl = (minor: number) => money(minor, 'BRL');
const line = (productId: string, minor: number, quantity = 1): BasketLine => ({
  productId,
  variantId: `${productId}-v`,
  department: 'Casa',
  tags: [],
  regular: brl(minor),
  quantity,
});
const deal = (id: string, rule: Discount['rule'], part: Partial<Discount> = {}): Discount => ({
  id,
  name: { 'pt-BR': id },
  rule,
  scope: { all: true, productIds: [], departments: [], tags: [] },
  fromMs: 0,
  toMs: null,
  weekly: [],
  stacking: { rule: 'best', group: '', priority: 0 },
  ...part,
});
const three = deal('3-2', { kind: 'buyGet', buy: 2, get: 1, percent: 100 });
const kit = deal('kit', {
  kind: 'bundle',
  parts: [
    { productId: 'cup', units: 1 },
    { productId: 'bowl', units: 2 },
  ],
  gives: { kind: 'price', price: brl(2_000) },
});
const pieces = new Map([line('cup', 1_000), line('bowl', 900)].map((one) => [one.productId, one]));
const ask = (lines: BasketLine[], promotions: Discount[]) =>
  nextSets({ lines, promotions, currency: 'BRL', atMs: 1_000, zone: 'UTC' }, (id) => pieces.get(id) ?? null).map(
    ({ deal: { id }, missing }) => [id, ...missing.map(({ productId, units }) => `${units} ${productId ?? 'any'}`)],
  );

describe('[S10] the next set', () => {
  test('of "take three, pay two" says how many pieces more, and nothing while the last set is whole', () => {
    expect(ask([line('sock', 500)], [three])).toEqual([['3-2', '2 any']]);
    expect(ask([line('sock', 500), line('hat', 700)], [three])).toEqual([['3-2', '1 any']]);
    expect(ask([line('sock', 500, 3)], [three])).toEqual([]);
    expect(ask([line('sock', 500, 4)], [three])).toEqual([['3-2', '2 any']]);
    expect(ask([], [three])).toEqual([]);
  });

  test('of a bundle names what is missing, for the second one too', () => {
    expect(ask([line('cup', 1_000)], [kit])).toEqual([['kit', '2 bowl']]);
    expect(ask([line('bowl', 900)], [kit])).toEqual([['kit', '1 cup', '1 bowl']]);
    expect(ask([line('cup', 1_000), line('bowl', 900, 2)], [kit])).toEqual([]);
    expect(ask([line('cup', 1_000), line('bowl', 900, 3)], [kit])).toEqual([['kit', '1 cup', '1 bowl']]);
    expect(ask([line('sock', 500)], [kit])).toEqual([]);
  });

  test('is not spoken of when it would save nothing, is over, or has a part that nobody sells', () => {
    const half = deal(
      'half',
      { kind: 'percent', percent: 60 },
      { stacking: { rule: 'exclusive', group: '', priority: 0 } },
    );
    expect(ask([line('sock', 500, 2)], [three, half])).toEqual([]);
    const dear = { ...kit, rule: { ...kit.rule, gives: { kind: 'price', price: brl(9_000) } } } as Discount;
    expect(ask([line('cup', 1_000)], [dear])).toEqual([]);
    expect(ask([line('sock', 500)], [{ ...three, toMs: 1_000 }])).toEqual([]);
    const strange = {
      ...kit,
      rule: {
        ...kit.rule,
        parts: [
          { productId: 'cup', units: 1 },
          { productId: 'gone', units: 1 },
        ],
      },
    };
    expect(ask([line('cup', 1_000)], [strange as Discount])).toEqual([]);
  });

  test('begins and ends on its instant, so that a screen can switch on time', () => {
    const at = (deals: Discount[], atMs: number) => nextHintMs(deals, line('sock', 1), { atMs, zone: 'UTC' });
    expect(at([{ ...three, fromMs: 5_000, toMs: 9_000 }], 1_000)).toBe(5_000);
    expect(at([{ ...three, fromMs: 5_000, toMs: 9_000 }], 5_000)).toBe(9_000);
    expect(at([{ ...three, fromMs: 5_000, toMs: 9_000 }], 9_000)).toBeNull();
    expect(at([three, deal('piece', { kind: 'percent', percent: 5 }, { toMs: 2_000 })], 1_000)).toBeNull();
  });
});
