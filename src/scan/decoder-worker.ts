// Runs in a module Worker: frames in, codes out. Promise: the page never waits for a decoder, and every picture is
// closed here, also when decoding fails.
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { decodeFrame, decodeShelf, decodeStill, isSquare } from './decoder.ts';
import { measureFrame, type FrameMeasure } from './frame-measure.ts';
import { rgbaToGray, type GrayImage } from './gray-image.ts';
import { openReader, type CodeReader, type RawRead } from './zxing-reader.ts';

/**
 * `near`: the part of a frame that a person sees, one code meant. `whole`: all of the frame, the same way. `shelf`: every
 * code of a frame, at once. `still`: one picture, as long as it takes.
 */
export type DecodeHow = 'near' | 'whole' | 'shelf' | 'still';
export type DecodeRequest = {
  readonly id: number;
  readonly picture: ImageBitmap;
  readonly how: DecodeHow;
  /** Nothing was read for a while: say what the frame is like. */
  readonly measure: boolean;
};
export type DecodeReply =
  | {
      readonly id: number;
      readonly reads: readonly RawRead[];
      readonly width: number;
      readonly height: number;
      readonly decodeMs: number;
      readonly measure: FrameMeasure | null;
    }
  | { readonly id: number; readonly error: string };

const opening = openReader(wasmUrl);
let canvas: OffscreenCanvas | undefined;
/** Each kind goes through the further looks at its own pace. */
const turns = { near: 0, whole: 0, shelf: 0 };
/** Looking for square codes too doubles a shelf's time: where there are none, one look in three does. */
let hadSquares = false;

function toGray(picture: ImageBitmap): GrayImage {
  const { width, height } = picture;
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Error('no 2d canvas in the worker');
  context.drawImage(picture, 0, 0);
  return rgbaToGray(context.getImageData(0, 0, width, height).data, width, height);
}

function looksFor(reader: CodeReader, image: GrayImage, how: DecodeHow): RawRead[] {
  if (how === 'still') return decodeStill(reader, image);
  if (how !== 'shelf') return decodeFrame(reader, image, turns[how]++);
  const squares = hadSquares || turns.shelf++ % 3 === 0;
  const reads = decodeShelf(reader, image, squares);
  hadSquares = reads.some(isSquare);
  return reads;
}

async function decode({ id, picture, how, measure }: DecodeRequest): Promise<DecodeReply> {
  try {
    const reader = await opening;
    const startedAtMs = performance.now();
    const image = toGray(picture);
    const reads = looksFor(reader, image, how);
    const decodeMs = performance.now() - startedAtMs;
    const measured = measure && reads.length === 0 ? measureFrame(image) : null;
    return { id, reads, width: image.width, height: image.height, decodeMs, measure: measured };
  } catch (error) {
    return { id, error: String(error) };
  } finally {
    picture.close();
  }
}

self.addEventListener('message', (event: MessageEvent<DecodeRequest>) => {
  void decode(event.data).then((reply) => self.postMessage(reply));
});
