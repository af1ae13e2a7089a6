// Sales of a catalogue, over several runs and several files: each lowers just the items that it was said of.
import { describe, expect, test } from 'vitest';
import { bring, file, gtin, nowMs, revs, rowsOf, sorted, useImportLab } from '#test/build/import-lab.ts';

useImportLab();

const dayMs = 86_400_000;
const heading = 'item,group,gtin,name,price,sale_price,sale_price_effective_date,live\n';

interface Item {
  n: number;
  sale?: string;
  dates?: string;
  live?: string;
  price?: string;
  group?: string;
}
const catalogue = (name: string, ...items: Item[]): string =>
  file(
    name,
    heading +
      items
        .map(({ n, group = 'bota', price = '100.00', sale = '', dates = '', live = '' }) =>
          [`b${n}`, group, gtin(n), 'Bota', price, sale, dates, live].join(','),
        )
        .join('\n'),
  );
/** Item → price and "was" in the offer that is not the regular one. */
const lowered = async (): Promise<Record<string, [number, number | null]>> => {
  const items = new Map((await rowsOf('variant')).map(({ id, sourceId }) => [id, sourceId]));
  return Object.fromEntries(
    (await rowsOf('offer'))
      .filter(({ fromMs }) => fromMs > 0)
      .map(({ variantId, price, was }) => [items.get(variantId) ?? '?', [price.minor, was?.minor ?? null]]),
  );
};
/** [styles, items, from] of each row. */
const rows = async (): Promise<string[]> =>
  sorted(
    (await rowsOf('discount')).map(({ scope, fromMs }) => [
      scope.productIds.length,
      scope.variantIds?.length ?? 0,
      (fromMs - nowMs) / dayMs,
    ]),
  );

describe('a sale reaches no item that it was not said of', () => {
  test('a file with some of a style’s items lowers those alone', async () => {
    await bring({ catalogue: catalogue('all.csv', { n: 39 }, { n: 40 }) });
    await bring({ catalogue: catalogue('some.csv', { n: 39, sale: '80.00' }) });
    expect(await lowered()).toEqual({ b39: [8_000, 10_000] });
  });

  test('nor where the line of the other item was refused', async () => {
    await bring({ catalogue: catalogue('all.csv', { n: 39 }, { n: 40 }) });
    await bring({ catalogue: catalogue('all.csv', { n: 39, sale: '80.00' }, { n: 40, price: 'free' }) });
    expect(await lowered()).toEqual({ b39: [8_000, 10_000] });
  });

  test('an item that is not sold any more does not keep the others from being a whole style', async () => {
    await bring({
      catalogue: catalogue('all.csv', { n: 39, sale: '80.00' }, { n: 40, sale: '80.00' }, { n: 41, live: 'no' }),
    });
    expect(await rows()).toEqual(['[1,0,0]']);
  });

  test('a later file with a part of the style leaves the others on the sale they were on', async () => {
    await bring({ catalogue: catalogue('all.csv', { n: 39, sale: '80.00' }, { n: 40, sale: '80.00' }) });
    const before = await revs();
    await bring({ catalogue: catalogue('some.csv', { n: 39, sale: '80.00' }), at: nowMs + dayMs });
    expect([await rows(), await revs()]).toEqual([['[1,0,0]'], before]);
    await bring({ catalogue: catalogue('some.csv', { n: 39 }), at: nowMs + 2 * dayMs });
    expect(await lowered()).toEqual({ b40: [8_000, 10_000] });
    expect(await rows()).toEqual(['[0,1,0]']);
  });
});

describe('several files of one run', () => {
  test('that share a style neither withdraw nor widen each other’s sales, in any run', async () => {
    const files = [
      catalogue('1.csv', { n: 39, sale: '80.00' }, { n: 1, sale: '50.00', group: 'meia' }),
      catalogue('2.csv', { n: 40 }, { n: 2, sale: '50.00', group: 'meia' }),
    ];
    await bring({ catalogue: files });
    const all = { b39: [8_000, 10_000], b1: [5_000, 10_000], b2: [5_000, 10_000] };
    expect(await lowered()).toEqual(all);
    expect(await rows()).toEqual(['[0,1,0]', '[1,0,0]']);
    const before = await revs();
    const again = await bring({ catalogue: files, at: nowMs + dayMs });
    expect(again.files.map(({ tally }) => tally.written)).toEqual([new Map(), new Map()]);
    expect([await lowered(), await revs()]).toEqual([all, before]);
  });
});

