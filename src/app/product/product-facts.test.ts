import { describe, expect, it } from 'vitest';
import { choiceRows, shownRows } from '#app/ui/choice.ts';
import { usualPaceId } from '#domain/pace.ts';
import type { View } from '#local/view.ts';
import {
  buildOffers,
  buildProduct,
  buildStock,
  buildStore,
  buildVariant,
  chainHome,
  storeHome,
  testNowMs,
  webHome,
} from '#test/build/domain.ts';
import { plainCatalogue } from '#test/build/plain-catalogue.ts';
import { productFacts } from './product-facts.ts';

const minuteMs = 60_000;
const product = buildProduct({ id: 'boot' });
const variants = ['38', '39', '40'].map((size, order) =>
  buildVariant({ id: `boot-${size}`, productId: 'boot', size, order, gtin14: `0952000000000${order}` }),
);
const catalogue = plainCatalogue(
  {
    home: chainHome,
    cursor: { timeline: 't', rev: 1, tag: 't' },
    asOfMs: testNowMs,
    rows: {
      product: [product],
      variant: variants,
      store: [buildStore()],
      offer: variants.flatMap(({ id }) => buildOffers(id, product.id)),
    },
  },
  [],
);

/** On hand of 38, 39 and 40; the page is that of the 39. */
function facts(here: number[], online: number[], { ageMs = 0, paces = true } = {}) {
  const view = {
    stock(home: string, id: string) {
      const onHand = (home === storeHome ? here : online)[variants.findIndex((one) => one.id === id)] ?? 0;
      return { stock: buildStock({ id, onHand, asOfMs: testNowMs - ageMs }), seenMs: testNowMs - ageMs };
    },
    offersOf: (_: unknown, id: string) => catalogue.offersOf(id),
    knows: () => paces,
    get: (_: string, __: string, id: string) => (id === usualPaceId ? { id, soldPerDay: 0.5, lostPerDay: 0.01 } : null),
  } as unknown as View;
  const homes = { home: storeHome, web: webHome, chain: chainHome };
  const found = productFacts(catalogue, view, 'boot-39', homes, testNowMs, 'pt-BR');
  if (!found) throw new Error('no facts');
  return found;
}

describe('each cell of the matrix', () => {
  it('says whether it is here, on line only or nowhere, and how many are here', () => {
    expect(facts([2, 0, 0], [0, 4, 0]).choices).toMatchObject([
      { size: '38', availability: 'here', count: 2 },
      { size: '39', availability: 'online' },
      { size: '40', availability: 'none' },
    ]);
  });

  it('has no number once the number would need its age', () => {
    expect(facts([2, 1, 0], [0, 0, 0], { ageMs: 20 * minuteMs }).choices.map(({ count }) => count)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('[LS1] counts what is free as the view says it: own units are in it already', () => {
    expect(facts([0, 2, 0], [0, 0, 0]).here?.available).toBe(2);
  });
});

describe('a product with ten thousand variants', () => {
  const many = Array.from({ length: 10_000 }, (_, order) =>
    buildVariant({ id: `nut-${order}`, productId: 'nut', size: `M${order}`, order, colour: null }),
  );
  const rows = { product: [buildProduct({ id: 'nut' })], variant: many };
  const large = plainCatalogue(
    { home: chainHome, cursor: { timeline: 't', rev: 1, tag: 't' }, asOfMs: testNowMs, rows },
    [],
  );
  const view = { stock: () => null, offersOf: () => [], knows: () => false } as unknown as View;
  const homes = { home: storeHome, web: webHome, chain: chainHome };

  it('paints no more of them than can be looked through, the chosen one among them, and says how many are left', () => {
    const found = productFacts(large, view, 'nut-7000', homes, testNowMs, 'pt-BR');
    if (!found) throw new Error('no facts');
    const { rows: shown, left } = shownRows(choiceRows(found.choices, found.colours, found.sizes), 'nut-7000');
    const cells = shown.flatMap((row) => row.cells);
    expect(cells.length).toBeLessThanOrEqual(240);
    expect(cells.some((cell) => cell?.key === 'nut-7000')).toBe(true);
    expect(left).toBe(10_000 - cells.length);
  });

  it('names no more others to be held instead than the act takes', () => {
    expect(productFacts(large, view, 'nut-7000', homes, testNowMs, 'pt-BR')?.siblings).toHaveLength(12);
  });
});

describe('the promise of a unit in the hand', () => {
  it('stands beside a number that is shown, and sinks with its age', () => {
    const [fresh, stale] = [facts([0, 1, 0], []), facts([0, 1, 0], [], { ageMs: 3 * 60 * minuteMs })];
    expect(fresh.here?.promise ?? 0).toBeGreaterThan(0.85);
    expect(stale.here?.promise ?? 1).toBeLessThan(fresh.here?.promise ?? 0);
  });

  it('is not made of a number that is hidden, of none at all, or by a server without paces', () => {
    expect(facts([0, 3, 0], [], { ageMs: 5 * 60 * minuteMs }).here?.promise).toBeNull();
    expect(facts([0, 0, 0], []).here?.promise).toBeNull();
    expect(facts([0, 3, 0], [], { paces: false }).here?.promise).toBeNull();
  });
});
