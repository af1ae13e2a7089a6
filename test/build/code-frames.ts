// What a fake camera shows: tags drawn by bwip-js, or a photograph, as frames in one file for Chromium's
// `--use-file-for-fake-video-capture` (with `--use-fake-device-for-media-stream` and `--use-fake-ui-for-media-stream`).
// Promise: no ffmpeg and no fetched picture. Chromium starts over at the end; a .mjpeg it plays at 30 frames a second, a
// .y4m as fast as the file says.
import { writeFile } from 'node:fs/promises';

import { toBuffer } from 'bwip-js/node';
import sharp from 'sharp';

export type CodeFrame = {
  /** 13 digits for ean13; the address for qrcode; "(01)…(10)…" for gs1datamatrix; any text for code128. */
  readonly text: string;
  readonly symbology: 'ean13' | 'code128' | 'qrcode' | 'gs1datamatrix';
  /** How long it is shown, in frames. */
  readonly frames?: number;
  /** Degrees by which the tag is held askew. */
  readonly turn?: number;
  /** Width of the code in parts of the frame's width. */
  readonly width?: number;
};
export type FakeCameraOptions = {
  readonly width?: number;
  readonly height?: number;
  /** Empty frames before each code and after the last: the code has left the view. */
  readonly gapFrames?: number;
};

const shelf = '#8f9489'; // grey behind the tag, so that its white edge is seen

/** One tag on the shelf as a JPEG frame of `width` × `height` pixels. */
export async function drawTag(frame: CodeFrame, width: number, height: number): Promise<Buffer> {
  const code = await toBuffer({
    bcid: frame.symbology,
    text: frame.text,
    scale: 6,
    padding: 12,
    backgroundcolor: 'FFFFFF',
    includetext: frame.symbology === 'ean13',
    textxalign: 'center',
  });
  const fitted = sharp(code).resize({
    width: Math.round(width * (frame.width ?? 0.4)),
    height: Math.round(height * 0.8),
    fit: 'inside',
  });
  const tag = await sharp(await fitted.png().toBuffer())
    .rotate(frame.turn ?? 0, { background: shelf })
    .resize({ width, height, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: shelf } })
    .composite([{ input: tag, gravity: 'centre' }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Slow enough to leave the machine to the test: each frame is searched for codes. */
const framesPerSecond = 10;

/** Shows the codes one after another, each after a gap, for ever. `file` ends in .y4m. */
export async function writeFakeCamera(
  file: string,
  frames: readonly CodeFrame[],
  options: FakeCameraOptions = {},
): Promise<void> {
  const { width = 1280, height = 720, gapFrames = 0 } = options;
  const empty = await sharp({ create: { width, height, channels: 3, background: shelf } })
    .png()
    .toBuffer();
  const gap = await y4mFrame(empty);
  const shown: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)];
  for (const frame of frames) {
    const picture = await y4mFrame(await drawTag(frame, width, height));
    shown.push(...Array.from({ length: gapFrames }, () => gap));
    shown.push(...Array.from({ length: frame.frames ?? framesPerSecond }, () => picture));
  }
  shown.push(...Array.from({ length: gapFrames }, () => gap));
  await writeFile(file, Buffer.concat(shown));
}

/** Without colour: only its brightness, then the middle of both colour planes, each of a quarter of the size. */
async function y4mFrame(picture: Buffer): Promise<Buffer> {
  const bright = await sharp(picture).greyscale().raw().toBuffer();
  return Buffer.concat([Buffer.from('FRAME\n'), bright, Buffer.alloc(bright.length / 2, 128)]);
}

export type Shelf = {
  readonly codes: readonly Pick<CodeFrame, 'text' | 'symbology'>[];
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  /** Of a code with its quiet zones, in pixels. */
  readonly codeWidth: number;
  /** Left free at both sides: a portrait screen cuts them off. */
  readonly sides?: number;
};
/** Where a code was drawn, its white edge left out: x and y of its upper left corner. */
export type DrawnCode = { readonly text: string; x: number; y: number; width: number; height: number };

/** Pixels of white around the bars, in parts of the code's width. */
const quiet = 0.08;

/** Tags in rows and columns as one picture, and where each of them lies. */
export async function drawShelf(plan: Shelf): Promise<{ picture: Buffer; drawn: DrawnCode[] }> {
  const rows = Math.ceil(plan.codes.length / plan.columns);
  const sides = plan.sides ?? 0;
  const cell = { width: (plan.width - 2 * sides) / plan.columns, height: plan.height / rows };
  const drawn: DrawnCode[] = [];
  const tags = await Promise.all(
    plan.codes.map(async ({ text, symbology }, index) => {
      const code = await toBuffer({ bcid: symbology, text, scale: 4, backgroundcolor: 'FFFFFF' });
      const edge = Math.round(plan.codeWidth * quiet);
      const isLinear = symbology === 'ean13';
      const width = Math.round((isLinear ? plan.codeWidth : plan.codeWidth * 0.6) - 2 * edge);
      const height = isLinear ? Math.round(width * 0.42) : width;
      const fitted = await sharp(code)
        .resize({ width, height, fit: 'fill' })
        .extend({ top: edge, bottom: edge, left: edge, right: edge, background: '#fff' })
        .png()
        .toBuffer();
      const x = Math.round(sides + (index % plan.columns) * cell.width + (cell.width - width) / 2);
      // In the upper half of its place: under it is room for what hangs below.
      const y = Math.round(Math.floor(index / plan.columns) * cell.height + cell.height * 0.3 - height / 2);
      drawn.push({ text, x, y, width, height });
      return { input: fitted, left: x - edge, top: y - edge };
    }),
  );
  const ground = { create: { width: plan.width, height: plan.height, channels: 3 as const, background: shelf } };
  return { picture: await sharp(ground).composite(tags).png().toBuffer(), drawn };
}

/** A shelf that stands still in front of the camera. */
export async function writeShelfCamera(file: string, plan: Shelf): Promise<DrawnCode[]> {
  const { picture, drawn } = await drawShelf(plan);
  const jpeg = await sharp(picture).jpeg({ quality: 90 }).toBuffer();
  await writeFile(file, Buffer.concat(Array.from({ length: 30 }, () => jpeg)));
  return drawn;
}
