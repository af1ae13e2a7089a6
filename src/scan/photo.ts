// A photograph instead of the camera: the way on when the camera is denied, absent or busy. Promise: the picture
// stays on the device, gets every look the decoder has, and the answer is the same kind of read.
import { openFrameDecoder } from './frame-decoder.ts';
import type { ScanRead } from './scanner.ts';

/** The codes of one picture, none when it holds none. Throws when the file is no picture. */
export async function readPhoto(file: Blob): Promise<ScanRead[]> {
  const picture = await createImageBitmap(file);
  const decoder = openFrameDecoder();
  try {
    const { reads } = await decoder.decode(picture, true);
    const seenAtMs = performance.now();
    return reads.map(({ text, symbology, aim }) => ({ source: 'photo', raw: text, symbology, aim, seenAtMs }));
  } finally {
    decoder.close();
  }
}
