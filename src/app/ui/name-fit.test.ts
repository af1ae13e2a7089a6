import { expect, it } from 'vitest';
import { isShort, longestWord, titleOf } from './name-fit.ts';

it('a name is as large as its longest word lets it, and legible whatever the shop calls a thing', () => {
  expect([longestWord('Bota Serra'), longestWord('Xícara de chá Camomila'), longestWord('')]).toEqual([5, 8, 0]);
  expect(longestWord('x'.repeat(5_000))).toBe(22);
  expect(longestWord('ab '.repeat(200_000))).toBe(2);
  expect([isShort('Bota Serra'), isShort('Camomila'), isShort('Bota Serra Alta, couro')]).toEqual([true, false, false]);
});

it('only a name that is cut has its whole self in the title', () => {
  expect([titleOf('Bota Serra'), titleOf('x'.repeat(5_000))?.length]).toEqual([undefined, 5_000]);
});
