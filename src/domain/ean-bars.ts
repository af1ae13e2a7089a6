// The bars of an EAN-13 or EAN-8 (GS1 General Specifications, 5.2), as widths in modules: bar, space, bar, space …
// A UPC-A is the EAN-13 that begins with 0. A GTIN of 14 digits that is none of these has no such bars.
import { gtin14ToDisplay } from './gtin.ts';

/** Widths of each digit; the left half begins with a space, the right half with a bar. */
const digitWidths = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112'];
/** Which of the left six digits are mirrored: how an EAN-13 says its first digit. */
const mirrored = ['......', '..m.mm', '..mm.m', '..mmm.', '.m..mm', '.mm..m', '.mmm..', '.m.m.m', '.m.mm.', '.mm.m.'];
const guard = [1, 1, 1];
const middle = [1, 1, 1, 1, 1];

export type EanBars = {
  readonly digits: string;
  readonly widths: readonly number[];
  /** Modules of the bars and spaces alone. */
  readonly modules: number;
  /** Clear modules that must stay on either side (5.2.3.4). */
  readonly quietLeft: number;
  readonly quietRight: number;
};

/** null for a carton's 14 digits. */
export function eanBars(gtin14: string): EanBars | null {
  const shown = gtin14ToDisplay(gtin14);
  const digits = shown.length === 12 ? `0${shown}` : shown;
  if (digits.length !== 8 && digits.length !== 13) return null;
  const isLong = digits.length === 13;
  const first = isLong ? Number(digits[0]) : 0;
  const rest = isLong ? digits.slice(1) : digits;
  const half = rest.length / 2;
  const left = [...rest.slice(0, half)].flatMap((digit, at) => widthsOf(digit, mirrored[first]?.[at] === 'm'));
  const right = [...rest.slice(half)].flatMap((digit) => widthsOf(digit, false));
  const widths = [...guard, ...left, ...middle, ...right, ...guard];
  return {
    digits,
    widths,
    modules: widths.reduce((sum, width) => sum + width, 0),
    quietLeft: isLong ? 11 : 7,
    quietRight: 7,
  };
}

function widthsOf(digit: string, isMirrored: boolean): number[] {
  const widths = [...(digitWidths[Number(digit)] ?? '')].map(Number);
  return isMirrored ? widths.toReversed() : widths;
}
