import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { feedName } from '#domain/home.ts';
import type { Neighbours } from '#domain/product.ts';
import { buildProduct, chainHome, testId } from '#test/build/domain.ts';
import { packedBytes } from '#test/build/packed.ts';
import { openPacked } from './file-reader.ts';

const at = { cursor: { timeline: 't', rev: 4, tag: 'tag' }, asOfMs: 7 };
const feed = feedName('chain/catalogue', chainHome);
const ids = Array.from({ length: 400 }, () => testId()).toSorted();
const product = ids.map((id) => buildProduct({ id, live: false }));
const [first = '', second = '', third = ''] = ids;

async function readBack(neighbours: Neighbours[]): Promise<Neighbours[]> {
  const table = openPacked(await packedBytes(feed, at, { product, neighbours })).tables.get('neighbours');
  return neighbours.map(({ id }) => table?.rowAt(table.placeOf(id)) as unknown as Neighbours);
}

const inRank = (near: Neighbours['near']): Neighbours['near'] =>
  near.toSorted(([a, of], [b, than]) => than - of || (a < b ? -1 : 1));

describe('lists of neighbours', () => {
  test('come back as they were, with the list of what sells among them', async () => {
    const list = fc
      .uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.nat(255)), { selector: ([id]) => id, maxLength: 60 })
      .map(inRank);
    await fc.assert(
      fc.asyncProperty(fc.array(list, { maxLength: 300 }), fc.boolean(), async (lists, isPopular) => {
        const rows = lists.map((near, n) => ({ id: ids[n] ?? '', near }));
        if (isPopular) rows.push({ id: 'popular', near: inRank([[second, 255]]) });
        expect(await readBack(rows)).toEqual(rows);
      }),
      { numRuns: 30 },
    );
  });

  test.each<[string, Neighbours['near']]>([
    [
      'in another order',
      [
        [second, 1],
        [third, 9],
      ],
    ],
    [
      'of an id twice',
      [
        [second, 9],
        [second, 8],
      ],
    ],
    ['of an id that is nowhere', [[testId(), 9]]],
    ['of a weight above a byte', [[second, 256]]],
    ['of half a weight', [[second, 1.5]]],
  ])('a list %s comes back as it was, too', async (_, near) => {
    const rows = [
      { id: first, near },
      { id: second, near: [[third, 1] as [string, number]] },
    ];
    expect(await readBack(rows)).toEqual(rows);
  });

  test('of fifty take at most 90 bytes a product on the line', async () => {
    const neighbours = ids.map((id, n) => ({
      id,
      near: inRank(
        Array.from({ length: 50 }, (_, m) => [ids[(n + m * m + m * 7) % 400] ?? '', 255 - m * 5]).filter(
          ([near], index, all) => all.findIndex(([one]) => one === near) === index,
        ) as Neighbours['near'],
      ),
    }));
    const size = async (rows: Neighbours[]): Promise<number> =>
      gzipSync(await packedBytes(feed, at, { product, neighbours: rows }), { level: 9 }).length;
    expect(((await size(neighbours)) - (await size([]))) / 400).toBeLessThan(90);
  });
});
