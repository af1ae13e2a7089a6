// What a frame without a code is like: light, focus, and whether something that looks like a code is in it. Promise:
// plain sums over the pixels, a few milliseconds; what to say about it is decided elsewhere (hint.ts).
import type { GrayImage } from './gray-image.ts';

export type FrameMeasure = {
  /** Mean, 0 to 255. */
  readonly brightness: number;
  /** Variance of the Laplacian over the energy of the edges, in the region if there is one: about 1 sharp, 0.1 blurred. */
  readonly sharpness: number;
  /** The largest patch of bars or modules; null when nothing in the frame looks like a code. */
  readonly region: Region | null;
};
export type Region = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** It goes on beyond two opposite edges of the frame. */
  readonly isCut: boolean;
};

/** Side of a block in pixels of the picture that was made smaller; a code is several of them. */
const block = 12;
const smallSide = 480;
/** Mean of squared differences: ten steps of brightness from pixel to pixel, which paper and cloth rarely have. */
const busyEnergy = 100;
/** Modules of two-dimensional codes have no direction, but more contrast than anything else on a shelf. */
const denseEnergy = 900;
/** 0: edges of all directions, 1: all of one. */
const barCoherence = 0.6;
const fewestBlocks = 3;

export function measureFrame(image: GrayImage): FrameMeasure {
  const factor = Math.max(1, Math.round(Math.max(image.width, image.height) / smallSide));
  const small = averaged(image, factor);
  const region = largestRegion(small, factor);
  let sum = 0;
  for (const value of small.data) sum += value;
  return { brightness: sum / Math.max(1, small.data.length), sharpness: sharpnessOf(image, region), region };
}

/** Every `factor` × `factor` pixels to their mean. */
function averaged(image: GrayImage, factor: number): GrayImage {
  if (factor === 1) return image;
  const width = Math.floor(image.width / factor);
  const height = Math.floor(image.height / factor);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let dy = 0; dy < factor; dy++) {
        const row = (y * factor + dy) * image.width + x * factor;
        for (let dx = 0; dx < factor; dx++) sum += image.data[row + dx] ?? 0;
      }
      data[y * width + x] = sum / (factor * factor);
    }
  return { data, width, height };
}

/** Structure tensor of one block: much energy in one direction is bars. */
function looksLikeCode({ data, width }: GrayImage, left: number, top: number): boolean {
  let [xx, yy, xy] = [0, 0, 0];
  for (let y = top; y < top + block - 1; y++)
    for (let x = left; x < left + block - 1; x++) {
      const at = y * width + x;
      const here = data[at] ?? 0;
      const dx = (data[at + 1] ?? 0) - here;
      const dy = (data[at + width] ?? 0) - here;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
  const energy = (xx + yy) / ((block - 1) * (block - 1));
  if (energy < busyEnergy) return false;
  return energy > denseEnergy || Math.hypot(xx - yy, 2 * xy) / (xx + yy) > barCoherence;
}

function largestRegion(small: GrayImage, factor: number): Region | null {
  const columns = Math.floor(small.width / block);
  const rows = Math.floor(small.height / block);
  const open = new Set<number>();
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (looksLikeCode(small, column * block, row * block)) open.add(row * columns + column);
  let best: { count: number; left: number; right: number; top: number; bottom: number } | undefined;
  for (const first of open) {
    const found = { count: 0, left: columns, right: 0, top: rows, bottom: 0 };
    const next = [first];
    open.delete(first);
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      const [column, row] = [at % columns, Math.floor(at / columns)];
      found.count++;
      found.left = Math.min(found.left, column);
      found.right = Math.max(found.right, column + 1);
      found.top = Math.min(found.top, row);
      found.bottom = Math.max(found.bottom, row + 1);
      const beside = [column > 0 && at - 1, column + 1 < columns && at + 1, at - columns, at + columns];
      for (const neighbour of beside) if (neighbour !== false && open.delete(neighbour)) next.push(neighbour);
    }
    if (found.count >= fewestBlocks && found.count > (best?.count ?? 0)) best = found;
  }
  if (!best) return null;
  const step = block * factor;
  return {
    x: best.left * step,
    y: best.top * step,
    width: (best.right - best.left) * step,
    height: (best.bottom - best.top) * step,
    isCut: (best.left === 0 && best.right === columns) || (best.top === 0 && best.bottom === rows),
  };
}

/** At the frame's own resolution, every second line: focus is lost in a smaller picture. */
function sharpnessOf({ data, width, height }: GrayImage, region: Region | null): number {
  const { x: left, y: top, width: wide, height: high } = region ?? { x: 0, y: 0, width, height };
  let [edges, bends, bendSum, count] = [0, 0, 0, 0];
  for (let y = Math.max(1, top); y < Math.min(height - 1, top + high); y += 2)
    for (let x = Math.max(1, left); x < Math.min(width - 1, left + wide); x++) {
      const at = y * width + x;
      const here = data[at] ?? 0;
      const [before, after, above, below] = [at - 1, at + 1, at - width, at + width].map((one) => data[one] ?? 0);
      const bend = (before ?? 0) + (after ?? 0) + (above ?? 0) + (below ?? 0) - 4 * here;
      edges += ((after ?? 0) - here) ** 2 + ((below ?? 0) - here) ** 2;
      bends += bend * bend;
      bendSum += bend;
      count++;
    }
  if (count === 0 || edges === 0) return 0;
  return (bends / count - (bendSum / count) ** 2) / (edges / count);
}
