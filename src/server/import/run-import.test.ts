import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkDigit } from '#domain/gtin.ts';
import type { HomeId } from '#domain/ids.ts';
import { type Row, tables } from '#domain/tables.ts';
import { put } from '#domain/tx.ts';
import { type MemoryDatabase, openMemoryDatabase } from '#server/database/memory.ts';
import { migrate } from '#server/database/migrate.ts';
import type { Database } from '#server/database/schema.ts';
import { recordToRow } from '#server/rows.ts';
import { commit, emptyDatabase, makeSmallShop, smallShop } from '#test/build/small-shop.ts';
import type { FileKind, Mapping } from './columns.ts';
import { runImport } from './run-import.ts';
import { summaryLines } from './summary.ts';

let memory: MemoryDatabase<Database>;
let folder: string;
beforeAll(async () => {
  memory = await openMemoryDatabase<Database>();
  await migrate(memory.db, () => undefined);
});
afterAll(() => memory.close());
beforeEach(async () => {
  await emptyDatabase(memory.db);
  folder = mkdtempSync(join(tmpdir(), 'gondola-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nowMs = Date.UTC(2026, 10, 1);
const gtin = (n: number): string => {
  const body = `29${String(n).padStart(10, '0')}`;
  return body + checkDigit(body);
};

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Given {
  catalogue?: string | string[];
  stock?: string;
  history?: string;
  stores?: string[];
  mapping?: Mapping;
  currency?: string | null;
  chain?: string;
  signal?: AbortSignal;
  at?: number;
  onStep?: (doing: string) => void;
}

async function bring(given: Given) {
  const kinds: FileKind[] = ['catalogue', 'stock', 'history'];
  const files = kinds.flatMap((kind) => [given[kind as 'catalogue'] ?? []].flat().map((path) => ({ kind, path })));
  mkdirSync(join(folder, 'data'), { recursive: true });
  return runImport(
    {
      chain: given.chain ?? 'Shop', currency: given.currency === undefined ? 'GBP' : given.currency, stores: given.stores ?? [], zone: 'Europe/London',
      files, mapping: given.mapping ?? {}, rejectedDir: join(folder, 'data'), dataDir: join(folder, 'data'), support: 1,
    },
    { db: memory.db, nowMs: given.at ?? nowMs, signal: given.signal ?? new AbortController().signal, onStep: given.onStep ?? (() => undefined), onPortion: () => undefined },
  );
}

const rejectedOf = (name: string): string[] => readFileSync(join(folder, 'data', `${name}.rejected.tsv`), 'utf8').trim().split('\n').slice(1);
const rowsOf = async <T extends 'product' | 'variant' | 'offer' | 'stock' | 'place' | 'customer' | 'store' | 'neighbours'>(table: T): Promise<Row<T>[]> =>
  (await memory.db.selectFrom(table as 'product').selectAll().orderBy('id').execute()).map((row) => recordToRow(table, row));
const events = () => memory.db.selectFrom('event').selectAll().orderBy('id').execute();
const revs = async (): Promise<number> => Number((await memory.db.selectFrom('home').select((by) => by.fn.sum<number>('rev').as('n')).executeTakeFirstOrThrow()).n);

const header = 'item,gtin,name,price\n';
const globe = `10002,${gtin(1)},INFLATABLE GLOBE,0.85\n`;
const mug = `10003,${gtin(2)},MUG,2.10\n`;

describe('a catalogue', () => {
  test('becomes products, variants and offers that the domain accepts, with a web shop and a store', async () => {
    const summary = await bring({ catalogue: file('c.csv', header + globe + mug), stores: ['High Street'] });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 2, rejected: 0 });
    const [products, variants, offers, stores] = [await rowsOf('product'), await rowsOf('variant'), await rowsOf('offer'), await rowsOf('store')];
    for (const product of products) expect(tables.product.schema.safeParse(product).error).toBeUndefined();
    for (const variant of variants) expect(tables.variant.schema.safeParse(variant).error).toBeUndefined();
    for (const offer of offers) expect(tables.offer.schema.safeParse(offer).error).toBeUndefined();
    for (const store of stores) expect(tables.store.schema.safeParse(store).error).toBeUndefined();
    expect(stores.map(({ name }) => name).toSorted()).toEqual(['High Street', 'Web']);
    expect(variants.map(({ gtin14 }) => gtin14).toSorted()).toEqual([`0${gtin(1)}`, `0${gtin(2)}`]);
    expect(offers.map(({ price }) => price).toSorted((a, b) => a.minor - b.minor)).toEqual([{ minor: 85, currency: 'GBP' }, { minor: 210, currency: 'GBP' }]);
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
    const [web] = await memory.db.selectFrom('home').select(['id', 'min_rev', 'rev']).where('kind', '=', 'chain').execute();
    expect(web?.min_rev).toBe(web?.rev);
    // A log that somebody reads has begun: from here on changes are told one by one.
    await commit(memory.db, [put('promotion', web?.id as HomeId, { id: 'p', name: { 'pt-BR': 'x' }, percent: 10, productIds: [], fromMs: 0, toMs: 1 })]);
    writeFileSync(path, header + globe.replace('0.85', '0.95') + mug);
    const again = await bring({ catalogue: path });
    expect(again.files[0]?.tally.written).toEqual(new Map([['offer', 1]]));
    const history = await memory.db.selectFrom('price_history').select('price_minor').execute();
    expect(history.map(({ price_minor }) => price_minor).toSorted()).toEqual([210, 85, 95]);
    expect((await memory.db.selectFrom('change').select('table_name').execute()).map(({ table_name }) => table_name)).toEqual(['promotion', 'offer']);
  });

  test('prices follow the promotions that the shop has set', async () => {
    const path = file('c.csv', header + globe);
    await bring({ catalogue: path });
    const [product] = await rowsOf('product');
    const [chain] = await memory.db.selectFrom('home').select('id').where('kind', '=', 'chain').execute();
    await commit(memory.db, [put('promotion', chain?.id as HomeId, { id: 'p', name: { 'pt-BR': 'x' }, percent: 20, productIds: [product?.id ?? ''], fromMs: 5, toMs: 9 })]);
    await bring({ catalogue: path });
    expect((await rowsOf('offer')).map(({ price, was }) => [price.minor, was?.minor ?? null])).toEqual([[85, null], [68, 85]]);
  });

  test('colours and sizes of one style are one product; columns are known by name, accents and order aside', async () => {
    const text = `título;código_de_barras;preço;cor;tamanho;item_group_id;id;descrição\n"Bota; ""Serra""";${gtin(5)};1.459,00;azul marinho;39;bota;b39;"linha 1\nlinha 2"\nBota;${gtin(6)};R$ 459,00;preto;40;bota;b40;\n`;
    const summary = await bring({ catalogue: file('c.csv', text), currency: 'BRL' });
    expect(summary.files[0]?.tally.rejected).toBe(0);
    const products = await rowsOf('product');
    expect(products.map(({ name, description }) => [name['pt-BR'], description['pt-BR']])).toEqual([['Bota; "Serra"', 'linha 1\nlinha 2']]);
    expect((await rowsOf('variant')).map(({ size, colour, order }) => [size, colour?.hex, order]).toSorted()).toEqual([['39', '#1f2f4f', 390], ['40', '#1d1d1b', 400]].toSorted());
    expect((await rowsOf('offer')).map(({ price }) => price.minor).toSorted((a, b) => a - b)).toEqual([45_900, 145_900]);
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
    await expect(bring({ catalogue: path })).rejects.toMatchObject({ wayOn: expect.stringMatching(/--map catalogue\.item=COLUMN/) });
    await bring({ catalogue: path, mapping: { item: 'a', gtin: 'b', 'catalogue.name': 'c', price: 'd' } });
    expect((await rowsOf('product')).map(({ name }) => name['pt-BR'])).toEqual(['Name']);
    await expect(bring({ catalogue: path, mapping: { 'catalogue.name': 'z' } })).rejects.toThrow(/no column "z"/);
  });
});

describe('bad rows of a catalogue', () => {
  test('each goes to the file with its line and its reason, and the good ones come in', async () => {
    const wrong = gtin(9).slice(0, 12) + ((Number(gtin(9).at(-1)) + 1) % 10);
    const lines = [
      `1,${wrong},Wrong digit,1`, `2,${gtin(2)},,1`, `3,${gtin(3)},No price,`, `4,${gtin(4)},Bad price,abc`, `5,${gtin(5)},Euro,5 EUR`, `6,${gtin(6)},Free,0`,
      `7,12345,Short,1`, `8,2.9E+12,Rounded,1`, `9,${gtin(9)},Too,many,columns`, `10,${gtin(10)}`, `12,${gtin(12)},Fine,1.50`, `12,${gtin(13)},Again,1.50`, `14,,No code,1`, `15,${gtin(15)},Nul\u0000,1`,
    ];
    const summary = await bring({ catalogue: file('c.csv', header + lines.join('\n')) });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 14, rejected: 13 });
    expect(rejectedOf('c.csv').map((line) => line.split('\t').slice(0, 2).join(' '))).toEqual([
      `2 the GTIN ${wrong} has a wrong check digit`, '3 the name is missing', '4 the price is missing', '5 "abc" is no price', '6 "5 EUR" is not in GBP',
      '7 the price is 0: it has to be more than nothing', '8 "12345" is no GTIN of 8, 12, 13 or 14 digits', '9 the GTIN "2.9E+12" was rounded by a spreadsheet',
      '10 5 columns where the heading has 4', '11 2 columns where the heading has 4', '13 the item 12 stands on an earlier line', '14 the GTIN is missing',
      '15 the name holds characters that are no text',
    ].map((line) => line));
    expect((await rowsOf('product')).map(({ name }) => name['pt-BR'])).toEqual(['Fine']);
  });

  test('the file of rejected rows runs no formula in a spreadsheet', async () => {
    await bring({ catalogue: file('c.csv', `item,gtin,name,price\n=HYPERLINK("http://x"),1,a,b\n+1,2,a,b\n@x,2,a,b\n`) });
    for (const line of rejectedOf('c.csv')) expect(line.split('\t')[2]).toMatch(/^'/);
  });

  test('a quote that is never closed takes one line along, not the rest of the file', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `${index},${gtin(index)},Item ${index},1\n`).join('');
    const summary = await bring({ catalogue: file('c.csv', `${header}x,${gtin(999)},"open,1\n${many}`) });
    expect(summary.files[0]?.tally.rejected).toBe(1);
    expect(rejectedOf('c.csv')[0]).toMatch(/^2\ta quote is opened and never closed/);
    expect(await rowsOf('product')).toHaveLength(300);
  });

  test('lines of JSON that are none are rejected one by one', async () => {
    await bring({ catalogue: file('c.jsonl', `{"item":1,"gtin":"${gtin(1)}","name":"A","price":1}\n{"item":\n[1]\n{"item":2,"gtin":"${gtin(2)}","name":"\\ud800","price":1}\n`) });
    expect(rejectedOf('c.jsonl').map((line) => line.split('\t')[1])).toEqual(['not a line of JSON', 'not a JSON object', 'the name holds characters that are no text']);
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
    ['no UTF-8', () => file('c.csv', Buffer.concat([Buffer.from(header), Buffer.from([0x31, 0xe9, 0x32])])), new RegExp(`byte ${header.length + 1} of the file`)],
    ['UTF-16', () => file('c.csv', Buffer.from(`\uFEFF${header}`, 'utf16le')), /byte 0 of the file/],
    ['a character that ends half', () => file('c.csv', Buffer.concat([Buffer.from(header), Buffer.from([0xe2, 0x82])])), new RegExp(`byte ${header.length} of the file`)],
    ['a cut gzip file', () => file('c.csv.gz', gzipSync(header + globe.repeat(500)).subarray(0, 60)), /no whole gzip file/],
    ['a file that is not there', () => join(folder, 'none.csv'), /is not there/],
    ['an empty one', () => file('c.csv', ''), /no heading line/],
    ['an unknown kind', () => file('c.xls', 'x'), /what kind of file/],
    ['two columns of one name', () => file('c.csv', 'item,item,gtin,name,price\n'), /two columns named "item"/],
    ['a price column of another currency', () => file('c.csv', 'item,gtin,name,price_eur\n'), /speaks of EUR/],
  ];
  test.each(refusals)('%s: nothing is written, not even the chain', async (_name, make, message) => {
    await expect(bring({ catalogue: make() })).rejects.toThrow(message);
    expect(await memory.db.selectFrom('home').select('id').execute()).toEqual([]);
  });

  test('a new chain without a currency, another currency, no currency at all, the demo shop', async () => {
    const path = file('c.csv', header + globe);
    await expect(bring({ catalogue: path, currency: null })).rejects.toThrow(/in which currency/);
    await expect(bring({ catalogue: path, currency: 'XYZ' })).rejects.toThrow(/XYZ is no currency/);
    await bring({ catalogue: path });
    await expect(bring({ catalogue: path, currency: 'EUR' })).rejects.toThrow(/sells in GBP, not in EUR/);
    await makeSmallShop(memory.db, smallShop(), [1, 1, 1], true);
    await expect(bring({ catalogue: path, chain: 'Serra', currency: null })).rejects.toThrow(/is the demo shop/);
  });
});

