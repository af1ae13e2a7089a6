// Whole numbers of one to six bytes, little-endian, one after the other.

export type UintAt = (row: number) => number;

const bits16 = 65_536;
const bits32 = 2 ** 32;

export function uintsOf(view: DataView, start: number, width: number): UintAt {
  switch (width) {
    case 1:
      return (row) => view.getUint8(start + row);
    case 2:
      return (row) => view.getUint16(start + row * 2, true);
    case 3:
      return (row) => view.getUint16(start + row * 3, true) + view.getUint8(start + row * 3 + 2) * bits16;
    case 4:
      return (row) => view.getUint32(start + row * 4, true);
    case 5:
      return (row) => view.getUint32(start + row * 5, true) + view.getUint8(start + row * 5 + 4) * bits32;
    case 6:
      return (row) => view.getUint32(start + row * 6, true) + view.getUint16(start + row * 6 + 4, true) * bits32;
    default:
      throw new RangeError(`numbers of ${width} bytes`);
  }
}

/** Of the largest number; more than six bytes hold is not asked for. */
export function widthOf(most: number): number {
  let width = 1;
  for (let limit = 256; most >= limit; limit *= 256) width += 1;
  return width;
}

/** Positions in a table of so many rows. */
export const placeWidth = (rows: number): number => widthOf(Math.max(0, rows - 1));
