// What makes one product a better answer than another: how a word matched, where in the product, then the shorter name,
// then what sells here, then the place in the catalogue. Promise: one whole number carries that order, without a tie.

/** Where a word stands, best first; the place in this list is what the block stores. */
export const fields = ['name', 'brand', 'department', 'tags', 'details', 'description'] as const;
export type Field = (typeof fields)[number];
export const fieldCount = fields.length;

const fieldWeights: readonly number[] = [255, 200, 150, 135, 110, 50];

/** How a word of the question matched a word of the index, of 100. */
export const matchWeights = {
  exact: 100,
  stem: 90,
  smallForm: 80,
  oneSlip: 45,
  twoSlips: 30,
  slipInBeginning: 25,
} as const;
/** "balón de ba": the word that another word of the question is already answered by is hardly what was meant again. */
export const answeredWeight = 0.5;
/** A wrong first letter is the rarest slip of the finger. */
export const firstLetterWeight = 0.7;

/** A beginning counts for more the more of the word it is; the word that is still being typed more than the others. */
export const prefixWeight = (typed: number, whole: number, isLast: boolean): number =>
  Math.round((50 + (30 * typed) / whole) * (isLast ? 1 : 0.8));

/** 1–255, for one word of the question in one product. */
export const weightOf = (matchWeight: number, field: number): number =>
  Math.max(1, Math.floor((matchWeight * (fieldWeights[field] ?? 0)) / 100));

// 4 bits of words found, 11 of their weights (at most 8 × 255), 4 of the name's length, 8 of sales: 27 bits in all, and
// 26 of the place below them fill the 53 of a number.
export const mostPlaces = 2 ** 26;
const longestName = 15;

/** The score of a product: comparable between two indexes for the same question. */
export const scoreOf = (found: number, weight: number, nameWords: number, popularity: number): number =>
  ((found * 2 ** 11 + weight) * 2 ** 4 + (longestName - Math.min(longestName, nameWords))) * 2 ** 8 + popularity;

export const keyOf = (score: number, at: number): number => score * mostPlaces + (mostPlaces - 1 - at);
export const scoreOfKey = (key: number): number => Math.floor(key / mostPlaces);
export const placeOfKey = (key: number): number => mostPlaces - 1 - (key % mostPlaces);
