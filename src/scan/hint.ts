// From what a silent frame is like to the one thing a person should do. Promise: one word at a time, and it is about
// what was measured: darkness first, then size, then focus.
import type { FrameMeasure } from './frame-measure.ts';
import type { ScannerHint } from './scanner.ts';

/** Below this mean the bars drown in the noise of a small sensor. */
const darkBelow = 50;
/** Two pixels for each of the 95 modules of an EAN-13: below it most lenses and decoders give up. */
const readableSide = 190;
/** Focus that is lost, in the unit of `FrameMeasure.sharpness`; sharp print is above 0.8, a blur of 3 px below 0.2. */
const blurredBelow = 0.3;
/** A code that fills this part of the frame and is blurred is nearer than the lens can focus. */
const tooNearPart = 0.6;

export function toHint({ brightness, sharpness, region }: FrameMeasure, width: number): Exclude<ScannerHint, 'none'> {
  if (brightness < darkBelow) return 'light';
  if (!region) return 'closer';
  const side = Math.max(region.width, region.height);
  if (region.isCut) return 'farther';
  if (side < readableSide) return 'closer';
  if (sharpness < blurredBelow) return side > width * tooNearPart ? 'farther' : 'steady';
  return 'tilt';
}
