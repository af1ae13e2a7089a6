// The real Dexie code over fake-indexeddb in place of the disk in memory, for every eighth seed.
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import type { ActionRecord, Outbox } from '#local/outbox.ts';
import { openOutboxDatabase } from '#local/outbox-database.ts';
import type { Replica } from '#local/replica.ts';
import { openReplicaDatabase } from '#local/replica-database.ts';
import type { Trouble } from '#local/storage-trouble.ts';
import type { Disk, Gate } from './disk.ts';

let fullStore: string | null = null;
const realPut = IDBObjectStore.prototype.put;
// The disk is full at the first row, not before the transaction: whatever was written before it must be undone.
IDBObjectStore.prototype.put = function put(...values) {
  if (this.name !== fullStore) return realPut.apply(this, values);
  fullStore = null;
  throw new DOMException('the disk is full', 'QuotaExceededError');
};

export class DexieDisk {
  readonly #indexedDB = new IDBFactory();
  readonly #enrolled: () => Disk['enrolled'];
  #reader: Outbox | null = null;

  constructor(enrolled: () => Disk['enrolled']) {
    this.#enrolled = enrolled;
  }

  async openOutbox(newEpoch: () => string, onTrouble: (trouble: Trouble) => void, gate: Gate): Promise<Outbox> {
    const outbox = await gate('outbox open', async () => {
      const opened = await openOutboxDatabase({ indexedDB: this.#indexedDB, IDBKeyRange, newEpoch, onTrouble });
      const meta = await opened.meta();
      const enrolled = this.#enrolled();
      if (!meta.installation && enrolled) await opened.saveMeta(enrolled);
      return opened;
    }).then((opening) => opening);
    this.#reader = outbox;
    return {
      meta: () => waiting(gate('outbox meta', () => outbox.meta())),
      saveMeta: (change) => waiting(gate('outbox write meta', () => outbox.saveMeta(change))),
      add: (draft) => waiting(gate('outbox write add', () => outbox.add(draft))),
      all: () => waiting(gate('outbox all', () => outbox.all())),
      change: (ids, decide, meta) => waiting(gate('outbox write change', () => outbox.change(ids, decide, meta))),
      remove: (ids) => waiting(gate('outbox write remove', () => outbox.remove(ids))),
      refill: () => outbox.refill(),
      close: () => outbox.close(),
    };
  }

  async openReplica(onTrouble: (trouble: Trouble) => void, gate: Gate): Promise<Replica> {
    const replica = await waiting(
      gate('replica open', () => openReplicaDatabase({ indexedDB: this.#indexedDB, IDBKeyRange, onTrouble })),
    );
    return {
      load: (feed) => waiting(gate('replica load', () => replica.load(feed))),
      cursor: (feed) => waiting(gate('replica cursor', () => replica.cursor(feed))),
      apply: (feed, from, change) => waiting(gate('replica write apply', () => replica.apply(feed, from, change))),
      drop: (feed) => waiting(gate('replica write drop', () => replica.drop(feed))),
      feeds: () => waiting(gate('replica feeds', () => replica.feeds())),
      close: () => replica.close(),
    };
  }

  /** The next row that is written to this store finds no room. */
  fill(store: string): void {
    fullStore = store;
  }

  /** As it lies on the disk; by the connection that was opened last, its page may be gone. */
  records(): Promise<ActionRecord[]> {
    return this.#reader?.all() ?? Promise.resolve([]);
  }
}

/** The gate waits for what it lets through. */
const waiting = <T>(gated: Promise<Promise<T>>): Promise<T> => gated as unknown as Promise<T>;
