import { describe, expect, it } from 'vitest';
import type { View } from '#local/view.ts';
import { contractChain, contractFloors } from '#test/contract/catalogue-contract.ts';
import { chainHome, storeHome, testNowMs } from '#test/build/domain.ts';
import { plainCatalogue } from '#test/build/plain-catalogue.ts';
import { type FacetGround, type Facets, isWanted, noFacets, priceOf, priceSteps } from './facets.ts';

const catalogue = plainCatalogue(contractChain, contractFloors);
const view = {
  stock: (home, id) => catalogue.stock(home, id),
  offersOf: (_chain, id) => [...catalogue.offersOf(id)],
} as View;
const ground: FacetGround = { catalogue, view, chain: chainHome, home: storeHome, nowMs: testNowMs };
const [boot, pan] = catalogue.sample(0, 9).toSorted((a, b) => (a.department['pt-BR'] < b.department['pt-BR'] ? -1 : 1));
const shown = (facets: Partial<Facets>, nowMs = testNowMs) =>
  [boot, pan].flatMap((product) =>
    product && isWanted({ ...ground, nowMs }, { ...noFacets, ...facets }, product.id)
      ? [product.department['pt-BR']]
      : [],
  );

describe('what of the found is shown', () => {
  it('is everything until something is chosen', () => {
    expect(shown({})).toEqual(['Calçados', 'Cozinha']);
  });

  it('is what is here, what is of a department, what has a price in between', () => {
    expect(shown({ which: 'here' })).toEqual(['Calçados']);
    expect(shown({ department: 'Cozinha' })).toEqual(['Cozinha']);
    const { price } = priceOf(ground, boot?.id ?? '') ?? {};
    const minor = price?.minor ?? 0;
    expect(shown({ price: { low: minor, high: minor + 1 } })).toEqual(['Calçados']);
    expect(shown({ price: { low: minor + 1, high: minor + 2 } })).toEqual([]);
    expect(shown({ price: { low: 0, high: minor } })).toEqual([]);
  });

  it('is not what was here four hours ago: such a number is too old to choose by', () => {
    expect(shown({ which: 'here' }, testNowMs + 3 * 3_600_000)).toEqual(['Calçados']);
    expect(shown({ which: 'here' }, testNowMs + 5 * 3_600_000)).toEqual([]);
  });

  it('leaves out by price what has none', () => {
    expect(priceOf(ground, pan?.id ?? '')).toBeNull();
  });
});

describe('steps of price', () => {
  it('cut what was found in three, at whole tens', () => {
    expect(priceSteps([1_990, 4_990, 9_990, 19_990, 29_990, 49_990])).toEqual([10_000, 30_000]);
  });

  it('are none where there is little to choose from', () => {
    expect(priceSteps([1_990, 4_990, 9_990])).toBeNull();
    expect(priceSteps([5_000, 5_000, 5_000, 5_000, 5_000, 5_000])).toBeNull();
  });
});
