import { expect, it } from 'vitest';
import { buildProduct, buildVariant } from '#test/build/domain.ts';
import { type CompareSide, differences, sameSizeOf } from './compare.ts';

const colour = (name: string) => ({ key: name, name: { 'pt-BR': name, en: `${name} (en)` }, hex: '#b5713a' });
const side = (part: Parameters<typeof buildProduct>[0], sizes: (string | null)[], colours = ['Café']): CompareSide => {
  const product = buildProduct(part);
  const variants = colours.flatMap((name, row) =>
    sizes.map((size, order) =>
      buildVariant({ productId: product.id, size, order: row * 100 + order, colour: colour(name) }),
    ),
  );
  return { product, variants };
};
const fields = (left: CompareSide, right: CompareSide, locale: 'pt-BR' | 'en' = 'pt-BR') =>
  Object.fromEntries(differences(left, right, locale).map((row) => [row.field, [row.left, row.right]]));

it('two products that say the same of themselves differ in nothing', () => {
  const one = side({ tags: ['trilha'] }, ['38', '39']);
  expect(differences(one, side({ tags: ['trilha'], brand: ' SERRA ' }, ['38', '39']), 'pt-BR')).toEqual([]);
});

it('only what differs is told, in the order in which people ask', () => {
  const boot = side({ tags: ['trilha', 'frio'] }, ['36', '37', '38', '39', '40'], ['Café', 'Musgo']);
  const shoe = side({ subtitle: { 'pt-BR': 'Malha leve' }, brand: 'Orla', tags: ['cidade', 'frio'] }, ['38', '39']);
  expect(differences(boot, shoe, 'pt-BR').map(({ field }) => field)).toEqual([
    'look',
    'sizes',
    'colours',
    'good_for',
    'brand',
  ]);
  expect(fields(boot, shoe)).toEqual({
    look: ['Couro curtido', 'Malha leve'],
    sizes: ['36 – 40', '38, 39'],
    colours: ['Café, Musgo', 'Café'],
    good_for: ['trilha', 'cidade'],
    brand: ['Serra', 'Orla'],
  });
});

it('colours are in the language that is on, and tags only in the shop’s own', () => {
  const found = fields(side({ tags: ['a'] }, ['M'], ['Café']), side({ tags: ['b'] }, ['M'], ['Musgo']), 'en');
  expect(found).toEqual({ colours: ['Café (en)', 'Musgo (en)'] });
});

it('a product without sizes says nothing of them, and many colours are counted', () => {
  const many = side({}, [null], ['A', 'B', 'C', 'D', 'E', 'F']);
  expect(fields(many, side({}, ['M'], ['A']))).toEqual({ sizes: ['', 'M'], colours: ['B, C, D, E +2', 'A'] });
});

it('a colour behind the fourth tells two products apart, and is seen', () => {
  const [left, right] = [side({}, [null], ['A', 'B', 'C', 'D', 'E']), side({}, [null], ['A', 'B', 'C', 'D', 'F'])];
  expect(fields(left, right)).toEqual({ colours: ['E, A, B, C +1', 'F, A, B, C +1'] });
  expect(fields(left, side({}, [null], ['E', 'D', 'C', 'B', ' a']))).toEqual({});
});

it('sizes that one of the two lacks between the same ends are told one by one', () => {
  const all = side({}, ['36', '37', '38', '39', '40', '41', '42']);
  expect(fields(all, side({}, ['36', '37', '41', '42']))).toEqual({
    sizes: ['36, 37, 38, 39, 40, 41, 42', '36, 37, 41, 42'],
  });
  expect(fields(all, side({}, ['36', '37', '38', '39', '40']))).toEqual({ sizes: ['36 – 42', '36 – 40'] });
});

it('sizes that are sold no more are no sizes', () => {
  const left = side({}, ['38', '39']);
  const gone = { ...left, variants: left.variants.map((one, at) => ({ ...one, live: at === 0 })) };
  expect(fields(left, gone)).toEqual({ sizes: ['38, 39', '38'] });
});

it('what fits the same foot is compared: the other is shown in the size of the first, where it has it', () => {
  const { variants } = side({}, ['38', '39'], ['A', 'B']);
  const [first] = variants;
  const second = variants[2];
  if (!first || !second) throw new Error('no variants');
  expect(sameSizeOf('39', second, variants)).toBe(variants[3]);
  expect(sameSizeOf('45', second, variants)).toBe(second);
  expect(sameSizeOf('38', first, variants)).toBe(first);
});
