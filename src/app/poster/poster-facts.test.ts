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
import { posterItems } from './poster-facts.ts';

const cursor = { timeline: 't', rev: 1, tag: 't' };
const names = ['boot', 'hat', 'cap', 'bag', 'gone'];
const products = names.map((id) => buildProduct({ id, name: { 'pt-BR': id }, live: id !== 'gone' }));
const variants = names.flatMap((productId) =>
  [1, 2].map((order) =>
    buildVariant({ id: `${productId}-${order}`, productId, order, gtin14: `${productId}-${order}` }),
  ),
);

const stopOf = (gtin14: string): Recall => ({
  id: `${gtin14}/1`,
  gtin14,
  lots: [],
  serials: [],
  fromMs: 0,
  toMs: null,
  text: { 'pt-BR': 'Não use.' },
  level: 'stop',
});

/** On hand by variant, here and online; a variant that is not named has no row. */
function items(here: Record<string, number>, online: Record<string, number> = {}, ageMs = 0, recall: Recall[] = []) {
  const chain = {
    home: chainHome,
    cursor,
    asOfMs: testNowMs,
    rows: {
      product: products,
      recall,
      variant: variants,
      offer: variants.flatMap(({ id, productId }) => buildOffers(id, productId, 1_000)),
      neighbours: [{ id: 'hat', near: [['gone', 9] as [string, number], ['cap', 5] as [string, number]] }],
    },
  };
  const seen = (home: typeof storeHome, id: string) => {
    const onHand = (home === storeHome ? here : online)[id];
    return onHand === undefined ? null : { stock: buildStock({ id, onHand }), seenMs: testNowMs - ageMs };
  };
  const catalogue = plainCatalogue(chain, []);
  const view = { stock: seen, offersOf: (_: unknown, id: string) => catalogue.offersOf(id) } as unknown as View;
  const homes = { home: storeHome, web: webHome, chain: chainHome };
  return posterItems(catalogue, view, { productIds: ['hat', 'boot', 'gone', 'missing', 'bag'] }, homes, testNowMs).map(
    ({ variant, availability, insteadOf, offer }) =>
      `${variant.id} ${availability} ${offer?.price.minor}${insteadOf ? ` for ${insteadOf.id}` : ''}`,
  );
}

describe('what a poster shows', () => {
  it('is each product by the first variant that can be had, sold-out ones last behind what could be taken instead', () => {
    const here = { 'boot-1': 0, 'boot-2': 3, 'hat-1': 0, 'hat-2': 0, 'cap-1': 1, 'bag-1': 0, 'bag-2': 0 };
    expect(items(here, { 'bag-2': 4 })).toEqual([
      'boot-2 here 1000',
      'bag-2 online 1000',
      'cap-1 here 1000 for hat',
      'hat-1 none 1000',
    ]);
  });

  it('leads nobody to what is called back as a whole', () => {
    const here = { 'boot-1': 3, 'boot-2': 3, 'hat-1': 0, 'hat-2': 0, 'cap-1': 1, 'bag-1': 3 };
    expect(items(here, {}, 0, ['boot-1', 'cap-1', 'cap-2', 'bag-1', 'bag-2'].map(stopOf))).toEqual([
      'boot-2 here 1000',
      'hat-1 none 1000',
    ]);
  });

  it('calls nothing sold out whose number is too old to be believed, or that was never counted', () => {
    const old = items({ 'boot-1': 1, 'hat-1': 0, 'hat-2': 0, 'bag-1': 0, 'bag-2': 0 }, {}, 5 * 3_600_000);
    expect(old).toEqual(['hat-1 here 1000', 'boot-1 here 1000', 'bag-1 here 1000']);
    expect(items({ 'boot-1': 1 })[0]).toBe('hat-1 here 1000');
  });
});
