import { expect, it } from 'vitest';
import { type Choice, choiceRows, nextCell, sameSizeIn, shownRows } from './choice.ts';

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
