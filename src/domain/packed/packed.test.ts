import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import type { Row } from '#domain/tables.ts';
import { buildProduct, buildVariant, chainHome, testId } from '#test/build/domain.ts';
import { packedBytes } from '#test/build/packed.ts';
import type { Value } from './column-kinds.ts';
import { BadColumn } from './column.ts';
import { openColumn } from './column-reader.ts';
import { packColumn } from './column-writer.ts';
import { BadFile, openPacked } from './file-reader.ts';
import { magic, packedFormat } from './file-shape.ts';
import { compareTexts } from './text-order.ts';
import { utf8Of } from './utf8.ts';

const feed = feedName('chain/catalogue', chainHome);
const at = { cursor: { timeline: 't', rev: 4, tag: 'tag' }, asOfMs: 7 };

/** What JSON gives back: it has no -0. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Value);
const column = fc.oneof(
  fc.array(json, { minLength: 1 }),
  fc.array(fc.uuid(), { minLength: 1 }),
  fc.array(fc.option(fc.integer()), { minLength: 1 }),
  fc.array(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0 || 0),
    { minLength: 1 },
  ),
  fc.array(fc.stringMatching(/^\d{14}$/), { minLength: 1 }),
  fc.array(fc.stringMatching(/^[0-9a-f]{64}$/), { minLength: 1 }),
  fc.array(fc.option(fc.constantFrom('Serra', 'Mata', '🦜', 'שלום')), { minLength: 1 }),
  fc.array(fc.record({ minor: fc.integer(), currency: fc.constant('BRL') }), { minLength: 1 }),
  fc.array(
    fc.tuple(fc.uuid(), fc.nat()).map(([id, from]) => `${id}/${from}`),
    { minLength: 1 },
  ),
  fc.array(
    fc.nat(10).map((n) => n * 7),
    { minLength: 300, maxLength: 600 },
  ),
);

describe('a packed column', () => {
  it('gives back every value, whatever it holds, and knows where it ends', () => {
    fc.assert(
      fc.property(column, (values) => {
        const packed = packColumn(values);
        const behind = new Uint8Array([...new Uint8Array(3), ...packed, 255, 255]);
        const opened = openColumn(behind, 3, values.length);
        expect(values.map((_, row) => opened.at(row))).toEqual(values);
        expect(opened.bytes).toBe(packed.length);
      }),
      { numRuns: 1_500 },
    );
  });

  it('that counts up takes 17 bytes, one of ids that stand in another table a few bits each', () => {
    expect(packColumn(Array.from({ length: 4_096 }, (_, row) => 10 + row)).length).toBe(17);
    const ids = Array.from({ length: 500 }, () => testId());
    const turned = ids.toReversed();
    const packed = packColumn(turned, { placeOf: (id) => ids.indexOf(id) });
    expect(packed.length).toBe(18);
    const pointed = { idAt: (place: number) => ids[place] ?? '', find: () => ({ place: 0, isThere: false }) };
    const opened = openColumn(packed, 0, 500, { pointed });
    expect(turned.map((_, row) => opened.at(row))).toEqual(turned);
  });

  it('that is cut off or of no kind is refused when it is opened', () => {
    const packed = packColumn(Array.from({ length: 50 }, () => testId()));
    for (const length of [0, 1, 100, packed.length - 1])
      expect(() => openColumn(packed.slice(0, length), 0, 50)).toThrow(/cut off|bounds/);
    expect(() => openColumn(new Uint8Array([99]), 0, 1)).toThrow(BadColumn);
  });
});

it('texts stand in the order of their UTF-8 bytes, as in the database', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      fc.pre(a.isWellFormed() && b.isWellFormed());
      expect(Math.sign(compareTexts(a, b))).toBe(
        Math.sign(Buffer.compare(Buffer.from(utf8Of(a)), Buffer.from(utf8Of(b)))),
      );
    }),
  );
});

describe('a packed file', () => {
  const products = Array.from({ length: 4_200 }, (_, n) => buildProduct({ id: testId(), brand: `Marca ${n % 9}` }));
  const variants = products.flatMap((product, n): Row<'variant'>[] =>
    Array.from({ length: n % 4 }, (_, order) =>
      buildVariant({
        id: testId(),
        productId: product.id,
        order,
        sku: `SKU-${n}`,
        gtin14: String(n * 4 + order).padStart(14, '0'),
      }),
    ),
  );

  it('finds every row by its id, by a value, and nothing that is not there', async () => {
    const { tables, footer } = openPacked(await packedBytes(feed, at, { product: products, variant: variants }));
    const [product, variant] = [tables.get('product'), tables.get('variant')];
    expect([footer.feed, footer.cursor, footer.asOfMs]).toEqual([feed, at.cursor, at.asOfMs]);
    expect([product?.rows, variant?.rows]).toEqual([products.length, variants.length]);
    expect(products.map(({ id }) => product?.rowAt(product.placeOf(id)))).toEqual(products);
    expect(variants.map(({ id }) => variant?.rowAt(variant.placeOf(id)))).toEqual(variants);
    const idsOf = (column: string, value: string) =>
      variant?.placesOf(column, value).map((place) => variant.idAt(place));
    expect(variants.map(({ gtin14 }) => idsOf('gtin14', gtin14))).toEqual(variants.map(({ id }) => [id]));
    const byProduct = Map.groupBy(variants, ({ productId }) => productId);
    const ownIds = (id: string) => (byProduct.get(id) ?? []).map((row) => row.id).toSorted();
    expect(products.map(({ id }) => idsOf('productId', id))).toEqual(products.map(({ id }) => ownIds(id)));
    expect([
      product?.placeOf(testId()),
      product?.placeOf(''),
      product?.placeOf('zzz'),
      variant?.placesOf('sku', 'SKU'),
    ]).toEqual([-1, -1, -1, []]);
    expect([...(variant?.placesWithPrefix('sku', 'SKU-499') ?? [])]).toHaveLength(
      variants.filter(({ sku }) => sku.startsWith('SKU-499')).length,
    );
  });

  it('holds a column that is like another one once', async () => {
    const twins = products.map((product) => ({ ...product, sourceId: product.id }));
    const [one, other] = [
      await packedBytes(feed, at, { product: twins }),
      await packedBytes(feed, at, { product: products }),
    ];
    expect(other.length - one.length).toBeGreaterThan(-100);
    const product = openPacked(one).tables.get('product');
    expect(twins.map(({ id }) => product?.rowAt(product.placeOf(id)))).toEqual(twins);
  });

  it('is refused when it is cut, of another format or no such file', async () => {
    const bytes = await packedBytes(feed, at, { product: products.slice(0, 3) });
    for (const length of [0, 7, 60, 200, bytes.length - 1])
      expect(() => openPacked(bytes.slice(0, length))).toThrow(BadFile);
    const newer = bytes.slice();
    newer[magic.length - 1] = packedFormat + 1;
    expect(() => openPacked(newer)).toThrow(`of format ${packedFormat + 1}`);
    expect(() => openPacked(new TextEncoder().encode(JSON.stringify({ format: 1 }).padEnd(200)))).toThrow(BadFile);
  });

  it('of a shop without rows opens and holds nothing', async () => {
    expect(openPacked(await packedBytes(feed, at, {})).tables.size).toBe(0);
  });
});
