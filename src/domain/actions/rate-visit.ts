// "Deu certo hoje?": said after the visit has ended, by the device. It knows of no visit any more, and no list shows it.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { applied } from '#domain/outcome.ts';
import { put } from '#domain/tx.ts';
import { Answer, Score } from '#domain/visit-rating.ts';

const Input = z.strictObject({
  score: Score,
  answer: z.nullable(Answer),
  /** idle: nobody was there any more when the visit ended. */
  ended: z.enum(['done', 'idle']),
  /** Whether what was looked for was found: nothing asks it yet. */
  fulfilled: z.null(),
});

export const rateVisit = act<z.infer<typeof Input>>({
  kind: 'rate-visit',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['device'],
  quiet: true,
  // Not the visit's: whoever keeps its code must not find it there.
  lane: () => 'rating',
  reads: () => [],
  apply: (_rows, { score, answer }, { home, actionId, atMs, grant }) =>
    decide(applied(), [put('visitRating', home, { id: actionId, score, answer, atMs, device: grant.device })]),
});
