// What a tag says beyond its product, as tables: S5's identifiers in any order, units, prices.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { statedMoney } from './tag-facts.ts';
import { parseTag, type Tag } from './tag.ts';

const gs = '\u001d';
const parse = (raw: string): Tag => parseTag({ source: 'wedge', raw });
const gtin = '07891000100103';

/** Each with what it says; a star: its length is not predefined, so a GS follows unless it is the last. */
const parts = [
  ['01', gtin, { gtin14: gtin }],
  ['10*', 'LOT-7', { lot: 'LOT-7' }],
  ['15', '270131', {}],
  ['17', '270228', { expiry: '270228', expiryKind: 'use_by' }],
  ['21*', 'S42', { serial: 'S42' }],
  ['3103', '001295', { netWeightGrams: 1295 }],
] as const;

const written = (order: readonly (typeof parts)[number][]): string =>
  order
    .map(([ai, value], at) => `${ai.replace('*', '')}${value}${ai.endsWith('*') && at < order.length - 1 ? gs : ''}`)
    .join('');

describe('S5: the identifiers 01, 10, 15, 17, 21 and 310n', () => {
  const all = Object.assign({}, ...parts.map(([, , says]) => says)) as object;

  it.each([[']C1'], [']d2'], [']e0'], [']Q3'], [']J1']])('say the same in any order behind %s', (aim) => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...parts], { minLength: parts.length }), (order) => {
        expect(parse(aim + written(order))).toMatchObject({ kind: 'gtin', ...all });
      }),
      { numRuns: 100 },
    );
  });

  it('are known in any order without a prefix, as many hand scanners send them', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...parts], { minLength: parts.length }), (order) => {
        expect(parse(written(order))).toMatchObject({ kind: 'gtin', ...all });
      }),
      { numRuns: 100 },
    );
  });

  it('say the same in the path and in the query of an address', () => {
    const link = `https://example.com/01/${gtin}/10/LOT-7/21/S42?15=270131&17=270228&3103=001295`;
    expect(parse(link)).toMatchObject({ kind: 'gtin', ...all });
  });

  it('say the same typed with brackets as they are printed', () => {
    expect(parse(`(01)${gtin}(10)LOT-7(15)270131(17)270228(21)S42(3103)001295`)).toMatchObject(all);
  });
});

describe('a date', () => {
  test.each([
    ['17 alone', `01${gtin}17270228`, { expiry: '270228', expiryKind: 'use_by' }],
    ['15 alone', `01${gtin}15270131`, { expiry: '270131', expiryKind: 'best_before' }],
    ['the hour of 7003 is dropped', `01${gtin}70032702281830`, { expiry: '270228', expiryKind: 'use_by' }],
    ['day 00 stays as it is written', `01${gtin}17270200`, { expiry: '270200' }],
  ])('of %s', (_, raw, says) => {
    expect(parse(`]C1${raw}`)).toMatchObject(says);
  });

  test.each([
    ['a 30th of February', '17270230'],
    ['a 13th month', '15271301'],
    ['hours on a day 00', '70032702001830'],
  ])('that is none (%s) makes the whole message unknown', (_, raw) => {
    expect(parse(`]C101${gtin}${raw}`)).toMatchObject({ kind: 'unknown', reason: 'element_string' });
  });
});

describe('a weight, a count and a price', () => {
  test.each([
    ['grams of three decimals', '3103001295', { netWeightGrams: 1295 }],
    ['whole kilograms', '3100000002', { netWeightGrams: 2000 }],
    ['five decimals', '3105012345', { netWeightGrams: 123.45 }],
    ['pounds', '3202000150', { netWeightGrams: 680.39 }],
    ['troy ounces', '3562000100', { netWeightGrams: 31.1 }],
    ['pieces', '3012', { count: 12 }],
    ['money of the country', '39220299', { price: { amount: 299, decimals: 2, currency: null } }],
    ['money by its number', '39329860299', { price: { amount: 299, decimals: 2, currency: 'BRL' } }],
  ])('in %s', (_, raw, says) => {
    expect(parse(`]C101${gtin}${raw}`)).toMatchObject(says);
  });

  it('in a currency that we do not know is no price', () => {
    expect(parse(`]C101${gtin}39329990299`)).not.toHaveProperty('price');
  });

  test.each([
    ['the shop’s', { amount: 299, decimals: 2, currency: null }, 'BRL', { minor: 299, currency: 'BRL' }],
    ['fewer places', { amount: 3, decimals: 0, currency: 'BRL' }, 'BRL', { minor: 300, currency: 'BRL' }],
    ['more places, half up', { amount: 12345, decimals: 3, currency: 'BRL' }, 'BRL', { minor: 1235, currency: 'BRL' }],
    [
      'a currency without cents',
      { amount: 1990, decimals: 0, currency: null },
      'CLP',
      { minor: 1990, currency: 'CLP' },
    ],
    ['another currency', { amount: 299, decimals: 2, currency: 'ARS' }, 'BRL', null],
    ['nothing', { amount: 0, decimals: 2, currency: null }, 'BRL', null],
    ['too much for a number', { amount: 999_999_999_999_999, decimals: 0, currency: null }, 'BRL', null],
  ])('becomes money: %s', (_, price, currency, money) => {
    expect(statedMoney(price, currency)).toEqual(money);
  });
});

describe('without a prefix', () => {
  test.each([
    ['no product in it', `10LOT${gs}21S42`, { kind: 'refused', reason: 'control_characters' }],
    ['a long number that is no message', '1234567890123456789012', { kind: 'unknown', reason: 'length' }],
    ['a date and a wrong product', '17270228010789100010010', { kind: 'unknown' }],
  ])('%s stays what it is', (_, raw, says) => {
    expect(parse(raw)).toMatchObject(says);
  });
});

test.each([
  ['a count', `01${gtin}300`],
  ['a weight', `01${gtin}3103000000`],
])('%s of zero is no fact', (_, raw) => {
  const tag = parse(raw);
  expect(tag).toMatchObject({ kind: 'gtin' });
  expect(tag).not.toHaveProperty('count');
  expect(tag).not.toHaveProperty('netWeightGrams');
});
