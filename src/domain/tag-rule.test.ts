import { describe, expect, it, test } from 'vitest';
import { checkDigit, gtinToGtin14, type Gtin14 } from './gtin.ts';
import { readRestricted, type TagRule, valueCheckDigit } from './tag-rule.ts';

const rule = (part: Partial<TagRule> = {}): TagRule => ({
  id: 'rule',
  prefix: '20',
  item: [3, 7],
  names: 'gtin',
  base: '9520000',
  value: { kind: 'price', places: [8, 12], decimals: 2, currency: 'BRL', check: false },
  ...part,
});
/** Twelve digits with their check digit. */
const tag = (body: string): Gtin14 => gtinToGtin14(body + checkDigit(body)) as Gtin14;

test.each([
  ['2875', '9'],
  ['14685', '6'],
  ['00000', '0'],
  ['123', undefined],
])('the check digit of the value %s is %s (GS1 General Specifications 7.9)', (digits, check) => {
  expect(valueCheckDigit(digits)).toBe(check);
});

describe('a restricted number', () => {
  it('with a price inside names the product behind the base, and its own price', () => {
    expect(readRestricted([rule()], tag('200012301295'))).toEqual({
      gtin14: gtinToGtin14(`952000000123${checkDigit('952000000123')}`),
      sku: null,
      facts: { price: { amount: 1295, decimals: 2, currency: 'BRL' } },
    });
  });

  it('with a weight inside says grams', () => {
    const weight = rule({ value: { kind: 'weight', places: [8, 12], decimals: 3, currency: null, check: false } });
    expect(readRestricted([weight], tag('200012301295'))?.facts).toEqual({ netWeightGrams: 1295 });
  });

  it('without a base is listed with zeros for its value', () => {
    expect(readRestricted([rule({ base: null })], tag('200012301295'))?.gtin14).toBe(tag('200012300000'));
  });

  it('may name the in-store number', () => {
    expect(readRestricted([rule({ names: 'sku' })], tag('200012301295'))).toMatchObject({ gtin14: null, sku: '00123' });
  });

  it('without a value is the item alone', () => {
    expect(readRestricted([rule({ value: null })], tag('200012301295'))?.facts).toEqual({});
  });

  it('whose value has a wrong check digit of its own is nothing', () => {
    const checked = rule({
      item: [3, 6],
      base: '95200000',
      value: { kind: 'price', places: [8, 12], decimals: 2, currency: null, check: true },
    });
    expect(readRestricted([checked], tag('200123614685'))?.facts).toMatchObject({ price: { amount: 14685 } });
    expect(readRestricted([checked], tag('200123714685'))).toBeNull();
  });

  it('goes by the longest prefix that fits', () => {
    const longer = rule({ id: 'longer', prefix: '2001', names: 'sku', item: [5, 7], base: null, value: null });
    expect(readRestricted([rule(), longer], tag('200112301295'))?.sku).toBe('123');
    expect(readRestricted([longer, rule()], tag('200212301295'))?.sku).toBeNull();
  });

  it('of eight or twelve digits counts its places from the thirteenth', () => {
    const own = rule({ prefix: '02', names: 'sku', value: null });
    expect(
      readRestricted([own], gtinToGtin14('212345678909'.slice(0, 11) + checkDigit('21234567890')) as Gtin14)?.sku,
    ).toBe('12345');
  });

  it('without a rule stays what it is', () => {
    expect(readRestricted([], tag('200012301295'))).toBeNull();
    expect(readRestricted([rule()], tag('210012301295'))).toBeNull();
  });
});
