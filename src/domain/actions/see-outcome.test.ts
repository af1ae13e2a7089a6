import { describe, expect, test } from 'vitest';
import { buildContext, buildGrant, decideOn, placed, storeHome, testId, testNowMs } from '#test/build/domain.ts';
import { buildProblem } from '#test/build/problem.ts';
import { seeOutcome } from './see-outcome.ts';

const see = (part: object = {}, context = buildContext()) => {
  const problem = buildProblem({ device: context.grant.device, ...part });
  return decideOn(seeOutcome, { actionId: problem.id as never }, [placed('problem', storeHome, problem)], context);
};

describe('whoever has read how it ended', () => {
  test('[OC1] takes it off the desk, and nobody has to know', () => {
    const { outcome, after } = see({}, buildContext({ nowMs: testNowMs + 5 }));
    expect(outcome.status).toBe('applied');
    expect(after[0]?.row).toMatchObject({ state: 'seen', solvedMs: testNowMs + 5 });
    expect(seeOutcome.quiet).toBe(true);
  });

  test('[OC1] takes nothing out of the hands of who has it already', () => {
    for (const state of ['taken', 'solved', 'seen'] as const)
      expect(see({ state }).outcome).toMatchObject({ status: 'rejected', code: 'already_done' });
  });

  test('[OC1] reads only what this tablet asked for', () => {
    const context = buildContext({ grant: buildGrant({ device: testId() }) });
    expect(see({ device: testId() }, context).outcome.code).toBe('not_yours');
    expect(decideOn(seeOutcome, { actionId: testId() }, []).outcome.code).toBe('unknown_row');
  });
});
