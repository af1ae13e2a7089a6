// A Google Merchant Center feed as it is fetched from a shop, with no mapping: as a table, in one language and another.
import { describe, expect, test } from 'vitest';
import { tables } from '#domain/tables.ts';
import {
  bring as bringIn,
  file,
  gtin,
  nowMs,
  rejectedOf,
  revs,
  rowsOf,
  sorted,
  useImportLab,
} from '#test/build/import-lab.ts';
import { summaryLines } from './summary.ts';

useImportLab();

const dayMs = 86_400_000;
const bring = (given: Parameters<typeof bringIn>[0]) => bringIn({ currency: 'BRL', ...given });
const heading =
  'id\ttitle\tdescription\tlink\timage_link\tadditional_image_link\tprice\tsale_price\tsale_price_effective_date\tavailability\tbrand\tgtin\tmpn\titem_group_id\tcolor\tsize\tgender\tage_group\tgoogle_product_category\tproduct_type\tcondition\tshipping\tunit_pricing_measure\n';

interface Item {
  id: string;
  n: number;
  title?: string;
  price?: string;
  sale?: string;
  dates?: string;
  availability?: string;
  group?: string;
  size?: string;
  google?: string;
  type?: string;
}

const line = (item: Item): string =>
  [
    item.id,
    item.title ?? 'Bota Serra',
    'Para a serra, impermeável.',
    'https://loja.example/bota',
    'https://loja.example/bota.jpg',
    '',
    item.price ?? '459.90 BRL',
    item.sale ?? '',
    item.dates ?? '',
    item.availability ?? 'in_stock',
    'Trilha',
    gtin(item.n),
    'TR-1',
    item.group ?? '',
    'azul marinho',
    item.size ?? '39',
    'unisex',
    'adult',
    item.google ?? '187',
    item.type ?? 'Calçados > Feminino > Botas',
    'new',
    'BR:::15.00 BRL',
    '',
  ].join('\t');
const feed = (name: string, ...items: Item[]): string => file(name, heading + items.map(line).join('\n'));
const pricesOf = async (): Promise<[string, number, number | null][]> => {
  const items = new Map((await rowsOf('variant')).map(({ id, sourceId }) => [id, sourceId]));
  return (await rowsOf('offer'))
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .map(({ variantId, price, was }) => [items.get(variantId) ?? '?', price.minor, was?.minor ?? null]);
};

