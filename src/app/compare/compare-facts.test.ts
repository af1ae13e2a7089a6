import { describe, expect, it } from 'vitest';
import type { Recall } from '#domain/recall.ts';
import type { View } from '#local/view.ts';
import {
  buildOffers,
  buildProduct,
  buildStock,
  buildVariant,
  chainHome,
  storeHome,
  testNowMs,
  webHome,
} from '#test/build/domain.ts';
import { plainCatalogue } from '#test/build/plain-catalogue.ts';
import { priceGap, type Side, sideOf, standingOf } from './compare-facts.ts';

const minuteMs = 60_000;
const product = buildProduct({ id: 'boot' });
const variant = buildVariant({ id: 'boot-39', productId: 'boot' });
const recall: Recall = {
  id: 'r',
  gtin14: variant.gtin14,
  lots: [],
  serials: [],
  fromMs: 0,
  toMs: null,
  text: { 'pt-BR': 'Não use.' },
  level: 'stop',
};

/** `here` and `online`: on hand; null: no row. */
function side(
  here: number | null,
  online: number | null,
  part: { ageMs?: number; recalled?: boolean; minor?: number } = {},
) {
  const catalogue = plainCatalogue(
    {
      home: chainHome,
      cursor: { timeline: 't', rev: 1, tag: 't' },
      asOfMs: testNowMs,
      rows: {
        product: [product],
        variant: [variant],
        offer: buildOffers(variant.id, product.id, part.minor ?? 45_990),
        recall: part.recalled ? [recall] : [],
      },
    },
    [],
  );
  const view = {
    stock(home: string) {
      const onHand = home === storeHome ? here : online;
      return onHand === null ? null : { stock: buildStock({ onHand }), seenMs: testNowMs - (part.ageMs ?? 0) };
    },
    offersOf: () => catalogue.offersOf(variant.id),
  } as unknown as View;
  const found = sideOf(catalogue, view, variant, { home: storeHome, web: webHome, chain: chainHome }, testNowMs);
  if (!found) throw new Error('no side');
  return found;
}

describe('where it is to be had', () => {
  it.each<[string, Side, ReturnType<typeof standingOf>]>([
    ['here comes first', side(3, 9), 'here'],
    ['a number of a while ago is said as one', side(3, 9, { ageMs: 30 * minuteMs }), 'was'],
    ['what is gone here may be on line', side(0, 9), 'online'],
    ['gone in both is gone', side(0, 0), 'none'],
    ['without a number nobody calls it gone', side(null, 0), 'unknown'],
    ['a number that is too old is none', side(3, 9, { ageMs: 5 * 60 * minuteMs }), 'unknown'],
    ['what is called back is not to be had', side(3, 9, { recalled: true }), 'stopped'],
  ])('%s', (_why, found, standing) => {
    expect(standingOf(found)).toBe(standing);
  });
});

it('a code of no product is no side', () => {
  const nothing = plainCatalogue(
    { home: chainHome, cursor: { timeline: 't', rev: 1, tag: 't' }, asOfMs: testNowMs, rows: {} },
    [],
  );
  const homes = { home: storeHome, web: webHome, chain: chainHome };
  expect(sideOf(nothing, {} as View, nothing.variantsByGtin('0')[0], homes, testNowMs)).toBeNull();
});

it('the prices are so far apart, whichever is the dearer, and money of two kinds is not counted together', () => {
  const [dear, cheap] = [side(1, 1, { minor: 45_990 }), side(1, 1, { minor: 29_990 })];
  expect(priceGap(dear, cheap)).toEqual({ minor: 16_000, currency: 'BRL' });
  expect(priceGap(cheap, dear)).toEqual({ minor: 16_000, currency: 'BRL' });
  const offer = cheap.offer && { ...cheap.offer, price: { minor: 100, currency: 'USD' } };
  expect(priceGap(dear, { ...cheap, offer })).toBeNull();
  expect(priceGap(dear, { ...cheap, offer: null })).toBeNull();
});
