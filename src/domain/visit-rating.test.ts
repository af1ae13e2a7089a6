import { expect, test } from 'vitest';
import { Answer, answerAtMost, answerOf, isSomebodys, Score } from './visit-rating.ts';

test('a score is one of five', () => {
  for (const score of [1, 2, 3, 4, 5]) expect(Score.safeParse(score).success).toBe(true);
  for (const score of [0, 6, 2.5, '3', null]) expect(Score.safeParse(score).success).toBe(false);
});

test('an answer is trimmed, and none at all is none', () => {
  expect(answerOf('  Faltou o 39.  ')).toBe('Faltou o 39.');
  expect(answerOf('   ')).toBeNull();
  expect(answerOf('a'.repeat(300))).toHaveLength(answerAtMost);
});

test.each(['ana@example.com', 'liguem 11 98765-4321', '(11) 98765.4321', '123.456.789-09', '1 2 3 4 5 6 7'])(
  '%s is somebody’s own and is not kept',
  (text) => {
    expect(isSomebodys(text)).toBe(true);
    expect(Answer.safeParse(text).success).toBe(false);
  },
);

test.each(['Faltou o 39 preto', 'R$ 389,90 é caro', 'de 10 às 20h, loja 4', 'tamanhos 36, 37, 38 e 39'])(
  '%s may be kept',
  (text) => {
    expect(isSomebodys(text)).toBe(false);
    expect(Answer.safeParse(text).success).toBe(true);
  },
);

test('longer than the field, or empty, is no answer', () => {
  expect(Answer.safeParse('a'.repeat(answerAtMost + 1)).success).toBe(false);
  expect(Answer.safeParse('').success).toBe(false);
});
