import { expect, test } from 'vitest';
import { parseTag } from '#domain/tag.ts';
import { decideOn } from '#test/build/domain.ts';
import { noteUnknown, notableNumber } from './note-unknown.ts';

const of = (raw: string) => notableNumber(parseTag({ source: 'camera', raw }));

test('a trade item that is not ours is noted by its number alone, and changes no row', () => {
  expect(of('7891000100103')).toBe('07891000100103');
  expect(of('https://id.example/01/07891000100103/10/LOT?17=270131')).toBe('07891000100103');
  const { outcome, writes } = decideOn(noteUnknown, { gtin14: '07891000100103' }, []);
  expect(outcome.status).toBe('applied');
  expect(writes).toEqual([]);
  expect(noteUnknown.quiet).toBe(true);
});

test.each([
  ['a card or a scale label of some shop', '2012345678903'],
  ['a refund receipt', '9800000000007'],
  ['a coupon', '9912345678909'],
  ['a wrong check digit', '7891000100104'],
  ['text', 'WIFI:S:home;P:secret;;'],
  ['an address', 'https://example.com/me'],
  ['something dangerous', 'javascript:alert(1)'],
  ['a poster', '100014'],
])('%s is not noted', (_what, raw) => {
  expect(of(raw)).toBeUndefined();
  const digits = raw.padStart(14, '0');
  expect(noteUnknown.open.safeParse({ gtin14: digits }).success).toBe(false);
});
