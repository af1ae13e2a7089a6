import { describe, expect, it } from 'vitest';
import type { View } from '#local/view.ts';
import { contractChain, contractFloors } from '#test/contract/catalogue-contract.ts';
import { chainHome, storeHome, testNowMs } from '#test/build/domain.ts';
import { plainCatalogue } from '#test/build/plain-catalogue.ts';
import {
  chosenStep,
  type FacetGround,
  type Facets,
  isWanted,
  lowestMinor,
  noFacets,
  priceSteps,
  spreadOf,
} from './facets.ts';

const catalogue = plainCatalogue(contractChain, contractFloors);
const view = {
  stock: (home, id) => catalogue.stock(home, id),
  offersOf: (_chain, id) => [...catalogue.offersOf(id)],
} as View;
const ground: FacetGround = {
  catalogue,
  view,
  chain: chainHome,
  home: storeHome,
  currency: 'BRL',
  nowMs: testNowMs,
};
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
  });

  it('is by price what costs more than the one end and at most the other', () => {
    const minor = lowestMinor(ground, boot?.id ?? '') ?? 0;
    expect(shown({ price: { over: minor - 1, upto: minor } })).toEqual(['Calçados']);
    expect(shown({ price: { over: -Infinity, upto: minor - 1 } })).toEqual([]);
    expect(shown({ price: { over: minor, upto: Infinity } })).toEqual([]);
  });

  it('is by price nothing of another currency, whatever its number', () => {
    expect(lowestMinor({ ...ground, currency: 'EUR' }, boot?.id ?? '')).toBeNull();
    const any = { ...noFacets, price: { over: -Infinity, upto: Infinity } };
    expect(isWanted({ ...ground, currency: 'EUR' }, any, boot?.id ?? '')).toBe(false);
  });

  it('is not what was here four hours ago: such a number is too old to choose by', () => {
    expect(shown({ which: 'here' }, testNowMs + 3 * 3_600_000)).toEqual(['Calçados']);
    expect(shown({ which: 'here' }, testNowMs + 5 * 3_600_000)).toEqual([]);
  });

  it('leaves out by price what has none', () => {
    expect(lowestMinor(ground, pan?.id ?? '')).toBeNull();
    expect(shown({ price: { over: -Infinity, upto: Infinity } })).toEqual(['Calçados']);
  });
});

describe('steps of price', () => {
  const cuts = (minors: readonly number[], currency = 'BRL'): number[] =>
    priceSteps(minors, currency).map(({ upto }) => upto);

  it('cut what was found in three, at whole tens', () => {
    expect(priceSteps([1_990, 4_990, 9_990, 19_990, 29_990, 49_990], 'BRL')).toEqual([
      { over: -Infinity, upto: 10_000 },
      { over: 10_000, upto: 30_000 },
      { over: 30_000, upto: Infinity },
    ]);
  });

  it('hold what costs exactly a round price in the step that is named "up to" it, and each price in one step', () => {
    const minors = [1_000, 1_000, 10_000, 10_000, 20_000, 30_000];
    const steps = priceSteps(minors, 'BRL');
    expect(steps[0]).toEqual({ over: -Infinity, upto: 10_000 });
    for (const minor of minors) expect(steps.filter(({ over, upto }) => minor > over && minor <= upto)).toHaveLength(1);
  });

  it('end where nothing costs more: no step is empty', () => {
    expect(cuts([1_000, 1_000, 10_000, 10_000, 20_000, 20_000])).toEqual([10_000, Infinity]);
    expect(cuts([2_000, 2_000, 2_000, 2_000, 9_000, 9_000])).toEqual([2_000, Infinity]);
  });

  it('are cut at tens of a currency that has no cents, or three digits of them', () => {
    expect(cuts([19, 49, 99, 199, 299, 499], 'JPY')).toEqual([100, 300, Infinity]);
    expect(cuts([19_900, 49_900, 99_900, 199_900, 299_900, 499_900], 'KWD')).toEqual([100_000, 300_000, Infinity]);
  });

  it('are none where there is little to choose from', () => {
    expect(priceSteps([1_990, 4_990, 9_990], 'BRL')).toEqual([]);
    expect(priceSteps([5_000, 5_000, 5_000, 5_000, 5_000, 5_000], 'BRL')).toEqual([]);
  });

  it('are chosen by both their ends', () => {
    const steps = priceSteps([1_990, 4_990, 9_990, 19_990, 29_990, 49_990], 'BRL');
    expect(chosenStep(steps, { over: 10_000, upto: 30_000 })).toBe(steps[1]);
    expect(chosenStep(steps, { over: 10_000, upto: 20_000 })).toBeNull();
    expect(chosenStep(steps, null)).toBeNull();
  });
});

it('takes a sample from all over a list', () => {
  const list = Array.from({ length: 20_000 }, (_, nth) => nth);
  expect(spreadOf(list, 4)).toEqual([0, 5_000, 10_000, 15_000]);
  expect(spreadOf([1, 2], 4)).toEqual([1, 2]);
});
