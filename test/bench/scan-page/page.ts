// The bench's page: three decoders on the same pixels of one picture. Promise: what is timed is decoding alone, each
// from the form of picture its own users hand it, and the order changes from picture to picture.
import { Html5QrcodeShim } from 'html5-qrcode/esm/code-decoder.js';
import { BaseLoggger, Html5QrcodeSupportedFormats } from 'html5-qrcode/esm/core.js';
import { readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { decodeStill } from '#scan/decoder.ts';
import { rgbaToGray } from '#scan/gray-image.ts';
import { openReader } from '#scan/zxing-reader.ts';

export type Answer = { readonly texts: string[]; readonly ms: number };
export type Answers = Record<'gondola' | 'html5-qrcode' | 'zxing-wasm', Answer>;

declare global {
  interface Window {
    decodePicture(address: string, round: number): Promise<Answers>;
  }
}

const reader = await openReader(wasmUrl);

/** One look as a live scanner takes it: the library's own steps, the symbologies of a shop. */
const onePass: ReaderOptions = {
  formats: [
    'EAN13',
    'EAN8',
    'UPCA',
    'UPCE',
    'ITF',
    'Code128',
    'DataBar',
    'DataBarExp',
    'DataBarLtd',
    'QRCode',
    'DataMatrix',
  ],
  tryHarder: true,
  tryRotate: true,
  tryDownscale: true,
  tryInvert: false,
  textMode: 'Plain',
};

/** html5-qrcode as it comes: every format it has, no BarcodeDetector. */
const allFormats = Object.values(Html5QrcodeSupportedFormats).filter((format) => typeof format === 'number');
const html5Qrcode = new Html5QrcodeShim(allFormats, false, false, new BaseLoggger(false));

async function timed(decode: () => Promise<string[]> | string[]): Promise<Answer> {
  const startedAtMs = performance.now();
  const texts = await decode();
  return { texts, ms: performance.now() - startedAtMs };
}

window.decodePicture = async (address, round) => {
  const picture = await createImageBitmap(await (await fetch(address)).blob());
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas');
  // A picture with transparency lies on white paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  picture.close();
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);

  const decoders: [keyof Answers, () => Promise<string[]> | string[]][] = [
    [
      'gondola',
      () => decodeStill(reader, rgbaToGray(pixels.data, pixels.width, pixels.height)).map((read) => read.text),
    ],
    [
      'html5-qrcode',
      () =>
        html5Qrcode.decodeRobustlyAsync(canvas).then(
          (result) => [result.text],
          () => [],
        ),
    ],
    ['zxing-wasm', async () => (await readBarcodes(pixels, onePass)).map((read) => read.text)],
  ];
  const answers: Partial<Answers> = {};
  for (let place = 0; place < decoders.length; place++) {
    const [name, decode] = decoders[(place + round) % decoders.length] ?? [];
    if (name && decode) answers[name] = await timed(decode);
  }
  return answers as Answers;
};
