// Pictures as the decoder sees them: one byte of brightness per pixel. Promise: plain arithmetic, so that a worker,
// a bench and a test in Node get the same pixels.
export type GrayImage = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** Canvas pixels (RGBA) to brightness by ITU-R BT.601, the weights the decoder library itself uses. */
export function rgbaToGray(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): GrayImage {
  const data = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < data.length; at++, from += 4) {
    data[at] = (306 * (rgba[from] ?? 0) + 601 * (rgba[from + 1] ?? 0) + 117 * (rgba[from + 2] ?? 0) + 512) >> 10;
  }
  return { data, width, height };
}

/** Brightness between four pixels, in steps of 1/256: `x` and `y` are fixed-point numbers with 8 fraction bits. */
function between(image: GrayImage, x: number, y: number): number {
  const { data, width } = image;
  const at = (y >> 8) * width + (x >> 8);
  const right = x & 255;
  const below = y & 255;
  const top = (data[at] ?? 0) * (256 - right) + (data[at + 1] ?? 0) * right;
  const bottom = (data[at + width] ?? 0) * (256 - right) + (data[at + width + 1] ?? 0) * right;
  return (top * (256 - below) + bottom * below) >> 16;
}

/** The picture turned by `degrees` on white ground large enough for its corners. */
export function turned(image: GrayImage, degrees: number): GrayImage {
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const width = Math.ceil(Math.abs(image.width * cos) + Math.abs(image.height * sin) - 1e-6);
  const height = Math.ceil(Math.abs(image.width * sin) + Math.abs(image.height * cos) - 1e-6);
  const data = new Uint8Array(width * height).fill(255);
  const [stepX, stepY] = [Math.round(cos * 256), Math.round(-sin * 256)];
  const [maxX, maxY] = [(image.width - 1) << 8, (image.height - 1) << 8];
  for (let y = 0; y < height; y++) {
    const fromX = cos * (-width / 2) + sin * (y - height / 2) + image.width / 2;
    const fromY = -sin * (-width / 2) + cos * (y - height / 2) + image.height / 2;
    for (let x = 0; x < width; x++) {
      const sourceX = Math.round(fromX * 256) + x * stepX;
      const sourceY = Math.round(fromY * 256) + x * stepY;
      if (sourceX >= 0 && sourceY >= 0 && sourceX < maxX && sourceY < maxY)
        data[y * width + x] = between(image, sourceX, sourceY);
    }
  }
  return { data, width, height };
}

/** The picture `factor` times as large (below 1: smaller), interpolated. */
export function scaled(image: GrayImage, factor: number): GrayImage {
  const width = Math.max(1, Math.round(image.width * factor));
  const height = Math.max(1, Math.round(image.height * factor));
  const data = new Uint8Array(width * height);
  const [maxX, maxY] = [Math.max(0, ((image.width - 1) << 8) - 1), Math.max(0, ((image.height - 1) << 8) - 1)];
  for (let y = 0; y < height; y++) {
    const sourceY = Math.min(maxY, Math.max(0, Math.round(((y + 0.5) / factor - 0.5) * 256)));
    for (let x = 0; x < width; x++) {
      const sourceX = Math.min(maxX, Math.max(0, Math.round(((x + 0.5) / factor - 0.5) * 256)));
      data[y * width + x] = between(image, sourceX, sourceY);
    }
  }
  return { data, width, height };
}

/** The picture made smaller until its longer side is at most `side` pixels; itself when it already is. */
export function within(image: GrayImage, side: number): GrayImage {
  const longer = Math.max(image.width, image.height);
  return longer <= side ? image : scaled(image, side / longer);
}
