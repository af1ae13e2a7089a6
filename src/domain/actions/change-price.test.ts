import { expect, test } from 'vitest';
import {
  buildContext,
  buildGrant,
  buildOffers,
  buildProduct,
  buildStore,
  buildVariant,
  chainHome,
  decideOn,
  placed,
  testNowMs,
  webHome,
} from '#test/build/domain.ts';
import type { Discount } from '#domain/discount/deal.ts';
import { money } from '#domain/money.ts';
import { type Offer, offerAt, type Promotion } from '#domain/offer.ts';
import { changePrice } from './change-price.ts';

const product = buildProduct();
const variant = buildVariant({ productId: product.id });
const week: Promotion = {
  id: 'week',
  name: { 'pt-BR': 'Semana da Serra' },
  percent: 15,
  productIds: [product.id],
  fromMs: testNowMs - 1000,
  toMs: testNowMs + 1000,
};
const base = [
  placed('product', chainHome, product),
  placed('variant', chainHome, variant),
  ...buildOffers(variant.id, product.id).map((offer) => placed('offer', chainHome, offer)),
];
const paula = () =>
  buildContext({ home: chainHome, grant: buildGrant({ kind: 'shift', level: 'manager', subject: 'staff-paula' }) });
const input = (minor: number, currency = 'BRL') => ({
  productId: product.id,
  variantIds: [variant.id],
  price: money(minor, currency),
});
const offersAfter = (world: typeof base, minor: number) =>
  decideOn(changePrice, input(minor), world, paula())
    .after.filter((at) => at.table === 'offer')
    .map((at) => at.row as Offer);

test('a new regular price replaces the old offer', () => {
  expect(offerAt(offersAfter(base, 45_990), testNowMs)?.price).toEqual(money(45_990, 'BRL'));
});

test('a running discount follows the new price and ends by itself', () => {
  const offers = offersAfter([...base, placed('promotion', chainHome, week)], 45_990);
  expect(offerAt(offers, testNowMs)).toMatchObject({ price: money(39_092, 'BRL'), was: money(45_990, 'BRL') });
  expect(offerAt(offers, week.toMs)?.price).toEqual(money(45_990, 'BRL'));
});

test('[S10] a weekly discount by department follows the new price, on the wall of the web shop', () => {
  const evening: Discount = {
    id: 'evening',
    name: { 'pt-BR': 'Noite' },
    rule: { kind: 'percent', percent: 10 },
    scope: { all: false, productIds: [], departments: ['Calçados'], tags: [] },
    fromMs: testNowMs,
    toMs: null,
    weekly: [{ days: ['fri'], from: '18:00', to: '22:00' }],
    stacking: { rule: 'best', group: '', priority: 0 },
  };
  const web = placed('store', chainHome, buildStore({ id: webHome, kind: 'web' }));
  const offers = offersAfter([...base, placed('discount', chainHome, evening), web], 50_000);
  const opens = Date.UTC(2026, 10, 27, 21);
  expect([opens - 1, opens].map((at) => offerAt(offers, at)?.price.minor)).toEqual([50_000, 45_000]);
});

test('a price raised for a sale is told against what it cost until now', () => {
  const old = base.map((at) =>
    at.table === 'offer' ? placed('offer', chainHome, { ...at.row, asOfMs: testNowMs - 86_400_000 } as Offer) : at,
  );
  const soon = { ...week, fromMs: testNowMs + 1_000, toMs: testNowMs + 2_000 };
  const offers = offersAfter([...old, placed('promotion', chainHome, soon)], 44_000);
  expect(offerAt(offers, soon.fromMs)).toMatchObject({ price: money(37_400, 'BRL'), was: money(38_990, 'BRL') });
});

test('a price of another currency or of nothing is refused', () => {
  expect(decideOn(changePrice, input(100, 'EUR'), base, paula()).outcome.code).toBe('invalid_input');
  const behindAnother = { ...input(100, 'EUR'), variantIds: ['no-offer-yet', variant.id] };
  expect(decideOn(changePrice, behindAnother, base, paula()).outcome.code).toBe('invalid_input');
  expect(decideOn(changePrice, input(0), base, paula()).outcome.code).toBe('invalid_input');
});
