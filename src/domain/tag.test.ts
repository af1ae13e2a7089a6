// What every way of reading a tag must come to, as tables: a row is one code and what it means.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { gtin14ToDisplay } from './gtin.ts';
import { corrections, parseTag, type Tag, type TagInput } from './tag.ts';

const gs = '\u001d';
const parse = (raw: string, rest: Partial<TagInput> = {}): Tag => parseTag({ source: 'wedge', raw, ...rest });
const gtinOf = (tag: Tag): string =>
  tag.kind === 'gtin'
    ? tag.gtin14
    : tag.kind === 'poster'
      ? tag.code
      : `${tag.kind} ${'reason' in tag ? tag.reason : ''}`;

describe('a bare number', () => {
  test.each([
    ['EAN-13', '7891000100103', '07891000100103'],
    ['UPC-A', '036000291452', '00036000291452'],
    ['EAN-8', '96385074', '00000096385074'],
    ['GTIN-14 of a carton', '17891000100100', '17891000100100'],
    ['UPC-E of a hand scanner', '04124498', '00041244000098'],
    ['demonstration prefix', '9521234567899', '09521234567899'],
    ['with the line end of a scanner', '7891000100103\r\n', '07891000100103'],
  ])('%s is a product: %s', (_, raw, gtin14) => {
    expect(gtinOf(parse(raw))).toBe(gtin14);
  });

  test.each([
    ['spaces as printed', '7 891000 100103'],
    ['dots', '789.1000.100.103'],
    ['hyphens', '789-1000-100103'],
  ])('typed with %s is understood', (_, raw) => {
    expect(gtinOf(parse(raw, { source: 'typed' }))).toBe('07891000100103');
  });

  test.each([
    ['a wrong digit', '7891000100104', 'check_digit'],
    ['too few digits', '789100010010', 'check_digit'],
    ['eleven digits', '78910001001', 'length'],
    ['fifteen digits', '789100010010312', 'length'],
    ['only zeros', '0000000000000', 'length'],
    ['words', 'bota serra', 'text'],
    ['letters among digits', '78910001O0103', 'text'],
    ['nothing', '  ', 'empty'],
  ])('%s is unknown and says why', (_, raw, reason) => {
    expect(parse(raw)).toMatchObject({ kind: 'unknown', reason });
  });

  it('says where the check digit is and what it should be', () => {
    expect(parse('7891000100104')).toMatchObject({ reason: 'check_digit', position: 13, expected: '3' });
  });

  it('keeps both readings of eight digits that are a right EAN-8 and a right UPC-E', () => {
    const both = '04124498';
    expect(parse(both)).toMatchObject({ kind: 'gtin', gtin14: '00041244000098', alternative: '00000004124498' });
    expect(parse(both, { symbology: 'UPCE' })).toMatchObject({ gtin14: '00041244000098' });
    expect(parse(both, { symbology: 'EAN8', aim: ']E4' })).toMatchObject({ gtin14: '00000004124498' });
    expect(parse(both, { symbology: 'EAN8' })).not.toHaveProperty('alternative');
  });

  it('marks in-store numbers, which mean what each retailer says', () => {
    expect(parse('2012345678903')).toMatchObject({ kind: 'gtin', restricted: true });
    expect(parse('7891000100103')).not.toHaveProperty('restricted');
  });
});

describe('a UPC-E', () => {
  test.each([
    ['04124498', '00041244000098'],
    ['01264904', '00012000006494'],
    ['04965802', '00049000006582'],
    ['01234531', '00012300000451'],
  ])('%s expands by the rule of its last digit', (raw, gtin14) => {
    expect(gtinOf(parse(raw, { symbology: 'UPCE' }))).toBe(gtin14);
  });

  it('with a wrong check digit is no product', () => {
    expect(parse('04124499', { symbology: 'UPCE' })).toMatchObject({ kind: 'unknown', reason: 'check_digit' });
  });
});

describe('a code with the prefix of its symbology', () => {
  test.each([
    [']E0', '7891000100103', '07891000100103'],
    [']E3', '789100010010312', '07891000100103'],
    [']E4', '96385074', '00000096385074'],
    [']I1', '17891000100100', '17891000100100'],
    [']C1', `010789100010010310L1${gs}2145`, '07891000100103'],
    [']e0', '0107891000100103', '07891000100103'],
    [']d2', '010789100010010317270131', '07891000100103'],
    [']Q3', '0107891000100103', '07891000100103'],
    [']Q1', 'https://id.example.com/01/07891000100103', '07891000100103'],
  ])('%s %j is the product', (aim, data, gtin14) => {
    expect(gtinOf(parse(aim + data))).toBe(gtin14);
    expect(gtinOf(parse(data, { aim }))).toBe(gtin14);
  });

  test.each([
    [']E0789100010010', 'length'],
    [']E4789100010', 'length'],
    [']E402345674', 'check_digit'],
    [']d2', 'empty'],
    [']C10107891000100104', 'check_digit'],
    [']C10107891000100103171399', 'element_string'],
    [`]C1${gs}`, 'element_string'],
  ])('%j is unknown', (raw, reason) => {
    expect(parse(raw)).toMatchObject({ kind: 'unknown', reason });
  });
});

