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
