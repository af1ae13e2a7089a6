// What every engine of the catalogue's bench is asked: codes on the shelf and off it, words as people type them.
// Promise: the right sums are known from the rows, so an engine that answers wrongly is found out.
import { checkDigit } from '#domain/gtin.ts';
import { isSmallWord } from '#domain/search/word-lists.ts';
import { type Rng, rngFor } from '#server/demo/rng.ts';
import type { Examination, Marks, Question } from './catalogue-page/plan.ts';
import { fold } from './catalogue-page/engine.ts';
import type { BenchShop } from './catalogue-rows.ts';

const lookUps = 2_000;
const questions = 200;

export type Expected = Pick<Marks, 'misses' | 'priceMinor' | 'onHand'>;

export function examinationOf(shop: BenchShop): { examination: Examination; expected: Expected } {
  const rng = rngFor('bench', 'questions');
  const expected = { misses: lookUps / 10, priceMinor: 0, onHand: 0 };
  const gtins: string[] = [];
  for (let asked = 0; asked < lookUps; asked++) {
    const line = rng.pick(shop.article(rng.int(0, shop.products - 1)).lines);
    expected.priceMinor += line.priceMinor;
    expected.onHand += line.stock.onHand;
    gtins.push(line.variant.gtin14);
    if (asked % 10 === 9) gtins.push(unknownGtin(rng));
  }
  const many = (make: (words: readonly string[], rng: Rng) => Question): Question[] =>
    Array.from({ length: questions }, () => make(tellingWords(shop, rng), rng));
  return {
    examination: { gtins, questions: { prefix: many(prefix), twoWords: many(twoWords), typo: many(typo) } },
    expected,
  };
}

/** Of another country's prefix than all that the shop has. */
function unknownGtin(rng: Rng): string {
  const body = `400${String(rng.int(0, 999_999_999)).padStart(9, '0')}`;
  return `0${body}${checkDigit(body)}`;
}

/** At least two words of some product's name, in their order: letters only, and not too short to mean something. */
function tellingWords(shop: BenchShop, rng: Rng): string[] {
  for (let tries = 0; tries < 100_000; tries++) {
    const all = fold(shop.nameOf(rng.int(0, shop.products - 1))).split(/[^\p{L}\p{N}]+/u);
    const telling = all.filter((word) => /^[a-z]{4,}$/.test(word) && !isSmallWord(word, 'pt-BR'));
    const words = [...new Set(telling)];
    if (words.length > 1 && words.some((word) => word.length > 5)) return words;
  }
  throw new Error('The names have too few words to ask for.');
}

function prefix(words: readonly string[], rng: Rng): Question {
  const word = rng.pick(words);
  const text = word.slice(0, rng.int(3, Math.min(5, word.length)));
  return { text, meant: [text] };
}

function twoWords(words: readonly string[], rng: Rng): Question {
  const from = rng.int(0, words.length - 2);
  const meant = words.slice(from, from + 2);
  return { text: meant.join(' '), meant };
}

/** Two words, the longer one with one slip behind its first letter. */
function typo(words: readonly string[], rng: Rng): Question {
  const long = words.reduce((longest, word) => (word.length > longest.length ? word : longest));
  const other = rng.pick(words.filter((word) => word !== long));
  const typed = words.filter((word) => word === long || word === other);
  return { text: typed.map((word) => (word === long ? slip(word, rng) : word)).join(' '), meant: typed };
}

function slip(word: string, rng: Rng): string {
  const at = rng.int(1, word.length - 2);
  const letter = rng.pick('aeiorstnl'.split('').filter((one) => one !== word[at]));
  const [before, rest] = [word.slice(0, at), word.slice(at)];
  const ways = [
    before + rest.slice(1),
    before + letter + rest,
    before + letter + rest.slice(1),
    before + (rest[1] ?? '') + (rest[0] ?? '') + rest.slice(2),
  ];
  return rng.pick(ways.filter((way) => way !== word));
}
