import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naiveBeginningSlips, naiveSlips } from '#test/search/naive-search.ts';
import { lacksAtMost, signatureOf, slipsAllowed, slipsBetween } from './slips.ts';

describe('slips between what was typed and a word', () => {
  it.each([
    ['jaqueta', 'jaqueta', 0],
    ['jaquetta', 'jaqueta', 1],
    ['jaqeta', 'jaqueta', 1],
    ['jaquexa', 'jaqueta', 1],
    ['ajqueta', 'jaqueta', 1],
    ['jqauetta', 'jaqueta', 2],
    ['bota', 'mesa', 3],
  ])('%s, %s: %i', (typed, word, slips) => {
    expect(slipsBetween(typed, word, 2).whole).toBe(slips);
  });

  // Few letters, so that slips are common.
  const word = fc.stringMatching(/^[abcç]{1,12}$/);

  it('are what the definition says, up to the most that counts, of the whole and of its best beginning', () => {
    fc.assert(
      fc.property(word, word, fc.constantFrom(1, 2), (typed, other, most) => {
        const { whole, beginning } = slipsBetween(typed, other, most);
        expect(Math.min(whole, most + 1)).toBe(Math.min(naiveSlips(typed, other), most + 1));
        expect(beginning).toBe(Math.min(naiveBeginningSlips(typed, other), most + 1));
      }),
    );
  });

  it('never take or add more letters than there are slips', () => {
    fc.assert(
      fc.property(word, word, (typed, other) => {
        const slips = naiveSlips(typed, other);
        expect(lacksAtMost(signatureOf(typed), signatureOf(other), slips)).toBe(true);
        expect(lacksAtMost(signatureOf(other), signatureOf(typed), slips)).toBe(true);
      }),
    );
    expect(lacksAtMost(signatureOf('bota'), signatureOf('mesa'), 2)).toBe(false);
  });

  it('are allowed by the length, and never in numbers', () => {
    expect(['pão', 'bota', 'jaqueta', 'impermea', '4500', 'x431zzzz'].map(slipsAllowed)).toEqual([0, 1, 1, 2, 0, 0]);
  });
});