describe('the feed as a table', () => {
  test('becomes styles with their items, department and tags; what nothing is made of is told', async () => {
    const path = feed('feed.tsv', { id: 'b39', n: 1, group: 'bota' }, { id: 'b40', n: 2, group: 'bota', size: '40' });
    const summary = await bring({ catalogue: path });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 2, rejected: 0 });
    const [product, ...others] = await rowsOf('product');
    expect(others).toEqual([]);
    expect(tables.product.schema.safeParse(product).error).toBeUndefined();
    expect(product).toMatchObject({
      sourceId: 'bota',
      brand: 'Trilha',
      department: { 'pt-BR': 'Calçados' },
      tags: ['Feminino', 'Botas'],
    });
    expect(sorted((await rowsOf('variant')).map(({ size, colour }) => [size, colour?.hex]))).toEqual(
      sorted([
        ['39', '#1f2f4f'],
        ['40', '#1f2f4f'],
      ]),
    );
    expect(summaryLines(summary).join('\n')).toMatch(/nothing is made of: image_link, .*link, .*unit_pricing_measure/);
    expect(await rowsOf('stock')).toEqual([]);
  });

  test('also with another shop’s habits: .txt, g: before the names, a category of Google’s, tags of HTML', async () => {
    const text = `g:id\tg:title\tg:description\tg:price\tg:gtin\tg:google_product_category\n1\tOne\t<p>Warm &amp; dry</p><ul><li>light</li></ul>\t10.00 BRL\t${gtin(1)}\tApparel & Accessories > Shoes\n2\tTwo\tNo 5 < No 6\t10.00 BRL\t${gtin(2)}\t187\n`;
    await bring({ catalogue: file('feed.txt', text) });
    expect(
      sorted(
        (await rowsOf('product')).map(({ department, tags, description }) => [
          department['pt-BR'],
          tags,
          description['pt-BR'],
        ]),
      ),
    ).toEqual(
      sorted([
        ['Apparel & Accessories', ['Shoes'], 'Warm & dry\nlight'],
        ['Tudo', [], 'No 5 < No 6'],
      ]),
    );
  });

  test('[S10] a sale price with its dates becomes a promotion, told against the lowest price of the 30 days before', async () => {
    const item = { id: 'b39', n: 1 };
    await bring({ catalogue: feed('a.tsv', { ...item, price: '500.00 BRL' }) });
    await bring({ catalogue: feed('a.tsv', { ...item, price: '450.00 BRL' }), at: nowMs + 10 * dayMs });
    const sale = { price: '500.00 BRL', sale: '399.90 BRL', dates: '2026-11-20T00:00-0300/2026-11-30T23:59-0300' };
    const first = await bring({ catalogue: feed('a.tsv', { ...item, ...sale }), at: nowMs + 15 * dayMs });
    expect(first.files[0]?.tally.written.get('discount')).toBe(1);
    const [row] = await rowsOf('discount');
    expect(tables.discount.schema.safeParse(row).error).toBeUndefined();
    expect(row).toMatchObject({
      rule: { kind: 'price', price: { minor: 39_990, currency: 'BRL' } },
      fromMs: Date.UTC(2026, 10, 20, 3),
      toMs: Date.UTC(2026, 11, 1, 2, 59),
    });
    expect(await pricesOf()).toEqual([
      ['b39', 50_000, null],
      ['b39', 39_990, 45_000],
    ]);
    const before = await revs();
    const again = await bring({ catalogue: feed('a.tsv', { ...item, ...sale }), at: nowMs + 16 * dayMs });
    expect(again.files[0]?.tally.written).toEqual(new Map());
    expect(await revs()).toBe(before);
  });

  test('a sale without dates holds from when it came in, and ends when the feed has none any more', async () => {
    await bring({ catalogue: feed('a.tsv', { id: 'b39', n: 1, sale: '399.90 BRL' }) });
    await bring({ catalogue: feed('a.tsv', { id: 'b39', n: 1, sale: '379.90 BRL' }), at: nowMs + dayMs });
    expect((await rowsOf('discount')).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([[nowMs, null]]);
    expect((await pricesOf()).map(([, minor]) => minor)).toEqual([45_990, 37_990]);
    const other = file('b.csv', `item,gtin,name,price\nmug,${gtin(9)},Caneca,20.00\n`);
    await bring({ catalogue: other, at: nowMs + 2 * dayMs });
    expect(await rowsOf('discount')).toHaveLength(1);
    const end = await bring({ catalogue: feed('a.tsv', { id: 'b39', n: 1 }), at: nowMs + 3 * dayMs });
    expect(end.files[0]?.tally.written).toEqual(
      new Map([
        ['discount withdrawn', 1],
        ['offer', 1],
      ]),
    );
    expect((await pricesOf()).map(([item, minor]) => [item, minor])).toEqual(
      expect.arrayContaining([
        ['b39', 45_990],
        ['mug', 2_000],
      ]),
    );
    expect(await rowsOf('discount')).toEqual([]);
  });

  test('a sale of one size lowers no other size; one of all sizes is the style’s; what is over or no less is none', async () => {
    const items: Item[] = [
      { id: 'b39', n: 1, group: 'bota' },
      { id: 'b40', n: 2, group: 'bota', sale: '399.90 BRL' },
      { id: 'c1', n: 3, group: 'calca', sale: '99.90 BRL' },
      { id: 'c2', n: 4, group: 'calca', sale: '89.90 BRL' },
      { id: 'd1', n: 5, group: 'meia', sale: '9.90 BRL' },
      { id: 'd2', n: 6, group: 'meia', sale: '9.90 BRL' },
      { id: 'e1', n: 7, sale: '459.90 BRL' },
      { id: 'f1', n: 8, sale: '9.90 BRL', dates: '2026-10-01/2026-10-10' },
    ];
    const lowered = async () => sorted((await pricesOf()).filter(([, minor]) => minor < 45_990));
    await bring({ catalogue: feed('a.tsv', ...items) });
    expect(await lowered()).toEqual(
      sorted([
        ['b40', 39_990, 45_990],
        ['c1', 9_990, 45_990],
        ['c2', 8_990, 45_990],
        ['d1', 990, 45_990],
        ['d2', 990, 45_990],
      ]),
    );
    const rows = await rowsOf('discount');
    for (const row of rows) expect(tables.discount.schema.safeParse(row).error).toBeUndefined();
    expect(sorted(rows.map(({ scope }) => [scope.productIds.length, scope.variantIds?.length ?? 0]))).toEqual(
      sorted([
        [0, 1],
        [0, 1],
        [0, 1],
        [1, 0],
      ]),
    );
    // The other size joins the sale: one row of the style takes the place of the item's.
    const joined = items.map((item) => (item.id === 'b39' ? { ...item, sale: '399.90 BRL' } : item));
    const again = await bring({ catalogue: feed('a.tsv', ...joined) });
    expect(again.files[0]?.tally.written).toEqual(
      new Map([
        ['discount', 1],
        ['discount withdrawn', 1],
        ['offer', 2],
      ]),
    );
    expect((await lowered()).filter((text) => text.includes('b'))).toEqual([
      '["b39",39990,45990]',
      '["b40",39990,45990]',
    ]);
  });

  test('dates as days are whole days on the web shop’s wall; what is no period is refused with its line', async () => {
    await bring({
      catalogue: feed(
        'a.tsv',
        { id: '1', n: 1, sale: '9.90 BRL', dates: '2026-11-20/2026-11-30' },
        { id: '2', n: 2, sale: '9.90 BRL', dates: '2026-11-20' },
        { id: '3', n: 3, sale: '9.90 BRL', dates: '2026-11-20T10:00Z/2026-11-20T09:00Z' },
        { id: '4', n: 4, sale: '9.90 USD' },
        { id: '5', n: 5, price: '129.90 USD' },
      ),
    });
    expect((await rowsOf('discount')).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [Date.UTC(2026, 10, 20), Date.UTC(2026, 11, 1)],
    ]);
    expect(rejectedOf('a.tsv').map((text) => text.split('\t').slice(0, 2).join(' '))).toEqual([
      '3 "2026-11-20" is no period such as 2026-11-20T00:00-0300/2026-11-30T23:59-0300',
      '4 the sale ends before it begins',
      '5 "9.90 USD" is not in BRL',
      '6 "129.90 USD" is not in BRL',
    ]);
  });
});

