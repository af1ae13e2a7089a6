import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Picture } from '#domain/product.ts';
import { bring, file, folder, gtin, rejectedOf, revs, rowsOf, sorted, useImportLab } from '#test/build/import-lab.ts';
import { buildPicture, cameraJpeg } from '#test/build/picture-bytes.ts';
import { parseImport } from './command.ts';
import { parseHosts } from './picture-hosts.ts';
import type { PictureOrder } from './pictures.ts';

useImportLab();

let pictures = '';
let order: PictureOrder;
const colours = { red: '#cc0000', green: '#00aa00', blue: '#0000cc' };
let bytes: Record<keyof typeof colours, Buffer>;
beforeEach(async () => {
  pictures = join(folder, 'pictures');
  mkdirSync(pictures);
  order = { folder: pictures, hosts: [] };
  const png = (colour: string): Promise<Buffer> => buildPicture({ colour }).png().toBuffer();
  bytes = { red: await png(colours.red), green: await png(colours.green), blue: await png(colours.blue) };
});

const lay = (name: string, of: keyof typeof colours | Buffer): void => {
  mkdirSync(join(pictures, name, '..'), { recursive: true });
  writeFileSync(join(pictures, name), Buffer.isBuffer(of) ? of : bytes[of]);
};
const header = 'item,group,sku,gtin,name,price,picture\n';
const lineOf = (n: number, picture = ''): string => `item${n},style,SKU-${n},${gtin(n)},Boot,10.00,${picture}\n`;
const pictureByItem = async (): Promise<Record<string, Picture | null>> =>
  Object.fromEntries([
    ...(await rowsOf('variant')).map(({ sourceId, picture }) => [sourceId, picture] as const),
    ...(await rowsOf('product')).map(({ sourceId, picture }) => [sourceId, picture] as const),
  ]);
const kept = (): string[] => readdirSync(join(folder, 'data', 'files', 'pictures')).toSorted();

