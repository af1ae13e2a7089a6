// A member of staff has been there: the task is done, by whom and when.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { ActionId } from '#domain/ids.ts';
import { applied, rejected, superseded } from '#domain/outcome.ts';
import { key, peek, put } from '#domain/tx.ts';

const Input = z.strictObject({ taskId: ActionId });

export const finishTask = act<z.infer<typeof Input>>({
  kind: 'finish-task',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['staff', 'manager'],
  lane: ({ taskId }) => `task/${taskId}`,
  reads: ({ taskId }, { home }) => [key('task', home, taskId)],
  readsThen: (rows, { taskId }, { home }) => {
    const by = rows.get('task', home, taskId)?.doneBy;
    return by ? [peek('staff', home, by)] : [];
  },

  apply(rows, { taskId }, { home, atMs, grant }) {
    const task = rows.get('task', home, taskId);
    if (!task) return decide(rejected('unknown_row'));
    // A colleague was faster: nobody has to do anything.
    if (task.state === 'done')
      return decide(
        superseded('already_done', { by: task.doneBy ? (rows.get('staff', home, task.doneBy)?.name ?? null) : null }),
      );
    return decide(applied({ code: task.code }), [
      put('task', home, { ...task, state: 'done', doneBy: grant.subject, doneMs: atMs }),
    ]);
  },
});
