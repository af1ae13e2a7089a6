// A photograph instead of the camera: the way on when the camera is denied, absent or busy. Promise: the picture
// stays on the device, gets every look the decoder has, and the answer is the same kind of read.
import { openFrameDecoder } from './frame-decoder.ts';
import type { ScanRead } from './scanner.ts';

/** Phones take 50 megapixels, and a tablet has no memory for them twice; a code in a photograph has pixels enough. */
const longestSide = 4000;

async function toPicture(file: Blob): Promise<ImageBitmap> {
  const picture = await createImageBitmap(file);
  const factor = longestSide / Math.max(picture.width, picture.height);
  if (factor >= 1) return picture;
  const [resizeWidth, resizeHeight] = [Math.round(picture.width * factor), Math.round(picture.height * factor)];
  return createImageBitmap(picture, { resizeWidth, resizeHeight, resizeQuality: 'high' }).finally(() =>
    picture.close(),
  );
}

/** The codes of one picture, none when it holds none. Throws when the file is no picture. */
export async function readPhoto(file: Blob): Promise<ScanRead[]> {
  const picture = await toPicture(file);
  const decoder = openFrameDecoder();
  try {
    const { reads } = await decoder.decode(picture, 'still');
    const seenAtMs = performance.now();
    return reads.map(({ text, symbology, aim }) => ({ source: 'photo', raw: text, symbology, aim, seenAtMs }));
  } finally {
    decoder.close();
  }
}