describe('availability', () => {
  const items = (...said: string[]): Item[] => said.map((availability, n) => ({ id: `i${n}`, n, availability }));

  test('is the web shop’s stock only when somebody says so, and never becomes a number that nobody has said', async () => {
    await bring({ catalogue: feed('a.tsv', ...items('in stock', 'out of stock', 'preorder', 'backorder')) });
    expect(await rowsOf('stock')).toEqual([]);
    const summary = await bring({
      catalogue: feed('a.tsv', ...items('in_stock', 'out_of_stock', 'preorder', 'backorder')),
      onlineStock: true,
    });
    expect((await rowsOf('stock')).map(({ onHand }) => onHand)).toEqual([0, 0, 0]);
    expect(summary.files[0]?.tally.notes).toEqual([expect.stringMatching(/^1 items are in stock on line, but/)]);
  });

  test('what is back in stock is unknown, not none; a count from elsewhere stays', async () => {
    await bring({ catalogue: feed('a.tsv', ...items('out_of_stock', 'in_stock')), onlineStock: true });
    await bring({ stock: file('s.csv', 'item,store,qty\ni1,Web,7\n') });
    const back = await bring({ catalogue: feed('a.tsv', ...items('in_stock', 'in_stock')), onlineStock: true });
    expect((await rowsOf('stock')).map(({ onHand }) => onHand)).toEqual([7]);
    expect(back.files[0]?.tally.written).toEqual(new Map([['stock withdrawn', 1]]));
    await bring({ catalogue: feed('a.tsv', ...items('soon')), onlineStock: true });
    expect(rejectedOf('a.tsv')[0]).toMatch(/^2\t"soon" is no availability/);
  });
});

