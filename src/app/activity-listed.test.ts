import { describe, expect, test } from 'vitest';
import { solveProblem } from '#domain/actions/solve-problem.ts';
import { takeProblem } from '#domain/actions/take-problem.ts';
import { releaseHold } from '#domain/actions/release-hold.ts';
import type { ActionId } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import type { Activity } from '#sync/tablet-port.ts';
import { testId } from '#test/build/domain.ts';
import { canUndo, hasOwnCode, isListed, solvedBy, waitingOf } from './activity-listed.ts';

type Act = Pick<Activity, 'id' | 'kind' | 'open' | 'state' | 'outcome'>;

const waiting = (kind: string, open: unknown): Act => ({
  id: testId<ActionId>(),
  kind,
  open,
  state: 'queued',
  outcome: null,
});
const problemId = testId();
const held = waiting('hold', { variantId: testId() });
const taken = waiting(takeProblem.kind, { problemId });
const solve = (answer: string | null) =>
  waiting(solveProblem.kind, { problemId, how: answer ? 'done_again' : 'told', answer });

describe('what a list shows', () => {
  test('[A16] an entry of the desk that is taken and answered is one line: what answers it', () => {
    const all = [held, taken, solve(held.id)];
    expect(all.filter((one) => isListed(one, all))).toEqual([held]);
    expect(waitingOf(all)).toBe(1);
  });

  test('[A16] what was solved with no other act, or with one that is listed no more, is a line of its own', () => {
    const told = solve(null);
    const old = solve(testId());
    expect([told, old].every((one) => isListed(one, [told, old]))).toBe(true);
  });

  test('[A16] whatever went wrong is listed, taking and solving too', () => {
    const refused = { ...taken, state: 'settled' as const, outcome: rejected('unknown_row') };
    const parked = { ...solve(held.id), state: 'parked' as const };
    const all = [held, refused, parked];
    expect(all.filter((one) => isListed(one, all))).toEqual(all);
    expect(waitingOf([{ ...held, state: 'settled' as const, outcome: applied() }])).toBe(0);
  });

  test("the desk's own acts show no second code", () => {
    expect([held, taken, solve(null)].map(hasOwnCode)).toEqual([true, false, false]);
  });
});

describe('undoing a hold', () => {
  test('[OR2] is not offered while it answers an entry of the desk: that would stay solved by nothing', () => {
    const solving = solve(held.id);
    expect(canUndo(held, [held])).toBe(true);
    expect(canUndo(held, [held, solving])).toBe(false);
    expect(solvedBy(held.id, [held, solving])).toBe(solving);
    const refused = { ...solving, state: 'settled' as const, outcome: rejected('parent_rejected') };
    expect(canUndo(held, [held, refused])).toBe(true);
  });

  test('is offered once, for a hold that stands or is on its way', () => {
    const release = waiting(releaseHold.kind, { holdId: held.id, variantId: testId() });
    expect(canUndo(held, [held, release])).toBe(false);
    expect(canUndo({ ...held, outcome: rejected('sold_out') }, [held])).toBe(false);
    expect(canUndo(taken, [taken])).toBe(false);
  });
});
