import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { HomeId } from '#domain/ids.ts';
import { tables } from '#domain/tables.ts';
import { put } from '#domain/tx.ts';
import {
  bring,
  file,
  globe,
  gtin,
  header,
  database,
  mug,
  nowMs,
  revs,
  rowsOf,
  sorted,
  useImportLab,
} from '#test/build/import-lab.ts';
import { commit } from '#test/build/small-shop.ts';
import { summaryLines } from './summary.ts';

useImportLab();

describe('a catalogue', () => {
  test('becomes products, variants and offers that the domain accepts, with a web shop and a store', async () => {
    const summary = await bring({ catalogue: file('c.csv', header + globe + mug), stores: ['High Street'] });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 2, rejected: 0 });
    const [products, variants, offers, stores] = [
      await rowsOf('product'),
      await rowsOf('variant'),
      await rowsOf('offer'),
      await rowsOf('store'),
    ];
    for (const product of products) expect(tables.product.schema.safeParse(product).error).toBeUndefined();
    for (const variant of variants) expect(tables.variant.schema.safeParse(variant).error).toBeUndefined();
    for (const offer of offers) expect(tables.offer.schema.safeParse(offer).error).toBeUndefined();
    for (const store of stores) expect(tables.store.schema.safeParse(store).error).toBeUndefined();
    expect(stores.map(({ name }) => name).toSorted()).toEqual(['High Street', 'Web']);
    expect(variants.map(({ gtin14 }) => gtin14).toSorted()).toEqual([`0${gtin(1)}`, `0${gtin(2)}`]);
    expect(offers.map(({ price }) => price).toSorted((a, b) => a.minor - b.minor)).toEqual([
      { minor: 85, currency: 'GBP' },
      { minor: 210, currency: 'GBP' },
    ]);
  });

  test('a second run writes nothing, and its summary says so', async () => {
    const path = file('c.csv', header + globe + mug);
    await bring({ catalogue: path });
    const before = await revs();
    const again = await bring({ catalogue: path, at: nowMs + 1_000 });
    expect(again.files[0]?.tally).toMatchObject({ unchanged: 6, written: new Map() });
    expect(await revs()).toBe(before);
    expect(summaryLines(again).join('\n')).toMatch(/up to date: nothing was written/);
  });

  test('a changed price writes that offer alone, keeps the old one in the price history, and reaches the log', async () => {
    const path = file('c.csv', header + globe + mug);
    await bring({ catalogue: path });
    const [web] = await database.db
      .selectFrom('home')
      .select(['id', 'min_rev', 'rev'])
      .where('kind', '=', 'chain')
      .execute();
    // The first fill is in the packed file: what comes after it is told change by change, or each tablet would start anew.
    expect(web?.min_rev).toBe(web?.rev);
    writeFileSync(path, header + globe.replace('0.85', '0.95') + mug);
    const again = await bring({ catalogue: path });
    expect(again.files[0]?.tally.written).toEqual(new Map([['offer', 1]]));
    const history = await database.db.selectFrom('price_history').select('price_minor').execute();
    expect(history.map(({ price_minor }) => price_minor ?? 0).toSorted((a, b) => a - b)).toEqual([85, 95, 210]);
    expect(
      (await database.db.selectFrom('change').select('table_name').execute()).map(({ table_name }) => table_name),
    ).toEqual(['offer']);
    const [later] = await database.db.selectFrom('home').select('min_rev').where('kind', '=', 'chain').execute();
    expect(later?.min_rev).toBe(web?.min_rev);
  });

  test('prices follow the promotions that the shop has set', async () => {
    const path = file('c.csv', header + globe);
    await bring({ catalogue: path });
    const [product] = await rowsOf('product');
    const [chain] = await database.db.selectFrom('home').select('id').where('kind', '=', 'chain').execute();
    await commit(database.db, [
      put('promotion', chain?.id as HomeId, {
        id: 'p',
        name: { 'pt-BR': 'x' },
        percent: 20,
        productIds: [product?.id ?? ''],
        fromMs: 5,
        toMs: 9,
      }),
    ]);
    await bring({ catalogue: path });
    expect((await rowsOf('offer')).map(({ price, was }) => [price.minor, was?.minor ?? null])).toEqual([
      [85, null],
      [68, 85],
    ]);
  });

  test('colours and sizes of one style are one product; columns are known by name, accents and order aside', async () => {
    const text = `título;código_de_barras;preço;cor;tamanho;item_group_id;id;descrição\n"Bota; ""Serra""";${gtin(5)};1.459,00;azul marinho;39;bota;b39;"linha 1\nlinha 2"\nBota;${gtin(6)};R$ 459,00;preto;40;bota;b40;\n`;
    const summary = await bring({ catalogue: file('c.csv', text), currency: 'BRL' });
    expect(summary.files[0]?.tally.rejected).toBe(0);
    const products = await rowsOf('product');
    expect(products.map(({ name, description }) => [name['pt-BR'], description['pt-BR']])).toEqual([
      ['Bota; "Serra"', 'linha 1\nlinha 2'],
    ]);
    expect(sorted((await rowsOf('variant')).map(({ size, colour, order }) => [size, colour?.hex, order]))).toEqual(
      sorted([
        ['39', '#1f2f4f', 390],
        ['40', '#1d1d1b', 400],
      ]),
    );
    expect((await rowsOf('offer')).map(({ price }) => price.minor).toSorted((a, b) => a - b)).toEqual([
      45_900, 145_900,
    ]);
  });

  test('comes as TSV, as JSON lines, packed or not, with or without a byte order mark and carriage returns', async () => {
    const tsv = gzipSync(`\uFEFFitem\tgtin\tname\tprice\r\n1\t${gtin(1)}\tOne\t1\r\n\r\n2\t${gtin(2)}\tTwo\t2`);
    const jsonl = `{"item":3,"ean":"${gtin(3)}","title":"Three","price":3.5,"tags":["a","b"]}\n{"item":4,"ean":"${gtin(4)}","title":"Four","price":4}\n`;
    await bring({ catalogue: [file('a.tsv.gz', tsv), file('b.jsonl', jsonl)] });
    const products = await rowsOf('product');
    expect(products.map(({ name }) => name['pt-BR']).toSorted()).toEqual(['Four', 'One', 'Three', 'Two']);
    expect(products.find(({ sourceId }) => sourceId === '3')?.tags).toEqual(['a', 'b']);
  });

  test('columns can be named for all files or for one', async () => {
    const path = file('c.csv', `a,b,c,d\n1,${gtin(1)},Name,9.99\n`);
    await expect(bring({ catalogue: path })).rejects.toMatchObject({
      wayOn: expect.stringMatching(/--map catalogue\.item=COLUMN/),
    });
    await bring({ catalogue: path, mapping: { item: 'a', gtin: 'b', 'catalogue.name': 'c', price: 'd' } });
    expect((await rowsOf('product')).map(({ name }) => name['pt-BR'])).toEqual(['Name']);
    await expect(bring({ catalogue: path, mapping: { 'catalogue.name': 'z' } })).rejects.toThrow(/no column "z"/);
  });
});

test('two chains with the same items and customers share nothing', async () => {
  const path = file('c.csv', header + globe);
  await bring({ catalogue: path, chain: 'One' });
  await bring({ catalogue: path, chain: 'Two' });
  const variants = await rowsOf('variant');
  expect(new Set(variants.map(({ id }) => id)).size).toBe(2);
  expect((await database.db.selectFrom('home').select('id').where('kind', '=', 'chain').execute()).length).toBe(2);
});
