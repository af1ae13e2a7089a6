import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, gtinToGtin14, isChecked } from './gtin.ts';
import { nearCodes } from './near-code.ts';

const right = '7891000100103';
const slipTo = (typed: string, wanted = right) =>
  nearCodes(typed).find(({ gtin14 }) => gtin14 === wanted.padStart(14, '0'))?.slip;

describe('[S8] a number that was typed wrong', () => {
  it.each([
    ['one wrong digit', '7891000100108', { kind: 'digit', position: 13, digit: '3' }],
    ['one wrong digit in the middle', '7891070100103', { kind: 'digit', position: 6, digit: '0' }],
    ['two neighbours swapped', '7819000100103', { kind: 'swap', position: 3 }],
    ['one digit left out', '789100010010', { kind: 'missing', position: 13, digit: '3' }],
    ['one digit twice', '78891000100103', { kind: 'extra', position: 2 }],
  ])('leads to the right one: %s', (_, typed, slip) => {
    expect(slipTo(typed)).toEqual(slip);
  });

  it('never proposes what was typed, a wrong check digit, or the same number twice', () => {
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(/^\d{7,15}$/), fc.constant('737404164358')), (typed) => {
        const near = nearCodes(typed).map(({ gtin14 }) => gtin14);
        expect(new Set(near).size).toBe(near.length);
        expect(near.every((gtin14) => /^\d{14}$/.test(gtin14) && isChecked(gtin14))).toBe(true);
        expect(near).not.toContain(gtinToGtin14(typed));
      }),
    );
  });

  it('always finds the right one after one wrong digit or one swap of neighbours', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{11}$/), fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const whole = body + checkDigit(body);
        const wrong = whole.slice(0, at) + ((Number(whole[at]) + by) % 10) + whole.slice(at + 1);
        expect(slipTo(wrong, whole)?.kind).toBe('digit');
        const swapped =
          whole.slice(0, at) +
          whole
            .slice(at, at + 2)
            .split('')
            .toReversed()
            .join('') +
          whole.slice(at + 2);
        if (swapped !== whole) expect(slipTo(swapped, whole)).toBeDefined();
      }),
    );
  });

  it.each(['', '123', 'abc', '1'.repeat(40)])('that is no number of a product leads nowhere: %s', (typed) => {
    expect(nearCodes(typed)).toEqual([]);
  });
});
