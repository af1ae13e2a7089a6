// A browser's disk in memory: outbox, replica and files of one profile, each call atomic as its transaction would be.
// Promise: the same answers as the Dexie ones (test/contract runs over both), and a copy of it is a clone of the profile.
import type { FeedName } from '#domain/home.ts';
import type { FileStore } from '#local/file-store.ts';
import type { ActionRecord, MetaChange, Outbox, OutboxMeta } from '#local/outbox.ts';
import { type Replica, type ReplicaRow, sameCursor, type StoredFeed } from '#local/replica.ts';
import { StorageTrouble } from '#local/storage-trouble.ts';

type Meta = Omit<OutboxMeta, 'fresh'> & { nextSeq: number };
type KeptFeed = Omit<StoredFeed, 'rows'> & { rows: Map<string, ReplicaRow> };

export interface Disk {
  meta: Meta | null;
  /** Given to the first opening in place of an empty one: who this device is. */
  enrolled: Pick<Meta, 'keys' | 'deviceId' | 'installation'> | null;
  records: Map<string, ActionRecord>;
  feeds: Map<FeedName, KeptFeed>;
  files: Map<string, Uint8Array<ArrayBuffer>>;
}

export const emptyDisk = (): Disk => ({
  meta: null,
  enrolled: null,
  records: new Map(),
  feeds: new Map(),
  files: new Map(),
});

/** Rows and records are never changed in place, so that a copy shares them. */
export const copyOf = (disk: Disk): Disk => ({
  ...disk,
  meta: disk.meta && { ...disk.meta },
  records: new Map(disk.records),
  feeds: new Map([...disk.feeds].map(([name, feed]) => [name, { ...feed, rows: new Map(feed.rows) }])),
  files: new Map(disk.files),
});

/** Every call goes through it: where it waits for its turn, fails, or is the page's last. */
export type Gate = <T>(call: string, work: () => T) => Promise<T>;
export const openGate: Gate = (_call, work) => new Promise((resolve) => resolve(work()));

export async function openOutbox(disk: Disk, newEpoch: () => string, gate: Gate): Promise<Outbox> {
  let closed = false;
  const fresh = await gate('outbox open', () => {
    if (disk.meta) return false;
    const nobody = { keys: null, deviceId: null, installation: null };
    disk.meta = { epoch: newEpoch(), ...(disk.enrolled ?? nobody), offsetMs: 0, lastInstantMs: 0, nextSeq: 1 };
    return true;
  });
  const metaNow = (): Meta => {
    if (closed || !disk.meta) throw new StorageTrouble('lost');
    return disk.meta;
  };
  const put = (change: MetaChange): void => {
    const old = metaNow();
    disk.meta = { ...old, ...change, lastInstantMs: Math.max(old.lastInstantMs, change.lastInstantMs ?? 0) };
  };
  const inOrder = (): ActionRecord[] => [...disk.records.values()].toSorted((a, b) => a.seq - b.seq);

  return {
    meta: () => gate('outbox meta', () => ({ ...metaNow(), fresh })),
    saveMeta: (change) => gate('outbox write meta', () => put(change)),
    add: (draft) =>
      gate('outbox write add', () => {
        const meta = metaNow();
        const already = disk.records.get(draft.id);
        if (already) return already;
        const record = { epoch: meta.epoch, ...draft, seq: meta.nextSeq };
        disk.records.set(record.id, record);
        disk.meta = { ...meta, nextSeq: meta.nextSeq + 1 };
        return record;
      }),
    all: () => gate('outbox all', () => (metaNow(), inOrder())),
    change: (ids, decide, meta) =>
      gate('outbox write change', () => {
        metaNow();
        const changed = ids.flatMap((id) => {
          const record = disk.records.get(id);
          const change = record && decide(record);
          return record && change ? [{ ...record, ...change }] : [];
        });
        for (const record of changed) disk.records.set(record.id, record);
        if (meta) put(meta);
        return changed;
      }),
    remove: (ids) => gate('outbox write remove', () => ids.forEach((id) => disk.records.delete(id))),
    refill: () => Promise.resolve(true),
    close: () => void (closed = true),
  };
}

export async function openReplica(disk: Disk, gate: Gate): Promise<Replica> {
  await gate('replica open', () => undefined);
  return {
    load: (feed) =>
      gate('replica load', () => {
        const at = disk.feeds.get(feed);
        return at ? { ...at, rows: [...at.rows.values()] } : null;
      }),
    cursor: (feed) => gate('replica cursor', () => disk.feeds.get(feed)?.cursor ?? null),
    apply: (feed, from, change) =>
      gate('replica write apply', () => {
        const at = disk.feeds.get(feed);
        if (!sameCursor(at?.cursor ?? null, from)) return false;
        const rows = new Map(change.reset ? [] : at?.rows);
        for (const { table, id, row } of change.rows) rows.set(`${table} ${id}`, { table, id, row });
        const file = change.reset ? change.file : (at?.file ?? null);
        const tables = change.tables ?? at?.tables;
        disk.feeds.set(feed, {
          cursor: change.cursor,
          asOfMs: change.asOfMs,
          file,
          rows,
          ...(tables ? { tables } : {}),
        });
        return true;
      }),
    drop: (feed) => gate('replica write drop', () => void disk.feeds.delete(feed)),
    feeds: () => gate('replica feeds', () => [...disk.feeds].map(([feed, { file }]) => ({ feed, file }))),
    close: () => undefined,
  };
}

export const openFiles = (disk: Disk, gate: Gate): FileStore => ({
  write: (name, bytes) => gate('file write', () => void disk.files.set(name, bytes)),
  read: (name) => gate('file read', () => disk.files.get(name) ?? null),
  remove: (name) => gate('file write remove', () => void disk.files.delete(name)),
  names: () => gate('file names', () => [...disk.files.keys()]),
});
