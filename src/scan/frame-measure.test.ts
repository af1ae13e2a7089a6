import { toBuffer } from 'bwip-js/node';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureFrame } from './frame-measure.ts';
import { toHint } from './hint.ts';

const frame = { width: 1280, height: 720 };
let code: Buffer;

beforeAll(async () => {
  code = await toBuffer({ bcid: 'ean13', text: '7896000010018', scale: 6, padding: 12, backgroundcolor: 'FFFFFF' });
});

type Scene = { width?: number; blur?: number; light?: number };

/** A tag in front of a grey shelf, as brightness: its code `width` pixels wide, out of focus by `blur` pixels. */
async function hintFor({ width, blur, light = 1 }: Scene) {
  const shelf = { r: 143, g: 148, b: 137 };
  const tag =
    width === undefined
      ? []
      : [
          {
            input: await sharp(code)
              .resize({ width, height: Math.round(width * 0.6), fit: 'fill' })
              .png()
              .toBuffer(),
            gravity: 'centre',
          },
        ];
  const drawn = await sharp({ create: { ...frame, channels: 3, background: shelf } })
    .composite(tag)
    .png()
    .toBuffer();
  const seen = blur === undefined ? sharp(drawn) : sharp(drawn).blur(blur);
  const data = await seen.linear(light, 0).greyscale().raw().toBuffer();
  return toHint(measureFrame({ data, ...frame }), frame.width);
}

describe('after two seconds without a code', () => {
  it('a dark frame asks for light', async () => expect(await hintFor({ width: 500, light: 0.25 })).toBe('light'));
  it('an empty frame asks to come closer', async () => expect(await hintFor({})).toBe('closer'));
  it('a small code asks to come closer', async () => expect(await hintFor({ width: 120 })).toBe('closer'));
  it('a code out of focus asks for a steady hand', async () =>
    expect(await hintFor({ width: 500, blur: 5 })).toBe('steady'));
  it('a code that fills the blurred frame is too near to focus', async () =>
    expect(await hintFor({ width: 1000, blur: 6 })).toBe('farther'));
  it('a sharp code of the right size that does not read asks to be turned', async () =>
    expect(await hintFor({ width: 500 })).toBe('tilt'));
});
