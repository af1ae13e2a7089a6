// The protocol on a history small enough to be worked out by hand.
import { describe, expect, test } from 'vitest';
import { casesOf, catalogueOf, measure } from '#test/bench/suggest-cases.ts';
import { gondolaModel, gondolaSettings } from '#test/bench/suggest-gondola.ts';
import { visitsOf } from '#test/bench/suggest-history.ts';
import { loadOf } from '#test/bench/suggest-load.ts';
import { trainingOf } from '#test/bench/suggest-model.ts';
import { peers } from '#test/bench/suggest-models.ts';
import { spread } from '#test/bench/suggest.ts';

const head = 'customer\tvisit\tts\titem\tevent\tqty\tunit_price_gbp';
const file = (lines: string[]) => ({ name: 'file', text: [head, ...lines, ''].join('\n') });
const bought = (customer: string, day: number, items: string[]): string[] =>
  items.map((item) => `${customer}\t${customer}-${day}\t${day * 86_400}\t${item}\tpurchase\t1\t1.00`);

const train = visitsOf([
  file([...bought('ana', 1, ['cup', 'tea', 'cup']), ...bought('bia', 2, ['cup', 'pot'])]),
  file(bought('', 3, ['pot', 'tea'])),
]);
const later = visitsOf([
  file([
    ...bought('ana', 4, ['tea', 'pot', 'new', 'jug']),
    ...bought('eva', 4, ['cup']),
    ...bought('', 4, ['cup']),
    ...bought('ana', 5, ['pot', 'cup']),
    ...bought('eva', 6, ['pot']),
  ]),
]);
const catalogue = catalogueOf(train);
const [cup, pot, tea] = ['cup', 'pot', 'tea'].map((item) => catalogue.numberOf.get(item) ?? -1) as [
  number,
  number,
  number,
];
const cases = casesOf(train, later, catalogue);

describe('the history', () => {
  test('several files are one; an item counts once a visit, in the order in which it was bought', () => {
    expect(train.map(({ customer, items }) => [customer, items])).toEqual([
      ['ana', ['cup', 'tea']],
      ['bia', ['cup', 'pot']],
      [null, ['pot', 'tea']],
    ]);
  });

  test('a line without an item or a file without a column is told of', () => {
    expect(() => visitsOf([file(['ana\tv\t1\t\tpurchase\t1\t1'])])).toThrow('file:2');
    expect(() => visitsOf([{ name: 'x', text: 'customer\tvisit\tts\n' }])).toThrow('x: no column item');
  });

  test('--train takes several files', () => {
    expect(spread(['--train', 'a', 'b', '--test', 'c', '--tune'])).toEqual([
      '--train',
      'a',
      '--train',
      'b',
      '--test',
      'c',
      '--tune',
    ]);
  });
});

describe('the cases', () => {
  const of = (task: string) =>
    cases
      .filter((one) => one.task === task)
      .map(({ history, basket, excluded, targets, targetCount }) => ({
        history: history.map(({ item }) => item),
        basket,
        excluded: [...excluded].toSorted((a, b) => a - b),
        targets: [...targets].toSorted((a, b) => a - b),
        targetCount,
      }));

  test('B1: each visit of a customer with an earlier event, the whole visit, own history allowed', () => {
    expect(of('B1')).toEqual([
      { history: [cup, tea], basket: [], excluded: [], targets: [pot, tea], targetCount: 4 },
      { history: [cup, tea, tea, pot], basket: [], excluded: [], targets: [cup, pot], targetCount: 2 },
      { history: [cup], basket: [], excluded: [], targets: [pot], targetCount: 1 },
    ]);
  });

  test('B2: only what is new to the customer; all that was bought before is excluded', () => {
    expect(of('B2')).toEqual([
      { history: [cup, tea], basket: [], excluded: [cup, tea], targets: [pot], targetCount: 3 },
      { history: [cup], basket: [], excluded: [cup], targets: [pot], targetCount: 1 },
    ]);
  });

  test('B3: the new ones of the second half, from the history and the first half', () => {
    expect(of('B3')).toEqual([
      // The first half is tea and pot; what is left was never seen in training.
      { history: [cup, tea], basket: [tea, pot], excluded: [cup, pot, tea], targets: [], targetCount: 2 },
    ]);
  });

  test('of a long history the last hundred items are told, and all are excluded', () => {
    const items = Array.from({ length: 130 }, (_, n) => `i${String(n).padStart(3, '0')}`);
    const long = visitsOf([file([...bought('ana', 1, items), ...bought('bia', 1, ['other'])])]);
    const [first, second] = casesOf(long, visitsOf([file(bought('ana', 2, ['other']))]), catalogueOf(long));
    expect(first?.history).toHaveLength(100);
    expect(first?.history[0]?.item).toBe(30);
    expect(second?.excluded.size).toBe(130);
  });
});

test('the measures are those of the books', () => {
  const [one, two] = [cases[0], cases.filter(({ task }) => task === 'B1')[2]];
  if (!one || !two) throw new Error('no cases');
  // Of `one`: a miss, then tea; pot is not on the list. Of `two`: nothing.
  expect(measure([one, two], [[cup, tea], [cup]], 4)).toEqual({
    cases: 2,
    hr20: 1 / 2,
    mrr20: 1 / 2 / 2,
    ndcg10: 1 / Math.log2(3) / (1 + 1 / Math.log2(3) + 1 / 2 + 1 / Math.log2(5)) / 2,
    recall20: 1 / 4 / 2,
    coverage20: 2 / 4,
  });
  const late = [...Array.from({ length: 20 }, () => cup), tea];
  expect(measure([one], [late], 4).hr20).toBe(0);
});

describe('every model', () => {
  const training = trainingOf(catalogue, train);
  const all = [
    ...peers,
    {
      name: 'gondola',
      settings: { ...gondolaSettings, support: 1 },
      make: () => gondolaModel(training, { ...gondolaSettings, support: 1 }),
    },
  ];

  test.each(all)('$name ranks nothing twice and nothing excluded', async ({ make, settings }) => {
    const model = await make(training, settings);
    for (const one of cases) {
      const list = model.rank(one);
      expect(new Set(list).size).toBe(list.length);
      expect(list.filter((item) => one.excluded.has(item) || item < 0)).toEqual([]);
    }
  });

  test.each(all.filter(({ name }) => name !== 'popularity'))('$name finds what goes with it', async (model) => {
    const made = await model.make(training, model.settings);
    const asked = cases.filter(({ task }) => task === 'B2')[1];
    if (!asked) throw new Error('no case');
    // Eva had a cup: a pot and tea each met it once.
    expect(made.rank(asked).toSorted((a, b) => a - b)).toEqual([pot, tea]);
  });

  test('ours never suggests what can’t be bought, whatever the stock', async () => {
    const model = await gondolaModel(training, { ...gondolaSettings, support: 1 });
    expect(loadOf(model, cases, 500)).toMatchObject({ unbuyable: 0 });
  });
});
