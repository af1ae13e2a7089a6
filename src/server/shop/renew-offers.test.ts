// Offers as time goes on and prices change: weekly windows are written out anew, a price is told against what it was.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Discount } from '#domain/discount/deal.ts';
import type { HomeId } from '#domain/ids.ts';
import { money } from '#domain/money.ts';
import { offerAt, offersFor } from '#domain/offer.ts';
import { put, remove } from '#domain/tx.ts';
import { bring, file, gtin, header, database, nowMs, revs, rowsOf, useImportLab } from '#test/build/import-lab.ts';
import { commit } from '#test/build/small-shop.ts';
import { builtInShop } from './built-in.ts';
import { offerRounds, renewOffers } from './renew-offers.ts';

useImportLab();

const dayMs = 86_400_000;
const friday: Discount = {
  id: 'friday',
  name: { 'pt-BR': 'Sexta' },
  rule: { kind: 'percent', percent: 20 },
  scope: { all: true, productIds: [], departments: [], tags: [] },
  fromMs: nowMs,
  toMs: null,
  weekly: [{ days: ['fri'], from: '18:00', to: '22:00' }],
  stacking: { rule: 'best', group: '', priority: 0 },
};
/** The first Friday of the test, 18:00 in London. */
const opens = Date.UTC(2026, 10, 6, 18);
let chain: HomeId;

beforeEach(async () => {
  await bring({ catalogue: file('c.csv', `${header}boot,${gtin(1)},Bota,100.00\nmug,${gtin(2)},Caneca,20.00\n`) });
  const found = await database.db.selectFrom('home').select('id').where('kind', '=', 'chain').executeTakeFirstOrThrow();
  chain = found.id as HomeId;
});

const bootOffers = async () => {
  const boot = (await rowsOf('variant')).find(({ sourceId }) => sourceId === 'boot');
  return (await rowsOf('offer'))
    .filter(({ variantId }) => variantId === boot?.id)
    .toSorted((a, b) => a.fromMs - b.fromMs);
};
const renew = (at: number) => renewOffers(database.db, { chain, nowMs: at, sinceRev: null });

describe('offers that are renewed', () => {
  test('[S10] weekly windows move on with the days, what is over goes, and a round without news writes nothing', async () => {
    await commit(database.db, [put('discount', chain, friday)], nowMs);
    expect(await renew(nowMs)).toBe(4);
    expect((await bootOffers()).map(({ fromMs, price, was }) => [fromMs, price.minor, was?.minor ?? null])).toEqual([
      [0, 10_000, null],
      [opens, 8_000, 10_000],
      // Back within 30 days: no reduction from its own price.
      [opens + 7 * dayMs, 8_000, null],
    ]);
    const before = await revs();
    expect(await renew(nowMs + dayMs)).toBe(0);
    expect(await revs()).toBe(before);
    await renew(nowMs + 8 * dayMs);
    expect((await bootOffers()).map(({ fromMs }) => fromMs)).toEqual([0, opens + 7 * dayMs, opens + 14 * dayMs]);
    const asked = [opens + 7 * dayMs - 1, opens + 7 * dayMs].map(
      async (at) => offerAt(await bootOffers(), at)?.price.minor,
    );
    expect(await Promise.all(asked)).toEqual([10_000, 8_000]);
  });

  test('a variant without a price, and one whose offers are a platform’s, are left alone', async () => {
    const [boot, mug] = [await bootOffers(), (await rowsOf('offer')).filter(({ price }) => price.minor === 2_000)];
    await commit(database.db, [
      put('discount', chain, { ...friday, weekly: [] }),
      ...boot.map((offer) => put('offer', chain, { ...offer, source: 'platform' as const })),
    ]);
    expect(await renew(nowMs + 1)).toBe(1);
    expect((await rowsOf('offer')).filter(({ variantId }) => variantId === mug[0]?.variantId)).toHaveLength(2);
  });
});

test('the built-in shop tells of every discount while it holds, with a percentage where it is one', async () => {
  const amount = { ...friday, id: 'amount', rule: { kind: 'amount' as const, off: money(100, 'GBP') }, weekly: [] };
  await commit(database.db, [put('discount', chain, friday), put('discount', chain, amount)], nowMs);
  const shop = builtInShop(database.db, chain, () => nowMs);
  const at = async (atMs: number) => {
    const answer = await shop.promotions(atMs);
    return answer.ok ? answer.value.map(({ id, percent }) => [id, percent]) : answer;
  };
  expect(await at(opens - 1)).toEqual([['amount', null]]);
  expect(await at(opens)).toEqual([
    ['amount', null],
    ['friday', 20],
  ]);
});

describe('the rounds of the server', () => {
  test('a price raised just before its sale is told against the lowest price of the 30 days before', async () => {
    let now = nowMs + 20 * dayMs;
    const round = offerRounds({ db: database.db, now: () => now });
    await commit(database.db, [put('discount', chain, { ...friday, weekly: [], fromMs: now + dayMs })], now);
    await round();
    expect((await bootOffers())[1]?.was).toEqual(money(10_000, 'GBP'));
    const [variant] = await bootOffers();
    const variantId = variant?.variantId ?? '';
    // As an act would write it that knows of no history.
    const sale = { ...friday, weekly: [], fromMs: now + dayMs };
    const raised = offersFor(variantId, 'any', money(15_000, 'GBP'), [sale], now);
    expect(raised[1]?.was?.minor).toBe(15_000);
    await commit(
      database.db,
      raised.map((offer) => put('offer', chain, offer)),
      now,
    );
    now += 30_000;
    expect(await round()).toBe(1);
    // 120.00 is no less than the 100.00 it cost until now: nothing may be told as taken off.
    expect((await bootOffers())[1]).toMatchObject({ price: money(12_000, 'GBP'), was: null });
    const before = await revs();
    expect([await round(), await round()]).toEqual([0, 0]);
    expect(await revs()).toBe(before);
  });

  test('a discount that was written by anybody reaches the offers, and is taken out with it', async () => {
    let now = nowMs;
    const round = offerRounds({ db: database.db, now: () => now });
    expect(await round()).toBe(0);
    await commit(database.db, [put('discount', chain, { ...friday, weekly: [] })], now);
    now += 30_000;
    expect(await round()).toBe(2);
    expect(await bootOffers()).toHaveLength(2);
    await commit(database.db, [remove('discount', chain, friday.id)], now);
    now += 30_000;
    expect(await round()).toBe(2);
    expect(await bootOffers()).toHaveLength(1);
  });
});
