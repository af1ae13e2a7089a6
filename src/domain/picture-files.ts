// Which files a picture has, and how they are called: all follow from its row, so that a row of any age names them.
// Promise: a name holds the SHA-256 of the picture it was made from; nothing else is ever found under it.
import type { Picture } from './product.ts';

export const picturesPath = '/files/pictures/';

/** Longest edges in pixels: rows and cards, a page, a wall. None is ever enlarged. */
export const smallPx = 256;
export const middlePx = 480;
export const largePx = 1_080;

/** Below this the middle size would save next to nothing, and so would AVIF: the picture is its own WebP alone. */
const worthSizesPx = 640;

export const hasSizes = ({ width, height }: Pick<Picture, 'width' | 'height'>): boolean =>
  Math.max(width, height) >= worthSizesPx;

export interface PictureFile {
  name: string;
  /** In pixels. */
  width: number;
}

/** Smallest first; `avif` is empty where a picture has no sizes. The small WebP has a hash of its own. */
export function filesOf(picture: Picture): { small: string; webp: PictureFile[]; avif: PictureFile[] } {
  const { sha256, small, width, height } = picture;
  const middle = Math.round((width * middlePx) / Math.max(width, height));
  const sized = (type: string): PictureFile[] => [
    ...(hasSizes(picture) ? [{ name: `${sha256}-${middlePx}.${type}`, width: middle }] : []),
    { name: `${sha256}.${type}`, width },
  ];
  return { small: `${small}.webp`, webp: sized('webp'), avif: hasSizes(picture) ? sized('avif') : [] };
}

export interface FileName {
  sha256: string;
  /** null: as large as the picture is. */
  px: number | null;
  type: 'webp' | 'avif';
}

/** null for anything that is no name of a picture's file. */
export function parseFileName(name: string): FileName | null {
  const [, sha256, px, type] = /^([0-9a-f]{64})(?:-(480))?\.(webp|avif)$/.exec(name) ?? [];
  if (sha256 === undefined || type === undefined) return null;
  return { sha256, px: px === undefined ? null : Number(px), type: type === 'avif' ? 'avif' : 'webp' };
}

/** Other files of the same picture, best first: off line one of them is better than none. */
export function otherNames({ sha256, px, type }: FileName): string[] {
  const all: FileName[] = [
    { sha256, px: null, type: 'avif' },
    { sha256, px: null, type: 'webp' },
    { sha256, px: middlePx, type: 'avif' },
    { sha256, px: middlePx, type: 'webp' },
  ];
  // Whoever asks for WebP may know nothing else.
  const known = all.filter((one) => type === 'avif' || one.type === 'webp');
  return known.filter((one) => one.px !== px || one.type !== type).map(nameOf);
}

const nameOf = ({ sha256, px, type }: FileName): string => `${sha256}${px === null ? '' : `-${px}`}.${type}`;
