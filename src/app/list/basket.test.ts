// What the list adds up: tags first, sets on top, another line for who is known; and what it leaves out of the sum.
import { describe, expect, it } from 'vitest';
import type { Coupon, Discount, PriceList } from '#domain/discount/deal.ts';
import { money } from '#domain/money.ts';
import { offersFor } from '#domain/offer.ts';
import { buildProduct, buildVariant, testNowMs } from '#test/build/domain.ts';
import { type BasketGround, basketOf, type Item } from './basket.ts';

const brl = (minor: number) => money(minor, 'BRL');
const best = { rule: 'best' as const, group: '', priority: 0 };
const deal = (id: string, rule: Discount['rule'], part: Partial<Discount> = {}): Discount => ({
  id,
  name: { 'pt-BR': id },
  rule,
  scope: { all: true, productIds: [], departments: [], tags: [] },
  fromMs: 0,
  toMs: null,
  weekly: [],
  stacking: best,
  ...part,
});
const three = deal('3-2', { kind: 'buyGet', buy: 2, get: 1, percent: 100 });
const tenth = deal('tenth', { kind: 'percent', percent: 10 });
const rule = { kind: 'percent', percent: 10 } as const;
const club: PriceList = { ...deal('club', rule), rule, group: 'clube', stacking: { ...best, rule: 'stack' } };
const coupon: Coupon = {
  ...deal('coupon', rule),
  rule,
  use: 'once',
  stacking: { ...best, rule: 'stack', priority: 1 },
};

/** Its offers as the server stores them from these discounts. */
function item(id: string, minor: number, quantity = 1, discounts: Discount[] = [], currency = 'BRL'): Item {
  const product = buildProduct({ id });
  const variant = buildVariant({ id: `${id}-v`, productId: id });
  const { department, tags } = product;
  const context = { product: { department: department['pt-BR'], tags } };
  return {
    product,
    variant,
    quantity,
    offers: offersFor(variant.id, id, money(minor, currency), discounts, testNowMs - 1_000, context),
  };
}
const add = (items: Item[], part: Partial<BasketGround> = {}) =>
  basketOf(items, {
    discounts: [],
    priceLists: [club],
    coupons: [],
    known: null,
    currency: 'BRL',
    atMs: testNowMs,
    zone: 'UTC',
    itemOf: () => null,
    ...part,
  });

describe('[S10] the total of the list', () => {
  it('without sets is the sum of what stands on the tags', () => {
    const found = add([item('boot', 9_990, 2, [tenth]), item('sock', 1_000, 1, [tenth])], { discounts: [tenth] });
    expect(found).toMatchObject({ pieces: brl(2 * 8_991 + 900), total: brl(2 * 8_991 + 900), sets: [], own: null });
  });

  it('names each set that applies with what it takes off the tags, and both add up', () => {
    const found = add([item('boot', 9_000), item('sock', 1_000, 3)], { discounts: [three] });
    expect(found).toMatchObject({ pieces: brl(12_000), total: brl(11_000) });
    expect(found.sets).toEqual([{ names: [{ 'pt-BR': '3-2' }], off: brl(1_000) }]);
    expect(found.next.map(({ deal: { id }, missing }) => [id, missing])).toEqual([
      ['3-2', [{ productId: null, units: 2 }]],
    ]);
  });

  it('still adds up where a set stands in for the discount of a piece', () => {
    const alone = { ...three, stacking: { ...best, rule: 'exclusive' as const } };
    const items = [item('boot', 10_000, 3, [tenth])];
    const found = add(items, { discounts: [tenth, alone] });
    expect(found).toMatchObject({ pieces: brl(27_000), total: brl(20_000) });
    expect(found.sets).toEqual([{ names: [{ 'pt-BR': '3-2' }], off: brl(7_000) }]);
  });

  it('what a platform prices, or was stored before the deals changed, costs its tag and is in no set', () => {
    const platform = item('boot', 9_000, 3);
    const foreign = {
      ...platform,
      offers: platform.offers.map((offer) => ({ ...offer, source: 'platform' as const })),
    };
    expect(add([foreign], { discounts: [three] })).toMatchObject({ total: brl(27_000), sets: [], next: [] });
    // The tablet has heard of a tenth less, but its offers do not have it yet.
    expect(add([item('boot', 9_000, 3)], { discounts: [tenth, three] })).toMatchObject({
      total: brl(27_000),
      sets: [],
    });
  });

  it('leaves out what has no price now, and what is priced in another currency', () => {
    const found = add([item('boot', 9_000), item('hat', 500, 1, [], 'EUR'), { ...item('sock', 1), offers: [] }]);
    expect(found).toMatchObject({ total: brl(9_000), priced: 1, unpriced: 1, otherCurrency: 1 });
    expect(add([])).toMatchObject({ total: brl(0), priced: 0, next: [] });
  });

  it('leaves out what was withdrawn after it was saved: its price, and its part of a set', () => {
    const [boot, sock] = [item('boot', 9_000, 2), item('sock', 1_000)];
    const noVariant = { ...sock, variant: { ...sock.variant, live: false } };
    const noProduct = { ...sock, product: { ...sock.product, live: false } };
    for (const withdrawn of [noVariant, noProduct])
      expect(add([boot, withdrawn], { discounts: [three] })).toMatchObject({
        total: brl(18_000),
        sets: [],
        priced: 1,
        unpriced: 0,
      });
  });

  it('begins and ends a set on its minute', () => {
    const timed = { ...three, toMs: testNowMs + 60_000 };
    const at = (atMs: number) => add([item('boot', 9_000, 3)], { discounts: [timed], atMs }).total.minor;
    expect([at(testNowMs + 59_999), at(testNowMs + 60_000)]).toEqual([18_000, 27_000]);
  });
});

