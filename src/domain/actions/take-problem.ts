// A member of staff takes an entry of the problem desk: from now on it has an owner. Taking it over from a colleague is
// allowed: people hand work on, and the last one who took it has it.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId } from '#domain/ids.ts';
import { applied, rejected, superseded } from '#domain/outcome.ts';
import { withNotes } from '#domain/problem.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ problemId: RowId });

export const takeProblem = act<z.infer<typeof Input>>({
  kind: 'take-problem',
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
    return decide(applied({ code: problem.code, from: problem.ownerName }), [
      put('problem', home, {
        ...withNotes(problem, { sinceMs: atMs }),
        state: 'taken',
        owner: grant.subject,
        ownerName: grant.name,
      }),
    ]);
  },
});
