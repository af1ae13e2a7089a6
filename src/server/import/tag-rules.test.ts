import { describe, expect, test } from 'vitest';
import { checkDigit, gtinToGtin14, type Gtin14 } from '#domain/gtin.ts';
import { readRestricted, TagRule } from '#domain/tag-rule.ts';
import { bring, file, globe, header, rejectedOf, revs, rowsOf, useImportLab } from '#test/build/import-lab.ts';
import { ruleBody } from './tag-rules.ts';

const rule = (cells: Record<string, string>): TagRule => ({
  id: 'rule',
  ...ruleBody((field) => cells[field] ?? '', 'BRL'),
});
const printed = (body: string): Gtin14 => gtinToGtin14(body + checkDigit(body)) ?? ('' as Gtin14);

describe('a drawing of a number becomes the rule that reads it', () => {
  test('a price in thirteen places', () => {
    const made = rule({ pattern: '20iiiiippppPC'.toUpperCase(), base: '9520000' });
    expect(TagRule.safeParse(made).error).toBeUndefined();
    expect(readRestricted([made], printed('200012301295'))).toEqual({
      gtin14: '09520000001230',
      sku: null,
      facts: { price: { amount: 1295, decimals: 2, currency: 'BRL' } },
    });
  });

  test('a weight, named by the in-store number', () => {
    const made = rule({ pattern: '29IIIIIWWWWWC', names: 'sku' });
    expect(readRestricted([made], printed('290012300750'))).toEqual({
      gtin14: null,
      sku: '00123',
      facts: { netWeightGrams: 750 },
    });
  });

  test('twelve places are a UPC-A, whose value may have its own check digit; a wrong one says nothing', () => {
    const made = rule({ pattern: '2IIIIIVPPPPC' });
    expect(made).toMatchObject({ prefix: '02', item: [3, 7], value: { places: [9, 12], check: true } });
    // GS1 General Specifications 7.9: the check digit of 2875 is 9.
    expect(readRestricted([made], printed('021234592875'))?.facts).toEqual({
      price: { amount: 2875, decimals: 2, currency: 'BRL' },
    });
    expect(readRestricted([made], printed('021234582875'))).toBeNull();
  });

  test('numbers without a value, places that mean nothing', () => {
    expect(rule({ pattern: '21XXIIIIIXXXC' })).toMatchObject({ prefix: '21', item: [5, 9], value: null });
  });

  const refusals: [Record<string, string>, RegExp][] = [
    [{ pattern: '30IIIIIPPPPPC' }, /prefix 30 is not the shop's own: 02, 04 or 20 to 29/],
    [{ pattern: '78IIIIIPPPPPC' }, /prefix 78/],
    [{ pattern: '2IIIIIIPPPPPC' }, /prefix 2 /],
    [{ pattern: '20IIIIIPPPPP' }, /is no pattern of 12 or 13 places/],
    [{ pattern: '' }, /the pattern is missing/],
    [{ pattern: '20XXXXXPPPPPC' }, /no I/],
    [{ pattern: '20IIXIIPPPPPC' }, /the I of the pattern do not stand together/],
    [{ pattern: '20IIIIPPPWWWC' }, /price or weight/],
    [{ pattern: '20VIIIIPPPPPC' }, /V is one place, right before/],
    [{ pattern: '20IIIVPPPPPPC' }, /no check digit for a value of 6 digits/],
    [{ pattern: '20IIIIIVXXXXC' }, /neither P nor W/],
    [{ pattern: '20IIIIIPPPPPC', names: 'name' }, /neither gtin nor sku/],
    [{ pattern: '20IIIIIPPPPPC', base: '952' }, /makes no GTIN/],
    [{ pattern: '20IIIIIPPPPPC', base: '9520000', names: 'sku' }, /goes with names = gtin/],
    [{ pattern: '20IIIIIPPPPPC', currency: 'EUR' }, /the currency is EUR, the chain's is BRL/],
    [{ pattern: '20IIIIIPPPPPC', decimals: '9' }, /at most 5/],
  ];
  test.each(refusals)('%j is refused', (cells, reason) => {
    expect(() => rule(cells)).toThrow(reason);
  });
});

describe('a file of rules', () => {
  useImportLab();

  test('comes in once, is changed and withdrawn; two rules of one prefix are one too many', async () => {
    await bring({ catalogue: file('c.csv', header + globe) });
    const path = file('t.csv', 'id,pattern\nscale,20IIIIIPPPPPC\nother,20IIIIWWWWWWC\nweight,29IIIIIWWWWWC\n');
    await bring({ tagRule: path });
    expect(rejectedOf('t.csv').map((line) => line.split('\t')[1])).toEqual(['another rule has the prefix 20 already']);
    expect((await rowsOf('tagRule')).map(({ prefix }) => prefix).toSorted()).toEqual(['20', '29']);
    const before = await revs();
    await bring({ tagRule: path });
    expect(await revs()).toBe(before);
    await bring({
      tagRule: file('t2.csv', 'id,pattern,live\nscale,,no\nother,20IIIIWWWWWWC,\nweight,28IIIIIWWWWWC,\n'),
    });
    expect((await rowsOf('tagRule')).map(({ prefix, value }) => `${prefix} ${value?.kind}`).toSorted()).toEqual([
      '20 weight',
      '28 weight',
    ]);
  });
});
