import { describe, expect, test } from 'vitest';
import { buildContext, buildGrant, decideOn, placed, storeHome, testId } from '#test/build/domain.ts';
import { buildProblem } from '#test/build/problem.ts';
import { takeProblem } from './take-problem.ts';

const rui = buildContext({ grant: buildGrant({ level: 'staff', subject: testId(), name: 'Rui' }) });
const take = (part: object = {}) => {
  const problem = buildProblem(part);
  return decideOn(takeProblem, { problemId: problem.id }, [placed('problem', storeHome, problem)], rui);
};

describe('an entry of the desk is taken', () => {
  test('[OC1] it has an owner from now on', () => {
    const { outcome, after } = take();
    expect(outcome).toMatchObject({ status: 'applied', result: { from: null } });
    expect(after[0]?.row).toMatchObject({ state: 'taken', owner: rui.grant.subject, ownerName: 'Rui' });
  });

  test('[OC1] from a colleague too, and it says from whom', () => {
    const { outcome, after } = take({ state: 'taken', owner: testId(), ownerName: 'Ana' });
    expect(outcome).toMatchObject({ status: 'applied', result: { from: 'Ana' } });
    expect(after[0]?.row).toMatchObject({ ownerName: 'Rui' });
  });

  test('what is answered already stays answered, and says by whom', () => {
    const solved = take({ state: 'solved', solvedBy: 'Ana' });
    expect(solved.outcome).toMatchObject({ status: 'superseded', code: 'already_done', result: { by: 'Ana' } });
    expect(solved.writes).toEqual([]);
    expect(take({ state: 'seen' }).outcome).toMatchObject({ status: 'superseded', result: { by: null } });
    expect(decideOn(takeProblem, { problemId: 'x' }, [], rui).outcome.code).toBe('unknown_row');
  });

  test("is the staff's to do, in one lane per entry [OR1]", () => {
    expect(takeProblem.may).toEqual(['staff', 'manager']);
    expect(takeProblem.lane({ problemId: 'p' }, 'v')).toBe('problem/p');
  });
});
