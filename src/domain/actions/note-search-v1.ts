// Words that led to nothing as the first tablets noted them, open. They go on meaning what they meant [EV1].
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { applied } from '#domain/outcome.ts';
import { noteSearch, Words } from './note-search.ts';

export const noteSearchV1 = act<z.infer<typeof Words>>({
  kind: noteSearch.kind,
  v: 1,
  home: noteSearch.home,
  open: Words,
  personal: z.null(),
  may: noteSearch.may,
  quiet: true,
  lane: (_input, visit) => `visit/${visit}`,
  reads: () => [],
  apply: () => decide(applied()),
});
