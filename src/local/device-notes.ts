// What a device has learned of its own parts and use: the pace of its hand scanner, its sign for GS, the lens that was
// chosen, how often which product was looked at. Nothing of people. Promise: it is never missed; without it the parts begin as new ones.
import Dexie, { type Table } from 'dexie';

export type NoteName = 'wedge-gap' | 'wedge-separator' | 'lens' | 'seen-products';
type Note = { name: NoteName; value: string | number };

export interface DeviceNotes {
  /** undefined: nothing was kept, or nothing can be. */
  read(name: NoteName): Promise<unknown>;
  keep(name: NoteName, value: string | number): Promise<void>;
  close(): void;
}

class NoteTables extends Dexie {
  readonly note!: Table<Note, NoteName>;

  constructor(ports?: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }) {
    super('gondola-device', { ...ports, chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({ note: 'name' });
  }
}

let shared: DeviceNotes | undefined;

/** One connection for the page; a test brings its own database. */
export function openDeviceNotes(ports?: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }): DeviceNotes {
  if (!ports) return (shared ??= over(new NoteTables()));
  return over(new NoteTables(ports));
}

const over = (db: NoteTables): DeviceNotes => ({
  read: (name) =>
    db.note.get(name).then(
      (note) => note?.value,
      () => undefined,
    ),
  keep: (name, value) =>
    db.note.put({ name, value }).then(
      () => undefined,
      () => undefined,
    ),
  close: () => db.close({ disableAutoOpen: true }),
});