describe('an undated sale', () => {
  const both = catalogue.bind(null, 'c.csv', { n: 39, sale: '80.00' }, { n: 40, sale: '80.00' });

  test('keeps its start and its "was" when the style’s row becomes rows of items', async () => {
    await bring({ catalogue: both() });
    await bring({ catalogue: catalogue('c.csv', { n: 39, sale: '80.00' }, { n: 40 }), at: nowMs + 5 * dayMs });
    expect(await rows()).toEqual(['[0,1,0]']);
    expect(await lowered()).toEqual({ b39: [8_000, 10_000] });
  });

  test('and when rows of items become the style’s; an item that joins later begins later', async () => {
    await bring({ catalogue: catalogue('c.csv', { n: 39, sale: '80.00' }, { n: 40 }) });
    await bring({ catalogue: both(), at: nowMs + 5 * dayMs });
    expect(await rows()).toEqual(['[0,1,0]', '[0,1,5]']);
    expect(await lowered()).toEqual({ b39: [8_000, 10_000], b40: [8_000, 10_000] });
    // Item 40 leaves the shop: what is left is a whole style, since the day it began.
    await bring({
      catalogue: catalogue('c.csv', { n: 39, sale: '80.00' }, { n: 40, live: 'no' }),
      at: nowMs + 6 * dayMs,
    });
    expect(await rows()).toEqual(['[1,0,0]']);
    expect(await lowered()).toMatchObject({ b39: [8_000, 10_000] });
  });

  test('that becomes dearer is told against its own lower price, never against the one before it', async () => {
    await bring({ catalogue: catalogue('c.csv', { n: 39, sale: '80.00' }) });
    await bring({ catalogue: catalogue('c.csv', { n: 39, sale: '90.00' }), at: nowMs + 5 * dayMs });
    expect(await lowered()).toEqual({ b39: [9_000, null] });
  });

  test('begins now where it had a start in the future, or has ended since', async () => {
    const dated = (dates: string): string => catalogue('c.csv', { n: 39, sale: '80.00', dates });
    await bring({ catalogue: dated('2026-11-20/2026-11-30') });
    await bring({ catalogue: dated(''), at: nowMs + dayMs });
    expect(await rows()).toEqual(['[1,0,1]']);
    await bring({ catalogue: dated('2026-11-02/2026-11-04'), at: nowMs + dayMs });
    await bring({ catalogue: dated(''), at: nowMs + 10 * dayMs });
    expect(await rows()).toEqual(['[1,0,10]']);
  });
});

describe('a style is shown as long as one of its items is', () => {
  const isLive = async (): Promise<boolean[]> => (await rowsOf('product')).map(({ live }) => live);

  test('whichever line says so, also where items are not in the file', async () => {
    await bring({ catalogue: catalogue('c.csv', { n: 39, live: 'no' }, { n: 40 }) });
    expect(await isLive()).toEqual([true]);
    await bring({ catalogue: catalogue('c.csv', { n: 40, live: 'no' }) });
    expect(await isLive()).toEqual([false]);
    await bring({ catalogue: catalogue('c.csv', { n: 39, live: 'no' }, { n: 40, live: 'no' }, { n: 41 }) });
    expect(await isLive()).toEqual([true]);
    await bring({ catalogue: catalogue('c.csv', { n: 39, live: 'no' }) });
    expect(await isLive()).toEqual([true]);
  });

  test('also where its lines lie far apart, and a second run writes nothing', async () => {
    const others = Array.from({ length: 700 }, (_, n): Item => ({ n: 1_000 + n, group: `g${n}` }));
    const path = catalogue('c.csv', { n: 39, live: 'no' }, ...others, { n: 40 });
    await bring({ catalogue: path });
    expect((await isLive()).every(Boolean)).toBe(true);
    const before = await revs();
    await bring({ catalogue: path });
    expect(await revs()).toBe(before);
  });
});
