import { expect, it } from 'vitest';
import { money } from '#domain/money.ts';
import type { Offer } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';
import {
  buildOffers,
  buildProduct,
  buildStock,
  buildVariant,
  chainHome,
  storeHome,
  testNowMs,
} from '#test/build/domain.ts';
import { shownAt, turnMs } from './shown.ts';

const picture = {} as NonNullable<Variant['picture']>;
const products = ['a', 'b', 'c', 'd'].map((id) => buildProduct({ id }));
const promotionEndsMs = testNowMs + 60_000;

/** Four products with a picture, of which `sold` are gone and b and c on offer until `promotionEndsMs`. */
function shop(...sold: string[]) {
  const variants = products.map(({ id }) => buildVariant({ id: `${id}1`, productId: id, picture }));
  const catalogue = {
    product: (id: string): Product | null => products.find((one) => one.id === id) ?? null,
    variant: (id: string) => variants.find((one) => one.id === id) ?? null,
    variantsOf: (id: string) => variants.filter((one) => one.productId === id),
    sample: () => products,
  } as unknown as Catalogue;
  const offersOf = (_chain: string, id: string): Offer[] => {
    const regular = buildOffers(id, id, 10_000);
    const less = regular.map((offer) => ({
      ...offer,
      price: money(8_000, 'BRL'),
      was: money(10_000, 'BRL'),
      toMs: promotionEndsMs,
    }));
    return id === 'b1' || id === 'c1' ? [...regular, ...less] : regular;
  };
  const stock = (_home: string, id: string) => ({
    stock: buildStock({ id, onHand: sold.includes(id) ? 0 : 2 }),
    seenMs: testNowMs,
  });
  return { catalogue, view: { offersOf, stock } as unknown as View, chain: chainHome, home: storeHome };
}
const ids = (...of: Parameters<typeof shownAt>): string[] => shownAt(...of).map(({ variant }) => variant.id);

it('shows offers first, and without enough of them the rest', () => {
  const ground = { ...shop(), nowMs: testNowMs };
  expect(ids(ground, [], 2)).toEqual(['b1', 'c1']);
  expect(ids(ground, [], 9)).toEqual(['b1', 'c1', 'a1', 'd1']);
});

it('keeps what is shown when another one sells out, whichever it is', () => {
  for (const sold of ['a1', 'b1', 'd1']) expect(ids({ ...shop(sold), nowMs: testNowMs }, ['c1'], 1)).toEqual(['c1']);
});

it('keeps what is shown at the end of its promotion, with the price of that minute', () => {
  const ground = shop();
  const priceAt = (nowMs: number) => shownAt({ ...ground, nowMs }, ['b1'], 1)[0]?.offer.price.minor;
  expect([priceAt(promotionEndsMs - 1), priceAt(promotionEndsMs)]).toEqual([8_000, 10_000]);
});

it('gives the place of what has sold out to another, and to nobody else', () => {
  expect(ids({ ...shop('b1'), nowMs: testNowMs }, ['a1', 'b1', 'd1'], 3)).toEqual(['a1', 'c1', 'd1']);
});

it('looks at another part of the shop with each turn', () => {
  const starts: number[] = [];
  const ground = shop();
  const catalogue = { ...ground.catalogue, sample: (from: number) => (starts.push(from), products) };
  for (const nowMs of [testNowMs, testNowMs + turnMs]) shownAt({ ...ground, catalogue, nowMs }, [], 1);
  expect(new Set(starts).size).toBe(2);
});
