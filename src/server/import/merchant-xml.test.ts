// A Merchant Center feed as XML: RSS and Atom, whole, cut, and no feed at all.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { furtherAtMost } from '#domain/gallery.ts';
import { bring as bringIn, file, gtin, rejectedOf, revs, rowsOf, useImportLab } from '#test/build/import-lab.ts';
import { openRecords } from './records.ts';

useImportLab();

const bring = (given: Parameters<typeof bringIn>[0]) => bringIn({ currency: 'BRL', ...given });

describe('the feed as XML', () => {
  const rss = (items: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title><link>https://x.example</link>
${items}</channel></rss>`;
  const item = (id: string, n: number, more = ''): string =>
    `<item><g:id>${id}</g:id><title>Bota &amp; meia</title><g:title>Bota</g:title><g:price>459.90 BRL</g:price><g:gtin>${gtin(n)}</g:gtin>
<g:shipping><g:country>BR</g:country><g:price>15.00 BRL</g:price></g:shipping><g:product_type><![CDATA[Calçados > Botas]]></g:product_type><g:product_type>Outro</g:product_type>${more}</item>`;

  test('RSS: an item’s own attributes count, not those of its shipping; the first of several holds', async () => {
    const summary = await bring({ catalogue: file('feed.xml', rss(item('a', 1) + item('b', 2))) });
    expect(summary.files[0]?.tally).toMatchObject({ lines: 2, rejected: 0 });
    expect((await rowsOf('product'))[0]).toMatchObject({
      name: { 'pt-BR': 'Bota' },
      department: { 'pt-BR': 'Calçados' },
      tags: ['Botas'],
    });
    expect((await rowsOf('offer')).map(({ price }) => price.minor)).toEqual([45_990, 45_990]);
  });

  test('further pictures stand in an element each; as many are read as a gallery holds', async () => {
    const links = Array.from({ length: 12 }, (_, n) => `https://x.example/w_300,h_300/${n}.jpg`);
    const more = links.map((link) => `<g:additional_image_link>${link}</g:additional_image_link>`).join('');
    const records = await openRecords(file('feed.xml', rss(item('a', 1, more))));
    const found: string[] = [];
    for await (const group of records.groups)
      found.push(...group.map(({ values }) => values['additional_image_link'] ?? 'none'));
    expect(found).toEqual([links.slice(0, furtherAtMost).join('|')]);
  });

  test('Atom: plain elements stand in for what has no g:', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://base.google.com/ns/1.0"><title>Shop</title><id>tag:x</id>
<entry><id>tag:x/1</id><m:id>a</m:id><title>Bota</title><summary>Da serra</summary><m:price>10.00 BRL</m:price><m:gtin>${gtin(1)}</m:gtin></entry></feed>`;
    await bring({ catalogue: file('feed.xml', atom) });
    const [product] = await rowsOf('product');
    expect(product).toMatchObject({ sourceId: 'a', name: { 'pt-BR': 'Bota' }, description: { 'pt-BR': 'Da serra' } });
  });

  test('a feed in which nothing has a sale price any more ends the sales', async () => {
    await bring({
      catalogue: file('feed.xml', rss(item('a', 1, '<g:sale_price>399.90 BRL</g:sale_price>'))),
    });
    expect(await rowsOf('discount')).toHaveLength(1);
    await bring({ catalogue: file('feed.xml', rss(item('a', 1))) });
    expect(await rowsOf('discount')).toEqual([]);
  });

  test('a bad item is told with its line; a feed that is cut, no XML or no feed is refused before anything is written', async () => {
    await bring({ catalogue: file('feed.xml', rss(`${item('a', 1)}\n<item><g:id>b</g:id></item>`)) });
    expect(rejectedOf('feed.xml')).toEqual([expect.stringMatching(/^5\tthe GTIN is missing\t\{"id":"b"\}/)]);
    const before = await revs();
    const cut = rss(item('c', 3)).slice(0, -20);
    await expect(bring({ catalogue: file('cut.xml', cut) })).rejects.toThrow(/no well-formed XML: /);
    await expect(bring({ catalogue: file('html.xml', rss('<item>&nbsp;</item>')) })).rejects.toThrow(
      /no well-formed XML/,
    );
    await expect(bring({ catalogue: file('none.xml', rss('')) })).rejects.toThrow(/holds no item or entry/);
    expect(await revs()).toBe(before);
  });

  test('megabytes without one line end are read in pieces, packed or not; a text that does not end is refused', async () => {
    const many = Array.from({ length: 4_000 }, (_, n) => item(`é${n}`, n, `<g:brand>${'ção '.repeat(100)}</g:brand>`));
    const path = file('feed.xml.gz', gzipSync(rss(many.join('')).replaceAll('\n', '')));
    const ids: string[] = [];
    for await (const group of (await openRecords(path)).groups)
      for (const { fault, values } of group) ids.push(fault ?? values['id'] ?? 'none');
    expect(ids).toEqual(many.map((_, n) => `é${n}`));
    const endless = file('endless.xml', rss('').replace('</channel></rss>', `<item><title>${'x'.repeat(5_000_000)}`));
    await expect(bring({ catalogue: endless })).rejects.toThrow(/a text that does not end/);
    const long = rss(`<item><g:id>a</g:id><description>${'x'.repeat(1_100_000)}</description></item>${item('b', 2)}`);
    await bring({ catalogue: file('long.xml', long) });
    expect(rejectedOf('long.xml')[0]).toMatch(/^\d+\tthe item is longer than 1 MB/);
    expect(await rowsOf('product')).toHaveLength(1);
  });
});
