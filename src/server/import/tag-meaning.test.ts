// What tags mean beyond their product, from the shop's own files: recalls, markdowns, rules of own numbers, posters.
import { beforeEach, describe, expect, test } from 'vitest';
import { tables } from '#domain/tables.ts';
import {
  bring,
  file,
  globe,
  gtin,
  header,
  mug,
  nowMs,
  rejectedOf,
  revs,
  rowsOf,
  useImportLab,
} from '#test/build/import-lab.ts';

useImportLab();

const reasonsOf = (name: string): string[] => rejectedOf(name).map((line) => line.split('\t').slice(0, 2).join(' '));
const productOf = async (item: string): Promise<string> =>
  (await rowsOf('variant')).find(({ sourceId }) => sourceId === item)?.productId ?? 'none';

beforeEach(() => bring({ catalogue: file('c.csv', header + globe + mug) }));

describe('recalls', () => {
  const head = 'id,gtin,lots,serials,level,from,to,text,text_en\n';
  const line = `R7,${gtin(1)},L2611|L2612,,stop,2026-10-01,,A tampa solta.,The lid comes off.\n`;

  test('come in as the domain reads them; a second run writes nothing', async () => {
    const path = file('r.csv', `${head}${line}R8,${gtin(2)},,,notice,,,Leia.,\n`);
    const first = await bring({ recall: path });
    expect(first.files[0]?.tally).toMatchObject({ lines: 2, rejected: 0, written: new Map([['recall', 2]]) });
    const recalls = await rowsOf('recall');
    for (const recall of recalls) expect(tables.recall.schema.safeParse(recall).error).toBeUndefined();
    expect(recalls).toMatchObject([
      {
        gtin14: `0${gtin(1)}`,
        lots: ['L2611', 'L2612'],
        serials: [],
        fromMs: Date.UTC(2026, 9, 1),
        toMs: null,
        text: { 'pt-BR': 'A tampa solta.', en: 'The lid comes off.' },
        level: 'stop',
      },
      { gtin14: `0${gtin(2)}`, lots: [], level: 'notice', fromMs: nowMs },
    ]);
    expect(recalls.every(({ id, gtin14 }) => id.startsWith(`${gtin14}/`))).toBe(true);
    const before = await revs();
    // Later, too: a notice without a beginning holds since it first came.
    const again = await bring({ recall: path, at: nowMs + 86_400_000 });
    expect(again.files[0]?.tally).toMatchObject({ unchanged: 2, written: new Map() });
    expect(await revs()).toBe(before);
  });

  test('one is ended by its date, another withdrawn; what is not there is withdrawn without a word', async () => {
    await bring({ recall: file('r.csv', `${head}${line}R8,${gtin(2)},,,notice,,,Leia.,\n`) });
    const change = `{"id":"R7","gtin":"${gtin(1)}","lots":["L2611"],"to":"2026-11-05","text":"Fim."}
{"id":"R8","gtin":"${gtin(2)}","live":false}
{"id":"R9","gtin":"${gtin(3)}","live":false}\n`;
    const summary = await bring({ recall: file('later.jsonl', change) });
    expect(summary.files[0]?.tally).toMatchObject({
      rejected: 0,
      unchanged: 1,
      written: new Map([
        ['recall', 1],
        ['recall withdrawn', 1],
      ]),
    });
    expect(await rowsOf('recall')).toMatchObject([
      { lots: ['L2611'], fromMs: Date.UTC(2026, 9, 1), toMs: Date.UTC(2026, 10, 5), text: { 'pt-BR': 'Fim.' } },
    ]);
  });

  test('a line that would be misread is told and left out, the good ones come in', async () => {
    const wrong = gtin(1).slice(0, 12) + ((Number(gtin(1).at(-1)) + 1) % 10);
    const bad = [
      `a,${wrong},,,,,,x,`,
      `b,${gtin(99)},,,,,,x,`,
      `c,${gtin(1)},ABCDEFGHIJKLMNOPQRSTU,,,,,x,`,
      `d,${gtin(1)},L 26,,,,,x,`,
      `e,${gtin(1)},,,maybe,,,x,`,
      `f,${gtin(1)},,,,2026-11-02,2026-11-01,x,`,
      `g,${gtin(1)},,,,soon,,x,`,
      `h,${gtin(1)},,,,,,,`,
      `,${gtin(1)},,,,,,x,`,
      line.trim(),
      line.trim(),
    ];
    const summary = await bring({ recall: file('r.csv', head + bad.join('\n')) });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 11, rejected: 10 });
    expect(reasonsOf('r.csv').toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))).toEqual([
      `2 the GTIN ${wrong} has a wrong check digit`,
      `3 no item 0${gtin(99)} in the catalogue`,
      '4 the lot "ABCDEFGHIJKLMNOPQRSTU" is longer than 20 characters',
      '5 the lot "L 26" holds characters that no tag can bear',
      '6 the level "maybe" is neither stop nor notice',
      '7 it ends before it begins',
      '8 "soon" is no time (unix seconds, milliseconds or 2026-01-31T10:00Z)',
      '9 the text is missing',
      '10 the id of the notice is missing',
      `12 the notice R7 for 0${gtin(1)} stands on an earlier line`,
    ]);
    expect(await rowsOf('recall')).toHaveLength(1);
  });
});

