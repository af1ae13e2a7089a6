import { describe, expect, test } from 'vitest';
import type { ActionId } from '#domain/ids.ts';
import type { Task } from '#domain/person.ts';
import {
  buildContext,
  buildGrant,
  decideOn,
  placed,
  storeHome,
  tabletId,
  testId,
  testNowMs,
} from '#test/build/domain.ts';
import { finishTask } from './finish-task.ts';

const ana = { id: testId(), number: '102', name: 'Ana', role: 'staff', live: true };
const rui = buildContext({ grant: buildGrant({ level: 'staff', subject: testId(), name: 'Rui' }) });
const buildTask = (part: Partial<Task> = {}): Task => ({
  id: testId(),
  code: '7F3K',
  kind: 'call',
  text: 'x',
  productId: null,
  variantId: null,
  device: tabletId,
  state: 'open',
  createdMs: testNowMs,
  doneBy: null,
  doneMs: null,
  ...part,
});
const finish = (task: Task) =>
  decideOn(
    finishTask,
    { taskId: task.id as ActionId },
    [placed('task', storeHome, task), placed('staff', storeHome, ana)],
    rui,
  );

describe('a task', () => {
  test('is done: by whom and when', () => {
    const { outcome, after } = finish(buildTask());
    expect(outcome.status).toBe('applied');
    expect(after.map(({ row }) => row)).toContainEqual(
      expect.objectContaining({ state: 'done', doneBy: rui.grant.subject, doneMs: testNowMs }),
    );
  });

  test('that a colleague has done already changes nothing, and says who it was', () => {
    const again = finish(buildTask({ state: 'done', doneBy: ana.id, doneMs: testNowMs }));
    expect(again.outcome).toMatchObject({ status: 'superseded', code: 'already_done', result: { by: 'Ana' } });
    expect(again.writes).toEqual([]);
    expect(finish(buildTask({ state: 'done', doneBy: testId() })).outcome.result).toEqual({ by: null });
  });

  test('that nobody knows is no task', () => {
    expect(decideOn(finishTask, { taskId: testId() }, [], rui).outcome.code).toBe('unknown_row');
  });
});
