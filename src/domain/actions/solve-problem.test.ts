import { describe, expect, test } from 'vitest';
import type { ActionId } from '#domain/ids.ts';
import { buildContext, buildGrant, decideOn, placed, storeHome, testId, testNowMs } from '#test/build/domain.ts';
import { buildProblem } from '#test/build/problem.ts';
import { solveProblem } from './solve-problem.ts';

const rui = buildContext({ grant: buildGrant({ level: 'staff', subject: testId(), name: 'Rui' }) });
const answer = testId<ActionId>();
const solve = (part: object = {}) => {
  const problem = buildProblem(part);
  const input = { problemId: problem.id, how: 'other_variant' as const, answer };
  return decideOn(solveProblem, input, [placed('problem', storeHome, problem)], rui);
};

describe('an entry of the desk is answered', () => {
  test('[OC1] how, by whom, when, and with which act', () => {
    const { outcome, after } = solve();
    expect(outcome.status).toBe('applied');
    expect(after[0]?.row).toMatchObject({
      state: 'solved',
      how: 'other_variant',
      answer,
      solvedBy: 'Rui',
      solvedMs: testNowMs,
      ownerName: 'Rui',
    });
  });

  test('the one who had taken it stays its owner, although another answers', () => {
    expect(solve({ state: 'taken', owner: testId(), ownerName: 'Ana' }).after[0]?.row).toMatchObject({
      ownerName: 'Ana',
      solvedBy: 'Rui',
    });
  });

  test('once: the second hears who was faster, and a shopper who has read it was faster too', () => {
    expect(solve({ state: 'solved', solvedBy: 'Ana' }).outcome).toMatchObject({
      status: 'superseded',
      result: { by: 'Ana' },
    });
    const seen = solve({ state: 'seen' });
    expect([seen.outcome.status, seen.writes]).toEqual(['superseded', []]);
  });
});