describe('markdowns', () => {
  test('name products by style, item or GTIN, or all with a star; they go with live = no', async () => {
    const path = file('m.csv', `id,products,steps\ncold,10002|${gtin(2)},3:40|10:12.5\nall,*,0:50\n`);
    await bring({ markdown: path });
    const rows = await rowsOf('markdown');
    for (const row of rows) expect(tables.markdown.schema.safeParse(row).error).toBeUndefined();
    expect(rows.find(({ productIds }) => productIds.length > 0)).toMatchObject({
      productIds: [await productOf('10002'), await productOf('10003')],
      steps: [
        { daysLeft: 10, percent: 12.5 },
        { daysLeft: 3, percent: 40 },
      ],
    });
    expect(rows.find(({ productIds }) => productIds.length === 0)?.steps).toEqual([{ daysLeft: 0, percent: 50 }]);
    const before = await revs();
    await bring({ markdown: path });
    expect(await revs()).toBe(before);
    await bring({ markdown: file('m2.csv', 'id,live\nall,no\n') });
    expect(await rowsOf('markdown')).toHaveLength(1);
  });

  test('an empty cell is not everything, a step is never guessed, an unknown product spoils its line only', async () => {
    const bad = [
      'a,,10:20',
      'b,10002,',
      'c,10002,10:100',
      'd,10002,10:0',
      'e,10002,10:20|10:30',
      'f,10002,"3:12,5"',
      'g,10002|nothing,3:40',
      'h,10003,3:40',
    ];
    await bring({ markdown: file('m.csv', `id,products,steps\n${bad.join('\n')}\n`) });
    const step = (text: string) =>
      `"${text}" is no step such as 10:20 (days left : percent off, more than 0, less than 100)`;
    expect(reasonsOf('m.csv')).toEqual([
      '2 the products are missing (* means all that bear a date)',
      '3 the steps are missing (10:20|3:40)',
      `4 ${step('10:100')}`,
      `5 ${step('10:0')}`,
      '6 two steps begin 10 days before the end',
      `7 ${step('5')}`,
      '8 no product nothing in the catalogue',
    ]);
    expect((await rowsOf('markdown')).map(({ productIds }) => productIds)).toEqual([[await productOf('10003')]]);
  });
});

describe('posters', () => {
  const head = 'code,name,name_en,products\n';
  test('keep the order of their products, are changed by their code and taken down', async () => {
    await bring({ poster: file('p.csv', `${head}10001,Mesa,Table,10003|${gtin(1)}\n100021,Dois,,10002\n`) });
    const rows = await rowsOf('poster');
    for (const row of rows) expect(tables.poster.schema.safeParse(row).error).toBeUndefined();
    expect(rows.find(({ code }) => code === '100014')).toMatchObject({
      name: { 'pt-BR': 'Mesa', en: 'Table' },
      productIds: [await productOf('10003'), await productOf('10002')],
    });
    await bring({ poster: file('p2.csv', 'code,name,products,live\n100014,Mesa,10002,yes\n100021,,,no\n') });
    expect(await rowsOf('poster')).toMatchObject([{ code: '100014', productIds: [await productOf('10002')] }]);
  });

  test('a code with a slip, no name, no products, one that nobody sells', async () => {
    await bring({
      poster: file('p.csv', `${head}100015,A,,10002\n12,A,,10002\n10001,,,10002\n10002,A,,\n10003,A,,10002|x\n`),
    });
    expect(reasonsOf('p.csv')).toEqual([
      '2 the code 100015 has a wrong check digit (100014 would be right)',
      '3 "12" is no code of five or six digits',
      '4 the name is missing',
      '5 the products are missing',
      '6 no product x in the catalogue',
    ]);
    expect(await rowsOf('poster')).toEqual([]);
  });
});
