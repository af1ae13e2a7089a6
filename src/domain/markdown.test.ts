import { describe, expect, it, test } from 'vitest';
import { expiryOf } from './expiry.ts';
import { type Markdown, markdownPercent, pieceOffer, type PieceOfferInput } from './markdown.ts';
import { money } from './money.ts';
import { offersFor } from './offer.ts';

const rule: Markdown = {
  id: 'dated',
  productIds: ['honey'],
  steps: [
    { daysLeft: 10, percent: 20 },
    { daysLeft: 3, percent: 40 },
  ],
};
const nowMs = Date.UTC(2026, 10, 22, 15);
const zone = 'America/Sao_Paulo';
const promotion = {
  id: 'p',
  name: { 'pt-BR': 'Semana' },
  percent: 30,
  productIds: ['honey'],
  fromMs: 0,
  toMs: nowMs * 2,
};
const [base, discounted] = offersFor('v', 'honey', money(1_000, 'BRL'), [promotion], nowMs);
const expires = (date: string, kind: 'use_by' | 'best_before' = 'use_by', atMs = nowMs) =>
  expiryOf({ expiry: date, expiryKind: kind }, atMs, zone);
const offered = (part: Partial<PieceOfferInput>) =>
  pieceOffer({
    offer: base ?? null,
    regular: base?.price ?? null,
    productId: 'honey',
    markdowns: [rule],
    expiry: null,
    stated: null,
    ...part,
  });

test.each([
  [11, 0],
  [10, 20],
  [4, 20],
  [3, 40],
  [0, 40],
  [-1, 0],
])('with %i days left %i percent come off', (daysLeft, percent) => {
  expect(markdownPercent([rule], 'honey', daysLeft)).toBe(percent);
});

test('a rule without products is for all of them, and of several rules the greatest counts', () => {
  const all: Markdown = { id: 'all', productIds: [], steps: [{ daysLeft: 5, percent: 30 }] };
  expect(markdownPercent([rule, all], 'honey', 5)).toBe(30);
  expect(markdownPercent([rule, all], 'honey', 2)).toBe(40);
  expect(markdownPercent([rule, all], 'soap', 5)).toBe(30);
  expect(markdownPercent([rule], 'soap', 1)).toBe(0);
});

describe('the offer for a piece', () => {
  it('says what it was and why', () => {
    expect(offered({ expiry: expires('261125') })).toMatchObject({
      variantId: 'v',
      price: { minor: 600, currency: 'BRL' },
      was: { minor: 1_000 },
      reasons: [{ code: 'expiry', promotionId: null }],
    });
  });

  it('changes at midnight of the shop, not of Greenwich', () => {
    const price = (atMs: number) => offered({ expiry: expires('261125', 'use_by', atMs) })?.price.minor;
    // 2026-11-21 23:59 and 2026-11-22 00:00 in São Paulo.
    expect(price(Date.UTC(2026, 10, 22, 2, 59))).toBe(800);
    expect(price(Date.UTC(2026, 10, 22, 3))).toBe(600);
  });

  it('is never on top of a promotion: the lower of the two counts', () => {
    expect(discounted?.price.minor).toBe(700);
    expect(offered({ offer: discounted ?? null, expiry: expires('261125') })?.price.minor).toBe(600);
    expect(offered({ offer: discounted ?? null, expiry: expires('261201') })).toBeNull();
  });

  it('is taken off the regular price where a discount has no price of before to show', () => {
    const withoutWas = discounted ? { ...discounted, was: null } : null;
    expect(offered({ offer: withoutWas, expiry: expires('261125') })).toMatchObject({
      price: { minor: 600 },
      was: { minor: 1_000 },
    });
    expect(offered({ offer: withoutWas, expiry: expires('261201') })).toBeNull();
  });

  it('is the price written on the piece, less what its date takes off', () => {
    expect(offered({ stated: money(1_250, 'BRL') })).toMatchObject({ price: { minor: 1_250 }, was: null });
    expect(offered({ stated: money(1_250, 'BRL'), expiry: expires('261123') })).toMatchObject({
      price: { minor: 750 },
      was: { minor: 1_250 },
    });
  });

  it('is none for a piece that costs what all do, is past its date, or whose price nobody knows', () => {
    expect(offered({})).toBeNull();
    expect(offered({ expiry: expires('270801') })).toBeNull();
    expect(offered({ expiry: expires('261121') })).toBeNull();
    expect(offered({ expiry: expires('261121', 'best_before'), stated: money(500, 'BRL') })).toBeNull();
    expect(offered({ offer: null, expiry: expires('261123') })).toBeNull();
  });
});
