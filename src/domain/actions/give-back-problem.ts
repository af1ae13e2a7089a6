// Whoever has an entry of the problem desk hands it on: it has no owner again. What they did for the person stays noted.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId } from '#domain/ids.ts';
import { applied, rejected, superseded } from '#domain/outcome.ts';
import { withNotes } from '#domain/problem.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ problemId: RowId });

export const giveBackProblem = act<z.infer<typeof Input>>({
  kind: 'give-back-problem',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['staff', 'manager'],
  lane: ({ problemId }) => `problem/${problemId}`,
  reads: ({ problemId }, { home }) => [key('problem', home, problemId)],

  apply(rows, { problemId }, { home, grant }) {
    const problem = rows.get('problem', home, problemId);
    if (!problem) return decide(rejected('unknown_row'));
    if (problem.state === 'solved' || problem.state === 'seen')
      return decide(superseded('already_done', { by: problem.solvedBy }));
    if (problem.owner !== grant.subject) return decide(superseded('newer_exists', { by: problem.ownerName }));
    return decide(applied({ code: problem.code }), [
      put('problem', home, { ...withNotes(problem, { sinceMs: null }), state: 'open', owner: null, ownerName: null }),
    ]);
  },
});
