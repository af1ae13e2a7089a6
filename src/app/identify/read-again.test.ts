import { expect, test } from 'vitest';
import { isNews, type LastRead } from './read-again.ts';

const certificate = `GP1${'A'.repeat(40)}`;
const last = (part: Partial<LastRead>): LastRead => ({
  text: `${certificate}-1`,
  atMs: 1_000,
  answer: { ok: true },
  ...part,
});
const expired = { ok: false, error: 'expired' } as const;

test('the first pass is news', () => {
  expect(isNews(certificate, null, false, 0)).toBe(true);
});

test('while one is checked, no other is', () => {
  expect(isNews('GP1OTHER', last({ answer: null }), false, 60_000)).toBe(false);
});

test('whoever goes on showing their pass begins no new visit, also when the minute changes', () => {
  expect(isNews(`${certificate}-1`, last({}), true, 2_000)).toBe(false);
  expect(isNews(`${certificate}-2`, last({}), true, 62_000)).toBe(false);
});

test('[K7] another pass is another person', () => {
  expect(isNews(`GP1${'B'.repeat(40)}`, last({}), true, 2_000)).toBe(true);
  expect(isNews('GC1CARD2', last({ text: 'GC1CARD1' }), true, 2_000)).toBe(true);
});

test('after their visit the same person may come back', () => {
  expect(isNews(`${certificate}-2`, last({}), false, 62_000)).toBe(true);
});

test('a refused code is told again only when it is shown again later; the next one at once', () => {
  expect(isNews(`${certificate}-1`, last({ answer: expired }), false, 1_500)).toBe(false);
  expect(isNews(`${certificate}-1`, last({ answer: expired }), false, 6_000)).toBe(true);
  expect(isNews(`${certificate}-2`, last({ answer: expired }), false, 1_500)).toBe(true);
});
