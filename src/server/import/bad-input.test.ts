import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  bring,
  file,
  folder,
  globe,
  gtin,
  header,
  database,
  rejectedOf,
  rowsOf,
  useImportLab,
} from '#test/build/import-lab.ts';
import { makeSmallShop, smallShop } from '#test/build/small-shop.ts';
import { RejectedFiles } from './rejected.ts';
import { summaryLines } from './summary.ts';

useImportLab();

describe('bad rows of a catalogue', () => {
  test('each goes to the file with its line and its reason, and the good ones come in', async () => {
    const wrong = gtin(9).slice(0, 12) + ((Number(gtin(9).at(-1)) + 1) % 10);
    const lines = [
      `1,${wrong},Wrong digit,1`,
      `2,${gtin(2)},,1`,
      `3,${gtin(3)},No price,`,
      `4,${gtin(4)},Bad price,abc`,
      `5,${gtin(5)},Euro,5 EUR`,
      `6,${gtin(6)},Free,0`,
      `7,12345,Short,1`,
      `8,2.9E+12,Rounded,1`,
      `9,${gtin(9)},Too,many,columns`,
      `10,${gtin(10)}`,
      `12,${gtin(12)},Fine,1.50`,
      `12,${gtin(13)},Again,1.50`,
      `14,,No code,1`,
      `15,${gtin(15)},Nul\u0000,1`,
    ];
    const summary = await bring({ catalogue: file('c.csv', header + lines.join('\n')) });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 14, rejected: 13 });
    expect(rejectedOf('c.csv').map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual(
      [
        `2 the GTIN ${wrong} has a wrong check digit`,
        '3 the name is missing',
        '4 the price is missing',
        '5 "abc" is no price',
        '6 "5 EUR" is not in GBP',
        '7 the price is 0: it has to be more than nothing',
        '8 "12345" is no GTIN of 8, 12, 13 or 14 digits',
        '9 the GTIN "2.9E+12" was rounded by a spreadsheet',
        '10 5 columns where the heading has 4',
        '11 2 columns where the heading has 4',
        '13 the item 12 stands on an earlier line',
        '14 the GTIN is missing',
        '15 the name holds characters that are no text',
      ].map((line) => line),
    );
    expect((await rowsOf('product')).map(({ name }) => name['pt-BR'])).toEqual(['Fine']);
  });

  test('the file of rejected rows runs no formula in a spreadsheet', async () => {
    await bring({
      catalogue: file('c.csv', `item,gtin,name,price\n=HYPERLINK("http://x"),1,a,b\n+1,2,a,b\n@x,2,a,b\n`),
    });
    for (const line of rejectedOf('c.csv')) expect(line.split('\t')[2]).toMatch(/^'/);
  });

  test('a quote that is never closed takes one line along, not the rest of the file', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `${index},${gtin(index)},Item ${index},1\n`).join('');
    const summary = await bring({ catalogue: file('c.csv', `${header}x,${gtin(999)},"open,1\n${many}`) });
    expect(summary.files[0]?.tally.rejected).toBe(1);
    expect(rejectedOf('c.csv')[0]).toMatch(/^2\ta quote is opened and never closed/);
    expect(await rowsOf('product')).toHaveLength(300);
  });

  test('two files of one name in two folders have a file of rejected rows each', async () => {
    mkdirSync(join(folder, 'north'));
    const bad = (item: string): string => `${header}${item},1,A,1\n`;
    const paths = [file('c.csv', bad('a')), file('north/c.csv', bad('b'))];
    const { files } = await bring({ catalogue: paths });
    expect(files.map(({ rejectedPath }) => basename(rejectedPath ?? ''))).toEqual([
      'c.csv.rejected.tsv',
      'c.csv.2.rejected.tsv',
    ]);
    expect([rejectedOf('c.csv')[0], rejectedOf('c.csv.2')[0]]).toEqual([
      expect.stringMatching(/\ta,1,A,1$/),
      expect.stringMatching(/\tb,1,A,1$/),
    ]);
  });

  test('a file of rejected rows that cannot be written ends the import with its name, not the process', async () => {
    const written = new RejectedFiles(folder).open('c.csv');
    mkdirSync(written.path);
    await written.add(2, 'the name is missing', 'x');
    await expect(written.close()).rejects.toThrow(/c\.csv\.rejected\.tsv cannot be written: EISDIR/);
    await expect(written.add(3, 'the name is missing', 'x')).rejects.toThrow(/cannot be written/);
  });

  test('lines of JSON that are none are rejected one by one', async () => {
    await bring({
      catalogue: file(
        'c.jsonl',
        `{"item":1,"gtin":"${gtin(1)}","name":"A","price":1}\n{"item":\n[1]\n{"item":2,"gtin":"${gtin(2)}","name":"\\ud800","price":1}\n`,
      ),
    });
    expect(rejectedOf('c.jsonl').map((line) => line.split('\t')[1])).toEqual([
      'not a line of JSON',
      'not a JSON object',
      'the name holds characters that are no text',
    ]);
  });

  test('a GTIN of two items is allowed and told', async () => {
    const summary = await bring({ catalogue: file('c.csv', `${header}1,${gtin(1)},A,1\n2,${gtin(1)},B,1\n`) });
    expect(summary.files[0]?.tally.rejected).toBe(0);
    expect(summary.doubles).toEqual([{ gtin14: `0${gtin(1)}`, items: ['1', '2'] }]);
    expect(summaryLines(summary).join('\n')).toMatch(/1 GTINs belong to more than one item/);
  });
});

