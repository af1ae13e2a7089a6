// Which products, departments and tags the line of a promotion means, and which of them it may not make free.
import { beforeEach, expect, test } from 'vitest';
import { tables } from '#domain/tables.ts';
import { bring, file, gtin, rejectedOf, rowsOf, useImportLab } from '#test/build/import-lab.ts';
import { summaryLines } from './summary.ts';

useImportLab();

const catalogue = `item,gtin,name,price,department,tags
boot,${gtin(1)},Bota,100.00,Calçados,trilha
sock,${gtin(2)},Meia,10.00,Calçados,
mug,${gtin(3)},Caneca,20.00,Casa,presente
`;
const reasonsOf = (name: string): string[] =>
  rejectedOf(name)
    .map((line) => line.split('\t').slice(0, 2).join(' '))
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
const pricesOf = async (item: string): Promise<[number, number | null][]> => {
  const variant = (await rowsOf('variant')).find(({ sourceId }) => sourceId === item);
  return (await rowsOf('offer'))
    .filter(({ variantId }) => variantId === variant?.id)
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .map(({ price, was }) => [price.minor, was?.minor ?? null]);
};

beforeEach(() => bring({ catalogue: file('c.csv', catalogue) }));

const head = 'id,name,kind,value,products,departments,tags,from,to,weekly,stacking,best_of,priority\n';

test('more products than a statement takes parameters are looked up all the same', async () => {
  const names = Array.from({ length: 70_000 }, (_, n) => gtin(n + 1));
  const lines = Array.from({ length: 35 }, (_, n) => {
    return `p${n},P,percent,10,${names.slice(n * 2_000, (n + 1) * 2_000).join('|')},,,,,,,,\n`;
  });
  const summary = await bring({ promotion: file('p.csv', head + lines.join('')) });
  expect(summary.files[0]?.tally).toMatchObject({ lines: 35, rejected: 35 });
  expect(reasonsOf('p.csv')[0]).toBe(`2 no product ${gtin(4)} in the catalogue`);
});

test('an item’s own id or its GTIN lowers that one of its style; of a bundle it is told that any one counts', async () => {
  const sizes = `item,group,gtin,name,price\n${[38, 39, 40]
    .map((n) => `b${n},bota,${gtin(n)},Bota,100.00\n`)
    .join('')}`;
  await bring({ catalogue: file('sizes.csv', sizes) });
  const summary = await bring({
    promotion: file(
      'p.csv',
      `${head}a,A,percent,10,b38,,,,,,,,
b,B,percent,20,${gtin(39)},,,,,,,,
c,C,buy-get,1+1,b40,,,,,,,,
d,D,bundle,90.00,b40|mug,,,,,,,,
e,E,bundle,90.00,boot|${gtin(3)},,,,,,,,
f,F,percent,1,b38|b39|${gtin(40)}|mug,,,,,,,,
`,
    ),
  });
  expect(await pricesOf('b38')).toEqual([
    [10_000, null],
    [9_000, 10_000],
  ]);
  expect(await pricesOf('b39')).toEqual([
    [10_000, null],
    [8_000, 10_000],
  ]);
  expect(await pricesOf('b40')).toEqual([
    [10_000, null],
    [9_900, 10_000],
  ]);
  const rows = await rowsOf('discount');
  for (const row of rows) expect(tables.discount.schema.safeParse(row).error).toBeUndefined();
  const b40 = (await rowsOf('variant')).find(({ sourceId }) => sourceId === 'b40');
  expect(rows.find(({ rule }) => rule.kind === 'buyGet')?.scope).toMatchObject({
    productIds: [],
    variantIds: [b40?.id],
  });
  // All sizes of a style are the style.
  expect(rows.find(({ name }) => name['pt-BR'] === 'F')?.scope).toEqual({
    all: false,
    productIds: [b40?.productId, (await rowsOf('product')).find(({ sourceId }) => sourceId === 'mug')?.id],
    departments: [],
    tags: [],
  });
  expect(summaryLines(summary).join('\n')).toMatch(/bundles that name an item or a GTIN: 1; a bundle takes any/);
});

test('departments and tags that differ in an accent or a capital are told apart by how they are written', async () => {
  const twins = catalogue.replace('Caneca,20.00,Casa,presente', 'Caneca,20.00,CALCADOS,Trilha');
  await bring({ catalogue: file('c.csv', twins) });
  const lines = ['a,A,percent,5,,Calçados,trilha', 'b,B,percent,5,,calcados,', 'c,C,percent,5,,,TRILHA'];
  await bring({ promotion: file('p.csv', head + lines.map((line) => `${line},,,,,,\n`).join('')) });
  expect((await rowsOf('discount')).map(({ scope }) => [scope.departments, scope.tags])).toEqual([
    [['Calçados'], ['trilha']],
  ]);
  expect(reasonsOf('p.csv')).toEqual([
    '3 the department "calcados" may be "CALCADOS" or "Calçados": write it as that',
    '4 the tag "TRILHA" may be "Trilha" or "trilha": write it as that',
  ]);
});

test('an amount off that makes something free is told with how many items it would be, and left out', async () => {
  const lines = [
    'a,A,amount,10.00,sock,,',
    'b,B,amount,20.00,*,,',
    'c,C,amount,100.00,,Calcados,',
    `d,D,amount,20.00,${gtin(3)},,presente`,
    'e,E,amount,9.99,*,,',
  ];
  const path = file('p.csv', head + lines.map((line) => `${line},,,,,,\n`).join(''));
  await bring({ promotion: path });
  expect(reasonsOf('p.csv')).toEqual([
    '2 so much off would make 1 of the items free',
    '3 so much off would make 2 of the items free',
    '4 so much off would make 2 of the items free',
    '5 so much off would make 1 of the items free',
  ]);
  expect((await rowsOf('discount')).map(({ name }) => name['pt-BR'])).toEqual(['E']);
  expect((await rowsOf('offer')).every(({ price }) => price.minor > 0)).toBe(true);
});
