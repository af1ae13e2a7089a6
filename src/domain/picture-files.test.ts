import { expect, test } from 'vitest';
import { filesOf, otherNames, parseFileName } from './picture-files.ts';
import { isPhoto, type Picture } from './product.ts';

const [sha256, small] = ['a'.repeat(64), 'b'.repeat(64)];
const picture = (width: number, height: number, dominant = '#aabbcc'): Picture => ({
  sha256,
  small,
  width,
  height,
  dominant,
});

test('a large picture has a middle size and AVIF; widths keep its shape', () => {
  expect(filesOf(picture(810, 1080))).toEqual({
    small: `${small}.webp`,
    webp: [
      { name: `${sha256}-480.webp`, width: 360 },
      { name: `${sha256}.webp`, width: 810 },
    ],
    avif: [
      { name: `${sha256}-480.avif`, width: 360 },
      { name: `${sha256}.avif`, width: 810 },
    ],
  });
});

test('a picture that is hardly larger than the middle size is one WebP', () => {
  expect(filesOf(picture(512, 300))).toEqual({
    small: `${small}.webp`,
    webp: [{ name: `${sha256}.webp`, width: 512 }],
    avif: [],
  });
});

test('every name that a picture has can be read back; anything else is no name', () => {
  const { webp, avif } = filesOf(picture(1080, 1080));
  for (const { name } of [...webp, ...avif]) expect(parseFileName(name)?.sha256).toBe(sha256);
  for (const name of [
    `${sha256}-481.webp`,
    `${sha256}.png`,
    `${sha256.slice(1)}.webp`,
    `../${sha256}.webp`,
    'demo.json',
  ])
    expect(parseFileName(name)).toBeNull();
});

test('instead of a file stands another of the same picture, never AVIF for one who asked for WebP', () => {
  expect(otherNames({ sha256, px: 480, type: 'avif' })).toEqual([
    `${sha256}.avif`,
    `${sha256}.webp`,
    `${sha256}-480.webp`,
  ]);
  expect(otherNames({ sha256, px: null, type: 'webp' })).toEqual([`${sha256}-480.webp`]);
});

test('a photo fills its box, a cut-out does not', () => {
  expect([isPhoto(picture(9, 9, '#aabbccff')), isPhoto(picture(9, 9))]).toEqual([true, false]);
});