describe('stock', () => {
  test('fills the store that is named or the only one, by item or by GTIN, and keeps what is reserved', async () => {
    await bring({ catalogue: file('c.csv', header + globe + mug), stores: ['North'] });
    const path = file('s.csv', `gtin,on_hand,aisle,bay\n${gtin(1)},5,12,3\n${gtin(2)},-1,,\n`);
    await bring({ stock: path });
    const [stock] = (await rowsOf('stock')).filter(({ onHand }) => onHand === 5);
    expect(await rowsOf('place')).toMatchObject([{ aisle: '12', bay: '3' }]);
    const store = await memory.db.selectFrom('home').select('id').where('name', '=', 'North').executeTakeFirstOrThrow();
    await commit(memory.db, [put('stock', store.id as HomeId, { ...(stock as Row<'stock'>), reserved: 2 })]);
    await bring({ stock: file('s2.csv', `item,store,qty\n10002,north,4\n10003,Web,9\n`) });
    expect((await rowsOf('stock')).map(({ onHand, reserved }) => [onHand, reserved]).toSorted()).toEqual([[-1, 0], [4, 2], [9, 0]].toSorted());
    const before = await revs();
    await bring({ stock: path.replace('s.csv', 's2.csv') });
    expect(await revs()).toBe(before);
  });

  test('lines that name no known store or item, or no number, are rejected', async () => {
    await bring({ catalogue: file('c.csv', header + globe + mug), stores: ['North', 'South'] });
    await bring({ stock: file('s.csv', `item,store,qty\n10002,West,4\n10002,,4\n99,North,1\n10002,North,many\n10002,North,1.5\n`) });
    expect(rejectedOf('s.csv').map((line) => line.split('\t').slice(0, 2).join(' ')).toSorted()).toEqual([
      '2 there is no store "West" (--store makes one)', '3 the store is missing, and the chain has more than one', '4 no item 99 in the catalogue',
      '5 the number on hand "many" is no whole number', '6 the number on hand "1.5" is no whole number',
    ]);
  });
});

