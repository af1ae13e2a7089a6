import { describe, expect, it } from 'vitest';
import type { Discount } from '#domain/discount/deal.ts';
import { money } from '#domain/money.ts';
import { buildProduct, buildVariant, chainHome, testNowMs } from '#test/build/domain.ts';
import { plainCatalogue } from '#test/build/plain-catalogue.ts';
import { dealFacts, nextDealMs } from './deal-facts.ts';

const at = { atMs: testNowMs, zone: 'America/Sao_Paulo' };
const products = ['cup', 'bowl', 'lid'].map((id) => buildProduct({ id, live: id !== 'lid' }));
const [cup, bowl] = products as [(typeof products)[0] & object, (typeof products)[0] & object];
const deal = (id: string, rule: Discount['rule'], part: Partial<Discount> = {}): Discount => ({
  id,
  name: { 'pt-BR': id },
  rule,
  scope: { all: false, productIds: [], departments: [], tags: [] },
  fromMs: 0,
  toMs: null,
  weekly: [],
  stacking: { rule: 'best', group: '', priority: 0 },
  ...part,
});
const bundle = (...parts: [string, number][]): Discount['rule'] => ({
  kind: 'bundle',
  parts: parts.map(([productId, units]) => ({ productId, units })),
  gives: { kind: 'price', price: money(15_990, 'BRL') },
});
const three = { kind: 'buyGet', buy: 2, get: 1, percent: 100 } as const;
const onCup = (discount: Discount[]) => {
  const catalogue = plainCatalogue(
    {
      home: chainHome,
      cursor: { timeline: 't', rev: 1, tag: 't' },
      asOfMs: testNowMs,
      rows: {
        product: products,
        variant: products.map(({ id }) => buildVariant({ id: `${id}-v`, productId: id })),
        discount,
      },
    },
    [],
  );
  return { facts: dealFacts(catalogue, cup, at), nextMs: nextDealMs(catalogue, cup, at) };
};

describe('[S10] what a product page says of sets', () => {
  it('names the other parts of a bundle with a way to them, and how many of itself it takes', () => {
    const [fact] = onCup([deal('kit', bundle(['cup', 2], ['bowl', 1]))]).facts;
    expect(fact).toMatchObject({ own: 2, toMs: null, mixes: false });
    expect(fact?.others.map(({ product, units, variant }) => [product.id, units, variant.id])).toEqual([
      ['bowl', 1, 'bowl-v'],
    ]);
  });

  it('is silent of a bundle with a part that is no longer sold, or unknown to this tablet', () => {
    expect(onCup([deal('kit', bundle(['cup', 1], ['lid', 1]))]).facts).toEqual([]);
    expect(onCup([deal('kit', bundle(['cup', 1], ['gone', 1]))]).facts).toEqual([]);
  });

  it('tells what counts together: the product alone, listed ones, or a whole department', () => {
    const only = { scope: { all: false, productIds: ['cup'], departments: [], tags: [] } };
    const both = { scope: { all: false, productIds: ['cup', 'bowl', 'lid'], departments: [], tags: [] } };
    const all = { scope: { all: false, productIds: [], departments: [cup.department['pt-BR']], tags: [] } };
    const mixes = (part: Partial<Discount>) => onCup([deal('three', three, part)]).facts[0];
    expect(mixes(only)).toMatchObject({ mixes: false, others: [] });
    expect(mixes(both)?.others.map(({ product }) => product)).toEqual([bowl]);
    expect(mixes(all)).toMatchObject({ mixes: true, others: [] });
  });

  it('says until when, and knows the instant at which it has to look again', () => {
    const scope = { all: true, productIds: [], departments: [], tags: [] };
    const now = deal('now', three, { scope, toMs: testNowMs + 60_000 });
    const later = deal('later', three, { scope, fromMs: testNowMs + 30_000 });
    const { facts, nextMs } = onCup([now, later]);
    expect(facts.map((fact) => [fact.deal.id, fact.toMs])).toEqual([['now', testNowMs + 60_000]]);
    expect(nextMs).toBe(testNowMs + 30_000);
  });

  it('leaves the page to the product: three deals at most', () => {
    const scope = { all: true, productIds: [], departments: [], tags: [] };
    expect(onCup(['a', 'b', 'c', 'd'].map((id) => deal(id, three, { scope }))).facts).toHaveLength(3);
  });
});