describe('a file that cannot be taken at all', () => {
  const refusals: [string, () => string, RegExp][] = [
    [
      'no UTF-8',
      () => file('c.csv', Buffer.concat([Buffer.from(header), Buffer.from([0x31, 0xe9, 0x32])])),
      new RegExp(`byte ${header.length + 1} of the file`),
    ],
    ['UTF-16', () => file('c.csv', Buffer.from(`\uFEFF${header}`, 'utf16le')), /byte 0 of the file/],
    [
      'a character that ends half',
      () => file('c.csv', Buffer.concat([Buffer.from(header), Buffer.from([0xe2, 0x82])])),
      new RegExp(`byte ${header.length} of the file`),
    ],
    [
      'a cut gzip file',
      () => file('c.csv.gz', gzipSync(header + globe.repeat(500)).subarray(0, 60)),
      /no whole gzip file/,
    ],
    ['a file that is not there', () => join(folder, 'none.csv'), /is not there/],
    ['an empty one', () => file('c.csv', ''), /no heading line/],
    ['an unknown kind', () => file('c.xls', 'x'), /what kind of file/],
    ['two columns of one name', () => file('c.csv', 'item,item,gtin,name,price\n'), /two columns named "item"/],
    ['a price column of another currency', () => file('c.csv', 'item,gtin,name,price_eur\n'), /speaks of EUR/],
  ];
  test.each(refusals)('%s: nothing is written, not even the chain', async (_name, make, message) => {
    await expect(bring({ catalogue: make() })).rejects.toThrow(message);
    expect(await database.db.selectFrom('home').select('id').execute()).toEqual([]);
  });

  test('a new chain without a currency, another currency, no currency at all, the demo shop', async () => {
    const path = file('c.csv', header + globe);
    await expect(bring({ catalogue: path, currency: null })).rejects.toThrow(/in which currency/);
    const inPounds = file('gbp.csv', header.replace('price', 'price_gbp') + globe);
    await expect(bring({ catalogue: inPounds, currency: null })).rejects.toThrow(/in which currency/);
    await expect(bring({ catalogue: path, currency: 'XYZ' })).rejects.toThrow(/XYZ is no currency/);
    await bring({ catalogue: path });
    await expect(bring({ catalogue: path, currency: 'EUR' })).rejects.toThrow(/sells in GBP, not in EUR/);
    await makeSmallShop(database.db, smallShop(), [1, 1, 1], true);
    await expect(bring({ catalogue: path, chain: 'Serra', currency: null })).rejects.toThrow(/is the demo shop/);
  });
});
