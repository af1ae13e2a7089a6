// The questions put to the search are fair: each has an answer on the demo shop's shelf, and no kind is forgotten.
import { describe, expect, it } from 'vitest';

import { locales } from '#domain/text.ts';
import { assortment } from '#server/demo/assortment.ts';
import { inDepartment, ofBrand } from './groups.ts';
import { kinds, questions } from './questions.ts';

// Source ids, SKUs and GTINs come from the sheets alone: the seed makes the row ids only.
const articles = assortment('questions', new Map());

/** Source ids of the products one of whose variants is such. */
const having = (is: (variant: (typeof articles)[number]['variants'][number]) => boolean): string[] =>
  articles.filter(({ variants }) => variants.some(is)).map(({ product }) => product.sourceId);

const sorted = (ids: readonly string[]): string[] => ids.toSorted();
const sourceIds = new Set(articles.map(({ product }) => product.sourceId));

describe.each(locales)('the questions in %s', (locale) => {
  const asked = questions[locale];

  it('are sixty or more, and none is asked twice', () => {
    expect(asked.length).toBeGreaterThanOrEqual(60);
    expect(new Set(asked.map(({ text }) => text.toLowerCase())).size).toBe(asked.length);
  });

  it.each(kinds)('are of every kind, three times at least: %s', (kind) => {
    expect(asked.filter((question) => question.kind === kind).length).toBeGreaterThanOrEqual(3);
  });

  it.each(asked)('expect products that are sold, each once: $text', ({ expected }) => {
    expect(expected.length).toBeGreaterThan(0);
    expect(new Set(expected).size).toBe(expected.length);
    expect(expected.filter((id) => !sourceIds.has(id))).toEqual([]);
  });

  it.each(asked.filter(({ kind }) => kind === 'gtin'))(
    'expect all and only what has the GTIN that begins or ends so: $text',
    ({ text, expected }) => {
      const fits = having(
        ({ gtin14 }) => gtin14.endsWith(text) || gtin14.startsWith(text) || gtin14.startsWith(`0${text}`),
      );
      expect(sorted(expected)).toEqual(sorted(fits));
    },
  );

  it.each(asked.filter(({ kind }) => kind === 'sku'))(
    'expect all and only what has the SKU it is a part of: $text',
    ({ text, expected }) => {
      const part = text.toUpperCase().replaceAll(' ', '-');
      expect(sorted(expected)).toEqual(sorted(having(({ sku }) => sku.includes(part))));
    },
  );
});

describe('a broad question', () => {
  it.each(Object.entries(inDepartment))('takes the whole department: %s', (name, ids) => {
    const there = articles.filter(({ product }) => product.department['pt-BR'] === name);
    expect(sorted(ids)).toEqual(sorted(there.map(({ product }) => product.sourceId)));
  });

  it.each(Object.entries(ofBrand))('takes the whole brand: %s', (name, ids) => {
    const there = articles.filter(({ product }) => product.brand === name);
    expect(sorted(ids)).toEqual(sorted(there.map(({ product }) => product.sourceId)));
  });
});
