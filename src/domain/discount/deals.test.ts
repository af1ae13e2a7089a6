// Deals one by one: what each kind takes off, which of several hold, and what a shelf, a basket and a shopper see of it.
import { describe, expect, test } from 'vitest';
import { money } from '#domain/money.ts';
import { couponKey, foldCode } from './coupon-code.ts';
import type { Coupon, Discount, PriceList } from './deal.ts';
import { setHints } from './hints.ts';
import { type BasketLine, type BasketQuestion, quoteBasket } from './quote.ts';
import { spread } from './spread.ts';

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
const ask = (lines: BasketLine[], promotions: Discount[], part: Partial<BasketQuestion> = {}) =>
  quoteBasket({
    lines,
    currency: 'BRL',
    promotions,
    priceLists: [],
    coupons: [],
    customer: null,
    atMs: 1_000,
    zone: 'UTC',
    ...part,
  });
const total = (lines: BasketLine[], promotions: Discount[]): number => ask(lines, promotions).publicTotal.minor;
const stack = (priority: number) => ({ rule: 'stack' as const, group: '', priority });
const exclusive = { rule: 'exclusive' as const, group: '', priority: 0 };

describe('[S10] a piece by itself', () => {
  test('a percentage is rounded half up once for each piece, so that three cost three times the price shown', () => {
    expect(total([line('mug', 333, 3)], [deal('a', { kind: 'percent', percent: 50 })])).toBe(3 * 167);
    expect(total([line('mug', 45_990)], [deal('a', { kind: 'percent', percent: 12.5 })])).toBe(40_241);
  });

  test('an amount off leaves no less than nothing, a fixed price never raises, another currency changes nothing', () => {
    expect(total([line('mug', 500)], [deal('a', { kind: 'amount', off: brl(800) })])).toBe(0);
    expect(total([line('mug', 500)], [deal('a', { kind: 'price', price: brl(800) })])).toBe(500);
    expect(total([line('mug', 500)], [deal('a', { kind: 'price', price: money(1, 'EUR') })])).toBe(500);
  });

  test('what names one colour or size touches no other of its style, and a set of it no other either', () => {
    const scope = { all: false, productIds: [], variantIds: ['boot-39'], departments: [], tags: [] };
    const [small, large] = [
      { ...line('boot', 1_000), variantId: 'boot-39' },
      { ...line('boot', 1_000), variantId: 'boot-40' },
    ];
    const sale = deal('sale', { kind: 'price', price: brl(700) }, { scope });
    expect(ask([small, large], [sale]).lines.map(({ price }) => price.minor)).toEqual([700, 1_000]);
    const set = deal('set', { kind: 'buyGet', buy: 1, get: 1, percent: 100 }, { scope });
    expect(total([small, large], [set])).toBe(2_000);
    expect(total([{ ...small, quantity: 2 }, large], [set])).toBe(2_000);
  });

  test('of a group the best holds; what stacks comes on top, by priority; what is exclusive stands alone', () => {
    const ten = deal('ten', { kind: 'percent', percent: 10 });
    const twenty = deal('twenty', { kind: 'percent', percent: 20 });
    const off = deal('off', { kind: 'amount', off: brl(100) }, { stacking: stack(1) });
    const offFirst = { ...off, stacking: stack(-1) };
    expect(total([line('mug', 1_000)], [ten, twenty])).toBe(800);
    expect(total([line('mug', 1_000)], [ten, twenty, off])).toBe(700);
    expect(total([line('mug', 1_000)], [ten, twenty, offFirst])).toBe(720);
    expect(
      total([line('mug', 1_000)], [twenty, off, deal('x', { kind: 'percent', percent: 25 }, { stacking: exclusive })]),
    ).toBe(700);
    expect(
      total([line('mug', 1_000)], [twenty, off, deal('x', { kind: 'percent', percent: 35 }, { stacking: exclusive })]),
    ).toBe(650);
  });

  test('products, departments and tags are touched, others are left alone', () => {
    const scope = (part: object) => ({ scope: { all: false, productIds: [], departments: [], tags: [], ...part } });
    const half = { kind: 'percent', percent: 50 } as const;
    const sale = { ...line('mug', 100), tags: ['sale'] };
    expect(total([line('mug', 100)], [deal('a', half, scope({ productIds: ['mug'] }))])).toBe(50);
    expect(total([line('mug', 100)], [deal('a', half, scope({ departments: ['Casa'] }))])).toBe(50);
    expect(total([sale], [deal('a', half, scope({ tags: ['sale'] }))])).toBe(50);
    expect(
      total([line('mug', 100)], [deal('a', half, scope({ productIds: ['hat'], departments: ['Som'], tags: ['x'] }))]),
    ).toBe(100);
  });
});

