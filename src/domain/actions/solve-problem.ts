// An entry of the problem desk is closed: how, by whom, and with which act. That act is its parent, so that an answer
// which was itself refused leaves the entry open [OR2].
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { ActionId, RowId } from '#domain/ids.ts';
import { applied, rejected, superseded } from '#domain/outcome.ts';
import { Solution } from '#domain/problem.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ problemId: RowId, how: Solution, answer: z.nullable(ActionId) });

export const solveProblem = act<z.infer<typeof Input>>({
  kind: 'solve-problem',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['staff', 'manager'],
  lane: ({ problemId }) => `problem/${problemId}`,
  reads: ({ problemId }, { home }) => [key('problem', home, problemId)],

  apply(rows, { problemId, how, answer }, { home, grant, atMs }) {
    const problem = rows.get('problem', home, problemId);
    if (!problem) return decide(rejected('unknown_row'));
    if (problem.state === 'solved' || problem.state === 'seen')
      return decide(superseded('already_done', { by: problem.solvedBy }));
    return decide(applied({ code: problem.code }), [
      put('problem', home, {
        ...problem,
        state: 'solved',
        owner: problem.owner ?? grant.subject,
        ownerName: problem.ownerName ?? grant.name,
        // What was done for the person stays what it was, when it is closed because they have been told.
        how: answer === null ? (problem.how ?? how) : how,
        answer: answer ?? problem.answer,
        solvedBy: grant.name,
        solvedMs: atMs,
      }),
    ]);
  },
});
