import { describe, expect, test } from 'vitest';
import type { Baskets } from './baskets.ts';
import { listsOf } from './lists.ts';
import { pairConstants, pairsOf } from './pairs.ts';

const dayMs = 86_400_000;
const nowMs = 1_000 * dayMs;
const products = ['boot', 'lamp', 'mug', 'sock', 'tent'];

interface Visit {
  person: number;
  items: string[];
  daysAgo?: number;
}

function baskets(visits: Visit[]): Baskets {
  const sorted = visits.toSorted((a, b) => a.person - b.person);
  const items = sorted.flatMap((visit) => visit.items.map((item) => products.indexOf(item)).toSorted((a, b) => a - b));
  const starts = [0];
  for (const visit of sorted) starts.push((starts.at(-1) ?? 0) + visit.items.length);
  return {
    products,
    starts: Int32Array.from(starts),
    items: Int32Array.from(items),
    strengths: new Float32Array(items.length).fill(1),
    atMs: Float64Array.from(sorted, ({ daysAgo = 0 }) => nowMs - daysAgo * dayMs),
    persons: Int32Array.from(sorted, ({ person }) => person),
    newestMs: nowMs,
  };
}

const rules = { support: 1, top: 50 };
const plain = { ...pairConstants, personShare: 0, trendPower: 0, sizeDamping: 0, shrink: 0, visitFromPower: 0.5 };

function nearOf(visits: Visit[], from: string, more: Partial<typeof pairConstants> = {}, support = 1) {
  const { near } = pairsOf(baskets(visits), { ...rules, support }, { ...plain, ...more });
  return new Map(near[products.indexOf(from)]);
}

describe('pairs', () => {
  test('are a cosine, kept as the root of a byte', () => {
    const near = nearOf(
      [
        { person: 1, items: ['boot', 'sock'] },
        { person: 2, items: ['boot', 'lamp'] },
        { person: 3, items: ['lamp', 'mug'] },
      ],
      'boot',
    );
    // boot–sock 1/√2, lamp–mug 1/√2 the same, boot–lamp 1/2.
    expect(near.get('sock')).toBe(255);
    expect(near.get('lamp')).toBe(Math.round(255 * Math.sqrt(0.5 / Math.SQRT1_2)));
  });

  test('are published from so many distinct persons on, however often one of them comes', () => {
    const twice = [
      { person: 1, items: ['boot', 'sock'] },
      { person: 1, items: ['boot', 'sock'] },
      { person: 2, items: ['boot', 'tent'] },
      { person: 3, items: ['boot', 'tent'] },
    ];
    expect([...nearOf(twice, 'boot', {}, 2).keys()]).toEqual(['tent']);
    expect(nearOf(twice, 'boot', {}, 3).size).toBe(0);
  });

  test('of old visits say less', () => {
    const visits = [
      { person: 1, items: ['boot', 'sock'], daysAgo: 0 },
      { person: 2, items: ['boot', 'tent'], daysAgo: 120 },
    ];
    const near = nearOf(visits, 'boot', { shrink: 1 });
    expect(near.get('sock')).toBeGreaterThan(near.get('tent') ?? 255);
  });

  test('of a visit that bought everything say less than of a small one', () => {
    const visits = [
      { person: 1, items: ['boot', 'sock'] },
      { person: 2, items: ['boot', 'tent', 'lamp', 'mug'] },
    ];
    const weights = (sizeDamping: number) => {
      const near = nearOf(visits, 'boot', { sizeDamping, shrink: 1 });
      return (near.get('sock') ?? 0) - (near.get('tent') ?? 0);
    };
    expect(weights(0)).toBe(0);
    expect(weights(0.5)).toBeGreaterThan(0);
  });

  test('of one person over several visits lift a pair that was also seen in one', () => {
    const visits = [
      { person: 1, items: ['boot', 'sock'] },
      { person: 2, items: ['boot', 'tent'] },
      { person: 3, items: ['boot'], daysAgo: 3 },
      { person: 3, items: ['tent'], daysAgo: 2 },
      { person: 4, items: ['sock'], daysAgo: 2 },
    ];
    const lead = (personShare: number) => {
      const near = nearOf(visits, 'boot', { personShare });
      return (near.get('tent') ?? 0) - (near.get('sock') ?? 0);
    };
    expect(lead(1)).toBeGreaterThan(lead(0));
    expect(
      nearOf(
        [visits[2], visits[3]].flatMap((visit) => visit ?? []),
        'boot',
        { personShare: 1 },
      ).size,
    ).toBe(0);
  });

  test('of a guest, or whoever came once, count once', () => {
    const visits = [
      { person: 1, items: ['boot', 'sock'] },
      { person: 2, items: ['boot', 'tent'] },
      { person: 2, items: ['boot', 'tent'] },
    ];
    const [without, with_] = [0, 1].map((personShare) => nearOf(visits, 'boot', { personShare, shrink: 5, fullAt: 1 }));
    const lead = (near = new Map<string, number>()) => (near.get('sock') ?? 0) / (near.get('tent') ?? 1);
    expect(lead(with_)).toBeLessThan(lead(without));
  });

  test('with what sells more now than it used to are lifted', () => {
    const visits = [
      { person: 1, items: ['boot', 'sock'], daysAgo: 20 },
      { person: 2, items: ['boot', 'tent'], daysAgo: 20 },
      { person: 3, items: ['tent'], daysAgo: 300 },
      { person: 4, items: ['sock'], daysAgo: 0 },
    ];
    const lead = (trendPower: number) => {
      const near = nearOf(visits, 'boot', { trendPower, toPower: 0 });
      return (near.get('sock') ?? 0) - (near.get('tent') ?? 0);
    };
    expect(lead(0)).toBe(0);
    expect(lead(0.4)).toBeGreaterThan(0);
  });

  test('keep the scale where one pair out of many is far stronger', () => {
    const many = { ...rules, support: 1 };
    const visits = [
      { person: 1, items: ['boot', 'sock'] },
      { person: 2, items: ['lamp', 'mug'] },
      { person: 3, items: ['lamp', 'tent'] },
    ];
    const [all, capped] = [1, 0.1].map((fullAt) => pairsOf(baskets(visits), many, { ...plain, fullAt }).near);
    const weak = (near = all) => new Map(near?.[products.indexOf('lamp')]).get('mug') ?? 0;
    expect(weak(capped)).toBeGreaterThan(weak(all));
    expect(new Map(capped?.[0]).get('sock')).toBe(255);
  });
});

describe('lists', () => {
  const departments = products.map((id) => ({ id, department: id === 'mug' ? 'home' : 'trail' }));

  test('stand in the order in which a packed file keeps them: weight, then id', () => {
    const visits = [1, 2].flatMap((person) => [{ person, items: ['tent', 'sock', 'lamp', 'boot'] }]);
    const lists = listsOf(departments, pairsOf(baskets(visits), rules));
    for (const near of lists.values())
      expect(near).toEqual(near.toSorted(([a, of], [b, than]) => than - of || (a < b ? -1 : 1)));
  });

  test('say what sells now only with the support that a pair needs', () => {
    const visits = [
      { person: 1, items: ['tent'] },
      { person: 2, items: ['tent'] },
      { person: 2, items: ['lamp'] },
    ];
    const lists = listsOf(departments, pairsOf(baskets(visits), { support: 2, top: 50 }));
    expect(lists.get('popular')).toEqual([['tent', 255]]);
  });
});
