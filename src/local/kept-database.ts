// Keeps a Dexie database usable: a lost connection is reopened once [SG4], a newer version ends the writing [EV3].
// Promise: an old page never silently reopens a database that a newer page has upgraded.
import type Dexie from 'dexie';
import { StorageTrouble, troubleOf, type Trouble } from './storage-trouble.ts';

export interface DatabasePorts {
  indexedDB: IDBFactory;
  IDBKeyRange: typeof IDBKeyRange;
  onTrouble(trouble: Trouble): void;
}

/** Runs work on an open database, whatever happened to the connection in between. */
export type Kept = <T>(work: () => PromiseLike<T>) => Promise<T>;

export async function openKept(db: Dexie, { onTrouble, indexedDB }: DatabasePorts): Promise<Kept> {
  let newer = false;
  db.on('versionchange', () => {
    newer = true;
    db.close({ disableAutoOpen: true });
    onTrouble('newer');
  });
  // An old page lets go at once, if it runs at all: a frozen one does not.
  db.on('blocked', () => onTrouble('held'));
  // A browser that withholds storage answers undefined, whatever its type says.
  if (!(indexedDB as IDBFactory | undefined)) throw new StorageTrouble('blocked');
  const known = db.verno;
  try {
    await db.open().catch((error: unknown) => {
      // Lost while it opened: once more, as later on [SG4].
      if (troubleOf(error) !== 'lost') return Promise.reject(error);
      db.close({ disableAutoOpen: false });
      return db.open();
    });
    // Dexie opens a database of a newer version all the same; its own rows could then be misread.
    if (db.backendDB().version > known * 10) {
      db.close({ disableAutoOpen: true });
      throw new StorageTrouble('newer');
    }
  } catch (error) {
    throw new StorageTrouble(troubleOf(error) === 'newer' ? 'newer' : 'blocked', error);
  }

  return async (work) => {
    if (newer) throw new StorageTrouble('newer');
    try {
      return await work();
    } catch (error) {
      if (newer) throw new StorageTrouble('newer', error);
      if (troubleOf(error) !== 'lost') throw error;
    }
    try {
      db.close({ disableAutoOpen: false });
      await db.open();
      return await work();
    } catch (error) {
      if (troubleOf(error) === 'lost') onTrouble('lost');
      throw new StorageTrouble(troubleOf(error) ?? 'lost', error);
    }
  };
}
