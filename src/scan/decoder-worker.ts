// Runs in a module Worker: frames in, codes out. Promise: the page never waits for a decoder, and every picture is
// closed here, also when decoding fails.
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { decodeFrame, decodeStill } from './decoder.ts';
import { rgbaToGray, type GrayImage } from './gray-image.ts';
import { openReader, type RawRead } from './zxing-reader.ts';

export type DecodeRequest = { readonly id: number; readonly picture: ImageBitmap; readonly still: boolean };
export type DecodeReply =
  | {
      readonly id: number;
      readonly reads: readonly RawRead[];
      readonly width: number;
      readonly height: number;
      readonly decodeMs: number;
    }
  | { readonly id: number; readonly error: string };

const opening = openReader(wasmUrl);
let canvas: OffscreenCanvas | undefined;
let frames = 0;

function toGray(picture: ImageBitmap): GrayImage {
  const { width, height } = picture;
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Error('no 2d canvas in the worker');
  context.drawImage(picture, 0, 0);
  return rgbaToGray(context.getImageData(0, 0, width, height).data, width, height);
}

async function decode({ id, picture, still }: DecodeRequest): Promise<DecodeReply> {
  try {
    const reader = await opening;
    const startedAtMs = performance.now();
    const image = toGray(picture);
    const reads = still ? decodeStill(reader, image) : decodeFrame(reader, image, frames++);
    return { id, reads, width: image.width, height: image.height, decodeMs: performance.now() - startedAtMs };
  } catch (error) {
    return { id, error: String(error) };
  } finally {
    picture.close();
  }
}

self.addEventListener('message', (event: MessageEvent<DecodeRequest>) => {
  void decode(event.data).then((reply) => self.postMessage(reply));
});
