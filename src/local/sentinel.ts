// A note outside the databases: which outbox was here and how many acts lay in it [SG3].
// Promise: when the browser has thrown the outbox away, the next start knows it. Holds nothing about people.

export interface Note {
  epoch: string;
  pending: number;
}

export interface Sentinel {
  read(): Note | null;
  write(note: Note): void;
}

const storageKey = 'gondola-outbox';

export function localStorageSentinel(): Sentinel {
  return {
    read() {
      try {
        const { epoch, pending } = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Note;
        return typeof epoch === 'string' && typeof pending === 'number' ? { epoch, pending } : null;
      } catch {
        return null;
      }
    },
    write(note) {
      try {
        localStorage.setItem(storageKey, JSON.stringify(note));
      } catch {
        // A browser without storage has nothing to lose either.
      }
    },
  };
}
