// The person at the tablet has read how their act ended: nobody at the desk has to run after them [OC1].
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { ActionId } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ actionId: ActionId });

export const seeOutcome = act<z.infer<typeof Input>>({
  kind: 'see-outcome',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['device', 'visit', 'staff', 'manager'],
  quiet: true,
  lane: ({ actionId }) => `seen/${actionId}`,
  reads: ({ actionId }, { home }) => [key('problem', home, actionId)],

  apply(rows, { actionId }, { home, grant, nowMs }) {
    const problem = rows.get('problem', home, actionId);
    if (!problem) return decide(rejected('unknown_row'));
    if (problem.device !== grant.device) return decide(rejected('not_yours'));
    // Somebody at the desk has it in hand already: they finish it.
    if (problem.state !== 'open') return decide(rejected('already_done'));
    return decide(applied(), [put('problem', home, { ...problem, state: 'seen', solvedMs: nowMs })]);
  },
});
