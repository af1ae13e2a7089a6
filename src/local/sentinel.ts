// A note outside the databases: which outbox was here and how many acts lay in it [SG3]. It lies in two places, because
// browsers throw them away for different reasons. Promise: when the outbox has vanished, the next start knows it.

/** Holds nothing about people. */
export interface Note {
  epoch: string;
  pending: number;
  /** The highest number of those: what the server has up to it was not lost. Absent in the notes of earlier versions. */
  maxSeq?: number;
}

export interface Sentinel {
  read(): Note | null;
  write(note: Note): void;
}

/** One place for a short text; either call may throw. */
export interface Place {
  get(): string | null;
  set(text: string): void;
}

type Numbered = Note & { n: number };

const name = 'gondola-outbox';
const cookieSeconds = 400 * 86_400; // The longest that browsers keep one.

const inLocalStorage: Place = {
  get: () => localStorage.getItem(name),
  set: (text) => localStorage.setItem(name, text),
};

const inCookie: Place = {
  get() {
    const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${name}=`));
    return found === undefined ? null : decodeURIComponent(found.slice(name.length + 1));
  },
  set(text) {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    // CookieStore is asynchronous: the note must not come late.
    document.cookie = `${name}=${encodeURIComponent(text)}; SameSite=Strict; Max-Age=${cookieSeconds}; Path=/${secure}`;
  },
};

/** A service worker has neither place: it reads nothing there and writes nothing. */
export function browserSentinel(places: readonly Place[] = [inLocalStorage, inCookie]): Sentinel {
  const newest = (): { note: Numbered | null; everywhere: boolean } => {
    const found = places.map(noteAt);
    const note = found.reduce((best, one) => (one && one.n > (best?.n ?? -1) ? one : best), null);
    return { note, everywhere: found.every((one) => one?.n === note?.n) };
  };
  return {
    read() {
      const { note } = newest();
      if (!note) return null;
      const { n: _, ...said } = note;
      return said;
    },
    write({ epoch, pending, maxSeq }) {
      const { note, everywhere } = newest();
      if (everywhere && note?.epoch === epoch && note.pending === pending && note.maxSeq === maxSeq) return;
      const text = JSON.stringify({ epoch, pending, maxSeq, n: (note?.n ?? 0) + 1 });
      for (const place of places) {
        try {
          place.set(text);
        } catch {
          // A browser without storage has nothing to lose either.
        }
      }
    },
  };
}

function noteAt(place: Place): Numbered | null {
  try {
    const { epoch, pending, maxSeq, n = 0 } = JSON.parse(place.get() ?? 'null') as Partial<Numbered>;
    return typeof epoch === 'string' && typeof pending === 'number' && typeof n === 'number'
      ? { epoch, pending, n, ...(typeof maxSeq === 'number' ? { maxSeq } : {}) }
      : null;
  } catch {
    return null;
  }
}
