// An entry of the problem desk: a hold that nobody could put aside, unless the test says otherwise.
import { shortCode } from '#domain/ids.ts';
import type { Problem } from '#domain/problem.ts';
import { tabletId, testId, testNowMs } from './domain.ts';

export function buildProblem(part: Partial<Problem> = {}): Problem {
  const id = part.id ?? testId();
  return {
    id,
    code: shortCode(id),
    reason: 'outcome',
    kind: 'hold',
    status: 'rejected',
    outcomeCode: 'sold_out',
    open: null,
    result: {},
    alternatives: [],
    contact: null,
    device: tabletId,
    deviceName: 'Corredor 4',
    madeMs: testNowMs,
    opensMs: testNowMs,
    deadlineMs: testNowMs + 1_800_000,
    state: 'open',
    owner: null,
    ownerName: null,
    how: null,
    answer: null,
    solvedBy: null,
    solvedMs: null,
    ...part,
  };
}
