import { expect, it } from 'vitest';
import { aPage, nothingAsked, withDepartment, withFacets, withMore, withWords } from './asked.ts';
import { noFacets } from './facets.ts';

const filtered = withMore(withFacets(withDepartment(nothingAsked, 'Cozinha'), { ...noFacets, which: 'offers' }));

it('shows a page more with each touch, and one page again under another filter', () => {
  expect(filtered).toMatchObject({ most: 2 * aPage, facets: { which: 'offers' } });
  expect(withFacets(filtered, noFacets).most).toBe(aPage);
});

it('ends a filter with the department or the words it was chosen for', () => {
  for (const next of [withDepartment(filtered, null), withDepartment(filtered, 'Roupas'), withWords(filtered, 'b')])
    expect(next).toMatchObject({ facets: noFacets, most: aPage });
});
