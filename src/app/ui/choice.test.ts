import { describe, expect, it } from 'vitest';
import { besideGrid, type Choice, choiceRows, nextCell, sameSizeIn, shownRows, stopIn } from './choice.ts';

const one = (colour: string | null, size: string | null, availability: Choice['availability'] = 'here'): Choice => ({
  key: `${colour}/${size}`,
  colour,
  size,
  availability,
});
const rows = choiceRows(
  [one('a', '36'), one('a', '37'), one('a', '39'), one('b', '36', 'none'), one('b', '38')],
  [
    { key: 'a', name: 'Caramelo' },
    { key: 'b', name: 'Café' },
  ],
  ['36', '37', '38', '39'],
);

it('arrow keys walk over pairs that do not exist and stop at the edge', () => {
  expect(nextCell(rows, 'a/37', 'ArrowRight')?.key).toBe('a/39');
  expect(nextCell(rows, 'a/36', 'ArrowDown')?.key).toBe('b/36');
  expect(nextCell(rows, 'a/37', 'ArrowDown')).toBeNull();
  expect(nextCell(rows, 'a/36', 'ArrowLeft')).toBeNull();
  expect(nextCell(rows, 'b/38', 'Home')?.key).toBe('b/36');
  expect(nextCell(rows, 'a/36', 'End')?.key).toBe('a/39');
  expect(nextCell(rows, 'a/36', 'x')).toBeNull();
});

it('another colour keeps the size, or takes one that is here', () => {
  expect(sameSizeIn(rows, 'b', '36')?.key).toBe('b/36');
  expect(sameSizeIn(rows, 'b', '39')?.key).toBe('b/38');
  expect(sameSizeIn(rows, 'c', '39')).toBeNull();
});

it('a product with one colour, or without sizes, is a single line', () => {
  expect(choiceRows([one(null, 'P'), one(null, 'M')], [], ['P', 'M'])).toHaveLength(1);
  expect(
    choiceRows(
      [one('a', null), one('b', null)],
      [
        { key: 'a', name: 'A' },
        { key: 'b', name: 'B' },
      ],
      [],
    ).map((row) => row.cells.length),
  ).toEqual([2]);
});

it('a grid that anybody can look through is shown whole', () => {
  expect(shownRows(rows, 'a/36')).toEqual({ rows, left: 0 });
});

it('of ten thousand choices those around the chosen one are shown, and the others are counted', () => {
  const sizes = Array.from({ length: 10_000 }, (_, at) => String(at));
  const many = choiceRows(
    sizes.map((size) => one(null, size)),
    [],
    sizes,
  );
  const chosen = many[0]?.cells[5_000]?.key ?? '';
  const { rows: shown, left } = shownRows(many, chosen);
  expect(shown[0]?.cells).toHaveLength(120);
  expect(shown[0]?.cells.some((cell) => cell?.key === chosen)).toBe(true);
  expect(left).toBe(9_880);
});

it('of many colours the open one keeps its cells, the others can still be chosen', () => {
  const colours = Array.from({ length: 60 }, (_, at) => ({ key: `c${at}`, name: `C${at}` }));
  const sizes = Array.from({ length: 12 }, (_, at) => String(36 + at));
  const all = choiceRows(
    colours.flatMap(({ key }) => sizes.map((size) => one(key, size))),
    colours,
    sizes,
  );
  const { rows: shown, left } = shownRows(all, all[7]?.cells[3]?.key ?? null);
  expect(left).toBe(0);
  expect(shown).toHaveLength(60);
  expect(shown.map(({ cells }) => cells.length).filter(Boolean)).toEqual([12]);
  expect(shown[7]?.cells).toHaveLength(12);
});

describe('a choice to which the grid has no cell to give', () => {
  const colours = [
    { key: 'a', name: 'Caramelo' },
    { key: 'b', name: 'Café' },
  ];
  const twin = { ...one('a', '36'), key: 'twin' };
  const choices = [one('a', '36'), twin, one('b', '37'), one('b', null), one(null, '36')];
  const grid = choiceRows(choices, colours, ['36', '37']);
  const besideOf = (...asked: Parameters<typeof besideGrid>) => besideGrid(...asked).beside.map(({ key }) => key);

  it('stands beside it: the second of one colour and size, one without size, one without colour', () => {
    expect(besideGrid(choices, grid, 'twin')).toEqual({ beside: [twin, choices[3], choices[4]], left: 0 });
    expect(besideGrid(choices.slice(0, 1), grid, null).beside).toEqual([]);
  });

  it('also where there is no grid at all', () => {
    const plain = [one(null, null), { ...one(null, null), key: 'other' }];
    expect(besideOf(plain, choiceRows(plain, [], []), 'other')).toEqual(['null/null', 'other']);
    expect(stopIn(choiceRows(plain, [], []), 'other')).toBeNull();
  });

  it('leaves the grid within reach of Tab when it is the chosen one', () => {
    expect(stopIn(grid, 'b/37')).toBe('b/37');
    for (const chosen of ['twin', 'b/null', 'null/36', null]) expect(stopIn(grid, chosen)).toBe('a/36');
    const withGap = choiceRows([one('b', '37')], colours, ['36', '37']);
    expect(stopIn(withGap, 'twin')).toBe('b/37');
  });

  it('is shown with those around it when there are very many, and the others are counted', () => {
    const many = Array.from({ length: 1_000 }, (_, at) => ({ ...one('a', '36'), key: `n${at}` }));
    const found = besideGrid(many, choiceRows(many, colours, ['36']), 'n700');
    expect(found.beside.map(({ key }) => key)).toContain('n700');
    expect(found.beside.length + found.left).toBe(999);
    expect(found.beside.length).toBeLessThan(30);
  });
});

it('pairs that do not exist are not counted among the choices that are left', () => {
  const colours = Array.from({ length: 200 }, (_, at) => ({ key: `c${at}`, name: `C${at}` }));
  const sizes = Array.from({ length: 300 }, (_, at) => String(at));
  // Each colour comes in one size alone, the first in every second one.
  const own = colours.map(({ key }, at) => one(key, String(at)));
  const first = sizes.filter((_, at) => at > 0 && at % 2 === 0).map((size) => one('c0', size));
  const all = choiceRows([...own, ...first], colours, sizes);
  const { rows: shown, left } = shownRows(all, 'c0/0');
  expect(shown).toHaveLength(120);
  expect(shown[0]?.cells.filter((cell) => cell !== null)).toHaveLength(60);
  // 90 of the first colour, and one each of the 80 colours that are not shown.
  expect(left).toBe(90 + 80);
});