describe('[S10] several pieces together', () => {
  const bundle = deal('bundle', {
    kind: 'bundle',
    parts: [
      { productId: 'boot', units: 1 },
      { productId: 'sock', units: 2 },
    ],
    gives: { kind: 'price', price: brl(10_000) },
  });

  test('a bundle is made as often as its pieces are there; its price is shared out to the minor unit', () => {
    const quote = ask([line('boot', 9_001, 2), line('sock', 1_000, 5)], [bundle]);
    expect(quote.publicTotal.minor).toBe(2 * 10_000 + 1_000);
    expect(quote.lines.map(({ price }) => price.minor)).toEqual([2 * 8_182, 2 * 1_818 + 1_000]);
    expect(quote.lines.map(({ reasons }) => reasons.map(({ offMinor }) => offMinor))).toEqual([[1_638], [364]]);
  });

  test('a bundle that saves nothing is not made, and one that is exclusive takes a piece away from its other discount', () => {
    const dear = { ...bundle, rule: { ...bundle.rule, gives: { kind: 'price', price: brl(11_500) } } } as Discount;
    expect(total([line('boot', 9_000), line('sock', 1_000, 2)], [dear])).toBe(11_000);
    const tenth = deal('tenth', { kind: 'percent', percent: 20 }, { stacking: stack(0) });
    const alone = { ...bundle, stacking: exclusive };
    // 20 % off all is 8,800 and beats the bundle's 10,000.
    expect(total([line('boot', 9_000), line('sock', 1_000, 2)], [alone, tenth])).toBe(8_800);
    expect(total([line('boot', 9_000), line('sock', 1_000, 2)], [{ ...bundle, stacking: stack(1) }, tenth])).toBe(
      8_800,
    );
  });

  test('take three, pay two: in each group of three, dearest first, the third is free', () => {
    const free = deal('3-2', { kind: 'buyGet', buy: 2, get: 1, percent: 100 });
    expect(total([line('boot', 900), line('sock', 500), line('hat', 100)], [free])).toBe(1_400);
    // Seven pieces: 900 900 900 | 500 500 500 | 100.
    expect(total([line('boot', 900, 3), line('sock', 500, 3), line('hat', 100)], [free])).toBe(1_800 + 1_000 + 100);
    const half = deal('half', { kind: 'buyGet', buy: 1, get: 2, percent: 50 });
    // Two of three: the second one of the group is at half already.
    expect(total([line('boot', 900), line('sock', 501)], [half])).toBe(900 + 251);
  });

  test('a piece is in one set only, and of several ways the one that leaves least is taken', () => {
    const free = deal(
      '3-2',
      { kind: 'buyGet', buy: 2, get: 1, percent: 100 },
      { stacking: { ...exclusive, priority: -1 } },
    );
    const cheap = { ...bundle, rule: { ...bundle.rule, gives: { kind: 'price', price: brl(1_000) } } } as Discount;
    expect(total([line('boot', 9_000), line('sock', 1_000, 2)], [free, cheap])).toBe(1_000);
  });

  test('what is exclusive on a piece stays alone: no set comes on top of it', () => {
    const half = deal('half', { kind: 'percent', percent: 50 }, { stacking: exclusive });
    const two = deal('1+1', { kind: 'buyGet', buy: 1, get: 1, percent: 100 }, { stacking: stack(1) });
    expect(total([line('boot', 1_000, 2)], [half, two])).toBe(1_000);
    const plain = { ...half, stacking: stack(0) };
    expect(total([line('boot', 1_000, 2)], [plain, two])).toBe(500);
  });

  test('which of equal pieces a set takes does not hang on how the lines lie', () => {
    const free = deal('2+1', { kind: 'buyGet', buy: 2, get: 1, percent: 100 }, { stacking: stack(-1) });
    const pair = {
      ...bundle,
      rule: {
        ...bundle.rule,
        parts: [
          { productId: 'boot', units: 1 },
          { productId: 'hat', units: 1 },
        ],
        gives: { kind: 'amount', off: brl(50) },
      },
    } as Discount;
    const lines = [line('boot', 100), line('hat', 100), line('sock', 100, 3)];
    expect(total(lines, [free, pair])).toBe(total(lines.toReversed(), [free, pair]));
  });

  test('a product page hears of the sets its product belongs to, while they hold', () => {
    const at = { atMs: 1_000, zone: 'UTC' };
    const ended = { ...bundle, id: 'ended', toMs: 1_000 };
    const hints = setHints([bundle, ended, deal('piece', { kind: 'percent', percent: 5 })], line('sock', 1), at);
    expect(hints.map(({ deal: { id }, toMs }) => [id, toMs])).toEqual([['bundle', null]]);
    expect(setHints([bundle], line('tent', 1), at)).toEqual([]);
  });
});

