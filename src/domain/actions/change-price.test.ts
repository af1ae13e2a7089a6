import { expect, test } from 'vitest';
import {
  buildContext,
  buildGrant,
  buildOffers,
  buildProduct,
  buildVariant,
  chainHome,
  decideOn,
  placed,
  testNowMs,
} from '#test/build/domain.ts';
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

test('a price of another currency or of nothing is refused', () => {
  expect(decideOn(changePrice, input(100, 'EUR'), base, paula()).outcome.code).toBe('invalid_input');
  const behindAnother = { ...input(100, 'EUR'), variantIds: ['no-offer-yet', variant.id] };
  expect(decideOn(changePrice, behindAnother, base, paula()).outcome.code).toBe('invalid_input');
  expect(decideOn(changePrice, input(0), base, paula()).outcome.code).toBe('invalid_input');
});
