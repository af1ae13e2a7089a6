import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPhoto, Picture } from '#domain/product.ts';
import { buildPicture, cameraJpeg, hollowPng } from '#test/build/picture-bytes.ts';
import { BadPicture, reEncode } from './re-encode.ts';
import { sha256Of } from './store-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gondola-re-encode-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (sha256: string): Buffer => readFileSync(join(folder, `${sha256}.webp`));

describe('a picture from outside', () => {
  test('becomes two WebP files under the hash of their bytes, at most 1,080 and 256 pixels long', async () => {
    const picture = await reEncode(folder, await buildPicture({ width: 1800, height: 1200 }).png().toBuffer());
    expect(Picture.safeParse(picture).error).toBeUndefined();
    expect([picture.width, picture.height]).toEqual([1080, 720]);
    for (const name of [picture.sha256, picture.small]) expect(sha256Of(fileOf(name))).toBe(name);
    const small = await sharp(fileOf(picture.small)).metadata();
    expect([small.format, small.width, small.height]).toEqual(['webp', 256, 171]);
  });

  test('is never enlarged', async () => {
    const picture = await reEncode(folder, await buildPicture({ width: 90, height: 60 }).png().toBuffer());
    expect([picture.width, picture.height]).toEqual([90, 60]);
  });

  test('stands upright and keeps nothing of its metadata', async () => {
    const bytes = await cameraJpeg();
    expect(bytes.includes('Somebody Of Somewhere')).toBe(true);
    const picture = await reEncode(folder, bytes);
    expect([picture.width, picture.height]).toEqual([600, 900]);
    for (const name of readdirSync(folder)) {
      const kept = readFileSync(join(folder, name));
      expect(kept.includes('Somebody')).toBe(false);
      const { exif, xmp, icc } = await sharp(kept).metadata();
      expect([exif, xmp, icc]).toEqual([undefined, undefined, undefined]);
    }
  });

  test('that is cut out is cut to its box and told by its own colour; a photo by the colour of its edge', async () => {
    const cut = await reEncode(folder, await buildPicture({ isCutOut: true }).png().toBuffer());
    expect([cut.width, cut.height, cut.dominant, isPhoto(cut)]).toEqual([450, 350, '#336699', false]);
    const photo = await reEncode(folder, await buildPicture().png().toBuffer());
    expect([photo.width, photo.height, photo.dominant, isPhoto(photo)]).toEqual([900, 700, '#ffffffff', true]);
  });

  test.each([
    ['words', () => Buffer.from('no picture at all, but a text'), /no JPEG/],
    ['nothing', () => Buffer.alloc(0), /no JPEG/],
    [
      'a drawing that may ask for other files',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      /no JPEG/,
    ],
    ['half a picture', async () => (await cameraJpeg()).subarray(0, 900), /can't be read/],
    [
      'another thing with the first bytes of one',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(99)]),
      /can't be read/,
    ],
    ['more than 20 MB', () => Buffer.alloc(20_000_001), /larger than 20 MB/],
    ['a small file of 60 million pixels', () => hollowPng(10_000, 6_000), /can't be read .*pixel limit/],
    ['nothing to be seen', () => buildPicture({ isCutOut: true, colour: '#00000000' }).png().toBuffer(), /transparent/],
  ])('%s is refused with a reason, and no file is left', async (_, bytes, reason) => {
    const failed = await reEncode(folder, await bytes()).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(BadPicture);
    expect((failed as BadPicture).message).toMatch(reason);
    expect(readdirSync(folder)).toEqual([]);
  });
});
