// What the pixels of a picture say of it: the box of what is cut out, and the colour that stands for it.
// Pixels are four bytes each: red, green, blue, alpha.

export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

const nearlySolid = 250;

export function isOpaque({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) < nearlySolid) return false;
  return true;
}

/** The box around everything that is not (nearly) transparent; null when nothing is. */
export function boxOf({ data, width, height }: Pixels): {
  left: number;
  top: number;
  width: number;
  height: number;
} | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((data[(y * width + x) * 4 + 3] ?? 0) < 24) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** The mean of the solid pixels, strong colours counting more: "#rrggbb". */
export function dominantOf(data: Uint8Array): string {
  const mean = meanOf();
  for (let at = 0; at < data.length; at += 16) {
    if ((data[at + 3] ?? 0) < 200) continue;
    const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    mean.add(r, g, b, 8 + Math.max(r, g, b) - Math.min(r, g, b));
  }
  return mean.hex();
}

/** The mean of the outermost pixels: a ground that goes on where a photo ends. "#rrggbb". */
export function groundOf({ data, width, height }: Pixels): string {
  const mean = meanOf();
  const add = (x: number, y: number): void => {
    const at = (y * width + x) * 4;
    mean.add(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, 1);
  };
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) add(x, y);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) add(x, y);
  return mean.hex();
}

function meanOf() {
  let [red, green, blue, weight] = [0, 0, 0, 0];
  return {
    add(r: number, g: number, b: number, w: number): void {
      weight += w;
      red += r * w;
      green += g * w;
      blue += b * w;
    },
    hex: (): string =>
      `#${[red, green, blue]
        .map((sum) =>
          Math.round(sum / Math.max(1, weight))
            .toString(16)
            .padStart(2, '0'),
        )
        .join('')}`,
  };
}
