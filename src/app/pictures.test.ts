import { expect, test } from 'vitest';
import type { Picture } from '#domain/product.ts';
import { buildProduct, buildVariant } from '#test/build/domain.ts';
import { pictureOf, shapeOf } from './pictures.ts';

const [sha256, small, other] = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)];
const picture: Picture = { sha256, small, width: 810, height: 1080, dominant: '#ffffffff' };

test('a row shows the small file in its own shape, whatever the screen', () => {
  expect(shapeOf(picture, 'small')).toEqual({
    src: `/files/pictures/${small}.webp`,
    alt: '',
    width: 192,
    height: 256,
    ground: '#ffffffff',
  });
});

test('a page leaves the choice of size and type to the browser; the width is what it will be on the screen', () => {
  const { src, sources } = shapeOf(picture, 'big');
  expect(src).toBe(`/files/pictures/${sha256}.webp`);
  expect(sources).toEqual({
    avif: `/files/pictures/${sha256}-480.avif 360w, /files/pictures/${sha256}.avif 810w`,
    webp: `/files/pictures/${sha256}-480.webp 360w, /files/pictures/${sha256}.webp 810w`,
    sizes: '360px',
  });
  expect(shapeOf(picture, 'wall').sources?.sizes).toBe('480px');
});

test('a small picture is one file in every place, and never shown larger than it is in a row', () => {
  const little = { ...picture, width: 200, height: 100, dominant: '#aabbcc' };
  expect(shapeOf(little, 'big')).toEqual({
    src: `/files/pictures/${sha256}.webp`,
    alt: '',
    width: 200,
    height: 100,
    ground: null,
  });
  expect(shapeOf(little, 'small')).toMatchObject({ width: 200, height: 100 });
});

test("the variant's own picture comes before its style's, and says its colour", () => {
  const product = buildProduct({ picture });
  const variant = buildVariant({ picture: { ...picture, sha256: other } });
  expect(pictureOf(product, variant, 'pt-BR', 'big')).toMatchObject({
    src: `/files/pictures/${other}.webp`,
    alt: 'Bota Serra, Caramelo',
  });
  expect(pictureOf(product, buildVariant(), 'en', 'big')?.src).toBe(`/files/pictures/${sha256}.webp`);
  expect(pictureOf(buildProduct(), null, 'es', 'big')).toBeNull();
});
