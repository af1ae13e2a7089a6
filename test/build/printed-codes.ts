// Reads what was printed: every code of a picture, by another library than the one that drew it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Rect, Shape } from '#domain/label.ts';

let isReady: Promise<unknown> | undefined;
const ready = (): Promise<unknown> =>
  (isReady ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then((bytes) =>
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(bytes).buffer }, fireImmediately: true }),
  ));

/** "QRCode https://…" and "EAN13 789…", sorted; each as often as it is there. */
export async function printedCodes(picture: Buffer): Promise<string[]> {
  await ready();
  const { data, info } = await sharp(picture)
    .flatten({ background: '#ffffff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = { data: new Uint8ClampedArray(data), width: info.width, height: info.height, colorSpace: 'srgb' };
  const found = await readBarcodes(image as ImageData, {
    formats: ['QRCode', 'EAN13', 'EAN8'],
    tryHarder: true,
    maxNumberOfSymbols: 255,
  });
  return found.map(({ format, text }) => `${format} ${text}`).toSorted();
}

/** A page of ink in millimetres as a printer of `dpi` puts it on paper. */
export async function printRects(rects: readonly Rect[], width: number, height: number, dpi = 300): Promise<Buffer> {
  const path = rects.map(([x, y, w, h]) => `M${x} ${y}h${w}v${h}h${-w}z`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg>`;
  return sharp(Buffer.from(svg), { density: dpi }).png().toBuffer();
}

/** The ink of one label, from its own upper left corner. */
export const inkWithin = (ink: readonly Rect[], left: number, top: number, width: number, height: number): Rect[] =>
  ink.flatMap(([x, y, w, h]): Rect[] => {
    const isInside = x >= left && y >= top && x + w <= left + width && y + h <= top + height;
    return isInside ? [[x - left, y - top, w, h]] : [];
  });

export const inkOf = (shapes: readonly Shape[]): Rect[] =>
  shapes.flatMap((shape) => (shape.kind === 'rects' ? shape.rects : []));

/**
 * The streams of a PDF as text; those that are no text are left out. Each is as long as its dictionary says: what is
 * compressed may end in a carriage return of its own, one time in 256, which no line end before `endstream` may take.
 */
export function pdfStreams(pdf: Buffer): string[] {
  const file = pdf.toString('latin1');
  return [...file.matchAll(/\/Length (\d+)\n[^>]*>>\nstream\n/g)].flatMap(({ 0: head, 1: length, index }) => {
    const start = index + head.length;
    try {
      return [inflateSync(pdf.subarray(start, start + Number(length))).toString('latin1')];
    } catch {
      return [];
    }
  });
}

const pointsPerMm = 72 / 25.4;
/** Every page of a PDF of ours: its size and its ink in millimetres, from the file's own drawing. */
export function pdfPages(pdf: Buffer): { width: number; height: number; ink: Rect[] }[] {
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  const drawn = pdfStreams(pdf).filter((body) => body.includes(' re\n'));
  return drawn.map((body, index) => {
    const [, width = '0', height = '0'] = boxes[index] ?? [];
    const lines = body.matchAll(/^(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re$/gm);
    const ink = [...lines].map(([, ...numbers]): Rect => {
      const [x = 0, y = 0, w = 0, h = 0] = numbers.map((number) => Number(number) / pointsPerMm);
      return [x, y, w, h];
    });
    return { width: Number(width) / pointsPerMm, height: Number(height) / pointsPerMm, ink };
  });
}
