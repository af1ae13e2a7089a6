import { describe, expect, test } from 'vitest';
import type { Picture, Product, Variant } from '#domain/product.ts';
import { buildProduct, buildStock, buildVariant, chainHome, storeHome } from '#test/build/domain.ts';
import { plainCatalogue } from '#test/build/plain-catalogue.ts';
import { mostSeen, picturesAhead, picturesOf, productsAhead } from './most-seen.ts';

const pictureOf = (name: string): Picture => ({
  sha256: Buffer.from(name.padEnd(32)).toString('hex'),
  small: 'b'.repeat(64),
  width: 512,
  height: 512,
  dominant: '#112233',
});

interface Given {
  name: string;
  picture?: boolean;
  colours?: readonly string[];
  onHand?: number;
  near?: [string, number][];
  live?: boolean;
}

function buildShop(given: readonly Given[]) {
  const product: Product[] = [];
  const variant: Variant[] = [];
  for (const { name, picture = true, colours = [''], live = true } of given) {
    product.push(buildProduct({ id: name, live, picture: picture ? pictureOf(name) : null }));
    for (const [order, colour] of colours.entries())
      variant.push(
        buildVariant({
          id: `${name}-v${order}`,
          productId: name,
          order,
          live,
          picture: picture ? pictureOf(name + colour) : null,
        }),
      );
  }
  const feed = { cursor: { generation: 1, epoch: 'e', rev: 1 } as never, asOfMs: 0 };
  const stock = given.map(({ name, onHand = 0 }) => buildStock({ id: `${name}-v0`, onHand }));
  const neighbours = given.map(({ name, near = [] }) => ({ id: name, near }));
  return plainCatalogue({ home: chainHome, rows: { product, variant, neighbours }, ...feed }, [
    { home: storeHome, rows: { stock }, ...feed },
  ]);
}

const breathe = (): Promise<void> => Promise.resolve();
const chosen = async (given: readonly Given[], seen: Record<string, number> = {}): Promise<string[]> =>
  (await mostSeen(new Map(Object.entries(seen)), buildShop(given), storeHome, breathe)).map(({ id }) => id);

describe('the most seen products', () => {
  const shop: Given[] = [
    { name: 'a' },
    { name: 'b', onHand: 2 },
    { name: 'c', onHand: 1, near: [['d', 9]] },
    { name: 'd', onHand: 1 },
    { name: 'e', near: [['a', 200]] },
  ];

  test('are those looked at here; then those in this store, the ones that go with most first', async () => {
    expect(await chosen(shop, { e: 3, b: 5 })).toEqual(['b', 'e', 'd', 'c', 'a']);
  });

  test('are the same list every time, with nothing counted yet too', async () => {
    expect(await chosen(shop)).toEqual(['d', 'b', 'c', 'a', 'e']);
    expect(await chosen(shop.toReversed())).toEqual(['d', 'b', 'c', 'a', 'e']);
  });

  test('have a picture and are on sale; what was looked at and is gone takes no place', async () => {
    const some: Given[] = [
      { name: 'bare', picture: false, onHand: 9 },
      { name: 'off', live: false, onHand: 9 },
      { name: 'good' },
    ];
    expect(await chosen(some, { bare: 9, off: 9, never: 9 })).toEqual(['good']);
  });

  test('are 200 at most, also of a chain that has more', async () => {
    const many = Array.from({ length: 230 }, (_, n): Given => ({ name: `p${String(n).padStart(3, '0')}` }));
    const found = await chosen(many, { p229: 1 });
    expect(found).toHaveLength(productsAhead);
    expect(found[0]).toBe('p229');
  });
});

describe('their pictures', () => {
  test('are one of every product first, then the other colours, each once', async () => {
    const shop = buildShop([
      { name: 'x', colours: ['', 'red', 'red', 'blue'] },
      { name: 'y', colours: ['', 'red'] },
    ]);
    const products = await mostSeen(new Map([['x', 1]]), shop, storeHome, breathe);
    expect(picturesOf(products, shop)).toEqual(['x', 'y', 'xred', 'xblue', 'yred'].map(pictureOf));
  });

  test('are bounded, and no product is without one for the colours of another', async () => {
    const colours = Array.from({ length: 30 }, (_, n) => String(n));
    const shop = buildShop(Array.from({ length: 40 }, (_, n): Given => ({ name: `p${n}-`, colours })));
    const products = await mostSeen(new Map(), shop, storeHome, breathe);
    const pictures = picturesOf(products, shop);
    expect(pictures).toHaveLength(picturesAhead);
    for (const { picture } of products) expect(pictures).toContainEqual(picture);
  });
});
