import { describe, expect, test } from 'vitest';
import type { HomeId } from '#domain/ids.ts';
import type { Row } from '#domain/tables.ts';
import { put } from '#domain/tx.ts';
import {
  bring,
  file,
  globe,
  gtin,
  header,
  database,
  mug,
  rejectedOf,
  revs,
  rowsOf,
  sorted,
  useImportLab,
} from '#test/build/import-lab.ts';
import { commit } from '#test/build/small-shop.ts';

useImportLab();

describe('stock', () => {
  test('fills the store that is named or the only one, by item or by GTIN, and keeps what is reserved', async () => {
    await bring({ catalogue: file('c.csv', header + globe + mug), stores: ['North'] });
    const path = file('s.csv', `gtin,on_hand,aisle,bay\n${gtin(1)},5,12,3\n${gtin(2)},-1,,\n`);
    await bring({ stock: path });
    const [stock] = (await rowsOf('stock')).filter(({ onHand }) => onHand === 5);
    expect(await rowsOf('place')).toMatchObject([{ aisle: '12', bay: '3' }]);
    const store = await database.db
      .selectFrom('home')
      .select('id')
      .where('name', '=', 'North')
      .executeTakeFirstOrThrow();
    await commit(database.db, [put('stock', store.id as HomeId, { ...(stock as Row<'stock'>), reserved: 2 })]);
    await bring({ stock: file('s2.csv', `item,store,qty\n10002,north,4\n10003,Web,9\n`) });
    expect(sorted((await rowsOf('stock')).map(({ onHand, reserved }) => [onHand, reserved]))).toEqual(
      sorted([
        [-1, 0],
        [4, 2],
        [9, 0],
      ]),
    );
    const before = await revs();
    await bring({ stock: path.replace('s.csv', 's2.csv') });
    expect(await revs()).toBe(before);
  });

  test('lines that name no known store or item, or no number, are rejected', async () => {
    await bring({ catalogue: file('c.csv', header + globe + mug), stores: ['North', 'South'] });
    await bring({
      stock: file('s.csv', `item,store,qty\n10002,West,4\n10002,,4\n99,North,1\n10002,North,many\n10002,North,1.5\n`),
    });
    expect(
      rejectedOf('s.csv')
        .map((line) => line.split('\t').slice(0, 2).join(' '))
        .toSorted(),
    ).toEqual([
      '2 there is no store "West" (--store makes one)',
      '3 the store is missing, and the chain has more than one',
      '4 no item 99 in the catalogue',
      '5 the number on hand "many" is no whole number',
      '6 the number on hand "1.5" is no whole number',
    ]);
  });
});
