// What a set is reckoned with: stacks of pieces that are alike going in, and what their lines cost coming out.

/** Pieces of one line that no other set has taken. */
export interface Stack {
  line: number;
  productId: string;
  /** What one piece counts in the set: its price without what may not be combined with it. Never below `nowMinor`. */
  baseMinor: number;
  /** What it costs without the set. */
  nowMinor: number;
  count: number;
}

/** So many pieces of a line in the set, and what they cost in it, all together. */
export interface InSet {
  line: number;
  count: number;
  minor: number;
}

export interface SetPrice {
  savedMinor: number;
  pieces: InSet[];
}
