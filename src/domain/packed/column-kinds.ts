// The ways in which a column of up to 4,096 values is packed; the first byte of a column says which.
// Numbers are for good: a file that is read tomorrow was written today.

export const columnKinds = {
  /** One value for all rows, as JSON. */
  constant: 0,
  /** start + step · row, both float64. */
  line: 1,
  /** min and scale as float64, then (value − min) / scale in 1, 2, 3, 4, 5 or 6 bytes. */
  whole: 2,
  /** float64 each. */
  real: 3,
  /** Lower-case hexadecimal of one length: half as many bytes each. */
  hex: 4,
  uuid: 5,
  /** The width of an offset (2 or 4), offsets, one more than rows, then UTF-8. */
  text: 6,
  /** A column of the distinct values, then a number of 1 or 2 bytes for each row. */
  choice: 7,
  /** Objects with the same keys: a column for each key. */
  fields: 8,
  /** A bit for each row that has a value (the others are null), then the column with something in their place. */
  maybe: 9,
  /** Decimal digits of one length, at most 15: a column of whole numbers. */
  digits: 10,
  /** Offsets as for text, then JSON. */
  json: 11,
  /** Texts with a "/": a column of what stands before the first one, a column of what stands after it. */
  composite: 12,
  /** Ids of rows of another table in the same file: a column of their positions there. */
  reference: 13,
  /** The number of an earlier column of the same block, which holds the same. */
  same: 14,
  /** Ids that follow from a source's own: the prefix, then the number of the column that holds it, or 255 and that column. */
  derived: 15,
  /** Fourteen digits, the last of them the check digit of the others: a column of those as whole numbers. */
  gtin: 16,
  /** Texts around a number: a column of patterns, "length of the digits/before/after", and a column of whole numbers. */
  numbered: 17,
  /** Offsets as for text, then words (vocabulary.ts): the file keeps a word that comes often once. */
  phrase: 18,
  /** Lists of [id, weight]: near-column.ts. */
  near: 19,
  /** How many of the first rows (u16) are a column of their own, then that column, then one of the others. */
  split: 20,
} as const;

/** Whatever JSON holds. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** A text as it is, anything else as JSON writes it. */
export const textOfValue = (value: Value): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : JSON.stringify(value);

export const rowsPerGroup = 4096;
/** In a column of derived ids: the sources stand in it themselves. */
export const ownSources = 255;
