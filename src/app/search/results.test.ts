import { describe, expect, it } from 'vitest';
import { money } from '#domain/money.ts';
import type { Catalogue, Found } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';
import { buildOffers, buildVariant, chainHome, storeHome, testNowMs } from '#test/build/domain.ts';
import { aPage } from './asked.ts';
import { type FacetGround, noFacets } from './facets.ts';
import { reachedBy, resultsOf, stepsOf } from './results.ts';

const many = 20_000;
const idOf = (nth: number): string => `p${nth}`;
const ids = Array.from({ length: many }, (_, nth) => idOf(nth));

/** A department dearer from product to product, where only what `isOffer` says is on offer; `looks` counts who was asked. */
function department(isOffer: (nth: number) => boolean) {
  const looks = { count: 0 };
  const catalogue = {
    inDepartment: (_name: string, limit: number) => ids.slice(0, limit),
    variantsOf: (productId: string) => [buildVariant({ id: productId, productId })],
    search: (
      _text: string,
      _locale: string,
      { limit, isShown }: { limit: number; isShown?: (id: string) => boolean },
    ) =>
      ids
        .filter((id) => isShown?.(id) ?? true)
        .slice(0, limit)
        .map((productId): Found => ({ productId, words: [], isPartial: false })),
  } as unknown as Catalogue;
  const offersOf = (_chain: string, id: string) => {
    looks.count += 1;
    const nth = Number(id.slice(1));
    const was = isOffer(nth) ? money(9_999_999, 'BRL') : null;
    return buildOffers(id, id, 1_000 + nth).map((offer) => ({ ...offer, was }));
  };
  const ground: FacetGround = {
    catalogue,
    view: { offersOf } as unknown as View,
    chain: chainHome,
    home: storeHome,
    currency: 'BRL',
    nowMs: testNowMs,
  };
  return { ground, looks, reached: reachedBy(catalogue, '', 'Cozinha', 'pt-BR') };
}
const asked = { query: '', facets: noFacets, most: aPage, locale: 'pt-BR' } as const;
const offers = { ...noFacets, which: 'offers' } as const;

describe('of a department of 20,000', () => {
  it('the first are shown with the number of all', () => {
    const { ground, reached, looks } = department(() => false);
    expect(resultsOf(ground, reached, asked)).toMatchObject({ isMore: true, total: many });
    expect(resultsOf(ground, reached, { ...asked, most: 2 * aPage }).found).toHaveLength(2 * aPage);
    expect(looks.count).toBe(0);
  });

  it('an offer is found at its very end', () => {
    const { ground, reached } = department((nth) => nth >= many - 3);
    const { found, isMore, total } = resultsOf(ground, reached, { ...asked, facets: offers });
    expect(found.map(({ productId }) => productId)).toEqual([many - 3, many - 2, many - 1].map(idOf));
    expect({ isMore, total }).toEqual({ isMore: false, total: 3 });
  });

  it('nobody looks on once a page is full, and nobody says how many there are', () => {
    const { ground, reached, looks } = department((nth) => nth % 2 === 0);
    const results = resultsOf(ground, reached, { ...asked, facets: offers });
    expect(results).toMatchObject({ isMore: true, total: null });
    expect(results.found).toHaveLength(aPage);
    expect(looks.count).toBeLessThan(3 * aPage);
  });

  it('what is all there is says so', () => {
    const { ground, reached } = department((nth) => nth < aPage);
    expect(resultsOf(ground, reached, { ...asked, facets: offers })).toMatchObject({ isMore: false, total: aPage });
  });

  it('the steps of price are those of all of it', () => {
    const { ground, reached } = department(() => false);
    const [low, middle, high] = stepsOf(ground, reached.looked);
    expect([low?.upto, middle?.upto, high?.upto]).toEqual([8_000, 14_000, Infinity]);
  });
});

describe('of words', () => {
  it('that lead to more than a filter is asked of, nobody says how many pass it', () => {
    const { ground } = department((nth) => nth < 3);
    const reached = reachedBy(ground.catalogue, 'bota', null, 'pt-BR');
    const results = resultsOf(ground, reached, { ...asked, query: 'bota', facets: offers });
    expect(results.found).toHaveLength(3);
    expect(results).toMatchObject({ isMore: false, total: null });
  });

  it('it is known whether there are more than are shown', () => {
    const { ground } = department(() => false);
    const reached = reachedBy(ground.catalogue, 'bota', null, 'pt-BR');
    const results = resultsOf(ground, reached, { ...asked, query: 'bota' });
    expect(results).toMatchObject({ isMore: true, total: null });
    expect(results.found).toHaveLength(aPage);
    expect(reached.looked).toHaveLength(aPage);
    expect(resultsOf(ground, reached, { ...asked, query: 'bota', most: 2 * aPage }).found).toHaveLength(2 * aPage);
  });
});