describe('a web history', () => {
  const head = 'customer\tvisit\tts\titem\tevent\tqty\tunit_price_gbp\n';
  const lines = `c1\tv1\t1291191960\t10002\tpurchase\t6\t0.85\nc1\tv1\t1291191960\t10003\tpurchase\t1\t2.10\n\tg1\t1291191961\t10002\tpurchase\t1\t0.85\n`;
  beforeEach(() => bring({ catalogue: file('c.csv', header + globe + mug) }));

  test('becomes events in the customer’s own home, a guest’s in the web shop’s, with what goes together', async () => {
    await bring({ history: file('h.tsv', head + lines) });
    const found = await events();
    const [customer] = await rowsOf('customer');
    expect(tables.customer.schema.safeParse(customer).error).toBeUndefined();
    expect(customer).toMatchObject({ sourceId: 'c1', kind: 'known', firstName: null, createdMs: 1_291_191_960_000 });
    const web = await memory.db.selectFrom('home').select('id').where('is_web', '=', true).executeTakeFirstOrThrow();
    expect(found.map(({ home_id, customer: who, visit }) => [home_id === customer?.id ? 'own' : home_id === web.id ? 'web' : '?', who, visit]).toSorted()).toEqual(
      [['own', customer?.id, 'v1'], ['own', customer?.id, 'v1'], ['web', null, 'g1']].toSorted(),
    );
    expect(found[0]).toMatchObject({ name: 'purchase', data: { price: { currency: 'GBP' } } });
    expect((await rowsOf('neighbours')).map(({ id }) => id)).toContain('popular');
  });

  test('a second run, and one that began with half of the file, add nothing twice; equal lines stay two events', async () => {
    const path = file('h.tsv', head + lines + lines.split('\n')[0]);
    await bring({ history: file('half.tsv', head + lines.split('\n')[0]) });
    const first = await bring({ history: path });
    expect(first.files[0]?.tally.written.get('event')).toBe(3);
    const again = await bring({ history: path });
    expect(again.files[0]?.tally).toMatchObject({ unchanged: 4, written: new Map() });
    expect(await events()).toHaveLength(4);
  });

  test('bad lines are rejected: unknown item, event or time, nobody, no quantity', async () => {
    await bring({ history: file('h.tsv', `${head}c\tv\t1291191960\t77\tpurchase\t1\t1\nc\tv\t1291191960\t10002\tteleport\t1\t1\nc\tv\tyesterday\t10002\tpurchase\t1\t1\n\t\t1291191960\t10002\tpurchase\t1\t1\nc\tv\t1291191960\t10002\tpurchase\t0\t1\nc\tv\t1291191960\t10002\tpurchase\t1\t-1\n`) });
    expect(rejectedOf('h.tsv').map((line) => Number(line.split('\t')[0])).toSorted()).toEqual([2, 3, 4, 5, 6, 7]);
    expect(await events()).toEqual([]);
  });

  test('asked to stop, it ends between batches, says so, and the next run goes on', async () => {
    const many = Array.from({ length: 3_500 }, (_, index) => `c${index % 7}\tv${index}\t${1_291_191_960 + index}\t10002\tpurchase\t1\t0.85\n`).join('');
    const path = file('h.tsv', head + many);
    const stopping = new AbortController();
    const summary = await bring({ history: path, signal: stopping.signal, onStep: (doing) => doing.startsWith('Reading') && stopping.abort() });
    expect(summary.stopped).toBe(true);
    expect(summaryLines(summary).join('\n')).toMatch(/run the same command again/);
    const kept = (await events()).length;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(3_500);
    const rest = await bring({ history: path });
    expect(rest.files[0]?.tally).toMatchObject({ unchanged: kept });
    expect(await events()).toHaveLength(3_500);
  });
});

test('two chains with the same items and customers share nothing', async () => {
  const path = file('c.csv', header + globe);
  await bring({ catalogue: path, chain: 'One' });
  await bring({ catalogue: path, chain: 'Two' });
  const variants = await rowsOf('variant');
  expect(new Set(variants.map(({ id }) => id)).size).toBe(2);
  expect((await memory.db.selectFrom('home').select('id').where('kind', '=', 'chain').execute()).length).toBe(2);
});
