// What a fake camera shows: tags drawn by bwip-js, or a photograph, as JPEG frames in one .mjpeg file for Chromium's
// `--use-file-for-fake-video-capture` (with `--use-fake-device-for-media-stream` and `--use-fake-ui-for-media-stream`).
// Promise: no ffmpeg and no fetched picture. Chromium plays 30 frames a second and starts over at the end.
import { writeFile } from 'node:fs/promises';

import { toBuffer } from 'bwip-js/node';
import sharp from 'sharp';

export type CodeFrame = {
  /** 13 digits for ean13; the address for qrcode; "(01)…(10)…" for gs1datamatrix. */
  readonly text: string;
  readonly symbology: 'ean13' | 'qrcode' | 'gs1datamatrix';
  /** How long it is shown, in frames of 1/30 s. */
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

/** Shows the codes one after another, each after a gap, for ever. */
export async function writeFakeCamera(
  file: string,
  frames: readonly CodeFrame[],
  options: FakeCameraOptions = {},
): Promise<void> {
  const { width = 1280, height = 720, gapFrames = 0 } = options;
  const empty = await sharp({ create: { width, height, channels: 3, background: shelf } })
    .jpeg({ quality: 90 })
    .toBuffer();
  const gap = Array.from({ length: gapFrames }, () => empty);
  const shown: Buffer[] = [];
  for (const frame of frames) {
    const jpeg = await drawTag(frame, width, height);
    shown.push(...gap, ...Array.from({ length: frame.frames ?? 30 }, () => jpeg));
  }
  await writeFile(file, Buffer.concat([...shown, ...gap]));
}