describe('[S10] the second line', () => {
  const known = { groups: ['clube'], usedCouponIds: [] };
  const typed = { coupons: [coupon] };
  const stateOf = (part: Partial<BasketGround>) => add([item('boot', 10_000)], part).coupons.map(({ state }) => state);

  it('is for somebody who is known alone, names why, and leaves the first line as it is', () => {
    const nobody = add([item('boot', 10_000)], typed);
    expect(nobody).toMatchObject({ total: brl(10_000), own: null });
    const somebody = add([item('boot', 10_000)], { ...typed, known });
    expect(somebody).toMatchObject({ total: brl(10_000), own: { total: brl(8_100) } });
    expect(somebody.own?.names).toEqual([{ 'pt-BR': 'club' }, { 'pt-BR': 'coupon' }]);
  });

  it('adds what stands as its tag says to both totals', () => {
    const platform = item('hat', 700);
    const foreign = {
      ...platform,
      offers: platform.offers.map((offer) => ({ ...offer, source: 'platform' as const })),
    };
    expect(add([item('boot', 10_000), foreign], { known })).toMatchObject({
      total: brl(10_700),
      own: { total: brl(9_700) },
    });
  });

  it('a typed coupon says what is so: for whoever is known, not yet, over, used, of no use', () => {
    expect(stateOf(typed)).toEqual(['nobody']);
    expect(stateOf({ ...typed, known })).toEqual(['counts']);
    expect(stateOf({ ...typed, known: { ...known, usedCouponIds: ['coupon'] } })).toEqual(['used']);
    expect(stateOf({ coupons: [{ ...coupon, fromMs: testNowMs + 1 }] })).toEqual(['notYet']);
    expect(stateOf({ coupons: [{ ...coupon, toMs: testNowMs }] })).toEqual(['over']);
    const friday = { days: ['fri' as const], from: '18:00', to: '22:00' };
    expect(stateOf({ coupons: [{ ...coupon, weekly: [friday] }] })).toEqual(['notNow']);
    const scope = { all: false, productIds: ['tent'], departments: [], tags: [] };
    expect(stateOf({ coupons: [{ ...coupon, scope }] })).toEqual(['noUse']);
    const weak = { ...coupon, rule: { kind: 'price' as const, price: brl(20_000) } };
    expect(stateOf({ coupons: [weak], known })).toEqual(['noUse']);
  });
});
