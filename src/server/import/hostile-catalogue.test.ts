// Catalogues that nobody would write on purpose: what comes of them on the way from the file to a tablet's own copy.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { feedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Catalogue } from '#local/catalogue.ts';
import { openPackedFile } from '#local/packed-file.ts';
import { packedCatalogue } from '#local/packed-catalogue.ts';
import {
  bring,
  file,
  folder,
  gtin,
  header,
  database,
  rejectedOf,
  rowsOf,
  sorted,
  useImportLab,
} from '#test/build/import-lab.ts';

useImportLab();

/** What a tablet has once it has fetched the file that the import packed. */
async function onTheTablet(): Promise<Catalogue> {
  const { home_id, sha256 } = await database.db
    .selectFrom('snapshot')
    .select(['home_id', 'sha256'])
    .where('feed', '=', 'chain/catalogue')
    .executeTakeFirstOrThrow();
  const chain = home_id as HomeId;
  const bytes = new Uint8Array(readFileSync(join(folder, 'data', 'files', 'snapshots', `${sha256}.bin`)));
  return packedCatalogue(
    chain,
    openPackedFile(feedName('chain/catalogue', chain), bytes, { sha256, bytes: bytes.length }),
    new Map(),
  );
}

test('a product with 10,000 sizes comes in whole, and a tablet finds each of them', { timeout: 300_000 }, async () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => `s${n},${gtin(n)},Screw,1.00,screw,${n / 10}\n`);
  const path = file('c.csv', `item,gtin,name,price,item_group_id,size\n${lines.join('')}`);
  const summary = await bring({ catalogue: path });
  expect(summary.files[0]?.tally).toMatchObject({
    rejected: 0,
    written: new Map([
      ['product', 1],
      ['variant', 10_000],
      ['offer', 10_000],
    ]),
  });
  const catalogue = await onTheTablet();
  const [last] = catalogue.variantsByGtin(`0${gtin(9_999)}`);
  expect(last).toMatchObject({ sourceId: 's9999', size: '999.9' });
  expect(catalogue.variantsOf(last?.productId ?? '')).toHaveLength(10_000);
  expect(catalogue.offersOf(last?.id ?? '')).toHaveLength(1);
});

describe('names', () => {
  test('of 5,000 characters are refused with their line and the limit; 300 fit, and the neighbours come in', async () => {
    const lines = [
      `1,${gtin(1)},${'a'.repeat(5_000)},1`,
      `2,${gtin(2)},${'b'.repeat(300)},1`,
      `3,${gtin(3)},${'é'.repeat(301)},1`,
    ];
    await bring({ catalogue: file('c.csv', header + lines.join('\n')) });
    expect(rejectedOf('c.csv').map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual([
      '2 the name is longer than 300 characters',
      '4 the name is longer than 300 characters',
    ]);
    expect((await rowsOf('product')).map(({ name }) => name['pt-BR'])).toEqual(['b'.repeat(300)]);
  });

  test('from right to left, of emoji and of marks that change direction arrive as they are written', async () => {
    const names = [
      'שמלת קיץ כחולה',
      'حذاء جبلي ٤٢',
      '👩🏽‍🚀 Boné 🇧🇷',
      'T\u0323e\u0301 \u200fאבג\u200e 3',
      '花柄 \u{20bb7}',
    ];
    const lines = names.map((name, n) => `${n},${gtin(n)},${name},1`);
    const summary = await bring({ catalogue: file('c.csv', header + lines.join('\n')) });
    expect(summary.files[0]?.tally.rejected).toBe(0);
    const catalogue = await onTheTablet();
    for (const [n, name] of names.entries()) {
      const [variant] = catalogue.variantsByGtin(`0${gtin(n)}`);
      expect(catalogue.product(variant?.productId ?? '')?.name['pt-BR']).toBe(name);
    }
  });
});

test('a GTIN of two products: both come in, and a scan is offered both', async () => {
  await bring({
    catalogue: file('c.csv', `${header}a,${gtin(1)},Tea,1.00\nb,${gtin(1)},Coffee,2.00\nc,${gtin(2)},Milk,3.00\n`),
  });
  const catalogue = await onTheTablet();
  const found = catalogue.variantsByGtin(`0${gtin(1)}`);
  const told = found.map(({ id, productId }) => [
    catalogue.product(productId)?.name['pt-BR'],
    catalogue.offersOf(id)[0]?.price.minor,
  ]);
  expect(sorted(told)).toEqual(
    sorted([
      ['Tea', 100],
      ['Coffee', 200],
    ]),
  );
});

test.each([
  ['in the price', '129.90 USD', '', '"129.90 USD" is not in GBP'],
  ['before the price', 'US$ 129.90', '', '"US$ 129.90" is not in GBP'],
  ['as a sign', '€129.90', '', '"€129.90" is not in GBP'],
  ['in its own column', '129.90', 'EUR', "the currency is EUR, the chain's is GBP"],
])(
  'a price of another currency, said %s, is refused with its line and its reason',
  async (_where, price, currency, reason) => {
    await bring({
      catalogue: file(
        'c.csv',
        `item,gtin,name,price,currency\n1,${gtin(1)},A,${price},${currency}\n2,${gtin(2)},B,£1.00,GBP\n`,
      ),
    });
    expect(rejectedOf('c.csv').map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual([`2 ${reason}`]);
    expect((await rowsOf('product')).map(({ name }) => name['pt-BR'])).toEqual(['B']);
  },
);
