import { expect, test } from 'vitest';
import type { Activity } from '#sync/tablet-port.ts';
import { type EndingVisit, farewellOf } from './farewell.ts';

const nowMs = 1_000_000;
const visit = { id: 'visit', customerHome: 'home' as never, claimCode: '7F3K9Q2M' };
const ending = (part: Partial<EndingVisit> = {}): EndingVisit => ({
  visit,
  activities: [],
  wasKnown: false,
  wasOther: false,
  ended: 'done',
  ...part,
});
const applied = (untilMs: number) => ({ status: 'applied', code: 'ok', result: { untilMs }, alternatives: [] });
const hold = (part: object = {}): Activity =>
  ({ id: 'hold', kind: 'hold', code: '7F3K', open: {}, outcome: applied(nowMs + 5), ...part }) as unknown as Activity;

test('nobody who has left without anything to keep is spoken to', () => {
  expect(farewellOf(ending({ ended: 'idle' }), nowMs)).toBeNull();
});

test('whoever ends it, was known, or has something to keep, is', () => {
  expect(farewellOf(ending(), nowMs)).toMatchObject({ undone: 0, held: null, ended: 'done' });
  expect(farewellOf(ending({ ended: 'idle', wasKnown: true }), nowMs)).toMatchObject({ ended: 'idle' });
  expect(farewellOf(ending({ ended: 'idle', activities: [hold({ outcome: null })] }), nowMs)?.undone).toBe(1);
});

test('the hold that is fetched first is named, and none that was let go or is over', () => {
  const first = hold({ id: 'first', code: 'AAAA', outcome: applied(nowMs + 1) });
  const over = hold({ id: 'over', code: 'BBBB', outcome: applied(nowMs - 1) });
  const release = { ...hold({ id: 'release', kind: 'release-hold', outcome: applied(0) }), open: { holdId: 'first' } };
  expect(farewellOf(ending({ activities: [hold(), first, over] }), nowMs)?.held).toEqual({
    code: 'AAAA',
    untilMs: nowMs + 1,
  });
  expect(farewellOf(ending({ activities: [hold(), first, over, release] }), nowMs)?.held?.code).toBe('7F3K');
});

test('no name goes with it', () => {
  expect(Object.keys(farewellOf(ending({ wasKnown: true }), nowMs) ?? {}).toSorted()).toEqual(
    ['claimCode', 'ended', 'held', 'home', 'undone', 'visit', 'wasOther'].toSorted(),
  );
});
