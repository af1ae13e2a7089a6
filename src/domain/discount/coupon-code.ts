// A coupon's code as people write it and as it is compared. Promise: case, accents, blanks and hyphens make no difference,
// nor do O and 0 or I, L and 1; what two codes fold to alike is one code.

/** Shorter ones are guessed. */
export const codeMinLength = 5;
export const codeMaxLength = 32;

/** Any text as codes are compared: one that holds a code's letters so tells the code. */
export const foldLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

/** null: no code that could be one. */
export function foldCode(text: string): string | null {
  const folded = foldLetters(text);
  return folded.length < codeMinLength || folded.length > codeMaxLength ? null : folded;
}

/** What a coupon's id is the SHA-256 of, in hex: a tablet finds the row by a code, nobody the codes by the rows. */
export const couponKey = (chain: string, folded: string): string => `${chain}\0coupon\0${folded}\0`;
