import { expect, test } from 'vitest';
import { buildContext, decideOn, storeHome, testNowMs } from '#test/build/domain.ts';
import { rateVisit } from './rate-visit.ts';

const said = { score: 4, answer: null, ended: 'done' as const, fulfilled: null };

test('how a visit went becomes one row of the store that names nobody', () => {
  const context = buildContext();
  const { outcome, after } = decideOn(rateVisit, { ...said, answer: 'Faltou o 39' }, [], context);
  expect(outcome.status).toBe('applied');
  expect(after).toEqual([
    {
      table: 'visitRating',
      home: storeHome,
      row: { id: context.actionId, score: 4, answer: 'Faltou o 39', atMs: testNowMs, device: context.grant.device },
    },
  ]);
});

test('it goes in a lane of its own, by the device alone, and no list shows it', () => {
  expect(rateVisit.lane(said, '7F3K9Q2M')).toBe('rating');
  expect(rateVisit.may).toEqual(['device']);
  expect(rateVisit.quiet).toBe(true);
});

test('nothing but a score, a few words and how the visit ended is taken', () => {
  expect(rateVisit.open.safeParse(said).success).toBe(true);
  for (const wrong of [{ score: 0 }, { answer: 'ana@example.com' }, { ended: 'lock' }, { visit: 'x' }])
    expect(rateVisit.open.safeParse({ ...said, ...wrong }).success).toBe(false);
});
