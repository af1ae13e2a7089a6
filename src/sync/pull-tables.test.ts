// A server that has more tables than the tablet's build: pages and files of the newer catalogue on an older tablet, and
// the same tablet once it has been updated.
import { beforeEach, describe, expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import { type FileStore, memoryFiles } from '#local/file-store.ts';
import { FollowedFeeds } from '#local/followed-feeds.ts';
import { memoryReplica } from '#local/memory-replica.ts';
import { openPackedFile, sha256Of } from '#local/packed-file.ts';
import type { FeedChange, Replica } from '#local/replica.ts';
import { tablesOfFeed } from '#domain/tables.ts';
import { PullAnswer } from '#protocol/pull.ts';
import { buildProduct, chainHome } from '#test/build/domain.ts';
import { packedBytes } from '#test/build/packed.ts';
import { changeOfPage } from './page-rows.ts';

const feed = feedName('chain/catalogue', chainHome);
const boot = buildProduct();
const cursor = (rev: number) => ({ timeline: 't', rev, tag: `tag ${rev}` });
const poster = { id: 'look', code: '100014', name: { 'pt-BR': 'Trilha' }, productIds: [boot.id] };

let replica: Replica;
let files: FileStore;
const open = async () => {
  const feeds = new FollowedFeeds(replica, files);
  await feeds.follow([{ kind: 'chain/catalogue', home: chainHome, device: null }]);
  return feeds;
};
const rowsIn = (feeds: FollowedFeeds) => feeds.set.get().of('chain/catalogue', chainHome);
const change = (part: Partial<FeedChange>): FeedChange => ({
  reset: false,
  file: null,
  rows: [],
  cursor: cursor(1),
  asOfMs: 1,
  ...part,
});
const productRow = { table: 'product', id: boot.id, row: boot };

beforeEach(() => {
  [replica, files] = [memoryReplica(), memoryFiles()];
});

describe('a tablet whose build is older than the catalogue', () => {
  it('[EV5] reads a page with tables of tomorrow, keeps what it knows and moves on [F28]', async () => {
    const answer = PullAnswer.parse({
      serverTimeMs: 5,
      refused: [],
      sig: '',
      pages: {
        [feed]: {
          timeline: 't',
          tag: 'tag 3',
          from: null,
          to: 3,
          changes: [
            { table: 'of tomorrow', id: 'x', row: { id: 'x', anything: [1, { deep: true }] } },
            { table: 'of tomorrow', ids: ['y', 'z'], columns: { more: [1, null] } },
            productRow,
          ],
          tombstones: [{ table: 'of tomorrow', id: 'w' }],
          minRev: 0,
          reset: true,
          snapshot: null,
          more: false,
        },
      },
    });
    const feeds = await open();
    const [page] = Object.values(answer.pages);
    expect(page && (await feeds.apply(feed, feeds.cursor(feed), changeOfPage(page, 5)))).toBe(true);
    feeds.publish();
    expect(rowsIn(feeds)?.get('product', boot.id)).toEqual(boot);
    expect(feeds.nextCursor(feed)).toEqual(cursor(3));
  });

  it('[EV5] opens a packed file with tables of tomorrow [F28]', async () => {
    const tables = { 'of tomorrow': [{ id: 'x' }], product: [boot] };
    const bytes = await packedBytes(feed, { cursor: cursor(2), asOfMs: 1 }, tables);
    const rows = openPackedFile(feed, bytes, { sha256: await sha256Of(bytes), bytes: bytes.length });
    expect(rows.get('product', boot.id)).toEqual(boot);
  });

  it('[EV5] once updated asks for everything again, since rows of tables that it did not know were passed over; until it comes, what it had stays in sight [F28]', async () => {
    // As the older build left it: the poster came and was passed over, its tables were not noted.
    await replica.apply(feed, null, change({ cursor: cursor(4), rows: [productRow] }));
    const feeds = await open();
    expect(rowsIn(feeds)?.get('product', boot.id)).toEqual(boot);
    expect(feeds.cursor(feed)).toEqual(cursor(4));
    expect(feeds.nextCursor(feed)).toBeNull();

    const rows = [productRow, { table: 'poster', id: poster.id, row: poster }];
    await feeds.apply(feed, feeds.cursor(feed), change({ reset: true, rows, cursor: cursor(4) }));
    feeds.publish();
    expect(rowsIn(feeds)?.get('poster', 'look')).toEqual(poster);
    expect(feeds.nextCursor(feed)).toEqual(cursor(4));
    expect((await open()).nextCursor(feed)).toEqual(cursor(4));
  });

  it('[EV5] is not asked for again while it knows every table that this build knows', async () => {
    const tables = [...tablesOfFeed('chain/catalogue'), 'of a build that was rolled back'];
    await replica.apply(feed, null, change({ cursor: cursor(4), tables }));
    expect((await open()).nextCursor(feed)).toEqual(cursor(4));
    await replica.drop(feed);
    await replica.apply(feed, null, change({ cursor: cursor(4), tables: tables.filter((name) => name !== 'poster') }));
    expect((await open()).nextCursor(feed)).toBeNull();
  });
});
