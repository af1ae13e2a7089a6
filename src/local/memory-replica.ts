// A replica that touches no disk: for what may not be stored (people's rows, FD4, PR8) and for browsers without storage.
// Promise: the same answers as the one on disk; the contract suite runs over both.
import type { FeedName } from '#domain/home.ts';
import { type Replica, type ReplicaRow, sameCursor, type StoredFeed } from './replica.ts';

type Kept = Omit<StoredFeed, 'rows'> & { rows: Map<string, ReplicaRow> };

export function memoryReplica(): Replica {
  const feeds = new Map<FeedName, Kept>();
  return {
    load(feed) {
      const at = feeds.get(feed);
      return Promise.resolve(at ? { ...at, rows: [...at.rows.values()] } : null);
    },
    cursor: (feed) => Promise.resolve(feeds.get(feed)?.cursor ?? null),
    apply(feed, from, change) {
      const at = feeds.get(feed);
      if (!sameCursor(at?.cursor ?? null, from)) return Promise.resolve(false);
      const rows = change.reset ? new Map<string, ReplicaRow>() : (at?.rows ?? new Map<string, ReplicaRow>());
      for (const row of change.rows) rows.set(`${row.table} ${row.id}`, { table: row.table, id: row.id, row: row.row });
      const file = change.reset ? change.file : (at?.file ?? null);
      const tables = change.tables ?? at?.tables;
      feeds.set(feed, { cursor: change.cursor, asOfMs: change.asOfMs, file, rows, ...(tables ? { tables } : {}) });
      return Promise.resolve(true);
    },
    drop(feed) {
      feeds.delete(feed);
      return Promise.resolve();
    },
    feeds: () => Promise.resolve([...feeds].map(([feed, { file }]) => ({ feed, file }))),
    close: () => feeds.clear(),
  };
}
