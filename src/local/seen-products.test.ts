import { expect, test } from 'vitest';
import { parseSeen, seenNote, withSeen } from './seen-products.ts';

test('a product counts once a visit, whatever was done in it', () => {
  const counts = withSeen(withSeen(new Map(), ['b', 'a', 'b', 'b']), ['b']);
  expect(Object.fromEntries(counts)).toEqual({ a: 1, b: 2 });
});

test('[K6] what is kept tells neither an order nor an hour: the same looks in any order are the same note', () => {
  const one = seenNote(withSeen(withSeen(new Map(), ['c', 'a']), ['b']));
  const other = seenNote(withSeen(withSeen(new Map(), ['b']), ['a', 'c']));
  expect(one).toBe(other);
  expect(one).toBe('[["a",1],["b",1],["c",1]]');
});

test('what was kept is read back', () => {
  const counts = withSeen(new Map(), ['a', 'b']);
  expect(parseSeen(seenNote(counts))).toEqual(counts);
});

test.each([undefined, 7, '', '{', '{}', 'null', '[["a"],["b",-1],["c",1.5],[3,3],"x"]'])(
  'a note that says %s counts as nothing',
  (note) => {
    expect(parseSeen(note).size).toBe(0);
  },
);

test('it never grows without end: what was looked at once goes first', () => {
  let counts = withSeen(new Map(), ['liked']);
  counts = withSeen(counts, ['liked']);
  for (let n = 0; n < 1_000; n++) counts = withSeen(counts, [`p${n}`, ...(n % 100 === 0 ? ['liked'] : [])]);
  expect(counts.size).toBeLessThanOrEqual(400);
  expect(counts.get('liked')).toBeGreaterThan(1);
});

test('a visit too many does not empty it: what was just seen stays, then what was seen most', () => {
  const many = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, n) => `p${from + n}`);
  let counts = withSeen(new Map(), many(0, 400));
  counts = withSeen(counts, ['liked']);
  expect([counts.size, counts.get('liked')]).toEqual([200, 1]);
  expect(withSeen(new Map(), many(0, 401)).size).toBe(400);
  counts = withSeen(withSeen(new Map(), ['old', 'liked']), ['liked']);
  counts = withSeen(counts, many(0, 399));
  expect(counts.size).toBe(400);
  expect([counts.get('liked'), counts.get('p398'), counts.get('old')]).toEqual([1, 1, undefined]);
});
