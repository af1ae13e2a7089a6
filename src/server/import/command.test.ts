// What people write behind `gondola import`, to an order; a slip is told before anything is opened.
import { expect, test } from 'vitest';
import { parseImport } from './command.ts';

const given = ['--chain', 'Loja', '--catalogue', '/feed.xml'];

test('without more, the words are the first language’s, availability is no stock, and it is written', () => {
  expect(parseImport(given)).toMatchObject({
    chain: 'Loja',
    files: [{ kind: 'catalogue', path: '/feed.xml' }],
    language: 'pt-BR',
    onlineStock: false,
    dryRun: false,
  });
});

test('a language, the web shop’s stock and a dry run are said by name', () => {
  expect(parseImport([...given, '--language', 'es', '--online-stock', '--dry-run'])).toMatchObject({
    language: 'es',
    onlineStock: true,
    dryRun: true,
  });
});

test.each([
  [['--language', 'fr'], /--language fr is none of pt-BR, en, es/],
  [['--zone', 'Nowhere'], /--zone Nowhere is no time zone/],
  [['--support', '0'], /--support 0 is no whole number from 1/],
  [['--dry'], /Unknown option '--dry'/],
])('%j is refused', (more, reason) => expect(() => parseImport([...given, ...more])).toThrow(reason));
