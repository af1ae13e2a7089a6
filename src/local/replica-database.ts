// The replica in a relaxed Dexie database: a power cut may cost the last page, which is then pulled again [RC1].
// Promise: a page and its cursor go in together or not at all [PL2], and no cursor goes back behind a newer one.
import Dexie, { type Table } from 'dexie';
import type { FeedName } from '#domain/home.ts';
import { openKept, type DatabasePorts } from './kept-database.ts';
import { type Cursor, type FilePointer, type Replica, sameCursor } from './replica.ts';
import { StorageTrouble, troubleOf } from './storage-trouble.ts';

type CursorRow = {
  feed: FeedName;
  cursor: Cursor;
  file: FilePointer | null;
  asOfMs: number;
  tables?: readonly string[];
};
type RowRow = { feed: FeedName; table: string; id: string; row: object | null };

class ReplicaTables extends Dexie {
  readonly cursor!: Table<CursorRow, FeedName>;
  readonly row!: Table<RowRow, [FeedName, string, string]>;

  constructor({ indexedDB, IDBKeyRange }: DatabasePorts) {
    super('gondola-replica', { indexedDB, IDBKeyRange, chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({ cursor: 'feed', row: '[feed+table+id], feed' });
  }
}

const tablesOf = ({ tables }: { tables?: readonly string[] }): { tables?: readonly string[] } =>
  tables ? { tables } : {};

/** Rejects with StorageTrouble when the browser gives no database. */
export async function openReplicaDatabase(ports: DatabasePorts): Promise<Replica> {
  const db = new ReplicaTables(ports);
  const kept = await openKept(db, ports);

  return {
    load: (feed) =>
      kept(() =>
        db.transaction('r', db.cursor, db.row, async () => {
          const at = await db.cursor.get(feed);
          if (!at) return null;
          const rows = await db.row.where('feed').equals(feed).toArray();
          return { cursor: at.cursor, file: at.file, asOfMs: at.asOfMs, rows, ...tablesOf(at) };
        }),
      ),
    cursor: (feed) => kept(async () => (await db.cursor.get(feed))?.cursor ?? null),
    async apply(feed, from, change) {
      try {
        return await kept(() =>
          db.transaction('rw', db.cursor, db.row, async () => {
            const at = await db.cursor.get(feed);
            if (!sameCursor(at?.cursor ?? null, from)) return false;
            if (change.reset) await db.row.where('feed').equals(feed).delete();
            await db.row.bulkPut(change.rows.map(({ table, id, row }) => ({ feed, table, id, row })));
            const file = change.reset ? change.file : (at?.file ?? null);
            const tables = tablesOf({ ...at, ...tablesOf(change) });
            await db.cursor.put({ feed, cursor: change.cursor, file, asOfMs: change.asOfMs, ...tables });
            return true;
          }),
        );
      } catch (error) {
        const trouble = troubleOf(error);
        if (trouble) ports.onTrouble(trouble);
        throw trouble ? new StorageTrouble(trouble, error) : error;
      }
    },
    drop: (feed) =>
      kept(() =>
        db.transaction('rw', db.cursor, db.row, async () => {
          await db.cursor.delete(feed);
          await db.row.where('feed').equals(feed).delete();
        }),
      ),
    feeds: () => kept(async () => (await db.cursor.toArray()).map(({ feed, file }) => ({ feed, file }))),
    close: () => db.close({ disableAutoOpen: true }),
  };
}
