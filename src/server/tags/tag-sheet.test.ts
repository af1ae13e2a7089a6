// The printed sheet's own codes: what the PDF draws is put on paper at 300 dots per inch and read by another library.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Label } from '#domain/label.ts';
import { labelPlace, labelSize, type LabelSize } from '#domain/label-size.ts';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from '#server/database/schema.ts';
import { inkWithin, pdfPages, pdfStreams, printedCodes, printRects } from '#test/build/printed-codes.ts';
import { makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { tagLabels } from './tag-labels.ts';
import { writeTags } from './tag-command.ts';
import { parseTags, type TagCommand } from './tag-options.ts';
import { LabelTooSmall, tagSheet } from './tag-sheet.ts';

const size = (id: string): LabelSize => labelSize(id) ?? expect.fail(id);
const buildLabel = (gtin14: string, rest: Partial<Label> = {}): Label => ({
  gtin14,
  name: 'Calção de banho “Ipê” 3ª geração',
  detail: 'Serra · verde · 39',
  price: 'R$\u00a0389,90',
  was: 'R$\u00a0459,90',
  link: `https://loja.example/01/${gtin14}`,
  ...rest,
});

const readPages = (pdf: Buffer): Promise<string[][]> =>
  Promise.all(pdfPages(pdf).map(async ({ width, height, ink }) => printedCodes(await printRects(ink, width, height))));
const options = { title: 'Gôndola', lang: 'pt-BR' };

describe('[S1] a sheet of tags as a PDF', () => {
  const gtins = ['07891000100103', '00036000291452', '00000096385074'].concat(
    ['0789100010011', '0789100010012', '0789600000001', '0750103131130'].map((body) => body + check(body)),
  );
  const shown = (gtin14: string): string =>
    gtin14.startsWith('000000') ? `EAN8 ${gtin14.slice(6)}` : `EAN13 ${gtin14.slice(1)}`;

  it('of 24 to A4 is one page of A4, and every QR code and every EAN on it reads right', async () => {
    const labels = Array.from({ length: 24 }, (_, index) => buildLabel(gtins[index % gtins.length] ?? ''));
    const pdf = await tagSheet(labels, size('a4-3x8'), options);
    const [page, ...others] = pdfPages(pdf);
    expect(others).toEqual([]);
    expect([page?.width, page?.height]).toEqual([expect.closeTo(210, 1), expect.closeTo(297, 1)]);
    const label = size('a4-3x8');
    const read: string[][] = [];
    for (const [index] of labels.entries()) {
      const { x, y } = labelPlace(label, index);
      const ink = inkWithin(page?.ink ?? [], x, y, label.width, label.height);
      read.push(await printedCodes(await printRects(ink, label.width, label.height)));
    }
    expect(read).toEqual(labels.map(({ gtin14, link }) => [shown(gtin14), `QRCode ${link}`]));
  }, 60_000);

  it('begins after the labels that are used up, and a roll has a page for each', async () => {
    const labels = gtins.slice(0, 3).map((gtin14) => buildLabel(gtin14));
    const sheet = pdfPages(await tagSheet(labels, size('a4-2x7'), { ...options, skip: 13 }));
    expect(sheet).toHaveLength(2);
    expect(Math.min(...(sheet[0]?.ink ?? []).map(([x]) => x))).toBeGreaterThan(105);
    const roll = await tagSheet(labels, size('50x30'), { ...options, skip: 13 });
    expect(await readPages(roll)).toEqual(
      labels.map(({ gtin14, link }) => [shown(gtin14), `QRCode ${link}`].toSorted()),
    );
  });

  it('is written in Latin letters of its own fonts; others lose their accent before they are lost', async () => {
    const pdf = await tagSheet([buildLabel(gtins[0] ?? '', { name: 'Čapka 帽子' })], size('50x30'), options);
    const written = [
      ...pdfStreams(pdf)
        .join('')
        .matchAll(/<([0-9a-f]+)>/g),
    ].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'));
    expect(written.join('')).toContain('Capka ??');
  });

  it('says which product does not fit', async () => {
    const long = buildLabel(gtins[0] ?? '', {
      link: `https://${'loja-muito-longa.'.repeat(6)}example/01/07891000100103`,
    });
    await expect(tagSheet([long], size('50x30'), options)).rejects.toBeInstanceOf(LabelTooSmall);
  });
});

describe('gondola tags', () => {
  let database: TestDatabase<Database>;
  let shop: SmallShop;
  const folder = mkdtempSync(join(tmpdir(), 'gondola-tags-'));
  beforeAll(async () => {
    database = await openMigratedDatabase<Database>();
    shop = await makeSmallShop(database.db);
    writeFileSync(join(folder, 'instance.json'), JSON.stringify({ address: { origin: 'https://loja.example' } }));
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const parse = (...args: string[]): TagCommand => {
    const parsed = parseTags([...args, '--pdf', join(folder, 'out.pdf'), '--data', folder]);
    return parsed === 'help' ? expect.fail('help') : parsed;
  };

  it('writes every variant on sale with its price in force and its own address', async () => {
    const order = { chain: shop.chain, locale: 'pt-BR', origin: 'https://loja.example', nowMs: startMs } as const;
    const { labels } = await tagLabels(database.db, { ...order, pick: { kind: 'all' } });
    expect(labels).toHaveLength(3);
    expect(labels[0]).toMatchObject({ name: 'Bota Serra', link: `https://loja.example/01/${labels[0]?.gtin14}` });
    expect(labels[0]?.price).toMatch(/^R\$\u00a0\d/);
    expect(await writeTags(database.db, parse('--all', '--size', '50x30'), startMs)).toBe(3);
    expect(readFileSync(join(folder, 'out.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await writeTags(database.db, parse('--category', 'botas'), startMs)).toBe(3);
  });

  it('keeps the order that was asked for, and writes nothing when one is not on sale', async () => {
    const order = { chain: shop.chain, locale: 'en', origin: 'https://loja.example', nowMs: startMs } as const;
    const gtins = (await tagLabels(database.db, { ...order, pick: { kind: 'all' } })).labels.map(
      ({ gtin14 }) => gtin14,
    );
    const asked = gtins.toReversed();
    const { labels } = await tagLabels(database.db, { ...order, pick: { kind: 'products', gtins: asked } });
    expect(labels.map(({ gtin14 }) => gtin14)).toEqual(asked);
    rmSync(join(folder, 'out.pdf'), { force: true });
    const wanted = { kind: 'products', gtins: [asked[0] ?? '', '07891000100103'] } as const;
    await expect(writeTags(database.db, { ...parse('--all'), pick: wanted }, startMs)).rejects.toThrow(
      'Not on sale in this shop: 7891000100103',
    );
    expect(() => readFileSync(join(folder, 'out.pdf'))).toThrow('ENOENT');
    await expect(writeTags(database.db, parse('--category', 'Barcos'), startMs)).rejects.toMatchObject({
      wayOn: 'Departments here: Botas.',
    });
  });

  it.each([
    [['--all', '--products', '7891000100103'], 'in one way'],
    [[], 'in one way'],
    [['--products', '7891000100104'], 'no GTIN with a right check digit'],
    [['--all', '--size', '10x10'], '--size 10x10'],
    [['--all', '--lang', 'fr'], '--lang fr'],
    [['--all', '--skip', '-1'], '--skip'],
    [['--all', '--skip', '24'], 'at most 23'],
    [['--all', '--size', '50x30', '--skip', '1'], 'at most 0'],
    [['--all', '--origin', 'javascript:alert(1)'], '--origin'],
    [['--all', '--nonsense'], 'nonsense'],
  ])('refuses in words what it cannot do: %s', (args, words) => {
    expect(() => parse(...args)).toThrow(words);
  });
});

function check(body: string): string {
  const sum = [...body].toReversed().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}
