import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesOf } from '#domain/picture-files.ts';
import type { Picture } from '#domain/product.ts';
import { buildPicture } from '#test/build/picture-bytes.ts';
import { reEncode } from './re-encode.ts';
import { sizesIn } from './sizes.ts';

let folder = '';
let picture: Picture;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gondola-sizes-'));
  picture = await reEncode(folder, await buildPicture({ width: 1000, height: 800 }).png().toBuffer());
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('every file that a row names is made when it is asked for, in its size and type', async () => {
  const { webp, avif } = filesOf(picture);
  for (const { name, width } of [...webp, ...avif]) {
    expect(await sizesIn(folder).ensure(name)).toBe('there');
    const made = await sharp(readFileSync(join(folder, name))).metadata();
    expect([made.width, made.format]).toEqual([width, name.endsWith('.avif') ? 'heif' : 'webp']);
  }
});

test('many who ask at once get one making; what is there is left as it is', async () => {
  const sizes = sizesIn(folder);
  const name = `${picture.sha256}-480.webp`;
  const asked = await Promise.all(Array.from({ length: 20 }, () => sizes.ensure(name)));
  expect(new Set(asked)).toEqual(new Set(['there']));
  expect(readdirSync(folder).filter((one) => one.includes('-480'))).toEqual([name]);
  writeFileSync(join(folder, name), 'kept');
  await sizes.ensure(name);
  expect(readFileSync(join(folder, name), 'utf8')).toBe('kept');
});

test('nothing is made from bytes that are not those of the name', async () => {
  const other = await buildPicture({ width: 1000, colour: '#ff0000' }).webp().toBuffer();
  writeFileSync(join(folder, `${picture.sha256}.webp`), other);
  expect(await sizesIn(folder).ensure(`${picture.sha256}-480.webp`)).toBe('none');
});

test('nothing is made of an unknown picture, of a name that is none, or of one that is small as it is', async () => {
  const sizes = sizesIn(folder);
  const small = await reEncode(folder, await buildPicture({ width: 500, height: 500 }).png().toBuffer());
  for (const name of [`${'0'.repeat(64)}.avif`, `${picture.sha256}-481.webp`, 'x.avif', `${small.sha256}.avif`])
    expect(await sizes.ensure(name), name).toBe('none');
});

test('a crowd of askers is told to come again, and the picture is there when they do', async () => {
  const sizes = sizesIn(folder);
  // Twice as many as may wait: the disk answers them in any order.
  const unknown = Array.from({ length: 80 }, (_, n) => `${String(n).padStart(64, '0')}.avif`);
  const crowd = unknown.map((name) => sizes.ensure(name));
  const late = await sizes.ensure(`${picture.sha256}.avif`);
  expect(late).toBe('busy');
  await Promise.all(crowd);
  expect(await sizes.ensure(`${picture.sha256}.avif`)).toBe('there');
});
