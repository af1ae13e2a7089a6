// Pictures of the demo, made for real into a scratch folder.
import { mkdtemp, readdir, rm, stat, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from './pictures.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gondola-pictures-'));
});
afterAll(() => rm(folder, { recursive: true }));

const boot = { key: '1f97e.musgo', asset: '1f97e', hex: '#66773f', aboutDegrees: null };

test('a picture stands on its lower edge, is transparent above and named by its content', async () => {
  const picture = await makePicture(folder, boot);
  const { data, info } = await sharp(join(folder, `${picture.sha256}.webp`))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([picture.width, picture.height, 4]);
  expect(Math.max(info.width, info.height)).toBe(512);
  const alphaOfRow = (y: number): number =>
    Math.max(...Array.from({ length: info.width }, (_, x) => data[(y * info.width + x) * 4 + 3] ?? 0));
  expect(alphaOfRow(info.height - 2)).toBeGreaterThan(128);
  expect(data[(info.width - 1) * 4 + 3]).toBeLessThan(24);
  expect(picture.dominant).toMatch(/^#[0-9a-f]{6}$/);
});

test('made again it is the same file; a lost file comes back', async () => {
  const first = await makePicture(folder, boot);
  const names = await readdir(folder);
  expect(await makePicture(folder, boot)).toEqual(first);
  expect(await readdir(folder)).toEqual(names);
  await unlink(join(folder, `${first.small}.webp`));
  await makePicture(folder, boot);
  expect((await stat(join(folder, `${first.small}.webp`))).size).toBeGreaterThan(500);
});