describe('[S10] the second line', () => {
  const rule = { kind: 'percent', percent: 10 } as const;
  const club: PriceList = { ...deal('club', rule), rule, group: 'clube', stacking: stack(5) };
  const coupon: Coupon = { ...deal('coupon', rule), rule, use: 'once', stacking: stack(6) };
  const known = { groups: ['clube'], usedCouponIds: [] as string[] };
  const given = { priceLists: [club], coupons: [coupon] };

  test('a price list is for those the shop has put in its group, a coupon for whoever is known; both are labelled', () => {
    const quote = ask([line('mug', 1_000)], [], { ...given, customer: known });
    expect(quote).toMatchObject({ publicTotal: brl(1_000), total: brl(810), refusedCoupons: [] });
    expect(quote.lines[0]).toMatchObject({ price: brl(1_000), own: brl(810), reasons: [] });
    expect(quote.lines[0]?.ownReasons).toEqual([
      { code: 'priceList', id: 'club', label: { 'pt-BR': 'club' }, offMinor: 100 },
      { code: 'coupon', id: 'coupon', label: { 'pt-BR': 'coupon' }, offMinor: 90 },
    ]);
    expect(
      ask([line('mug', 1_000)], [], { priceLists: [club], customer: { ...known, groups: ['guias'] } }).total,
    ).toEqual(brl(1_000));
  });

  test('a coupon that does nothing says why: nobody known, used before, not now, no use', () => {
    const why = (part: Partial<BasketQuestion>) => ask([line('mug', 1_000)], [], { ...given, ...part }).refusedCoupons;
    expect(why({ customer: null })).toEqual([{ id: 'coupon', why: 'nobody' }]);
    expect(why({ customer: { ...known, usedCouponIds: ['coupon'] } })).toEqual([{ id: 'coupon', why: 'used' }]);
    expect(why({ customer: known, coupons: [{ ...coupon, fromMs: 1_001 }] })).toEqual([
      { id: 'coupon', why: 'notNow' },
    ]);
    const weak = { ...coupon, rule: { kind: 'price', price: brl(2_000) } } as Coupon;
    expect(why({ customer: known, coupons: [weak] })).toEqual([{ id: 'coupon', why: 'noUse' }]);
    const many = { ...coupon, use: 'many' as const };
    expect(why({ customer: { ...known, usedCouponIds: ['coupon'] }, coupons: [many] })).toEqual([]);
  });

  test('codes are the same whatever their case, accents, blanks and look-alikes; short and empty ones are none', () => {
    expect(['Verão-10', ' VERAO 1O', 'verao.lo'].map(foldCode)).toEqual(['VERA010', 'VERA010', 'VERA010']);
    expect(['abc', '', '😀😀😀😀😀', 'x'.repeat(33)].map(foldCode)).toEqual([null, null, null, null]);
    expect(couponKey('chain', 'A')).not.toBe(couponKey('chain', 'B'));
  });
});

test('a basket of another currency or of no pieces is a mistake of the caller', () => {
  expect(() => ask([{ ...line('mug', 1), regular: money(1, 'EUR') }], [])).toThrow(/EUR/);
  expect(() => ask([line('mug', 1, 0)], [])).toThrow(RangeError);
  expect(() => ask([line('mug', 0.5)], [])).toThrow(RangeError);
  expect(() => ask([line('mug', Number.MAX_SAFE_INTEGER, 2)], [])).toThrow(/counted/);
  expect(ask([], []).total).toEqual(brl(0));
});

test('what is shared out adds up, the largest remainders first', () => {
  expect(spread(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(spread(5, [0, 0])).toEqual([5, 0]);
  expect(spread(10 ** 12 + 1, [10 ** 12, 10 ** 12])).toEqual([500_000_000_001, 500_000_000_000]);
});
