// Somebody was called and did not answer: counted, so that the next who looks knows that it was tried, and when.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId } from '#domain/ids.ts';
import { applied, rejected, superseded } from '#domain/outcome.ts';
import { deskNotes, withNotes } from '#domain/problem.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ problemId: RowId });

export const noteCall = act<z.infer<typeof Input>>({
  kind: 'note-call',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['staff', 'manager'],
  lane: ({ problemId }) => `problem/${problemId}`,
  reads: ({ problemId }, { home }) => [key('problem', home, problemId)],

  apply(rows, { problemId }, { home, atMs, grant }) {
    const problem = rows.get('problem', home, problemId);
    if (!problem) return decide(rejected('unknown_row'));
    if (problem.state === 'solved' || problem.state === 'seen')
      return decide(superseded('already_done', { by: problem.solvedBy }));
    const { sinceMs, calls } = deskNotes(problem);
    const since = problem.owner === grant.subject ? sinceMs : atMs;
    return decide(applied({ code: problem.code, calls: calls + 1 }), [
      put('problem', home, {
        ...withNotes(problem, { sinceMs: since, calls: calls + 1, calledMs: atMs }),
        state: 'taken',
        owner: grant.subject,
        ownerName: grant.name,
      }),
    ]);
  },
});
