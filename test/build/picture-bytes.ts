// Pictures for tests: of one colour with a mark in it, so that each is another picture, with or without transparency.
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

export interface PictureKind {
  width?: number;
  height?: number;
  /** A square of this colour in the middle of nothing: a cut-out. */
  isCutOut?: boolean;
  colour?: string;
}

export function buildPicture({
  width = 900,
  height = 700,
  isCutOut = false,
  colour = '#336699',
}: PictureKind = {}): Sharp {
  const ground = { width, height, channels: 4 as const, background: isCutOut ? '#00000000' : '#ffffffff' };
  const mark = {
    width: Math.round(width / 2),
    height: Math.round(height / 2),
    channels: 4 as const,
    background: colour,
  };
  return sharp({ create: ground }).composite([{ input: { create: mark } }]);
}

/** A JPEG as a camera writes it: lying on its side, with a place and a name in its metadata. */
export const cameraJpeg = (colour?: string): Promise<Buffer> =>
  buildPicture({ width: 900, height: 600, ...(colour === undefined ? {} : { colour }) })
    .flatten({ background: '#ffffff' })
    .withMetadata({ orientation: 6, exif: { IFD0: { Copyright: 'Somebody Of Somewhere' } } })
    .jpeg()
    .toBuffer();

/** A PNG of a few bytes that says of itself to be as large as this. */
export function hollowPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const chunk = (name: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(99))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
