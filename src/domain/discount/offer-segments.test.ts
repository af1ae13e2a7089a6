// What a shelf shows of the discounts: stretches of time, each with its price, and the lawful price it is told against.
import { describe, expect, test } from 'vitest';
import { money } from '#domain/money.ts';
import { type Offer, offerAt, offersFor, pastOfOffers, type Promotion } from '#domain/offer.ts';
import type { Discount } from './deal.ts';
import { lowestBefore, type PastPrice, pastPrices } from './prior-price.ts';

const utc = Date.UTC;
const dayMs = 86_400_000;
const now = utc(2026, 10, 23, 12);
const regular = money(10_000, 'BRL');
const promotion = (id: string, percent: number, fromMs: number, toMs: number): Promotion => ({
  id,
  name: { 'pt-BR': id },
  percent,
  productIds: ['boot'],
  fromMs,
  toMs,
});
const friday: Discount = {
  id: 'friday',
  name: { 'pt-BR': 'Sexta' },
  rule: { kind: 'amount', off: money(2_000, 'BRL') },
  scope: { all: false, productIds: [], departments: ['Calçados'], tags: [] },
  fromMs: utc(2026, 0, 1),
  toMs: null,
  weekly: [{ days: ['fri'], from: '18:00', to: '22:00' }],
  stacking: { rule: 'best', group: '', priority: 0 },
};
const product = { department: 'Calçados', tags: [] };
const lower = (promotions: (Promotion | Discount)[], past: PastPrice[] = [], price = regular): Offer[] =>
  offersFor('v', 'boot', price, promotions, now, { product, zone: 'America/Sao_Paulo', past }).slice(1);
const told = (offers: Offer[]) => offers.map(({ price, was }) => [price.minor, was?.minor ?? null]);

describe('offers of a variant', () => {
  test('[S10] weekly windows become instants of the next 14 days, on the wall of the zone', () => {
    const offers = lower([friday]);
    expect(offers.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [utc(2026, 10, 27, 21), utc(2026, 10, 28, 1)],
      [utc(2026, 11, 4, 21), utc(2026, 11, 5, 1)],
    ]);
    const all = offersFor('v', 'boot', regular, [friday], now, { product, zone: 'America/Sao_Paulo' });
    const at = (atMs: number) => offerAt(all, atMs)?.price.minor;
    expect([at(utc(2026, 10, 27, 21) - 1), at(utc(2026, 10, 27, 21)), at(utc(2026, 10, 28, 1))]).toEqual([
      10_000, 8_000, 10_000,
    ]);
    expect(lower([{ ...friday, scope: { ...friday.scope, departments: ['Casa'] } }])).toEqual([]);
  });

  test('two discounts that begin together and end apart are two offers with ids of their own', () => {
    const both = [promotion('short', 30, now, now + 5), promotion('long', 10, now, now + 9)];
    const offers = lower(both);
    expect(offers.map(({ id, price, toMs }) => [id, price.minor, toMs])).toEqual([
      [`v/${now}`, 7_000, now + 5],
      [`v/${now + 5}`, 9_000, now + 9],
    ]);
  });

  test('what needs several pieces makes no offer, and one at the beginning of time leaves the regular offer its id', () => {
    const free = { ...friday, weekly: [], rule: { kind: 'buyGet' as const, buy: 2, get: 1, percent: 100 } };
    expect(lower([free])).toEqual([]);
    expect(lower([promotion('ever', 10, -5, now)]).map(({ id }) => id)).toEqual(['v/1']);
  });
});

describe('the price a reduction is told against', () => {
  const week = promotion('week', 20, now, now + 7 * dayMs);

  test('is the regular price where nothing else was asked, and the lowest of the 30 days before where it was', () => {
    expect(told(lower([week]))).toEqual([[8_000, 10_000]]);
    const cheaper = { fromMs: now - 40 * dayMs, toMs: now - 20 * dayMs, minor: 9_000 };
    expect(told(lower([week], [cheaper]))).toEqual([[8_000, 9_000]]);
    expect(told(lower([week], [{ ...cheaper, toMs: now - 30 * dayMs }]))).toEqual([[8_000, 10_000]]);
  });

  test('is never above the regular price, and nothing where no less was asked than before', () => {
    const dearer = { fromMs: now - 9 * dayMs, toMs: now, minor: 15_000 };
    expect(told(lower([week], [dearer]))).toEqual([[8_000, 10_000]]);
    expect(told(lower([week], [{ ...dearer, minor: 8_000 }]))).toEqual([[8_000, null]]);
    // Raised the day before the sale: the sale is told against what it cost until then.
    const raised = [
      { fromMs: now - 90 * dayMs, toMs: now - dayMs, minor: 9_500 },
      { fromMs: now - dayMs, toMs: null, minor: 10_000 },
    ];
    expect(told(lower([week], raised))).toEqual([[8_000, 9_500]]);
  });

  test('a discount that comes back within 30 days is no reduction from its own price', () => {
    expect(told(lower([friday]))).toEqual([
      [8_000, 10_000],
      [8_000, null],
    ]);
  });

  test('stretches without a gap are one reduction, until a dearer one follows', () => {
    const steps = [promotion('a', 10, now, now + 10), promotion('b', 30, now + 5, now + 8)];
    expect(told(lower(steps))).toEqual([
      [9_000, 10_000],
      [7_000, 10_000],
      [9_000, null],
    ]);
  });
});

describe('the history of prices', () => {
  test('an offer holds from when it was given until its next word, within its period', () => {
    const row = { offerId: 'v/0', fromMs: 0, toMs: null };
    const past = pastPrices([
      { ...row, atMs: 300, priceMinor: null },
      { ...row, atMs: 100, priceMinor: 50 },
      { ...row, atMs: 200, priceMinor: 60 },
      // Never held: withdrawn before it began.
      { offerId: 'v/500', fromMs: 500, toMs: 600, atMs: 100, priceMinor: 1 },
      { offerId: 'v/500', fromMs: 500, toMs: 600, atMs: 150, priceMinor: null },
    ]);
    expect(past).toEqual([
      { fromMs: 100, toMs: 200, minor: 50 },
      { fromMs: 200, toMs: 300, minor: 60 },
    ]);
    expect([lowestBefore(past, 100), lowestBefore(past, 101), lowestBefore(past, 200 + 31 * dayMs)]).toEqual([
      null,
      50,
      null,
    ]);
  });

  test('the offers that are replaced tell what was asked until now', () => {
    const offers = offersFor('v', 'boot', regular, [promotion('p', 20, now - 5, now + 5)], now - dayMs);
    expect(pastOfOffers(offers, now)).toEqual([
      { fromMs: now - dayMs, toMs: now, minor: 10_000 },
      { fromMs: now - 6, toMs: now - 5, minor: 10_000 },
      { fromMs: now - 5, toMs: now, minor: 8_000 },
    ]);
  });
});