test('the feed of what lies in each store is a file of stock', async () => {
  await bring({ catalogue: feed('a.tsv', { id: 'b39', n: 1 }), stores: ['North', 'South'] });
  const local = file(
    'local.txt',
    'store_code\tid\tquantity\tprice\tavailability\nNorth\tb39\t4\t459.90 BRL\tin_stock\n',
  );
  const summary = await bring({ stock: local });
  expect(summary.files[0]?.tally).toMatchObject({ rejected: 0, written: new Map([['stock', 1]]) });
  expect((await rowsOf('stock')).map(({ onHand }) => onHand)).toEqual([4]);
});

describe('the feed in a further language', () => {
  const english = (...lines: string[]): string =>
    file('en.tsv', `id\ttitle\tdescription\tprice\tgtin\tproduct_type\titem_group_id\n${lines.join('\n')}`);

  test('fills its words of name, description and department, and nothing else', async () => {
    const path = feed('pt.tsv', { id: 'b39', n: 1, group: 'bota' }, { id: 'b40', n: 2, group: 'bota', size: '40' });
    await bring({ catalogue: path });
    const [before, variants, offers] = [(await rowsOf('product'))[0], await rowsOf('variant'), await rowsOf('offer')];
    const summary = await bring({
      catalogue: english(
        `b39\tSerra boot\tKeeps water out.\t99.00 USD\t${gtin(1)}\tShoes > Boots\tbota`,
        `b40\tSerra boot 40\t\t99.00 USD\t${gtin(2)}\tShoes > Boots\tbota`,
        `x1\tNobody\t\t99.00 USD\t${gtin(3)}\t\t`,
      ),
      language: 'en',
    });
    expect(summary.files[0]?.tally).toMatchObject({ rejected: 1, written: new Map([['product', 1]]) });
    expect(rejectedOf('en.tsv')[0]).toMatch(/^4\tno product x1 in the catalogue: bring it in Portuguese first/);
    expect((await rowsOf('product'))[0]).toEqual({
      ...before,
      name: { 'pt-BR': 'Bota Serra', en: 'Serra boot' },
      description: { 'pt-BR': 'Para a serra, impermeável.', en: 'Keeps water out.' },
      department: { 'pt-BR': 'Calçados', en: 'Shoes' },
    });
    expect([await rowsOf('variant'), await rowsOf('offer')]).toEqual([variants, offers]);
  });

  test('stays when the first language comes in again; a department’s goes with the department', async () => {
    const item = { id: 'b39', n: 1 };
    await bring({ catalogue: feed('pt.tsv', item) });
    await bring({ catalogue: english(`b39\tSerra boot\t\t\t\tShoes\t`), language: 'en' });
    const before = await revs();
    const again = await bring({ catalogue: feed('pt.tsv', item) });
    expect(again.files[0]?.tally.written).toEqual(new Map());
    expect(await revs()).toBe(before);
    await bring({ catalogue: feed('pt.tsv', { ...item, title: 'Bota', type: 'Trilha > Botas' }) });
    expect((await rowsOf('product'))[0]).toMatchObject({
      name: { 'pt-BR': 'Bota', en: 'Serra boot' },
      department: { 'pt-BR': 'Trilha' },
    });
    expect((await rowsOf('product'))[0]?.department.en).toBeUndefined();
  });
});
