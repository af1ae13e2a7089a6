import { expect, test } from 'vitest';
import { parsePrice } from './parse-price.ts';

test('a price is understood as people write it', () => {
  const cases: [string, number | null][] = [
    ['389,90', 38_990],
    ['389.9', 38_990],
    ['1.389,90', 138_990],
    ['1,389.90', 138_990],
    ['R$ 389', 38_900],
    ['1.000', 100_000],
    ['0', null],
    ['', null],
    ['abc', null],
    ['-5', null],
  ];
  for (const [words, minor] of cases) expect(parsePrice(words), words).toBe(minor);
});
