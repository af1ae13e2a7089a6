// The main job on photographs of real tags: 20 of them, drawn by a seed, are the products of a chain of their own,
// brought in by the import command, and shown to the camera one after another. Each opens its product, none another.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import sharp from 'sharp';
import { expect, inject, onTestFinished, test } from 'vitest';
import { gtinToGtin14, isRestricted, upcEToUpcA } from '#domain/gtin.ts';
import type { HomeId } from '#domain/ids.ts';
import { decodeStill } from '#scan/decoder.ts';
import { rgbaToGray } from '#scan/gray-image.ts';
import { openReader } from '#scan/zxing-reader.ts';
import type { Database } from '#server/database/schema.ts';
import { createClaim } from '#server/session/claim.ts';
import { openPage } from '#test/build/page.ts';
import { openBrowser, openShopForTest, scratchFolder, serverUrl } from './running.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const corpus = join(root, '../shared/data/scan/dev');
const wanted = 20;
const seed = 20_261_122;
const size = { width: 1280, height: 720 };
/** 4 s for each photograph, at 30 frames a second. */
const framesEach = 120;

interface Photograph {
  file: string;
  gtin14: string;
  jpeg: Buffer;
}

/** The same order for the same seed on every machine (mulberry32). */
function shuffled<T>(list: readonly T[]): T[] {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return list
    .map((one) => ({ one, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** Those that the still decoder reads as the camera would see them; what it can't read is the bench's business. */
async function drawPhotographs(): Promise<Photograph[]> {
  const manifest = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) as {
    file: string;
    format: string;
    expectedText: string | null;
  }[];
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const reader = await openReader(new Uint8Array(wasm).buffer);
  const drawn = new Map<string, Photograph>();
  for (const { file, format, expectedText } of shuffled(manifest)) {
    if (!expectedText || !/^(EAN13|EAN8|UPCA|UPCE)$/.test(format)) continue;
    const upcA = format === 'UPCE' && expectedText.length === 8 ? upcEToUpcA(expectedText) : expectedText;
    const gtin14 = upcA ? gtinToGtin14(upcA) : undefined;
    if (!gtin14 || isRestricted(gtin14) || drawn.has(gtin14)) continue;
    const jpeg = await sharp(join(corpus, file))
      .flatten({ background: '#ffffff' })
      .resize({ ...size, fit: 'contain', background: '#8f9489' })
      .jpeg({ quality: 95 })
      .toBuffer();
    const { data, info } = await sharp(jpeg).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const reads = decodeStill(reader, rgbaToGray(data, info.width, info.height));
    if (reads.length !== 1 || gtinToGtin14(reads[0]?.text ?? '') !== gtin14) continue;
    drawn.set(gtin14, { file, gtin14, jpeg });
    if (drawn.size === wanted) break;
  }
  return [...drawn.values()];
}

async function makeChain(photographs: readonly Photograph[]): Promise<void> {
  const folder = scratchFolder();
  const catalogue = join(folder, 'photographs.csv');
  const lines = photographs.map(({ gtin14 }, at) => `${gtin14},${gtin14},Foto ${at + 1},${10 + at}.90`);
  writeFileSync(catalogue, `id,gtin,name,price\n${lines.join('\n')}\n`);
  const command = [join(root, 'src/gondola.mjs'), 'import', '--chain', 'Fotos', '--currency', 'BRL'];
  const files = ['--store', 'Estúdio', '--catalogue', catalogue, '--data', inject('dataDir'), '--rejected', folder];
  await promisify(execFile)(process.execPath, [...command, ...files], { cwd: root });
}

test('twenty photographs of real tags each open their product', { timeout: 240_000 }, async () => {
  const photographs = await drawPhotographs();
  console.log(photographs.map(({ file, gtin14 }, at) => `${at + 1}. ${gtin14} ${file}`).join('\n'));
  expect(photographs).toHaveLength(wanted);
  await makeChain(photographs);

  const shop = await openShopForTest('Estúdio');
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: inject('databaseUrl'), max: 1 }) }),
  });
  onTestFinished(() => db.destroy());
  const token = await createClaim(db, shop.storeId as HomeId, Date.now());
  const desk = await openBrowser();
  const { page: manager } = await openPage(desk.context, `${serverUrl()}/manager/claim#${token}`);
  await manager.getByLabel('Seu nome').fill('Ana');
  await manager.getByLabel('Escolha um PIN de 6 números').fill('482613');
  await manager.getByRole('button', { name: 'Começar' }).click();
  await manager.getByRole('button', { name: 'Aparelhos' }).first().click();

  const film = join(scratchFolder(), 'photographs.mjpeg');
  const frames = photographs.flatMap(({ jpeg }) => Array.from({ length: framesEach }, () => jpeg));
  writeFileSync(film, Buffer.concat(frames));
  const { context } = await openBrowser({ fakeCamera: film });
  const { page } = await openPage(context, serverUrl());
  const opened = new Set<string>();
  page.on('framenavigated', (frame) => opened.add(new URL(frame.url()).pathname));
  const code = await page.getByRole('group', { name: 'Código deste aparelho' }).locator('p').innerText();
  await manager.getByLabel('Código mostrado no aparelho').fill(code.replaceAll(/\s/g, ''));
  await manager.getByLabel('Nome do aparelho').fill('Tablet das fotos');
  await manager.getByRole('button', { name: 'Aprovar' }).click();

  const paths = photographs.map(({ gtin14 }) => `/p/${gtin14}`);
  await expect.poll(() => paths.filter((path) => !opened.has(path)), { timeout: 180_000, interval: 500 }).toEqual([]);
  expect([...opened].filter((path) => path !== '/' && !paths.includes(path))).toEqual([]);
});
