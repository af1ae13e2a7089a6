import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minorDigits } from '#domain/money.ts';
import { BadCell, instantMs, priceMinor } from './values.ts';

describe('a price', () => {
  test.each([
    ['12.50', 'GBP', 1250],
    ['12,50', 'BRL', 1250],
    ['1.234,56', 'BRL', 123_456],
    ['1,234.56', 'USD', 123_456],
    ['R$ 1.234,56', 'BRL', 123_456],
    ['£0.85', 'GBP', 85],
    ['0.425', 'GBP', 43],
    ['1 234,5', 'EUR', 123_450],
    ['12.50 GBP', 'GBP', 1250],
    ['1.234.567', 'BRL', 123_456_700],
    ['500', 'JPY', 500],
    ['1.234', 'KWD', 1234],
    ['12.990', 'CLP', 12_990],
    ['1,200', 'JPY', 1_200],
    ['¥ 1,234,000', 'JPY', 1_234_000],
  ])('%s in %s is %i', (text, currency, minor) => expect(priceMinor(text, currency)).toBe(minor));

  test.each([
    ['', 'GBP'],
    ['abc', 'GBP'],
    ['-1', 'GBP'],
    ['0', 'GBP'],
    ['1.2.3', 'GBP'],
    ['5 EUR', 'GBP'],
    ['R$ 5', 'GBP'],
    ['1e5', 'GBP'],
    ['99999999999999', 'GBP'],
    ['1,2.3,4', 'GBP'],
    ['1.234', 'BRL'],
    ['1,234', 'GBP'],
  ])('"%s" is none in %s', (text, currency) => expect(() => priceMinor(text, currency)).toThrow(BadCell));

  test('every amount is read as it is written, in the English and in the Portuguese way', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom('BRL', 'JPY', 'KWD'), (minor, currency) => {
        const digits = minorDigits(currency);
        const value = minor / 10 ** digits;
        for (const locale of ['en', 'pt-BR']) {
          const text = new Intl.NumberFormat(locale, {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          }).format(value);
          expect(priceMinor(text, currency)).toBe(minor);
        }
      }),
    );
  });
});

test.each([
  ['1291191960', 1_291_191_960_000],
  ['1291191960000', 1_291_191_960_000],
  ['2010-12-01T08:26:00Z', 1_291_191_960_000],
  ['2010-12-01 08:26:00', 1_291_191_960_000],
  ['2010-12-01T05:26:00-03:00', 1_291_191_960_000],
  ['2010-12-01', 1_291_161_600_000],
])('the time %s', (text, atMs) => expect(instantMs(text)).toBe(atMs));

test.each(['2026-11-31', '2026-02-31T10:00Z', '2026-13-01', '2026-02-29 08:00', '2026-00-10'])('%s is no day', (text) =>
  expect(() => instantMs(text)).toThrow(/there is no such day/),
);
