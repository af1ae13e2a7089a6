import { beforeEach, expect, test } from 'vitest';
import { tables } from '#domain/tables.ts';
import {
  bring,
  file,
  globe,
  gtin,
  header,
  mug,
  rejectedOf,
  revs,
  rowsOf,
  useImportLab,
} from '#test/build/import-lab.ts';

useImportLab();

const head = 'product,rating,count,review,review_2,review_2_en\n';
const productOf = async (item: string): Promise<string> =>
  (await rowsOf('variant')).find(({ sourceId }) => sourceId === item)?.productId ?? 'none';

beforeEach(() => bring({ catalogue: file('c.csv', header + globe + mug) }));

test('ratings come in by style, item or GTIN; a second run writes nothing, and a line can be taken back', async () => {
  const path = file('r.csv', `${head}10002,"4,64",38,Boa.,Quente.,Warm.\n${gtin(2)},3,1,,,\n`);
  const first = await bring({ rating: path });
  expect(first.files[0]?.tally).toMatchObject({ lines: 2, rejected: 0, written: new Map([['rating', 2]]) });
  const rows = await rowsOf('rating');
  for (const row of rows) expect(tables.rating.schema.safeParse(row).error).toBeUndefined();
  const id = await productOf('10002');
  expect(rows.find((row) => row.id === id)).toEqual({
    id,
    average: 4.6,
    count: 38,
    quotes: [{ 'pt-BR': 'Boa.' }, { 'pt-BR': 'Quente.', en: 'Warm.' }],
  });
  const before = await revs();
  await bring({ rating: path });
  expect(await revs()).toBe(before);
  await bring({ rating: file('r2.csv', `product,rating,count,live\n10002,,,no\n`) });
  expect((await rowsOf('rating')).map((row) => row.id)).not.toContain(id);
});

test('what is no average of five, nobody’s, of nothing, or told twice, is refused and the rest is taken', async () => {
  await bring({
    rating: file(
      'r.csv',
      `${head}10002,9,1,,,\n10002,4,0,,,\nx,4,1,,,\n,4,1,,,\n10003,bom,3,,,\n10002,4,2,,,\n10002,5,2,,,\n`,
    ),
  });
  expect(rejectedOf('r.csv').map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual([
    '2 "9" is no average of 1 to 5 stars',
    '3 0 ratings have no average',
    '5 the product is missing',
    '6 "bom" is no average of 1 to 5 stars',
    '8 the product 10002 stands on an earlier line',
    '4 no product x in the catalogue',
  ]);
  expect(await rowsOf('rating')).toMatchObject([{ average: 4, count: 2 }]);
});

test('of a line for each size of a style the first holds, in every run; the others are told', async () => {
  const shoes = `id,gtin,name,price,item_group_id\nb39,${gtin(39)},Boot,50,boot\nb40,${gtin(40)},Boot,50,boot\n`;
  await bring({ catalogue: file('shoes.csv', shoes) });
  const path = file('r.csv', `${head}b39,4,1,,,\nb40,5,2,,,\nboot,3,1,,,\n`);
  await bring({ rating: path });
  expect(await rowsOf('rating')).toMatchObject([{ average: 4, count: 1 }]);
  expect(rejectedOf('r.csv').map((line) => line.split('\t')[1])).toEqual([
    'the product b40 means one that stands on an earlier line',
    'the product boot means one that stands on an earlier line',
  ]);
  const before = await revs();
  await bring({ rating: path });
  expect(await revs()).toBe(before);
});