describe('files of a folder', () => {
  test('go to the item, the SKU, the GTIN or the style they are named after, with further ones', async () => {
    lay('item1.png', 'red');
    lay('deep/er/SKU-2.PNG', 'green');
    lay(`${gtin(3)}.jpg`, 'blue');
    lay('item1_2.png', 'green');
    lay('notes.txt', Buffer.from('nothing'));
    const catalogue = file('c.csv', header + lineOf(1) + lineOf(2) + lineOf(3) + lineOf(4));
    const { files } = await bring({ catalogue, pictures: order });
    const found = await pictureByItem();
    expect([found['item1'], found['item2'], found['item3']].every(Boolean)).toBe(true);
    expect(new Set([found['item1']?.sha256, found['item2']?.sha256, found['item3']?.sha256]).size).toBe(3);
    expect(found['item4']).toBeNull();
    expect(found['style']).toEqual(found[`item3`]);
    expect(files.at(-1)?.tally).toMatchObject({ lines: 3, rejected: 0 });
    expect((await rowsOf('gallery')).map(({ pictures: further }) => further.map(({ sha256 }) => sha256))).toEqual([
      [found['item2']?.sha256],
    ]);
    for (const name of [found['item1']?.sha256, found['item1']?.small]) expect(kept()).toContain(`${name}.webp`);
  });

  test('come without a catalogue too, and a second time nothing is made or written', async () => {
    const catalogue = file('c.csv', header + lineOf(1));
    await bring({ catalogue });
    lay('style.png', 'red');
    lay('item1.png', 'blue');
    await bring({ pictures: order });
    const [before, names, found] = [await revs(), kept(), await pictureByItem()];
    const times = names.map((name) => statSync(join(folder, 'data', 'files', 'pictures', name)).mtimeMs);
    const again = await bring({ pictures: order });
    expect(again.files.at(-1)?.tally).toMatchObject({ lines: 2, rejected: 0, written: new Map() });
    expect([await revs(), kept(), await pictureByItem()]).toEqual([before, names, found]);
    expect(names.map((name) => statSync(join(folder, 'data', 'files', 'pictures', name)).mtimeMs)).toEqual(times);
    expect(found['style']?.sha256).not.toBe(found['item1']?.sha256);
  });

  test('that changed change their item, and the style that showed it; the catalogue without pictures leaves them', async () => {
    const catalogue = file('c.csv', header + lineOf(1) + lineOf(2));
    lay('item1.png', 'red');
    lay('item2.png', 'green');
    await bring({ catalogue, pictures: order });
    const first = await pictureByItem();
    expect(first['style']).toEqual(first['item1']);
    lay('item1.png', 'blue');
    await bring({ catalogue, pictures: order });
    const second = await pictureByItem();
    expect(second['item1']?.sha256).not.toBe(first['item1']?.sha256);
    expect([second['style'], second['item2']]).toEqual([second['item1'], first['item2']]);
    await bring({ catalogue });
    expect(await pictureByItem()).toEqual(second);
  });

  test('that are numbered go with their first one, but for a number that an item is called by', async () => {
    lay('item.png', 'red');
    lay('item_2.png', 'green');
    lay('item_38.png', 'blue');
    const named = (item: string, n: number): string => lineOf(n).replace(`item${n},style`, `${item},${item}`);
    const catalogue = file('c.csv', header + named('item', 1) + named('item_38', 2));
    await bring({ catalogue, pictures: order });
    const found = await pictureByItem();
    expect(found['item_38']).not.toBeNull();
    // The item's and its style's, which is called the same.
    expect((await rowsOf('gallery')).map(({ pictures: further }) => further.length)).toEqual([1, 1]);
  });

  test('that mean one thing by two names are told, and the first one holds in every run', async () => {
    lay('item1.jpg', 'red');
    lay('item1.png', 'green');
    lay('SKU-1.png', 'blue');
    lay('style.jpg', 'red');
    lay('style.png', 'green');
    const catalogue = file('c.csv', header + lineOf(1));
    await bring({ catalogue, pictures: order });
    const told = 'an earlier file of the folder is the picture of this already';
    expect(sorted(rejectedOf('pictures.pictures').map((line) => line.split('\t').slice(1)))).toEqual(
      sorted([
        [told, 'item1.jpg'],
        [told, 'item1.png'],
        [told, 'style.png'],
      ]),
    );
    const before = await revs();
    await bring({ catalogue, pictures: order });
    expect(await revs()).toBe(before);
  });

  test('that mean nothing or are no picture are told by name, the others come in', async () => {
    lay('item1.png', 'red');
    lay('item2.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    lay('nobody.png', 'blue');
    const { files } = await bring({ catalogue: file('c.csv', header + lineOf(1) + lineOf(2)), pictures: order });
    expect(files.at(-1)?.tally).toMatchObject({ lines: 3, rejected: 2 });
    expect(rejectedOf('pictures.pictures')).toEqual([
      expect.stringMatching(/it is no JPEG.*item2\.png/),
      expect.stringMatching(/no item, SKU, GTIN or style has this name\tnobody\.png/),
    ]);
    expect((await pictureByItem())['item1']).not.toBeNull();
  });
});

describe('the column of a catalogue', () => {
  test('names a path in the folder; a line whose picture is missing keeps its product', async () => {
    lay('a/red.png', 'red');
    const catalogue = file('c.csv', header + lineOf(1, 'a/red.png') + lineOf(2, 'a/none.png') + lineOf(3));
    const { files } = await bring({ catalogue, pictures: order });
    const found = await pictureByItem();
    expect(found['style']).toEqual(found['item1']);
    expect([found['item2'], found['item3']]).toEqual([null, null]);
    expect(files[0]?.tally.rejected).toBe(0);
    expect(rejectedOf('c.csv.pictures')).toEqual([expect.stringMatching(/^3\tthere is no such file/)]);
  });

  test('of two lines about one item the first one’s picture holds; a line that made no item makes no gallery', async () => {
    for (const colour of ['red', 'green', 'blue'] as const) lay(`${colour}.png`, colour);
    const wide = header.replace('picture', 'picture,additional_image_link');
    const catalogue = file(
      'c.csv',
      `${wide}${lineOf(1, 'red.png,')}${lineOf(1, 'green.png,')}${lineOf(2, 'red.png,blue.png').replace('10.00', '')}`,
    );
    await bring({ catalogue, pictures: order });
    expect(rejectedOf('c.csv.pictures')).toEqual([expect.stringMatching(/^3\tthe item stands on an earlier line/)]);
    expect(await rowsOf('gallery')).toEqual([]);
    const before = await revs();
    await bring({ catalogue, pictures: order });
    expect(await revs()).toBe(before);
  });

  test('leads nowhere out of the folder', async () => {
    writeFileSync(join(folder, 'secret.png'), bytes.red);
    symlinkSync(join(folder, 'secret.png'), join(pictures, 'link.png'));
    const ways = ['../secret.png', join(folder, 'secret.png'), 'link.png', '.'];
    const catalogue = file('c.csv', header + ways.map((way, n) => lineOf(n + 1, way)).join(''));
    await bring({ catalogue, pictures: order });
    expect(rejectedOf('c.csv.pictures')).toHaveLength(4);
    expect(Object.values(await pictureByItem()).every((picture) => picture === null)).toBe(true);
  });

  test('names addresses: fetched from allowed hosts, once as long as they do not change', async () => {
    const jpeg = await cameraJpeg();
    const sent: string[] = [];
    const server = createServer((request, response) => {
      const known = request.headers['if-none-match'] === '"v1"';
      sent.push(`${request.url} ${known ? 304 : 200}`);
      response.writeHead(known ? 304 : 200, { etag: '"v1"' }).end(known ? undefined : jpeg);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const catalogue = file(
      'c.csv',
      header.replace('picture', 'image_link') +
        lineOf(1, `http://${host}/1.jpg`) +
        lineOf(2, 'https://elsewhere.example/2.jpg'),
    );
    const hosts = parseHosts([host]);
    await bring({ catalogue, pictures: { folder: null, hosts } });
    const found = await pictureByItem();
    expect([found['item1']?.width, found['item1']?.height]).toEqual([600, 900]);
    expect(rejectedOf('c.csv.pictures')).toEqual([expect.stringMatching(/elsewhere\.example were not allowed/)]);
    const before = await revs();
    await bring({ catalogue, pictures: { folder: null, hosts } });
    expect(sent).toEqual(['/1.jpg 200', '/1.jpg 304']);
    expect(await revs()).toBe(before);
  });

  test('names further ones in a column of their own, in their order; an empty cell takes them away', async () => {
    for (const colour of ['red', 'green', 'blue'] as const) lay(`${colour}.png`, colour);
    const wide = header.replace('picture', 'picture,additional_image_link');
    const say = (more: string): string => file('c.csv', wide + lineOf(1, `red.png,"${more}"`));
    const galleries = async (): Promise<string[][]> =>
      (await rowsOf('gallery')).map(({ pictures: further }) => further.map(({ sha256 }) => sha256));
    await bring({ catalogue: say('blue.png, none.png, green.png'), pictures: order });
    const [both] = await galleries();
    expect(both).toHaveLength(2);
    expect(rejectedOf('c.csv.pictures')).toEqual([expect.stringMatching(/^2\tthere is no such file/)]);
    await bring({ catalogue: say('green.png|blue.png'), pictures: order });
    expect(await galleries()).toEqual([both?.toReversed()]);
    const before = await revs();
    await bring({ catalogue: say('green.png|blue.png'), pictures: order });
    expect(await revs()).toBe(before);
    await bring({ catalogue: say(''), pictures: order });
    expect(await galleries()).toEqual([]);
  });

  test('names addresses with commas in them, in one cell or in a list', async () => {
    const a = 'https://x.example/w_300,h_300/a.jpg';
    const b = 'https://x.example/w_300,h_300/b.jpg';
    const wide = header.replace('picture', 'picture,additional_image_link');
    const row = { item: 'item1', group: 'style', gtin: gtin(1), name: 'Boot', price: 10 };
    const ways = [
      file('one.csv', wide + lineOf(1, `,"${a}, ${b}"`)),
      file('two.csv', wide + lineOf(1, `,"${a}|${b}"`)),
      file('list.jsonl', JSON.stringify({ ...row, picture: '', pictures: [a, b] })),
    ];
    for (const catalogue of ways) await bring({ catalogue, pictures: order });
    for (const name of ['one.csv', 'two.csv', 'list.jsonl']) {
      // Two refusals for two addresses of one host that nobody allowed.
      const told = rejectedOf(`${name}.pictures`);
      expect(told).toHaveLength(2);
      for (const line of told) expect(line).toMatch(/x\.example were not allowed/);
    }
  });

  test('is left alone when nobody asks for pictures', async () => {
    const catalogue = file('c.csv', header + lineOf(1, 'https://elsewhere.example/2.jpg'));
    const { files } = await bring({ catalogue });
    expect(files).toHaveLength(1);
  });
});

test('no file of a picture holds a byte of the original', async () => {
  lay('item1.jpg', await cameraJpeg());
  await bring({ catalogue: file('c.csv', header + lineOf(1)), pictures: order });
  for (const name of kept()) {
    const whole = readFileSync(join(folder, 'data', 'files', 'pictures', name));
    expect([whole.toString('latin1', 8, 12), whole.includes('Somebody')]).toEqual(['WEBP', false]);
  }
});

test('the command line takes a folder alone, and hosts in one word or several', () => {
  const parsed = parseImport(['--chain', 'Shop', '--pictures', '/p', '--pictures-from', 'a.example,*.b.example']);
  expect(parsed).toMatchObject({
    files: [],
    pictures: {
      folder: '/p',
      hosts: [
        { host: 'a.example', isPattern: false },
        { host: 'b.example', isPattern: true },
      ],
    },
  });
  expect(() => parseImport(['--chain', 'Shop', '--pictures-from', 'a.example'])).toThrow(/No file/);
});
