// Files of a shop whose ids follow from its own numbers, as an import makes them: the ids are not in the file.
import { expect, test } from 'vitest';
import { feedName } from '#domain/home.ts';
import { offersFor } from '#domain/offer.ts';
import { buildProduct, buildStock, buildVariant, chainHome, storeHome, testId } from '#test/build/domain.ts';
import { packedBytes } from '#test/build/packed.ts';
import { Derivation, derivedPrefix } from './derived-id.ts';
import { openPacked } from './file-reader.ts';
import { uuidAt } from './uuid-bytes.ts';

const at = { cursor: { timeline: 't', rev: 4, tag: 'tag' }, asOfMs: 7 };
const idsOf = (of: string) => {
  const derivation = new Derivation(derivedPrefix(chainHome, of));
  return (source: string): string => uuidAt(derivation.bytesOf(source), 0);
};
const [productId, variantId] = [idsOf('product'), idsOf('variant')];
/** More than one group; nothing is on sale, so that no words are looked for. */
const count = 4_200;
const sources = Array.from({ length: count }, (_, n) => `GL${String(n).padStart(6, '0')}`);
const products = sources.map((sourceId) => buildProduct({ id: productId(sourceId), sourceId, live: false }));
const variants = sources.map((sourceId, n) =>
  buildVariant({
    id: variantId(sourceId),
    sourceId,
    sku: sourceId,
    productId: productId(sources[n - (n % 3)] ?? ''),
    gtin14: String(n).padStart(14, '0'),
  }),
);
const offers = variants.flatMap(({ id, productId: product }, n) =>
  offersFor(id, product, { minor: 100 + n, currency: 'BRL' }, [], 5),
);
const rows = { product: products, variant: variants, offer: offers };
const feed = feedName('chain/catalogue', chainHome);

test('a catalogue finds what is there, by every way, and takes a few bytes a row', async () => {
  const bytes = await packedBytes(feed, at, rows, { chain: chainHome });
  const plain = await packedBytes(feed, at, rows);
  expect(plain.length - bytes.length).toBeGreaterThan(2 * count * 16 - 1_000);
  const { tables } = openPacked(bytes);
  const [product, variant, offer] = [tables.get('product'), tables.get('variant'), tables.get('offer')];
  expect(products.map(({ id }) => product?.rowAt(product.placeOf(id)))).toEqual(products);
  expect(variants.map(({ id }) => variant?.rowAt(variant.placeOf(id)))).toEqual(variants);
  expect(offers.map(({ id }) => offer?.rowAt(offer.placeOf(id)))).toEqual(offers);
  for (const { id } of [...products, ...variants].slice(0, 500)) {
    const own = offer?.placesWithin(`${id}/`) ?? [0, 0];
    expect(own[1] - own[0]).toBe(variants.some((one) => one.id === id) ? 1 : 0);
  }
  const siblings = variant?.placesOf('productId', productId('GL000003')).map((place) => variant.idAt(place));
  expect(siblings?.toSorted()).toEqual(['GL000003', 'GL000004', 'GL000005'].map(variantId).toSorted());
  for (let n = 0; n < 500; n++) {
    const other = n % 2 === 0 ? testId() : variantId(`${n}`);
    expect([variant?.placeOf(other), offer?.placeOf(`${other}/0`), offer?.placesWithin(`${other}/`)]).toMatchObject([
      -1,
      -1,
      [expect.any(Number), expect.any(Number)],
    ]);
  }
});

test('a floor answers by itself, whatever catalogue is beside it; ids that follow from nothing stand as they are', async () => {
  const floor = feedName('store/floor', storeHome);
  const sourceById = new Map(variants.map(({ id, sourceId }) => [id, sourceId]));
  const sourceOf = ({ id }: { id: string }): string | null => sourceById.get(id) ?? null;
  const known = variants.map(({ id }, n) => buildStock({ id, onHand: n }));
  const stock = [...known, ...Array.from({ length: 50 }, (_, n) => buildStock({ id: testId(), onHand: n }))];
  const lean = await packedBytes(floor, at, { stock: known }, { chain: chainHome, sourceOf });
  expect(lean.length).toBeLessThan(count * 10);
  const bytes = await packedBytes(floor, at, { stock }, { chain: chainHome, sourceOf });
  for (const [file, all] of [
    [lean, known],
    [bytes, stock],
  ] as const) {
    const table = openPacked(file).tables.get('stock');
    expect(all.map(({ id }) => table?.rowAt(table.placeOf(id)))).toEqual(all);
    expect(table?.placeOf(variantId('not there'))).toBe(-1);
  }
});
