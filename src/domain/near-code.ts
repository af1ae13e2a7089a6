// What somebody may have meant by a number that is no product here: numbers a slip of one finger away. Promise: each has
// a right check digit, says what would have to change, and is only ever proposed, never opened by itself.
import { gtinToGtin14, isGtinLength, type Gtin14 } from './gtin.ts';

/** Places are 1-based, in the number as it was typed. */
export type Slip =
  | { readonly kind: 'digit'; readonly position: number; readonly digit: string }
  /** The digit here and the next one changed places. */
  | { readonly kind: 'swap'; readonly position: number }
  /** A digit is missing before this place. */
  | { readonly kind: 'missing'; readonly position: number; readonly digit: string }
  /** The digit here was typed once too often. */
  | { readonly kind: 'extra'; readonly position: number };
export type NearCode = { readonly gtin14: Gtin14; readonly slip: Slip };

const everyDigit = [...'0123456789'];

/**
 * Each number of a GTIN's length that is one slip away: the likeliest kinds first (wrong digit, neighbours swapped, one
 * missing, one too many), each number once.
 */
export function nearCodes(typed: string): NearCode[] {
  const digits = typed.replaceAll(/[\s.-]/g, '');
  if (!/^\d{7,15}$/.test(digits)) return [];
  const found = new Map<Gtin14, NearCode>();
  // A zero more in front is no slip: it is the same number in another length.
  const own = gtinToGtin14(digits);
  const propose = (text: string, slip: Slip): void => {
    const gtin14 = isGtinLength(text) ? gtinToGtin14(text) : undefined;
    if (gtin14 && gtin14 !== own && !found.has(gtin14)) found.set(gtin14, { gtin14, slip });
  };
  const places = [...digits].map((digit, at) => ({
    digit,
    at,
    before: digits.slice(0, at),
    after: digits.slice(at + 1),
  }));
  for (const { at, before, after } of places)
    for (const digit of everyDigit) propose(before + digit + after, { kind: 'digit', position: at + 1, digit });
  for (const { digit, at, before, after } of places)
    propose(before + after.slice(0, 1) + digit + after.slice(1), { kind: 'swap', position: at + 1 });
  for (let at = 0; at <= digits.length; at++)
    for (const digit of everyDigit)
      propose(digits.slice(0, at) + digit + digits.slice(at), { kind: 'missing', position: at + 1, digit });
  for (const { at, before, after } of places) propose(before + after, { kind: 'extra', position: at + 1 });
  return [...found.values()];
}
