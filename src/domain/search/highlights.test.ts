import { expect, it } from 'vitest';
import { highlightsIn } from './highlights.ts';

const marked = (text: string, words: string[]): string[] =>
  highlightsIn(text, words).map(({ start, end }) => text.slice(start, end));

it.each([
  ['words as they are written', 'Jaqueta impermeável, azul', ['impermeavel', 'azul'], ['impermeável', 'azul']],
  ['each time it stands there', 'Bota e bota', ['bota'], ['Bota', 'bota']],
  ['whole words only', 'Botão da bota', ['bota'], ['bota']],
  ['with its combining marks', 'Cafe\u0301 forte', ['cafe'], ['Cafe\u0301']],
  ['behind an emoji', '👨‍👩‍👧 Mochila', ['mochila'], ['Mochila']],
  ['right to left', 'תיק גב', ['גב'], ['גב']],
  [
    'one mark for parts that overlap',
    'Guarda-chuva 500 ml',
    ['guardachuva', 'chuva', '500ml'],
    ['Guarda-chuva', '500 ml'],
  ],
  ['nothing for no words', 'Bota', [], []],
  ['nothing in an empty text', '', ['bota'], []],
])('marks %s', (_, text, words, parts) => {
  expect(marked(text, words)).toEqual(parts);
});

it('marks are in order, and a text of 5,000 characters has its last one', () => {
  const text = `${'mar '.repeat(1_249)}bota`;
  expect(highlightsIn(text, ['bota'])).toEqual([{ start: 4_996, end: 5_000 }]);
});
