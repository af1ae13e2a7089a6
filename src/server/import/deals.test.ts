// Promotions, price lists and coupons from the shop's own files: what comes in, what a shelf shows of it at once, and every
// line that is told and left out.
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { couponKey } from '#domain/discount/coupon-code.ts';
import { tables } from '#domain/tables.ts';
import {
  bring,
  file,
  gtin,
  database,
  nowMs,
  rejectedOf,
  revs,
  rowsOf,
  sorted,
  tryOut,
  useImportLab,
} from '#test/build/import-lab.ts';
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
const productOf = async (item: string): Promise<string> =>
  (await rowsOf('variant')).find(({ sourceId }) => sourceId === item)?.productId ?? 'none';
const pricesOf = async (item: string): Promise<[number, number | null][]> => {
  const variant = (await rowsOf('variant')).find(({ sourceId }) => sourceId === item);
  return (await rowsOf('offer'))
    .filter(({ variantId }) => variantId === variant?.id)
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .map(({ price, was }) => [price.minor, was?.minor ?? null]);
};

beforeEach(() => bring({ catalogue: file('c.csv', catalogue) }));

const head = 'id,name,kind,value,products,departments,tags,from,to,weekly,stacking,best_of,priority\n';

describe('promotions', () => {
  test('[S10] of every kind come in as the domain reads them; a second run writes nothing, offers neither', async () => {
    const path = file(
      'p.csv',
      `${head}week,Semana,percent,"12,5",,Calcados,,2026-10-25,2026-11-10,,,,
off,Vale,amount,5.00,mug,,,,,,stack,,2
fix,Único,price,GBP 15.00,,,presente,,,,exclusive,,
set,Kit,bundle,95.00,boot|sock*2,,,,,,,,
three,Leve 3,buy-get,2+1,*,,,,,fri 18:00-22:00,,,
second,Segundo,buy-get,1+1:50%,sock,,,,,,,,
`,
    );
    const first = await bring({ promotion: path });
    expect(first.files[0]?.tally).toMatchObject({ lines: 6, rejected: 0 });
    const rows = await rowsOf('discount');
    for (const row of rows) expect(tables.discount.schema.safeParse(row).error).toBeUndefined();
    const by = (name: string) => rows.find((row) => row.name['pt-BR'] === name);
    const [boot, sock, mug] = [await productOf('boot'), await productOf('sock'), await productOf('mug')];
    expect(by('Semana')).toMatchObject({
      rule: { kind: 'percent', percent: 12.5 },
      scope: { all: false, departments: ['Calçados'] },
      // Midnights of London: summer time has just ended.
      fromMs: Date.UTC(2026, 9, 24, 23),
      // The end of that day.
      toMs: Date.UTC(2026, 10, 11),
    });
    expect(by('Vale')).toMatchObject({
      rule: { kind: 'amount', off: { minor: 500, currency: 'GBP' } },
      scope: { productIds: [mug] },
      fromMs: nowMs,
      toMs: null,
      stacking: { rule: 'stack', group: '', priority: 2 },
    });
    expect(by('Único')).toMatchObject({ rule: { kind: 'price' }, scope: { tags: ['presente'] } });
    expect(by('Kit')?.rule).toEqual({
      kind: 'bundle',
      parts: [
        { productId: boot, units: 1 },
        { productId: sock, units: 2 },
      ],
      gives: { kind: 'price', price: { minor: 9_500, currency: 'GBP' } },
    });
    expect(by('Leve 3')).toMatchObject({
      rule: { kind: 'buyGet', buy: 2, get: 1, percent: 100 },
      scope: { all: true },
      weekly: [{ days: ['fri'], from: '18:00', to: '22:00' }],
    });
    expect(by('Segundo')?.rule).toMatchObject({ buy: 1, get: 1, percent: 50 });
    // At once on the shelf: 12.5 % off the boot; the mug's 5.00 off is no better than its fixed price.
    expect(await pricesOf('boot')).toEqual([
      [10_000, null],
      [8_750, 10_000],
    ]);
    expect(await pricesOf('mug')).toEqual([
      [2_000, null],
      [1_500, 2_000],
    ]);
    const before = await revs();
    const again = await bring({ promotion: path, at: nowMs + 3_600_000 });
    expect(again.files[0]?.tally).toMatchObject({ unchanged: 6, written: new Map() });
    expect(await revs()).toBe(before);
  });

  test('withdrawn ones take their offers along; the catalogue’s next run keeps to what holds', async () => {
    await bring({ promotion: file('p.csv', `${head}week,Semana,percent,10,boot,,,2026-10-01,2026-12-01,,,,\n`) });
    expect(await pricesOf('boot')).toHaveLength(2);
    const same = await bring({ catalogue: file('c.csv', catalogue), at: nowMs + 1_000 });
    expect(same.files[0]?.tally.written).toEqual(new Map());
    const gone = await bring({ promotion: file('gone.jsonl', '{"id":"week","live":false}\n') });
    expect(gone.files[0]?.tally.written).toEqual(
      new Map([
        ['discount withdrawn', 1],
        ['offer', 1],
      ]),
    );
    expect(await pricesOf('boot')).toEqual([[10_000, null]]);
  });

  test('a sale after a rise is told against the lowest price of the 30 days before', async () => {
    const dayMs = 86_400_000;
    const dear = catalogue.replace('100.00', '150.00');
    await bring({ catalogue: file('c.csv', dear), at: nowMs + 10 * dayMs });
    const sale = file('p.csv', `${head}sale,Sale,percent,20,boot,,,2026-11-15T00:00Z,2026-12-01T00:00Z,,,,\n`);
    await bring({ promotion: sale, at: nowMs + 12 * dayMs });
    expect(await pricesOf('boot')).toEqual([
      [15_000, null],
      [12_000, null],
    ]);
    const better = file('p.csv', `${head}sale,Sale,percent,40,boot,,,2026-11-15T00:00Z,2026-12-01T00:00Z,,,,\n`);
    await bring({ promotion: better, at: nowMs + 12 * dayMs });
    expect((await pricesOf('boot'))[1]).toEqual([9_000, 10_000]);
  });

  test('a start that is taken away was in the past, or is now', async () => {
    const dated = (from: string): string => file('p.csv', `${head}sale,Sale,percent,20,boot,,,${from},,,,,\n`);
    const starts = async () => (await rowsOf('discount')).map(({ fromMs }) => fromMs);
    await bring({ promotion: dated('2026-11-20') });
    await bring({ promotion: dated(''), at: nowMs + 1_000 });
    expect(await starts()).toEqual([nowMs + 1_000]);
    await bring({ promotion: dated(''), at: nowMs + 2_000 });
    expect(await starts()).toEqual([nowMs + 1_000]);
  });

  test('a line that would be misread is told and left out, the good ones come in', async () => {
    const bad = [
      'a,A,percent,0,boot,,,,,,,,',
      'b,B,percent,100%,boot,,,,,,,,',
      'c,C,percent,-5,boot,,,,,,,,',
      'd,D,amount,5 EUR,boot,,,,,,,,',
      'e,E,amount,-5.00,boot,,,,,,,,',
      'f,F,price,0,boot,,,,,,,,',
      'g,G,percent,5,hat,,,,,,,,',
      'h,H,percent,5,,Jardim,,,,,,,',
      'i,I,percent,5,,,novo,,,,,,',
      'j,J,percent,5,boot,,,2026-11-02,2026-11-01,,,,',
      'k,K,percent,5,boot,,,,,frid 10:00-12:00,,,',
      'l,L,percent,5,boot,,,,,fri 25:00-26:00,,,',
      'm,M,percent,5,boot,,,,,fri 10:00-10:00,,,',
      'n,N,percent,5,boot,,,soon,,,,,',
      'o,O,half,5,boot,,,,,,,,',
      'p,P,percent,5,,,,,,,,,',
      'q,,percent,5,boot,,,,,,,,',
      'r,R,percent,5,boot,,,,,,always,,',
      's,S,percent,5,boot,,,,,,,,first',
      't,T,bundle,95.00,boot,,,,,,,,',
      `u,U,bundle,95.00,boot|${gtin(1)},,,,,,,,`,
      'v,V,bundle,95.00,boot|sock,Casa,,,,,,,',
      'w,W,buy-get,2-1,boot,,,,,,,,',
      'x,X,buy-get,0+1,boot,,,,,,,,',
      ',Y,percent,5,boot,,,,,,,,',
      'z,Z,percent,5,boot,,,,,,,,',
      'z,Z,percent,6,boot,,,,,,,,',
    ];
    const summary = await bring({ promotion: file('p.csv', head + bad.join('\n')) });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 27, rejected: 26 });
    expect(reasonsOf('p.csv')).toEqual([
      '2 "0" is no percentage above 0 and below 100',
      '3 "100%" is no percentage above 0 and below 100',
      '4 "-5" is no percentage above 0 and below 100',
      '5 "5 EUR" is not in GBP',
      '6 the price is -5.00: it has to be more than nothing',
      '7 the price is 0: it has to be more than nothing',
      '8 no product hat in the catalogue',
      '9 no department "Jardim" in the catalogue',
      '10 no tag "novo" in the catalogue',
      '11 it ends before it begins',
      '12 "frid" is no day of the week (mon … sun, seg … dom, lun … dom)',
      '13 "25:00" is no time of the day',
      '14 "fri 10:00-10:00" begins and ends at once',
      '15 "soon" is no time (unix seconds, milliseconds or 2026-01-31T10:00Z)',
      '16 "half" is no kind (percent, amount, price, bundle, buy-get)',
      '17 it names no products, departments or tags (products * means all)',
      '18 the name is missing',
      '19 "always" is none of exclusive, best, stack',
      '20 the priority "first" is no whole number',
      '21 a bundle is of two pieces or more',
      '22 two names of the bundle mean one product',
      '23 a bundle names its products, no departments, tags or *',
      '24 "2-1" is no buy-and-get such as 2+1 or 1+1:50%',
      '25 "0+1" is no buy-and-get such as 2+1 or 1+1:50%',
      '26 the id is missing',
      '28 the id z stands on an earlier line',
    ]);
    expect((await rowsOf('discount')).map(({ name }) => name['pt-BR'])).toEqual(['Z']);
  });
});

