// The examination (questions.ts), set to our search and to MiniSearch over the demo shop. SKUs and GTINs are no words:
// they are looked up in tables of their own, so questions for them are left out for both.
import { describe, expect, it } from 'vitest';
import { SearchIndex } from '#domain/search/search-index.ts';
import { SearchWriter } from '#domain/search/search-index-writer.ts';
import { locales } from '#domain/text.ts';
import { demoProducts } from './demo-products.ts';
import { miniSearchOf } from './minisearch.ts';
import { type Question, questions } from './questions.ts';

/** The questions whose first `rank` answers hold a right one. */
function hits(asked: readonly Question[], rank: number, search: (text: string) => readonly string[]): string[] {
  return asked
    .filter(({ text, expected }) =>
      search(text)
        .slice(0, rank)
        .some((sourceId) => expected.includes(sourceId)),
    )
    .map(({ text }) => text);
}

describe.each(locales)('search in %s', (locale) => {
  const products = demoProducts(locale);
  const sourceIdAt = (at: number): string => products[at]?.sourceId ?? '';
  const writer = new SearchWriter(locale);
  for (const [at, { fields }] of products.entries()) writer.add(at, fields);
  const index = new SearchIndex(writer.finish());
  const miniSearch = miniSearchOf(
    products.map(({ fields }) => fields),
    locale,
  );
  const ours = (text: string): string[] => index.search(text, { limit: 5 }).map(({ at }) => sourceIdAt(at));
  const theirs = (text: string): string[] => miniSearch.search(text).map(({ id }) => sourceIdAt(Number(id)));
  const asked = questions[locale].filter(({ kind }) => kind !== 'sku' && kind !== 'gtin');

  it.each([1, 5])('answers at least as many questions within the first %i as MiniSearch', (rank) => {
    const [ourHits, theirHits] = [hits(asked, rank, ours), hits(asked, rank, theirs)];
    expect(theirHits.length).toBeGreaterThan(asked.length / 2);
    expect(ourHits.length, `of ${asked.length}`).toBeGreaterThanOrEqual(theirHits.length);
  });

  it('answers 19 of 20 questions with its first product', () => {
    const right = new Set(hits(asked, 1, ours));
    const wrong = asked.filter(({ text }) => !right.has(text)).map(({ text }) => text);
    expect(wrong.length, wrong.join(' | ')).toBeLessThanOrEqual(asked.length / 20);
  });
});
