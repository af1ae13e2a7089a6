// The results of what was asked, worked out again only when that, the rows or the instant of the filters change.
import { useMemo } from 'react';
import { type Clock, useClock, usePriceSwitch } from '#app/now.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useLocale } from '#app/text/text.ts';
import type { Asked } from './asked.ts';
import { chosenStep, type FacetGround, type Facets, isAnyWanted, type PriceBounds } from './facets.ts';
import { type Reached, reachedBy, type Results, resultsOf, stepsOf } from './results.ts';

/** What is filtered is sorted out again so often, and when the price of something shown changes; a card has its own clock. */
const filtersEveryMs = 15 * 60_000;

const nowhere: Reached = { found: [], looked: [] };
const nothing: Results = { found: [], isMore: false, total: 0 };

export interface UseResults {
  reached: Reached;
  results: Results;
  steps: readonly PriceBounds[];
  /** Those that work: a step of price that is offered no more does not. */
  facets: Facets;
  clock: Clock;
}

export function useResults(query: string, asked: Asked): UseResults {
  const locale = useLocale();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain, home, currency } = useInstallation();
  const clock = useClock(filtersEveryMs);
  const { nowMs } = clock;
  const { department, facets, most } = asked;
  const ground = useMemo<FacetGround | null>(
    () => catalogue && { catalogue, view, chain, home, currency, nowMs },
    [catalogue, view, chain, home, currency, nowMs],
  );
  const reached = useMemo(
    () => (catalogue ? reachedBy(catalogue, query, department, locale) : nowhere),
    [catalogue, query, department, locale],
  );
  const steps = useMemo(() => (ground ? stepsOf(ground, reached.looked) : []), [ground, reached]);
  const working = useMemo(() => ({ ...facets, price: chosenStep(steps, facets.price) }), [facets, steps]);
  const results = useMemo(
    () => (ground ? resultsOf(ground, reached, { query, facets: working, most, locale }) : nothing),
    [ground, reached, query, working, most, locale],
  );
  const sortedOut = isAnyWanted(working) ? [] : results.found;
  usePriceSwitch(
    clock,
    sortedOut.flatMap(({ productId }) => catalogue?.variantsOf(productId).map(({ id }) => id) ?? []),
  );
  return { reached, results, steps, facets: working, clock };
}