describe('a GS1 element string', () => {
  it('gives lot, serial, expiry and variant beside the product', () => {
    const tag = parse(`]d201078910001001031727013110LOT-7${gs}21S42${gs}22V1`);
    expect(tag).toMatchObject({
      gtin14: '07891000100103',
      lot: 'LOT-7',
      serial: 'S42',
      expiry: '270131',
      consumerVariant: 'V1',
    });
  });

  it('is known by its shape when a hand scanner sends no prefix', () => {
    expect(parse(`010789100010010310A${gs}21B`)).toMatchObject({ gtin14: '07891000100103', lot: 'A', serial: 'B' });
  });

  it('may be typed with brackets as it is printed', () => {
    expect(parse('(01)07891000100103(10)LOT', { source: 'typed' })).toMatchObject({
      gtin14: '07891000100103',
      lot: 'LOT',
    });
  });

  it('that names a parcel or a place is no product, and says which key it had', () => {
    expect(parse(']C100006141411234567890')).toMatchObject({ kind: 'unknown', reason: 'other_key', ai: '00' });
    expect(parse(']C14149520123456788')).toMatchObject({ kind: 'unknown', reason: 'other_key', ai: '414' });
  });

  it('that contradicts itself is not guessed at', () => {
    expect(parse(`]C10107891000100103${gs}0117891000100100`)).toMatchObject({
      kind: 'unknown',
      reason: 'element_string',
    });
  });
});

describe('a GS1 Digital Link', () => {
  test.each([
    ['the path from the right', 'https://example.com/some/01/x/01/07891000100103', {}],
    [
      'qualifiers in their order',
      'https://example.com/01/07891000100103/22/V/10/L/21/S',
      { lot: 'L', serial: 'S', consumerVariant: 'V' },
    ],
    ['attributes of the query', 'https://example.com/01/07891000100103?17=270131&utm_source=x', { expiry: '270131' }],
    ['percent signs', 'https://example.com/01/07891000100103/10/A%2FB', { lot: 'A/B' }],
    ['a fragment', 'https://example.com/01/07891000100103#top', {}],
    ['capitals in scheme and host', 'HTTPS://EXAMPLE.COM/01/07891000100103', { host: 'example.com' }],
    ['a port', 'http://example.com:8080/01/07891000100103', { host: 'example.com:8080' }],
    ['a GTIN without its zeros', 'https://example.com/01/7891000100103', { zeroSuppressed: true }],
  ])('is read with %s', (_, raw, more) => {
    expect(parse(raw)).toMatchObject({ kind: 'gtin', gtin14: '07891000100103', ...more });
  });

  test.each([
    [
      'a foreign address',
      'https://example.org/promo?id=7',
      { kind: 'unknown', reason: 'no_identifier', host: 'example.org' },
    ],
    [
      'qualifiers out of order',
      'https://example.com/01/07891000100103/21/S/10/L',
      { kind: 'unknown', reason: 'no_identifier' },
    ],
    [
      'a wrong check digit',
      'https://example.com/01/07891000100104',
      { kind: 'unknown', reason: 'check_digit', host: 'example.com' },
    ],
    ['an empty attribute', 'https://example.com/01/07891000100103?17=', { kind: 'unknown', reason: 'bad_value' }],
    ['a place', 'https://example.com/414/9520123456788', { kind: 'unknown', reason: 'other_key', host: 'example.com' }],
  ])('with %s names the host and is not followed', (_, raw, expected) => {
    expect(parse(raw)).toMatchObject(expected);
  });
});

describe('corrections of a mistyped number', () => {
  it('are every number one digit away with a right check digit, the meant one among them', () => {
    const found = corrections('7891000100104');
    expect(found).toHaveLength(13);
    expect(found).toContain('07891000100103');
  });

  it('are none for a right number or for another length', () => {
    expect(corrections('7891000100103')).toEqual([]);
    expect(corrections('12345')).toEqual([]);
  });

  it('find the original of any single mistake', () => {
    const mistake = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(mistake, ([at, by]) => {
        const right = '7891000100103';
        const wrong = right.slice(0, at) + ((Number(right.charAt(at)) + by) % 10) + right.slice(at + 1);
        expect(corrections(wrong)).toContain(`0${right}`);
      }),
    );
  });
});

test('a number is shown in the length that is printed', () => {
  expect(['00000096385074', '00036000291452', '07891000100103', '17891000100100'].map(gtin14ToDisplay)).toEqual([
    '96385074',
    '036000291452',
    '7891000100103',
    '17891000100100',
  ]);
});
