// The outbox in a Dexie database of its own: strict durability, so that "saved" survives a power cut [RC1].
// Promise: one call is one transaction, and add() resolves only after it is complete [LC1, LC2].
import Dexie, { type Table } from 'dexie';
import type { ActionRecord, MetaChange, Outbox, OutboxMeta } from './outbox.ts';
import { openKept, type DatabasePorts } from './kept-database.ts';
import { StorageTrouble, troubleOf } from './storage-trouble.ts';

// Freed when the disk is full, so that the act at hand can still be written [SG2].
const ballastBytes = 1024 * 1024;

type MetaRow = { name: 'device'; value: Omit<OutboxMeta, 'fresh'> & { nextSeq: number } };

export interface OutboxPorts extends DatabasePorts {
  newEpoch(): string;
}

class OutboxTables extends Dexie {
  readonly action!: Table<ActionRecord, string>;
  readonly meta!: Table<MetaRow, string>;
  readonly ballast!: Table<{ id: number; bytes: Uint8Array }, number>;

  constructor({ indexedDB, IDBKeyRange }: DatabasePorts) {
    super('gondola-outbox', { indexedDB, IDBKeyRange, chromeTransactionDurability: 'strict' });
    // Additive only: queued acts are never rewritten by an upgrade [EV2].
    this.version(1).stores({ action: 'id, seq, state', meta: 'name', ballast: 'id' });
  }
}

/** Rejects with StorageTrouble when the browser gives no database, or one of a newer version. */
export async function openOutboxDatabase(ports: OutboxPorts): Promise<Outbox> {
  const db = new OutboxTables(ports);
  const kept = await openKept(db, ports);
  const fresh = await db.transaction('rw', db.meta, () => firstMeta(db, ports.newEpoch));
  let hasBallast = await fillBallast(db);

  const writing = <T>(work: () => Promise<T>): Promise<T> =>
    kept(work).catch((error: unknown) => {
      if (troubleOf(error) === 'full') ports.onTrouble('full');
      throw asTrouble(error);
    });

  /**
   * Only an act of a person may cost the ballast: a clock's offset that took it, or what the tablet notes by itself, would
   * leave the act none [SG2].
   */
  const writingAct = <T>(work: () => Promise<T>): Promise<T> =>
    writing(work).catch(async (error: unknown) => {
      if (troubleOf(error) !== 'full') throw error;
      hasBallast = false;
      await kept(() => db.ballast.clear()).catch(() => undefined);
      return writing(work);
    });

  return {
    async meta() {
      return { ...(await kept(() => metaOf(db))), fresh };
    },
    saveMeta: (change) => writing(() => db.transaction('rw', db.meta, () => putMeta(db, change))),
    add: (draft) =>
      (draft.quiet ? writing : writingAct)(() =>
        db.transaction('rw', db.action, db.meta, async () => {
          const already = await db.action.get(draft.id);
          if (already) return already;
          const meta = await metaOf(db);
          const record = { epoch: meta.epoch, ...draft, seq: meta.nextSeq };
          await db.action.add(record);
          await db.meta.put({ name: 'device', value: { ...meta, nextSeq: meta.nextSeq + 1 } });
          return record;
        }),
      ),
    all: () => kept(() => db.action.orderBy('seq').toArray()),
    change: (ids, decide, meta) =>
      writing(() =>
        db.transaction('rw', db.action, db.meta, async () => {
          const found = await db.action.bulkGet([...ids]);
          const changed = found.flatMap((record) => {
            const change = record && decide(record);
            return record && change ? [{ ...record, ...change }] : [];
          });
          await db.action.bulkPut(changed);
          if (meta) await putMeta(db, meta);
          return changed;
        }),
      ),
    remove: (ids) => writing(() => db.action.bulkDelete([...ids])),
    async refill() {
      hasBallast ||= await fillBallast(db);
      return hasBallast;
    },
    close: () => db.close({ disableAutoOpen: true }),
  };
}

async function firstMeta(db: OutboxTables, newEpoch: () => string): Promise<boolean> {
  if (await db.meta.get('device')) return false;
  const value = {
    epoch: newEpoch(),
    keys: null,
    deviceId: null,
    installation: null,
    offsetMs: 0,
    lastInstantMs: 0,
    nextSeq: 1,
  };
  await db.meta.add({ name: 'device', value });
  return true;
}

async function metaOf(db: OutboxTables): Promise<MetaRow['value']> {
  const row = await db.meta.get('device');
  if (!row) throw new StorageTrouble('lost');
  return row.value;
}

async function putMeta(db: OutboxTables, change: MetaChange): Promise<void> {
  const old = await metaOf(db);
  const lastInstantMs = Math.max(old.lastInstantMs, change.lastInstantMs ?? 0);
  await db.meta.put({ name: 'device', value: { ...old, ...change, lastInstantMs } });
}

async function fillBallast(db: OutboxTables): Promise<boolean> {
  try {
    if ((await db.ballast.count()) === 0) await db.ballast.put({ id: 1, bytes: incompressible(ballastBytes) });
    return true;
  } catch {
    // No room for ballast: the acts themselves still try.
    return false;
  }
}

/** Browsers compress what they store: a megabyte of zeros takes no room, and freeing it gives none [SG2]. */
function incompressible(count: number): Uint8Array {
  const words = new Uint32Array(count / 4);
  let word = 0x9e3779b9; // any start but 0: xorshift32
  for (let at = 0; at < words.length; at += 1) {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    words[at] = word;
  }
  return new Uint8Array(words.buffer);
}

const asTrouble = (error: unknown): unknown => {
  const trouble = troubleOf(error);
  return trouble ? new StorageTrouble(trouble, error) : error;
};
