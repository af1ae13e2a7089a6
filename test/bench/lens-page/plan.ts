// What the lens bench's page must know of the frames it is shown: where each code was drawn, and by how much each frame
// is moved. Promise: the strip that numbers a frame is drawn and read by the same two numbers.
export type LensPlan = {
  readonly drawn: readonly { text: string; x: number; y: number; width: number; height: number }[];
  /** By the frame's number. */
  readonly shifts: readonly { x: number; y: number }[];
};

/** White for 1, in the upper left corner, lowest bit first. */
export const stripBits = 6;
export const stripSquare = 20;
