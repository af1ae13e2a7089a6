// The bench of GS1 messages on a few of its own: right answers count, wrong ones are named, and mutated messages come to
// no product whose digits do not stand in them.
import { describe, expect, it, test } from 'vitest';
import { fuzzResolver, holdsNumber } from '#test/bench/gs1-fuzz.ts';
import { runFuzz } from '#test/bench/scan-fuzz.ts';
import { answerOf, isRightAnswer, type Vector } from '#test/bench/gs1-vectors.ts';

const gs = '\u001d';
const vector = (kind: Vector['kind'], input: string, expected: string | null, more: Partial<Vector> = {}): Vector => ({
  kind,
  input,
  expected,
  valid: expected !== null,
  source: 'here',
  ...more,
});
const stem = { stem: 'https://id.example/' };
const link = 'https://id.example/01/07891000100103';

const vectors: Vector[] = [
  vector('digitalLinkToElementString', `${link}/10/L%2F1/21/S?17=270131&x=1`, '^010789100010010310L/1^21S^17270131'),
  vector('digitalLinkToElementString', 'https://id.example/01/7891000100103', null),
  vector('digitalLinkToElementString', `${link}?17=271399`, null),
  vector(
    'elementStringToDigitalLink',
    '(01)07891000100103(21)S+1(10)L(17)270131',
    `${link}/10/L/21/S%2B1?17=270131`,
    stem,
  ),
  vector('elementStringToDigitalLink', '(17)270131', null, stem),
  vector('elementStringToDigitalLink', '(01)07891000100103(10)L(235)T', null, stem),
  vector('bracketedElementString', String.raw`(10)A\(11)B(21)S`, '^10A(11)B^21S'),
  vector('bracketedElementString', '(01)07891000100104', null),
  vector('scanData', `]C1010789100010010310L${gs}21S`, '^010789100010010310L^21S'),
  vector('scanData', ']d1^TEXT', String.raw`\^TEXT`),
  vector('scanData', ']d2', null),
  vector('scanData', ']E402345673', '02345673'),
  vector('checkDigit', '7891000100103', ''),
  vector('checkDigit', '7891000100104', null),
];

test.each(vectors.map((one) => [one.kind, one.input, one] as const))(
  '%s of %j is answered as it should be',
  (_, __, one) => {
    expect(isRightAnswer(one, answerOf(one)), String(answerOf(one))).toBe(true);
  },
);

test('a wrong answer does not count', () => {
  const [one] = vectors;
  expect(one && isRightAnswer({ ...one, expected: '^01' }, answerOf(one))).toBe(false);
  expect(one && isRightAnswer({ ...one, valid: false }, answerOf(one))).toBe(false);
});

describe('a number', () => {
  test.each([
    ['as it is', '07891000100103', true],
    ['without its zero', 'x7891000100103y', true],
    ['with dots', '789.1000.100.103', true],
    ['behind percent signs', 'https://a/01/%30%37891000100103', true],
    ['of another product', '7891000100110', false],
    ['with a digit less', '789100010010', false],
  ])('%s stands in a text or not', (_, raw, stands) => {
    expect(holdsNumber(raw, '07891000100103')).toBe(stands);
  });

  it('may stand there as a UPC-E', () => {
    expect(holdsNumber('04124498', '00041244000098')).toBe(true);
  });
});

test('mutated over all planes of Unicode nothing throws, is slow or becomes another product; a seed makes the same again', () => {
  const order = { rounds: 3_000, seed: 7 };
  const result = fuzzResolver(vectors, order);
  expect(result).toMatchObject({ over5Ms: [], threw: [], otherProduct: [] });
  expect(result.ends['gtin']).toBeGreaterThan(10);
  expect(fuzzResolver(vectors, order).ends).toEqual(result.ends);
});

test('`bench -- scan --fuzz` needs no file: messages of its own, mutated, and one object', async () => {
  const result = await runFuzz({ fuzz: '500', seed: '2' });
  expect(result).toMatchObject({ bench: 'scan', fuzz: { rounds: 500, seed: 2, threw: [], otherProduct: [] } });
  await expect(runFuzz({ fuzz: 'many', seed: '1' })).rejects.toThrow('--fuzz many');
});
