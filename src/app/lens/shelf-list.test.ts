import { expect, it } from 'vitest';
import { makeShelfList } from './shelf-list.ts';

const sight = (text: string, key = `0/${text}`) => ({
  key,
  read: { text, symbology: 'EAN13', aim: ']E0', lines: 8, corners: [] },
});

it('a code that comes and goes before a tablet left alone is somebody only the first time', () => {
  const list = makeShelfList();
  const signs = Array.from({ length: 100 }, (_, index) => {
    list.see([], index * 10_000);
    return list.see([sight('a', `${index}/a`)], index * 10_000 + 5_000).isSomebody;
  });
  expect(signs.filter(Boolean)).toHaveLength(1);
  expect(list.see([sight('b')], 2_000_000).isSomebody).toBe(true);
});

it('a row stays two and a half seconds longer than its code, and rows are told only when they change', () => {
  const list = makeShelfList();
  const rows = (nowMs: number, ...texts: string[]) =>
    list
      .see(
        texts.map((text) => sight(text)),
        nowMs,
      )
      .rows?.map(({ text }) => text) ?? null;
  expect([rows(0, 'a', 'b'), rows(100, 'a', 'b'), rows(2_500, 'a'), rows(2_601, 'a')]).toEqual([
    ['a', 'b'],
    null,
    null,
    ['a'],
  ]);
  expect(rows(9_000)).toEqual([]);
});
