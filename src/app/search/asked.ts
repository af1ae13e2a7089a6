// What somebody has asked for on this screen, and how one touch changes it.
// Promise: a filter ends with the words or the department it was chosen for, so that none works that is not to be seen.
import { type Facets, noFacets } from './facets.ts';

/** So many stand on the screen, and come with each "more". */
export const aPage = 60;

export interface Asked {
  /** As they were typed. */
  words: string;
  /** Portuguese name of the one whose tile was touched; null: none. */
  department: string | null;
  facets: Facets;
  /** So many are shown at most. */
  most: number;
}

export const nothingAsked: Asked = { words: '', department: null, facets: noFacets, most: aPage };

export const withWords = (asked: Asked, words: string): Asked => ({
  ...asked,
  words,
  facets: noFacets,
  most: aPage,
});

export const withDepartment = (asked: Asked, department: string | null): Asked => ({
  ...asked,
  department,
  facets: noFacets,
  most: aPage,
});

export const withFacets = (asked: Asked, facets: Facets): Asked => ({ ...asked, facets, most: aPage });

export const withMore = (asked: Asked): Asked => ({ ...asked, most: asked.most + aPage });
