import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NearLists } from './near-lists.ts';
import type { Neighbours } from './product.ts';
import { type Candidate, popularId, suggest, type SuggestionInput } from './suggestion.ts';

const anything: Candidate = { line: '', style: '', isBuyable: true, percentOff: 0, hiddenShare: 0, isHere: true };

function ask(
  lists: Record<string, Neighbours['near']>,
  given: Partial<SuggestionInput> = {},
  candidates: Record<string, Partial<Candidate>> = {},
) {
  return suggest({
    scans: [],
    onScreen: null,
    history: [],
    basket: new Set(),
    hidden: new Set(),
    lists: new NearLists((id) => lists[id] ?? []),
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
    // Pairs weigh by the square of their byte; the two scans share one.
    expect(found[0]?.score).toBeCloseTo((200 / 255) ** 2 / 1.9);
    expect(found[1]?.score).toBeCloseTo((0.9 * (200 / 255) ** 2) / 1.9);
  });

  test('two weak pairs together beat a strong one, and the stronger of them is the reason', () => {
    const found = ask(
      {
        a: [['x', 150]],
        b: [
          ['x', 140],
          ['y', 190],
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
        ['cheap', 96],
        ['far', 95],
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

describe('with a web history', () => {
  const scans = [{ productId: 'boot' }];
  const history = [
    { productId: 'tent', weight: 255 },
    { productId: 'mug', weight: 51 },
  ];

  test('what was looked at on the web may come itself, and says so', () => {
    const found = ask({ tent: [['lamp', 255]] }, { history });
    expect(found.map(({ productId, reason }) => [productId, reason])).toEqual([
      ['tent', { kind: 'from_history' }],
      ['mug', { kind: 'from_history' }],
      ['lamp', { kind: 'near_history', productId: 'tent' }],
    ]);
  });

  test('a scan says ten times as much as one of ten that were looked at', () => {
    const ten = Array.from({ length: 10 }, (_, n) => ({ productId: `web${n}`, weight: 200 }));
    const found = ask({ boot: [['sock', 100]], web0: [['lamp', 100]] }, { scans, history: ten, limit: 20 });
    const scoreOf = (id: string): number => found.find(({ productId }) => productId === id)?.score ?? 0;
    expect(scoreOf('sock') / scoreOf('lamp')).toBeCloseTo(10);
  });

  test('the reason is the strongest of several pairs', () => {
    const lists: Record<string, Neighbours['near']> = { boot: [['lamp', 60]], tent: [['lamp', 255]] };
    const [lamp] = ask(lists, { scans, history, hidden: new Set(['tent', 'mug']) });
    expect(lamp?.reason).toEqual({ kind: 'near_history', productId: 'tent' });
  });

  test('what merely sells is never told of where a pair speaks', () => {
    const lists: Record<string, Neighbours['near']> = { boot: [['sock', 1]], [popularId]: [['sock', 255]] };
    expect(ask(lists, { scans })[0]?.reason).toEqual({ kind: 'goes_with', productId: 'boot' });
  });

  test('beyond a hundred products it counts for nothing', () => {
    const long = Array.from({ length: 101 }, (_, n) => ({ productId: `web${n}`, weight: 9 }));
    expect(ids(ask({}, { history: long, limit: 200 }))).toHaveLength(100);
  });

  test('what is in the basket, scanned just now or hidden does not come back by it', () => {
    const found = ask({}, { scans: [{ productId: 'tent' }], history, basket: new Set(['mug']) });
    expect(ids(found)).toEqual([]);
  });
});

describe('what this store does not show', () => {
  const near: Neighbours['near'] = [
    ['plain', 100],
    ['unseen', 90],
    ['far', 89],
  ];

  test('is lifted by a quarter, and labelled', () => {
    const found = ask({ boot: near }, { onScreen: 'boot' }, { unseen: { hiddenShare: 1 } });
    expect(found.map(({ productId, label }) => [productId, label])).toEqual([
      ['unseen', 'aisle'],
      ['plain', null],
      ['far', null],
    ]);
    expect(found[0]?.score).toBeCloseTo(1.25 * (90 / 255) ** 2);
  });

  test('is on the web alone where it is not here, and by half lifted by half', () => {
    const [first] = ask({ boot: [['web', 255]] }, { onScreen: 'boot' }, { web: { hiddenShare: 0.5, isHere: false } });
    expect(first).toMatchObject({ label: 'online_only', score: 1.125 });
  });

  test('is found among the best although two hundred others score more before the lift', () => {
    const many: Neighbours['near'] = Array.from({ length: 200 }, (_, n) => [`p${String(n).padStart(3, '0')}`, 100]);
    const found = ask({ boot: [...many, ['z', 95]] }, { onScreen: 'boot', limit: 2 }, { z: { hiddenShare: 1 } });
    expect(ids(found)).toEqual(['z', 'p000']);
  });
});

test('no two colours of a style', () => {
  const near: Neighbours['near'] = [
    ['red', 9],
    ['blue', 8],
    ['other', 7],
  ];
  expect(ids(ask({ boot: near }, { onScreen: 'boot' }, { red: { style: 'Serra' }, blue: { style: 'Serra' } }))).toEqual(
    ['red', 'other'],
  );
});

describe('exploration', () => {
  const near: Neighbours['near'] = Array.from({ length: 12 }, (_, n) => [`p${String(n).padStart(2, '0')}`, 200 - n]);
  const drawn = (share: number, seed: number) =>
    ask({ boot: near }, { onScreen: 'boot', limit: 3, explore: { share, seed } });

  test('draws the last place alone, by its seed, as often as the propensities say', () => {
    const share = 0.2;
    const counts = new Map<string, number>();
    const propensities = new Map<string, number>();
    for (let seed = 0; seed < 5_000; seed++) {
      const found = drawn(share, seed);
      expect(ids(found).slice(0, 2)).toEqual(['p00', 'p01']);
      expect(found.slice(0, 2).map(({ propensity }) => propensity)).toEqual([1, 1]);
      const last = found[2];
      counts.set(last?.productId ?? '', (counts.get(last?.productId ?? '') ?? 0) + 1);
      propensities.set(last?.productId ?? '', last?.propensity ?? 0);
    }
    expect(propensities.size).toBe(10);
    expect([...propensities.values()].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
    for (const [id, propensity] of propensities)
      expect(Math.abs((counts.get(id) ?? 0) / 5_000 - propensity)).toBeLessThan(0.02);
  });

  test('is off unless it is asked for, and the same for the same seed', () => {
    expect(ids(drawn(0, 1))).toEqual(['p00', 'p01', 'p02']);
    expect(drawn(0.5, 7)).toEqual(drawn(0.5, 7));
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
    basket: fc.array(id),
    history: fc.uniqueArray(fc.record({ productId: id, weight: fc.integer({ min: 1, max: 255 }) }), {
      selector: ({ productId }) => productId,
    }),
    candidates: fc.dictionary(
      id,
      fc.record({
        line: fc.constantFrom('', 'a', 'b'),
        isBuyable: fc.boolean(),
        percentOff: fc.integer({ min: 0, max: 90 }),
        style: fc.constantFrom('', 'boots', 'socks'),
        hiddenShare: fc.constantFrom(0, 0.5, 1),
        isHere: fc.boolean(),
      }),
    ),
    limit: fc.integer({ min: 0, max: 12 }),
  });

  test('only what can be bought, nothing hidden or just scanned, no twins, three of a line, sorted, within the limit', () => {
    fc.assert(
      fc.property(world, ({ lists, popular, scans, hidden, basket, history, candidates, limit }) => {
        const found = suggest({
          scans,
          onScreen: null,
          history,
          basket: new Set(basket),
          hidden: new Set(hidden),
          lists: new NearLists((name) => (name === popularId ? popular : (lists[name] ?? []))),
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
          expect(basket).not.toContain(name);
          expect(justScanned).not.toContain(name);
        }
        for (const line of ['a', 'b'])
          expect(names.filter((name) => candidates[name]?.line === line).length).toBeLessThanOrEqual(3);
        for (const [index, { score }] of found.entries())
          expect(score).toBeLessThanOrEqual(found[index - 1]?.score ?? Number.POSITIVE_INFINITY);
        for (const style of ['boots', 'socks'])
          expect(names.filter((name) => candidates[name]?.style === style).length).toBeLessThanOrEqual(1);
        for (const { productId, reason, propensity } of found) {
          expect(propensity).toBe(1);
          if (reason.kind === 'from_history') expect(history.map((one) => one.productId)).toContain(productId);
          if (reason.kind === 'near_history') expect(history.map((one) => one.productId)).toContain(reason.productId);
          if (reason.kind === 'goes_with') expect(scans.map((one) => one.productId)).toContain(reason.productId);
          if (reason.kind !== 'goes_with' && reason.kind !== 'near_history') continue;
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
