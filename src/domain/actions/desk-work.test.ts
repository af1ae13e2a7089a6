import { describe, expect, test } from 'vitest';
import type { ActionId } from '#domain/ids.ts';
import { deskNotes, isOnDesk, isToTell, reopenWithinMs, type Problem } from '#domain/problem.ts';
import { buildContext, buildGrant, decideOn, placed, storeHome, testId, testNowMs } from '#test/build/domain.ts';
import { buildProblem } from '#test/build/problem.ts';
import { answerProblem } from './answer-problem.ts';
import { giveBackProblem } from './give-back-problem.ts';
import { noteCall } from './note-call.ts';
import { reopenProblem } from './reopen-problem.ts';
import { solveProblem } from './solve-problem.ts';

const rui = buildContext({ grant: buildGrant({ level: 'staff', subject: testId(), name: 'Rui' }) });
const mine = { state: 'taken' as const, owner: rui.grant.subject, ownerName: 'Rui' };
const rowsOf = (problem: Problem) => [placed('problem', storeHome, problem)];
const answer = testId<ActionId>();

describe('what was done for somebody and what they were told are two things', () => {
  const done = (part: Partial<Problem> = {}) => {
    const problem = buildProblem(part);
    return decideOn(answerProblem, { problemId: problem.id, how: 'other_variant', answer }, rowsOf(problem), rui);
  };

  test('[OC1] the entry stays on the desk until they have heard, in the hands of who did it', () => {
    const { outcome, after } = done();
    const row = after[0]?.row as Problem;
    expect(outcome.status).toBe('applied');
    expect(row).toMatchObject({ ...mine, how: 'other_variant', answer, solvedMs: null });
    expect([isOnDesk(row, testNowMs), isToTell(row), deskNotes(row).sinceMs]).toEqual([true, true, testNowMs]);
    expect(isToTell(buildProblem())).toBe(false);
  });

  test('[OC1] being told closes it, and what was done stays what it was', () => {
    const problem = buildProblem({ ...mine, how: 'other_variant', answer });
    const told = { problemId: problem.id, how: 'told' as const, answer: null };
    const row = decideOn(solveProblem, told, rowsOf(problem), rui).after[0]?.row;
    expect(row).toMatchObject({ state: 'solved', how: 'other_variant', answer, solvedBy: 'Rui' });
  });

  test('nothing is done for an entry that is closed', () => {
    expect(done({ state: 'solved', solvedBy: 'Ana' }).outcome).toMatchObject({
      status: 'superseded',
      result: { by: 'Ana' },
    });
    expect(decideOn(answerProblem, { problemId: 'x', how: 'online', answer: null }, [], rui).outcome.code).toBe(
      'unknown_row',
    );
  });
});

test('a call that nobody answers is counted with its time, and the entry stays', () => {
  let problem = buildProblem();
  for (const calls of [1, 2]) {
    problem = decideOn(noteCall, { problemId: problem.id }, rowsOf(problem), rui).after[0]?.row as Problem;
    expect(deskNotes(problem)).toEqual({ sinceMs: testNowMs, calls, calledMs: testNowMs });
  }
  expect(problem).toMatchObject(mine);
  expect(decideOn(noteCall, { problemId: 'x' }, [], rui).outcome.code).toBe('unknown_row');
});

describe('an entry is handed on', () => {
  test('by the one who has it: nobody has it then, and what was done stays noted', () => {
    const problem = buildProblem({ ...mine, how: 'online' });
    const { after } = decideOn(giveBackProblem, { problemId: problem.id }, rowsOf(problem), rui);
    expect(after[0]?.row).toMatchObject({ state: 'open', owner: null, ownerName: null, how: 'online' });
  });

  test('by nobody else', () => {
    const problem = buildProblem({ state: 'taken', owner: testId(), ownerName: 'Ana' });
    const { outcome, writes } = decideOn(giveBackProblem, { problemId: problem.id }, rowsOf(problem), rui);
    expect([outcome.status, outcome.result, writes]).toEqual(['superseded', { by: 'Ana' }, []]);
  });
});

describe('a closed entry is opened again', () => {
  const reopen = (part: Partial<Problem>) => {
    const problem = buildProblem({ state: 'solved', how: 'told', solvedBy: 'Rui', solvedMs: testNowMs, ...part });
    return decideOn(reopenProblem, { problemId: problem.id }, rowsOf(problem), rui);
  };

  test('as if nothing had been said, by who opens it', () => {
    expect(reopen({}).after[0]?.row).toMatchObject({ ...mine, how: null, solvedBy: null, solvedMs: null });
  });

  test('what was really done stays done', () => {
    expect(reopen({ how: 'other_variant', answer }).after[0]?.row).toMatchObject({ how: 'other_variant', answer });
  });

  test('for a short while only, and never one that its person has read', () => {
    expect(reopen({ solvedMs: testNowMs - reopenWithinMs }).outcome.status).toBe('applied');
    expect(reopen({ solvedMs: testNowMs - reopenWithinMs - 1 }).outcome.code).toBe('too_late');
    expect(reopen({ state: 'seen' }).outcome.code).toBe('wrong_state');
  });
});
