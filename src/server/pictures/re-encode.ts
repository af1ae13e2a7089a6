// A stranger's picture to one of ours: decoded within bounds, encoded anew. Promise: no byte of the original and
// nothing of its metadata goes on, and what is no picture ends as a BadPicture with a reason for people.
import sharp from 'sharp';
import { largePx, smallPx } from '#domain/picture-files.ts';
import type { Picture } from '#domain/product.ts';
import { boxOf, dominantOf, groundOf, isOpaque, type Pixels } from './pixels.ts';
import { storeWebp } from './store-file.ts';

/** Why a picture can't be taken, in words that stand in the file of rejected rows. */
export class BadPicture extends Error {
  override readonly name = 'BadPicture';
}

export const bytesAtMost = 20_000_000;
/** 8,000 × 6,000: four bytes each, so that one picture never takes more than some 200 MB. */
const pixelsAtMost = 48_000_000;

/** Raise when a picture would come out different: what an older recipe has made is made again. */
export const recipe = 1;

/** By their first bytes. SVG is no picture but a program that draws one, and may ask for other files. */
const kinds: readonly (readonly [string, (head: Buffer) => boolean])[] = [
  ['JPEG', (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['PNG', (head) => head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n'],
  ['WebP', (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'],
  ['AVIF', (head) => /^ftyp(avif|avis|mif1)$/.test(head.toString('latin1', 4, 12))],
  ['GIF', (head) => /^GIF8[79]a$/.test(head.toString('latin1', 0, 6))],
  ['TIFF', (head) => ['II*\0', 'MM\0*'].includes(head.toString('latin1', 0, 4))],
];

/** Makes and stores both WebP files of a picture. Throws BadPicture; failures of the disk are thrown as they are. */
export async function reEncode(folder: string, bytes: Buffer): Promise<Picture> {
  // Several pictures at once, each on one thread, beat one picture on many.
  sharp.concurrency(1);
  if (bytes.length > bytesAtMost) throw new BadPicture('the picture is larger than 20 MB');
  if (!kinds.some(([, is]) => is(bytes))) throw new BadPicture('it is no JPEG, PNG, WebP, AVIF, GIF or TIFF');
  const whole = await decoded(bytes);
  const opaque = isOpaque(whole);
  const box = opaque ? null : boxOf(whole);
  if (!opaque && box === null) throw new BadPicture('the picture is transparent all over');
  const { data, width, height } = whole;
  const raw = sharp(data, { raw: { width, height, channels: 4 } });
  const cut = box ? raw.extract(box) : raw;
  const large = await cut
    .clone()
    .webp({ quality: 86, alphaQuality: 90, effort: 2 })
    .toBuffer({ resolveWithObject: true });
  const small = await cut
    .clone()
    .resize(smallPx, smallPx, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, alphaQuality: 90, effort: 4 })
    .toBuffer();
  return {
    sha256: await storeWebp(folder, large.data),
    small: await storeWebp(folder, small),
    width: large.info.width,
    height: large.info.height,
    dominant: opaque ? `${groundOf(whole)}ff` : dominantOf(data),
  };
}

/** The first frame, upright, in sRGB, at most as large as we keep it. */
async function decoded(bytes: Buffer): Promise<Pixels> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: pixelsAtMost, failOn: 'error' })
      .timeout({ seconds: 30 })
      .autoOrient()
      .resize(largePx, largePx, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 4) throw new Error(`${info.channels} channels`);
    return { data, width: info.width, height: info.height };
  } catch (error) {
    throw new BadPicture(`the picture can't be read (${firstLine(error)})`);
  }
}

const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0]?.slice(0, 100) ?? '';
