// A product's picture for a component: the variant's own, else the style's; content-addressed, so it never changes.
import { filesOf, picturesPath, smallPx, type PictureFile } from '#domain/picture-files.ts';
import type { Locale } from '#domain/text.ts';
import { wordsIn } from '#domain/text.ts';
import { isPhoto, type Picture, type Product, type Variant } from '#domain/product.ts';
import type { PictureShape } from '#app/ui/picture.tsx';

/** How long the longest edge is on the screen, in CSS pixels: on a page about a third of its height, on a wall 620. */
const shownPx = { big: 480, wall: 640 };

export type PictureSize = 'small' | keyof typeof shownPx;

/** null when the catalogue has no picture: the pigment then stands alone. */
export function pictureOf(
  product: Product,
  variant: Variant | null,
  locale: Locale,
  size: PictureSize,
): PictureShape | null {
  const picture = variant?.picture ?? product.picture;
  if (!picture) return null;
  return { ...shapeOf(picture, size), alt: pictureWords(product, variant, locale) };
}

/** What a picture shows, in words. */
export const pictureWords = (product: Product, variant: Variant | null, locale: Locale): string =>
  `${wordsIn(product.name, locale)}${variant?.colour ? `, ${wordsIn(variant.colour.name, locale)}` : ''}`;

/** The same for whoever only fetches it. */
export function shapeOf(picture: Picture, size: PictureSize): PictureShape {
  const { small, webp, avif } = filesOf(picture);
  const longest = Math.max(picture.width, picture.height);
  const scale = size === 'small' ? Math.min(1, smallPx / longest) : 1;
  const box = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
  const ground = isPhoto(picture) ? picture.dominant : null;
  if (size === 'small') return { src: picturesPath + small, alt: '', ...box, ground };
  const src = `${picturesPath}${picture.sha256}.webp`;
  if (avif.length === 0) return { src, alt: '', ...box, ground };
  const sizes = `${Math.round(shownPx[size] * Math.min(1, picture.width / longest))}px`;
  return { src, alt: '', ...box, ground, sources: { avif: setOf(avif), webp: setOf(webp), sizes } };
}

const setOf = (files: readonly PictureFile[]): string =>
  files.map(({ name, width }) => `${picturesPath}${name} ${width}w`).join(', ');
