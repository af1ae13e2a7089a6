import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestWord, type Word, wordsAsked, wordsToIndex } from './words.ts';

const indexed = (text: string): string[] => wordsToIndex(text).map(({ word }) => word);

describe('words of a product', () => {
  it.each([
    ['Jaqueta Impermeável ÇÃO', ['jaqueta', 'impermeavel', 'cao']],
    ['Niño, cigüeña; pingüino', ['nino', 'ciguena', 'pinguino']],
    ['Straße Œuvre Ærø Łódź', ['strasse', 'oeuvre', 'aero', 'lodz']],
    ['IŞIK ışık', ['isik', 'isik']],
    ['ＦＵＬＬ ﬁt', ['full', 'fit']],
    ['caf\u00e9 cafe\u0301', ['cafe', 'cafe']],
    ['co\u00adfee\u200d', ['cofee']],
  ])('are folded: %s', (text, words) => {
    expect(indexed(text)).toEqual(words);
  });

  it.each([
    ['T-shirt', ['t', 'shirt', 'tshirt']],
    ['Guarda-chuva', ['guarda', 'chuva', 'guardachuva']],
    ['Garrafa d’água', ['garrafa', 'd', 'agua', 'dagua']],
    ['women’s', ['women', 's', 'womens']],
    ['calça - 3/4', ['calca', '3/4', '3', '4']],
    ['500ml', ['500ml', '500', 'ml']],
    ['500 ml', ['500', 'ml', '500ml']],
    ['1,5 L', ['1.5', '1', '5', 'l', '1.5l']],
    ['2 facas', ['2', 'facas']],
    ['38/39', ['38/39', '38', '39']],
    ['P/M', ['p', 'm']],
    ['fim. 3, 4', ['fim', '3', '4']],
  ])('come in each form they are asked by: %s', (text, words) => {
    expect(indexed(text)).toEqual(words);
  });

  it.each([
    ['emoji part words and are none', '🎒Mochila👨‍👩‍👧azul', ['mochila', 'azul']],
    ['Arabic, without its vowel marks', 'حَقِيبَة ظهر', ['حقيبة', 'ظهر']],
    ['Hebrew, between direction marks', '\u200fתיק גב\u200e', ['תיק', 'גב']],
    ['Chinese stays whole', '登山包 X', ['登山包', 'x']],
    ['nothing', '', []],
    ['only signs', ' -/—…🙂 ', []],
  ])('of other scripts: %s', (_, text, words) => {
    expect(indexed(text)).toEqual(words);
  });

  it('know their place in the text as it was written', () => {
    const text = '🎒 Jaqueta Impermea\u0301vel 500 ml';
    expect(wordsToIndex(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Jaqueta',
      'Impermea\u0301vel',
      '500',
      'ml',
      '500 ml',
    ]);
  });

  it('are cut when they are endless, and a name of 5,000 characters is read at once', () => {
    expect(indexed('a'.repeat(5_000))).toEqual(['a'.repeat(longestWord)]);
    expect(indexed('é-'.repeat(2_500)).length).toBeLessThanOrEqual(2_501);
    expect(indexed('1,'.repeat(2_500)).every((word) => word.length <= longestWord)).toBe(true);
  });

  it('are places inside the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const isGood = ({ word, start, end }: Word): boolean =>
          word.length > 0 && word.length <= longestWord && start >= 0 && start < end && end <= text.length;
        expect(wordsToIndex(text).filter((word) => !isGood(word))).toEqual([]);
      }),
    );
  });
});

describe('words of a question', () => {
  it.each([
    ['T-shirt azul', ['tshirt', 'azul']],
    ['guarda-chuva', ['guarda', 'chuva']],
    ['guarda-s', ['guarda', 's']],
    ["d'água", ['dagua']],
    ["women's", ['womens']],
    ['500ML', ['500ml']],
    ['calça 3/4', ['calca', '3/4']],
    ['bota BOTA Bótà', ['bota']],
    ['  ', []],
  ])('%s', (text, words) => {
    expect(wordsAsked(text)).toEqual(words);
  });

  it('stop at 64 characters and at 8 words', () => {
    expect(wordsAsked('a b c d e f g h i j')).toHaveLength(8);
    expect(wordsAsked(`${' '.repeat(64)}bota`)).toEqual([]);
    expect(wordsAsked('bota '.repeat(100_000))).toEqual(['bota']);
  });
});
