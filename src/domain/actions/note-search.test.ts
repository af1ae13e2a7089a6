import { expect, test } from 'vitest';
import { decideOn } from '#test/build/domain.ts';
import { notableWords, noteSearch } from './note-search.ts';

test('words that led to nothing are noted folded, and change no row', () => {
  expect(notableWords('Patinete  Elétrico')).toEqual(['patinete', 'eletrico']);
  const { outcome, writes } = decideOn(noteSearch, {}, []);
  expect(outcome.status).toBe('applied');
  expect(writes).toEqual([]);
  expect(noteSearch.quiet).toBe(true);
});

test.each([
  ['an address of somebody', 'ana@example.com'],
  ['a telephone number', 'ana 11 98765-4321'],
  ['a CPF', '123.456.789-09'],
  ['a single letter', 'x'],
  ['nothing', '  '],
  ['signs', '🦜!'],
])('%s is not noted', (_what, text) => {
  expect(notableWords(text)).toBeNull();
});

test('no tablet can note more than a few words, or anything but letters', () => {
  for (const words of [[], ['a1'], ['ana@x'], ['x'], Array.from({ length: 6 }, () => 'bota'), ['b'.repeat(25)]])
    expect(noteSearch.personal.safeParse({ words }).success).toBe(false);
});
