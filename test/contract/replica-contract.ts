// What every replica must do, on disk or in memory. Run over both by the test beside it.
import { describe, expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import type { Cursor, FeedChange, Replica } from '#local/replica.ts';
import { storeHome } from '#test/build/domain.ts';

const feed = feedName('store/floor', storeHome);
const at = (rev: number, timeline = 'first'): Cursor => ({ timeline, rev, tag: `tag ${rev}` });
const change = (part: Partial<FeedChange> = {}): FeedChange => ({
  reset: false,
  file: null,
  rows: [],
  cursor: at(1),
  asOfMs: 5,
  ...part,
});
const row = (id: string, onHand: number | null) => ({
  table: 'stock',
  id,
  row: onHand === null ? null : { id, onHand },
});

export function replicaContract(name: string, open: () => Promise<Replica>): void {
  describe(`a replica ${name}`, () => {
    it('knows nothing of a feed that was never filled', async () => {
      const replica = await open();
      expect(await replica.load(feed)).toBeNull();
      expect(await replica.cursor(feed)).toBeNull();
    });

    it('[PL2] takes rows and cursor together', async () => {
      const replica = await open();
      expect(await replica.apply(feed, null, change({ rows: [row('a', 1), row('b', 2)] }))).toBe(true);
      expect(
        await replica.apply(feed, at(1), change({ cursor: at(2), rows: [row('b', 3), row('c', null)], asOfMs: 9 })),
      ).toBe(true);
      const stored = await replica.load(feed);
      expect(stored).toMatchObject({ cursor: at(2), asOfMs: 9, file: null });
      expect(stored?.rows.map(({ id, row: kept }) => [id, kept]).toSorted()).toEqual([
        ['a', { id: 'a', onHand: 1 }],
        ['b', { id: 'b', onHand: 3 }],
        ['c', null],
      ]);
    });

    it('[I8] writes nothing when the cursor has moved in between', async () => {
      const replica = await open();
      await replica.apply(feed, null, change({ rows: [row('a', 1)], cursor: at(4) }));
      for (const from of [null, at(3), { ...at(4), tag: 'other' }, at(4, 'second')]) {
        expect(await replica.apply(feed, from, change({ cursor: at(5), rows: [row('a', 9)] }))).toBe(false);
      }
      expect((await replica.load(feed))?.rows[0]?.row).toEqual({ id: 'a', onHand: 1 });
    });

    it('[PL3] a reset forgets the rows and takes the new file; a page keeps the file', async () => {
      const replica = await open();
      const file = { sha256: 'f'.repeat(64), path: '/files/f', bytes: 3 };
      await replica.apply(feed, null, change({ rows: [row('a', 1)] }));
      await replica.apply(feed, at(1), change({ reset: true, file, rows: [row('b', 2)], cursor: at(1, 'second') }));
      await replica.apply(feed, at(1, 'second'), change({ cursor: at(2, 'second') }));
      expect(await replica.load(feed)).toMatchObject({ file, cursor: at(2, 'second'), rows: [{ id: 'b' }] });
      expect(await replica.feeds()).toEqual([{ feed, file }]);
    });

    it('forgets a dropped feed and no other', async () => {
      const replica = await open();
      const other = feedName('chain/catalogue', storeHome);
      await replica.apply(feed, null, change({ rows: [row('a', 1)] }));
      await replica.apply(other, null, change());
      await replica.drop(feed);
      expect(await replica.load(feed)).toBeNull();
      expect(await replica.load(other)).not.toBeNull();
    });
  });
}
