// "Desfazer": an entry that was closed by mistake is on the desk again, for a short while after it was closed.
// What was really done for the person is not undone: then only the telling is open again.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { reopenWithinMs, wasDoneInstead, withNotes } from '#domain/problem.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ problemId: RowId });

export const reopenProblem = act<z.infer<typeof Input>>({
  kind: 'reopen-problem',
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
    if (problem.state !== 'solved') return decide(rejected('wrong_state'));
    if (atMs - (problem.solvedMs ?? 0) > reopenWithinMs) return decide(rejected('too_late'));
    return decide(applied({ code: problem.code }), [
      put('problem', home, {
        ...withNotes(problem, { sinceMs: atMs }),
        state: 'taken',
        owner: grant.subject,
        ownerName: grant.name,
        how: wasDoneInstead(problem) ? problem.how : null,
        solvedBy: null,
        solvedMs: null,
      }),
    ]);
  },
});
