// The number of a product (GTIN): check digits, the four lengths and UPC-E. Everything inside the shop is a
// GTIN-14; what a person sees is the length that is printed on the tag.

/** 14 digits whose last is right. Shorter numbers are filled with zeros on the left, as GS1 does. */
export type Gtin14 = string & { readonly gtin14: unique symbol };

const lengths = [8, 12, 13, 14];

/** GS1's check digit of the digits before it: weights 3, 1, 3 … from the right, modulo 10. */
export function checkDigit(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index++) {
    const digit = body.charCodeAt(body.length - 1 - index) - 48;
    sum += index % 2 === 0 ? digit * 3 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/** True for any length of digits (a GLN of 13, an SSCC of 18, a GTIN) whose last digit is the check digit. */
export const isChecked = (digits: string): boolean =>
  /^\d{2,}$/.test(digits) && checkDigit(digits.slice(0, -1)) === digits.slice(-1);

export const isGtinLength = (digits: string): boolean => /^\d+$/.test(digits) && lengths.includes(digits.length);

/** 8, 12, 13 or 14 digits to a GTIN-14; undefined when the length or the check digit is wrong, or all is zero. */
export function gtinToGtin14(digits: string): Gtin14 | undefined {
  if (!isGtinLength(digits) || !isChecked(digits) || /^0+$/.test(digits)) return undefined;
  return digits.padStart(14, '0') as Gtin14;
}

/**
 * A zero-suppressed UPC-E (8 digits: number system 0 or 1, six digits, check digit) to its 12-digit UPC-A,
 * by the table of the GS1 General Specifications, 5.2.2.4. The check digit is kept, not corrected.
 */
export function upcEToUpcA(digits: string): string | undefined {
  const parts = /^([01])(\d)(\d)(\d)(\d)(\d)(\d)(\d)$/.exec(digits);
  if (!parts) return undefined;
  const [, system, a, b, c, d, e, last, check] = parts as unknown as string[];
  if (last === '0' || last === '1' || last === '2') return `${system}${a}${b}${last}0000${c}${d}${e}${check}`;
  if (last === '3') return `${system}${a}${b}${c}00000${d}${e}${check}`;
  if (last === '4') return `${system}${a}${b}${c}${d}00000${e}${check}`;
  return `${system}${a}${b}${c}${d}${e}0000${last}${check}`;
}

/** What is printed: 8, 12 or 13 digits when the rest is zero filling, else all 14 (a carton). */
export function gtin14ToDisplay(gtin14: string): string {
  if (gtin14.startsWith('000000')) return gtin14.slice(6);
  if (gtin14.startsWith('00')) return gtin14.slice(2);
  return gtin14.startsWith('0') ? gtin14.slice(1) : gtin14;
}

/**
 * Prefixes 02, 04 and 20–29 mean what each retailer says (in-store numbers, price or weight inside); an
 * 8-digit number beginning with 0 or 2 likewise. They are never the same product in another chain.
 */
export function isRestricted(gtin14: string): boolean {
  if (gtin14.startsWith('000000')) return /^[02]/.test(gtin14.slice(6));
  return /^0(2|0[24])/.test(gtin14);
}

/**
 * Every number that differs from `raw` in exactly one digit and has a right check digit, in GTIN-14: one for
 * each place, because both weights (1 and 3) have an inverse modulo 10. Empty when the length is none of a GTIN.
 */
export function corrections(raw: string): Gtin14[] {
  const digits = raw.replaceAll(/[\s.-]/g, '');
  if (!isGtinLength(digits) || isChecked(digits)) return [];
  const found: Gtin14[] = [];
  for (let at = 0; at < digits.length; at++) {
    for (let digit = 0; digit <= 9; digit++) {
      const gtin14 = gtinToGtin14(digits.slice(0, at) + digit + digits.slice(at + 1));
      if (gtin14) found.push(gtin14);
    }
  }
  return found;
}
