// Answers to on-line questions, in memory only: stock of other stores, an order by its number. Never the record of anything.
import { QueryClient } from '@tanstack/react-query';
import { atVisitEnd } from './at-visit-end.ts';

export const lookUps = new QueryClient({
  defaultOptions: { queries: { networkMode: 'always', refetchOnWindowFocus: false } },
});

atVisitEnd(() => lookUps.clear());
