// How large a product's name can be written: by its longest word, which must fit beside the picture.
// Promise: whatever the shop calls a thing, its name stays legible; a word that is longer than any breaks.

/** No word of a name that people say is longer; what is, is broken. */
const longestSaid = 22;
/** Longer names are cut for the eye; the whole one is in the title and read aloud. */
const longName = 90;

export function longestWord(name: string): number {
  let longest = 0;
  for (const word of name.split(/\s/)) longest = Math.max(longest, word.length);
  return Math.min(longestSaid, longest);
}

export const isShort = (name: string): boolean => name.length <= 16 && longestWord(name) < 8;

/** The whole name, where it is cut. */
export const titleOf = (name: string): string | undefined => (name.length > longName ? name : undefined);
