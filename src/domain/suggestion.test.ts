import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Neighbours } from './product.ts';
import { type Candidate, popularId, suggest, type SuggestionInput } from './suggestion.ts';

const anything: Candidate = { line: '', isBuyable: true, percentOff: 0 };

function ask(
  lists: Record<string, Neighbours['near']>,
  given: Partial<SuggestionInput> = {},
  candidates: Record<string, Partial<Candidate>> = {},
) {
  return suggest({
    scans: [],
    onScreen: null,
    hidden: new Set(),
    neighbours: (id) => lists[id] ?? [],
    candidate: (id) => ({ ...anything, ...candidates[id] }),
    limit: 10,
    ...given,
  });
}
const ids = (found: { productId: string }[]): string[] => found.map(({ productId }) => productId);

describe('what goes with this visit', () => {
  test('the newest scan says most, and each suggestion names the product it goes with', () => {
    const found = ask(
      { boot: [['sock', 200]], tent: [['lamp', 200]] },
      { scans: [{ productId: 'boot' }, { productId: 'tent' }] },
    );
    expect(found.map(({ productId, reason }) => [productId, reason])).toEqual([
      ['lamp', { kind: 'goes_with', productId: 'tent' }],
      ['sock', { kind: 'goes_with', productId: 'boot' }],
    ]);
    expect(found[1]?.score).toBeCloseTo(180);
  });

  test('two weak pairs together beat a strong one, and the stronger of them is the reason', () => {
    const found = ask(
      {
        a: [['x', 150]],
        b: [
          ['x', 120],
          ['y', 200],
        ],
      },
      { scans: [{ productId: 'a' }, { productId: 'b' }] },
    );
    expect(ids(found)).toEqual(['x', 'y']);
    expect(found[0]?.reason).toEqual({ kind: 'goes_with', productId: 'a' });
  });

  test('what can’t be bought, is hidden or was just scanned never shows', () => {
    const found = ask(
      {
        boot: [
          ['gone', 255],
          ['hidden', 254],
          ['sock', 10],
          ['boot', 200],
        ],
      },
      { scans: [{ productId: 'boot' }], hidden: new Set(['hidden']) },
      { gone: { isBuyable: false } },
    );
    expect(ids(found)).toEqual(['sock']);
  });

  test('a product that is not in the catalogue never shows', () => {
    expect(ask({ boot: [['ghost', 9]] }, { onScreen: 'boot', candidate: () => null })).toEqual([]);
  });

  test('a discount lifts by a tenth and no more', () => {
    const lists = {
      boot: [
        ['plain', 100],
        ['cheap', 92],
        ['far', 90],
      ] as Neighbours['near'],
    };
    expect(ids(ask(lists, { onScreen: 'boot' }, { cheap: { percentOff: 30 }, far: { percentOff: 90 } }))).toEqual([
      'cheap',
      'plain',
      'far',
    ]);
  });

  test('at most three of a brand line', () => {
    const near = ['a', 'b', 'c', 'd', 'e'].map((id, index): [string, number] => [id, 200 - index]);
    const line = { line: 'Serra' };
    expect(ids(ask({ boot: near }, { onScreen: 'boot' }, { a: line, b: line, c: line, d: line }))).toEqual([
      'a',
      'b',
      'c',
      'e',
    ]);
  });

  test('without pairs, what sells in the department comes first, then what sells in the shop', () => {
    const found = ask(
      {
        boot: [['peg', 0]],
        [popularId]: [
          ['mug', 255],
          ['kite', 40],
        ],
      },
      { onScreen: 'boot' },
      { kite: { percentOff: 20 } },
    );
    expect(found.map(({ productId, reason }) => [productId, reason])).toEqual([
      ['peg', { kind: 'popular_here' }],
      ['mug', { kind: 'popular_here' }],
      ['kite', { kind: 'offer', percent: 20 }],
    ]);
  });

  test('what was seen earlier in the visit comes back last', () => {
    const scans = ['a', 'b', 'c', 'd'].map((productId) => ({ productId }));
    const found = ask({ [popularId]: [['mug', 1]] }, { scans });
    expect(found.map(({ productId, reason }) => [productId, reason.kind])).toEqual([
      ['mug', 'popular_here'],
      ['a', 'seen_today'],
    ]);
  });
});

describe('for any visit', () => {
  const id = fc.integer({ min: 0, max: 30 }).map(String);
  const near = fc.uniqueArray(fc.tuple(id, fc.integer({ min: 0, max: 255 })), {
    selector: ([name]) => name,
    maxLength: 20,
  });
  const world = fc.record({
    lists: fc.dictionary(id, near),
    popular: near,
    scans: fc.array(
      id.map((productId) => ({ productId })),
      { maxLength: 60 },
    ),
    hidden: fc.array(id),
    candidates: fc.dictionary(
      id,
      fc.record({
        line: fc.constantFrom('', 'a', 'b'),
        isBuyable: fc.boolean(),
        percentOff: fc.integer({ min: 0, max: 90 }),
      }),
    ),
    limit: fc.integer({ min: 0, max: 12 }),
  });

  test('only what can be bought, nothing hidden or just scanned, no twins, three of a line, sorted, within the limit', () => {
    fc.assert(
      fc.property(world, ({ lists, popular, scans, hidden, candidates, limit }) => {
        const found = suggest({
          scans,
          onScreen: null,
          hidden: new Set(hidden),
          neighbours: (name) => (name === popularId ? popular : (lists[name] ?? [])),
          candidate: (name) => candidates[name] ?? null,
          limit,
        });
        const names = ids(found);
        expect(names.length).toBeLessThanOrEqual(limit);
        expect(new Set(names).size).toBe(names.length);
        const justScanned = [...new Set(scans.map(({ productId }) => productId).toReversed())].slice(0, 3);
        for (const name of names) {
          expect(candidates[name]?.isBuyable).toBe(true);
          expect(hidden).not.toContain(name);
          expect(justScanned).not.toContain(name);
        }
        for (const line of ['a', 'b'])
          expect(names.filter((name) => candidates[name]?.line === line).length).toBeLessThanOrEqual(3);
        for (const [index, { score }] of found.entries())
          expect(score).toBeLessThanOrEqual(found[index - 1]?.score ?? Number.POSITIVE_INFINITY);
        for (const { productId, reason } of found) {
          if (reason.kind !== 'goes_with') continue;
          expect((lists[reason.productId] ?? []).some(([other, weight]) => other === productId && weight > 0)).toBe(
            true,
          );
        }
      }),
    );
  });

  test('the same visit always gets the same answer', () => {
    fc.assert(
      fc.property(world, ({ lists, popular, scans }) => {
        const run = () => ask({ ...lists, [popularId]: popular }, { scans });
        expect(run()).toEqual(run());
      }),
    );
  });
});
