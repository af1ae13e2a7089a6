// The search of a browser's profile can fail: each of these words lies in one place of a real one, and is found there.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { snappyCompress } from 'hysnappy';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './browser.ts';
import { searchProfile } from './profile-search.ts';

const scratch = mkdtempSync(join(tmpdir(), 'gondola-search-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));

const placesOf = (folder: string, word: string) =>
  searchProfile(folder, [word]).map(({ file, where, as }) => ({ file, where, as }));

describe('a real profile', () => {
  const profileDir = join(scratch, 'profile');
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>.</title>'));

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const first = await launchChromium({ profileDir });
    const page = await first.context.newPage();
    await page.goto(url);
    await page.evaluate(plant);
    await page.evaluate(() => history.pushState(null, '', '/search?q=waqyvonu'));
    await first.close();
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('gives up a word that was deleted from IndexedDB', () => {
    expect(placesOf(profileDir, 'deletedqyzw').map(({ file }) => file)).toContainEqual(
      expect.stringContaining('IndexedDB'),
    );
  });

  it('gives up a word whose letters lie scattered in what snappy made of it', () => {
    const places = placesOf(profileDir, 'vuqizokyrate');
    expect(places).toContainEqual(
      expect.objectContaining({ file: expect.stringMatching(/\.ldb$/), where: 'leveldb block' }),
    );
    expect(places).not.toContainEqual(
      expect.objectContaining({ file: expect.stringMatching(/\.ldb$/), where: 'file' }),
    );
  });

  it('gives up a word with letters of two bytes, of IndexedDB and of localStorage', () => {
    const places = placesOf(profileDir, 'wideqyzw');
    for (const store of ['IndexedDB', 'Local Storage'])
      expect(places).toContainEqual(expect.objectContaining({ file: expect.stringContaining(store), as: 'utf-16' }));
  });

  it('gives up a word that stood in an address', () => {
    expect(placesOf(profileDir, 'waqyvonu').map(({ file }) => file)).toContain(join('Default', 'History'));
  });

  it('finds nothing where nothing was planted', () => {
    expect(placesOf(profileDir, 'neverplantedqyzw')).toEqual([]);
  });
});

describe('other places', () => {
  it('a packed answer in the HTTP cache, Base64 and an address', () => {
    const folder = join(scratch, 'made');
    mkdirSync(join(folder, 'Cache_Data'), { recursive: true });
    const head = Buffer.alloc(24);
    head.writeBigUInt64LE(0xfc_fb_6d_1b_a7_72_5c_30n);
    head.writeUInt32LE(3, 12);
    const body = brotliCompressSync(Buffer.from('so much is told to ANA@example.com and to nobody else '.repeat(3)));
    writeFileSync(
      join(folder, 'Cache_Data/0'),
      Buffer.concat([head, Buffer.from('key'), body, Buffer.from('after it')]),
    );
    for (const before of ['', 'x', 'xx'])
      writeFileSync(
        join(folder, `base64${before}`),
        Buffer.from(`${before}ana@example.com, and so on`).toString('base64'),
      );
    writeFileSync(join(folder, 'address'), 'https://shop.example/?q=Ana%40example.com');
    expect(placesOf(folder, 'ana@example.com').toSorted((a, b) => (a.file < b.file ? -1 : 1))).toEqual([
      { file: join('Cache_Data', '0'), where: 'http cache', as: 'utf-8' },
      { file: 'address', where: 'file', as: 'address' },
      { file: 'base64', where: 'file', as: 'base64' },
      { file: 'base64x', where: 'file', as: 'base64' },
      { file: 'base64xx', where: 'file', as: 'base64' },
    ]);
  });

  it('a value that Chromium has packed by itself', () => {
    const folder = join(scratch, 'packed', 'a.indexeddb.blob', '1');
    mkdirSync(folder, { recursive: true });
    const packed = Buffer.concat([
      Buffer.from([0xff, 0x11, 0x02]),
      snappyCompress(Buffer.from('vuqizo, kyrate: vuqizokyrate')),
    ]);
    writeFileSync(join(folder, '2'), packed);
    expect(placesOf(join(scratch, 'packed'), 'vuqizokyrate').map(({ where }) => where)).toEqual(['indexeddb value']);
  });

  it('a file that has not changed is not read again while a browser runs', () => {
    const folder = join(scratch, 'running');
    mkdirSync(folder);
    writeFileSync(join(folder, 'one'), 'sixletters');
    const searched = new Map<string, string>();
    expect(searchProfile(folder, ['sixletters'], searched)).toHaveLength(1);
    expect(searchProfile(folder, ['sixletters'], searched)).toEqual([]);
    writeFileSync(join(folder, 'one'), 'sixletters, and more');
    expect(searchProfile(folder, ['sixletters'], searched)).toHaveLength(1);
  });
});

/** Runs in the page. */
async function plant(): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const asked = indexedDB.open('planted', 1);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore('rows'));
    asked.addEventListener('success', () => resolve(asked.result));
  });
  const write = (work: (rows: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve) => {
      const trx = db.transaction('rows', 'readwrite', { durability: 'strict' });
      trx.addEventListener('complete', () => resolve());
      work(trx.objectStore('rows'));
    });
  await write((rows) => {
    rows.put({ text: 'deletedqyzw' }, 'deleted');
    rows.put({ text: 'wideqyzw €' }, 'wide');
    // The second half of it is a copy of the first one's pieces.
    rows.put({ text: `vuqizo, ${'so much of it '.repeat(400)} kyrate: vuqizokyrate` }, 'scattered');
  });
  await write((rows) => rows.delete('deleted'));
  // More than LevelDB keeps in a log: what came first goes into a table, whose blocks are packed. Long values go elsewhere.
  for (let round = 0; round < 4; round += 1)
    await write((rows) => {
      for (let row = 0; row < 50; row += 1) rows.put(crypto.getRandomValues(new Uint8Array(30_000)), `${round}/${row}`);
    });
  db.close();
  localStorage.setItem('planted', 'wideqyzw €');
}
