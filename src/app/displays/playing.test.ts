import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Card, Manifest } from '#domain/display.ts';
import { testId } from '#test/build/domain.ts';
import type { DeviceId } from '#domain/ids.ts';
import { playingItem } from './playing.ts';

const card = (title: string): Card => ({
  template: 'shelf',
  version: 1,
  title: { 'pt-BR': title },
  variantIds: ['v'],
  locale: 'pt-BR',
});
const item = (title: string, fromMs = 0, toMs: number | null = null) => ({
  publication: title,
  card: card(title),
  seconds: 10,
  fromMs,
  toMs,
});
const manifest = (items: Manifest['items']): Manifest => ({
  id: testId<DeviceId>(),
  revision: 1,
  items,
  assets: [],
  issuedMs: 0,
});
const titleAt = (items: Manifest['items'], nowMs: number) => playingItem(manifest(items), nowMs)?.card.title['pt-BR'];

test('items take turns by their seconds and begin again', () => {
  const items = [item('a'), item('b')];
  expect([0, 9_999, 10_000, 19_999, 20_000].map((at) => titleAt(items, at))).toEqual(['a', 'a', 'b', 'b', 'a']);
});

test('[D14] an item that has ended is not played, and its end is exclusive', () => {
  const items = [item('a', 0, 5_000)];
  expect([4_999, 5_000].map((at) => titleAt(items, at))).toEqual(['a', undefined]);
});

test('[D12] a clock before the manifest was issued plays its first item', () => {
  expect(titleAt([item('a', -1e9), item('b', -1e9)], -5_000)).toBe('a');
});

test('whatever the instant, a valid item is found when there is one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), fc.integer({ min: 1, max: 6 }), (nowMs, count) => {
      expect(playingItem(manifest(Array.from({ length: count }, (_, n) => item(String(n)))), nowMs)).not.toBeNull();
    }),
  );
});