describe('price lists and coupons', () => {
  test('[S13] come in for the second line and change no offer; a set is refused', async () => {
    const before = await rowsOf('offer');
    const summary = await bring({
      priceList: file(
        'l.csv',
        `id,group,name,kind,value,products,weekly
club,clube,Clube,percent,10,*,seg-sex 09:00-12:00
pro,guias,Guias,price,80.00,boot,
none,,Nobody,percent,10,*,
kit,clube,Kit,bundle,50.00,boot|sock,
`,
      ),
    });
    expect(summary.files[0]?.tally).toMatchObject({ rejected: 2, written: new Map([['priceList', 2]]) });
    expect(reasonsOf('l.csv')).toEqual([
      '4 the group of customers is missing',
      '5 a bundle is a promotion for everybody',
    ]);
    for (const row of await rowsOf('priceList')) expect(tables.priceList.schema.safeParse(row).error).toBeUndefined();
    expect((await rowsOf('priceList')).find(({ group }) => group === 'clube')?.weekly[0]?.days).toEqual([
      'mon',
      'tue',
      'wed',
      'thu',
      'fri',
    ]);
    expect(await rowsOf('offer')).toEqual(before);
  });

  test('two codes that read alike are one too many, and no code is stored', async () => {
    const text = `code,name,kind,value,products,use
Verão-10,Verão,percent,10,*,many
VERAO 1O,Again,percent,20,*,
abc,Short,percent,20,*,
PRIMEIRA,Primeira compra,amount,5.00,*,
PRIMEIRO,Maybe,amount,5.00,*,maybe
`;
    const summary = await bring({ coupon: file('k.csv', text) });
    expect(summary.files[0]?.tally).toMatchObject({ rejected: 3, written: new Map([['coupon', 2]]) });
    expect(reasonsOf('k.csv')).toEqual([
      '3 the code, or one that is read alike, stands on an earlier line',
      '4 the code has not 5 to 32 letters and digits',
      '6 "maybe" is neither once nor many',
    ]);
    const coupons = await rowsOf('coupon');
    for (const row of coupons) expect(tables.coupon.schema.safeParse(row).error).toBeUndefined();
    const { id: chain } = await database.db
      .selectFrom('home')
      .select('id')
      .where('kind', '=', 'chain')
      .executeTakeFirstOrThrow();
    const id = createHash('sha256').update(couponKey(chain, 'VERA010')).digest('hex');
    expect(sorted(coupons.map((row) => [row.id === id, row.use]))).toEqual(
      sorted([
        [false, 'once'],
        [true, 'many'],
      ]),
    );
    expect(JSON.stringify(coupons)).not.toMatch(/VERA010|Ver..-10/);
  });

  test('a rejected coupon tells its code neither in the file beside the import nor in a dry run', async () => {
    const path = file(
      'k.csv',
      `code,name,kind,value,products,use
VERAO2027,Cupom verao2027,percent,10,*,maybe
NATAL-27-X,Cupom Natal27x,percent,10,*,maybe
abc,Curto,percent,20,*,
INVERNO27,Broken,percent
VERAO2028,Meia,percent,10,hat,
`,
    );
    const { summary } = await tryOut({ coupon: path });
    await bring({ coupon: path });
    expect(summary.files[0]?.examples).toHaveLength(5);
    const told = JSON.stringify([summaryLines(summary), summary.files[0]?.examples, rejectedOf('k.csv')]);
    expect(told).not.toMatch(/verao|natal|abc|inverno/i);
    expect(rejectedOf('k.csv').find((line) => line.startsWith('4'))).toMatch(/Curto.*percent.*20/);
  });
});
