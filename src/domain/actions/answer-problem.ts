// What somebody asked for was done another way, and they have yet to hear of it: the entry stays on the desk, in the hands
// of whoever did it, until it is closed as told. The deed is its parent: refused, nothing is noted [OR2].
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { ActionId, RowId } from '#domain/ids.ts';
import { applied, rejected, superseded } from '#domain/outcome.ts';
import { deskNotes, Solution, withNotes } from '#domain/problem.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ problemId: RowId, how: Solution, answer: z.nullable(ActionId) });

export const answerProblem = act<z.infer<typeof Input>>({
  kind: 'answer-problem',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['staff', 'manager'],
  lane: ({ problemId }) => `problem/${problemId}`,
  reads: ({ problemId }, { home }) => [key('problem', home, problemId)],

  apply(rows, { problemId, how, answer }, { home, atMs, grant }) {
    const problem = rows.get('problem', home, problemId);
    if (!problem) return decide(rejected('unknown_row'));
    if (problem.state === 'solved' || problem.state === 'seen')
      return decide(superseded('already_done', { by: problem.solvedBy }));
    return decide(applied({ code: problem.code }), [
      put('problem', home, {
        ...withNotes(problem, { sinceMs: problem.owner === grant.subject ? deskNotes(problem).sinceMs : atMs }),
        state: 'taken',
        owner: grant.subject,
        ownerName: grant.name,
        how,
        answer,
      }),
    ]);
  },
});
