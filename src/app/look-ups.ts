// Answers to on-line questions, in memory only: stock of other stores, an order by its number. Never the record of anything.
import { QueryClient } from '@tanstack/react-query';

export const lookUps = new QueryClient({
  defaultOptions: { queries: { networkMode: 'always', refetchOnWindowFocus: false } },
});
