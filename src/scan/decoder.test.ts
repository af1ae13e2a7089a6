// The decoder on tags drawn here, through the same WebAssembly file that the app ships.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkDigit } from '#domain/gtin.ts';
import { drawShelf, drawTag, type CodeFrame } from '#test/build/code-frames.ts';
import { readBlurredEan } from './blurred-ean.ts';
import { decodeFrame, decodeShelf, decodeStill, isSure } from './decoder.ts';
import { rgbaToGray, scaled, turned, within, type GrayImage } from './gray-image.ts';
import { openReader, type CodeReader } from './zxing-reader.ts';

let reader: CodeReader;
beforeAll(async () => {
  const bytes = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  reader = await openReader(new Uint8Array(bytes).buffer);
});

async function toGray(picture: Buffer, blur?: number): Promise<GrayImage> {
  const image = blur ? sharp(picture).blur(blur) : sharp(picture);
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return rgbaToGray(data, info.width, info.height);
}
const draw = async (frame: CodeFrame): Promise<GrayImage> => toGray(await drawTag(frame, 640, 480));
const textsOf = (image: GrayImage) => decodeStill(reader, image).map((read) => read.text);
const boot = { text: '7891000100103', symbology: 'ean13' } as const;

describe('a still picture', () => {
  it.each([
    ['an EAN-13', boot, '7891000100103', ']E0'],
    [
      'a QR with an address',
      { text: 'https://id.example.com/01/07891000100103', symbology: 'qrcode' },
      'https://id.example.com/01/07891000100103',
      ']Q1',
    ],
    [
      'a GS1 DataMatrix',
      { text: '(01)07891000100103(10)L1(21)S2', symbology: 'gs1datamatrix' },
      '010789100010010310L1\u001d21S2',
      ']d2',
    ],
  ] as const)('of %s is read, with the prefix of its symbology', async (_, frame, text, aim) => {
    expect(decodeStill(reader, await draw(frame))).toMatchObject([{ text, aim }]);
  });

  it.each([8, 20, 37, 45, 52, 68, 90, 180])('held at %i degrees is read', async (turn) => {
    expect(textsOf(await draw({ ...boot, turn }))).toEqual(['7891000100103']);
  });

  it('of nothing is nothing', async () => {
    const grey = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8f9489' } })
      .png()
      .toBuffer();
    expect(textsOf(await toGray(grey))).toEqual([]);
  });

  it('of noise is nothing', () => {
    let seed = 7;
    const data = Uint8Array.from({ length: 320 * 240 }, () => ((seed = (seed * 48_271) % 2_147_483_647), seed & 255));
    expect(textsOf({ data, width: 320, height: 240 })).toEqual([]);
  });

  it('of the second line of a Japanese book is no answer', async () => {
    expect(textsOf(await draw({ text: '1920081045006', symbology: 'ean13' }))).toEqual([]);
  });
});

describe('a tag out of focus', () => {
  it('that edges alone cannot read is read by its likeliest number', async () => {
    const soft = await toGray(await drawTag({ ...boot, width: 0.3 }, 640, 480), 2.2);
    expect(reader.look(soft, {}).filter(isSure)).toEqual([]);
    expect(readBlurredEan(soft)).toMatchObject([{ text: '7891000100103', symbology: 'EAN13' }]);
    expect(textsOf(soft)).toEqual(['7891000100103']);
  });

  it('beyond all reading is no answer, not a wrong one', async () => {
    expect(textsOf(await toGray(await drawTag({ ...boot, width: 0.3 }, 640, 480), 8))).toEqual([]);
  });
});

describe('a camera frame', () => {
  it('with a straight tag is read at once, with its corners', async () => {
    const [read] = decodeFrame(reader, await draw(boot), 0);
    expect(read).toMatchObject({ text: '7891000100103' });
    expect(read?.corners).toHaveLength(8);
  });

  it('with a tag askew is read within the frames of one round of further looks', async () => {
    const image = await draw({ ...boot, turn: 45 });
    const texts = Array.from({ length: 5 }, (_, turn) => decodeFrame(reader, image, turn))
      .flat()
      .map((read) => read.text);
    expect(new Set(texts)).toEqual(new Set(['7891000100103']));
  });
});

describe('pixels', () => {
  it('turned, enlarged and kept within a side have the sizes asked for', () => {
    const image = { data: new Uint8Array(200 * 100).fill(50), width: 200, height: 100 };
    expect(turned(image, 90)).toMatchObject({ width: 100, height: 200 });
    expect(scaled(image, 2)).toMatchObject({ width: 400, height: 200 });
    expect(within(image, 50)).toMatchObject({ width: 50, height: 25 });
    expect(within(image, 500)).toBe(image);
    expect(scaled(image, 2).data.every((value) => value === 50)).toBe(true);
  });
});

describe('a shelf', () => {
  it('of twelve tags gives each of them, with its corners on its bars', async () => {
    const eans = Array.from({ length: 10 }, (_, index) => {
      const body = `78960000${2000 + index * 41}`;
      return { text: body + checkDigit(body), symbology: 'ean13' as const };
    });
    const links = [1, 2].map((n) => ({
      text: `https://id.example.com/01/0789100010010${n}`,
      symbology: 'qrcode' as const,
    }));
    const plan = { codes: [...eans, ...links], columns: 4, codeWidth: 280, width: 1280, height: 720 };
    const { picture, drawn } = await drawShelf(plan);
    const reads = decodeShelf(reader, await toGray(picture), true);
    expect(reads.map(({ text }) => text).toSorted()).toEqual(drawn.map(({ text }) => text).toSorted());
    for (const { text, corners } of reads) {
      const code = drawn.find((one) => one.text === text);
      const middle = [0, 1].map(
        (axis) => corners.filter((_, at) => at % 2 === axis).reduce((sum, n) => sum + n, 0) / 4,
      );
      expect(Math.abs((middle[0] ?? 0) - ((code?.x ?? 0) + (code?.width ?? 0) / 2))).toBeLessThan(6);
      expect(Math.abs((middle[1] ?? 0) - ((code?.y ?? 0) + (code?.height ?? 0) / 2))).toBeLessThan(6);
    }
  });
});
