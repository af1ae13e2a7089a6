// The real outside of a tablet in a browser: the only file of sync that touches it. Who opens it says how Dexie
// comes: a page fetches it after its first paint, a service worker, which may import nothing later, holds it.
import { openFileStore } from '#local/file-store.ts';
import type { openOutboxDatabase } from '#local/outbox-database.ts';
import type { openReplicaDatabase } from '#local/replica-database.ts';
import { browserSentinel } from '#local/sentinel.ts';
import type { Lock, Page, Peers, Ports, Storage, Time, Wire, WireAnswer } from './ports.ts';

export interface Databases {
  outbox(): Promise<{ openOutboxDatabase: typeof openOutboxDatabase }>;
  replica(): Promise<{ openReplicaDatabase: typeof openReplicaDatabase }>;
}

/** Works in pages and, without `page`, in the service worker. */
export function browserPorts(appVersion: string, databases: Databases): Ports {
  return {
    appVersion,
    time,
    wire,
    lock,
    page,
    storage: storageOf(databases),
    peers: peers(),
    chance: {
      bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      fraction: Math.random,
    },
  };
}

const time: Time = {
  wallMs: Date.now,
  monoMs: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

// A redirect is never ours: it leads to a captive portal's page.
const post = (path: string, body: string, signal: AbortSignal): Promise<Response> =>
  fetch(path, {
    method: 'POST',
    body,
    signal,
    headers: { 'content-type': 'application/json' },
    redirect: 'error',
    cache: 'no-store',
    credentials: 'omit',
  });

const wire: Wire = {
  async post(path, body, signal): Promise<WireAnswer> {
    const answer = await post(path, body, signal);
    return { status: answer.status, header: (name) => answer.headers.get(name), text: () => answer.text() };
  },
  async file(path, from, signal) {
    // A range is of the file as it lies there: the rest of one that broke off comes without packing.
    const headers = from > 0 ? { range: `bytes=${from}-` } : {};
    const answer = await fetch(path, { headers, signal, redirect: 'error', credentials: 'omit' });
    if (!answer.ok || !answer.body) throw new Error(`${answer.status}`);
    return { from: answer.status === 206 ? from : 0, pieces: piecesOf(answer.body) };
  },
  async *stream(path, body, signal) {
    const answer = await post(path, body, signal);
    if (!answer.ok || !answer.body) throw new Error(`${answer.status}`);
    const decoder = new TextDecoder();
    for await (const part of piecesOf(answer.body)) yield decoder.decode(part, { stream: true });
  },
};

// Safari iterates over no stream.
async function* piecesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const lock: Lock = {
  async run(name, patienceMs, work) {
    // Missing in old browsers; safety never rests on it [TB3].
    if (!('locks' in navigator)) return work();
    const impatient = new AbortController();
    const timer = setTimeout(() => impatient.abort(), patienceMs);
    const working: Promise<void>[] = [];
    const begin = async (): Promise<void> => {
      clearTimeout(timer);
      const begun = work();
      working.push(begun);
      await begun;
    };
    try {
      await navigator.locks.request(name, { signal: impatient.signal }, begin);
    } catch (error) {
      // Taken away from a silent holder, here or there: whoever has begun ends its work.
      if (working.length > 0) await Promise.all(working);
      else if (impatient.signal.aborted) await navigator.locks.request(name, { steal: true }, begin);
      else throw error;
    } finally {
      clearTimeout(timer);
    }
  },
};

const storageOf = (databases: Databases): Storage => ({
  async openOutbox(newEpoch, onTrouble) {
    const { openOutboxDatabase } = await databases.outbox();
    return openOutboxDatabase({ indexedDB, IDBKeyRange, newEpoch, onTrouble });
  },
  async openReplica(onTrouble) {
    const { openReplicaDatabase } = await databases.replica();
    return openReplicaDatabase({ indexedDB, IDBKeyRange, onTrouble });
  },
  openFiles: openFileStore,
  sentinel: browserSentinel(),
  passPlace: {
    get: () => localStorage.getItem('gondola-pass'),
    set: (text) => (text === '' ? localStorage.removeItem('gondola-pass') : localStorage.setItem('gondola-pass', text)),
  },
  persist: async () => ('storage' in navigator && 'persist' in navigator.storage ? navigator.storage.persist() : null),
  async estimate() {
    if (!('storage' in navigator) || !('estimate' in navigator.storage)) return null;
    const { usage, quota } = await navigator.storage.estimate();
    return usage === undefined || quota === undefined ? null : { usageBytes: usage, quotaBytes: quota };
  },
  async makeRoom() {
    // The name is service-worker/pictures.ts's: pictures come back by themselves.
    await caches.delete('gondola-pictures');
  },
});

function peers(): Peers {
  if (!('BroadcastChannel' in globalThis)) return { tell: () => undefined, onTold: () => () => undefined };
  const channel = new BroadcastChannel('gondola');
  return {
    tell: (what) => channel.postMessage(what),
    onTold(listener) {
      const hear = ({ data }: MessageEvent): void => {
        if (data === 'outbox' || data === 'replica') listener(data);
      };
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
  };
}

const page: Page = {
  visible: () => document.visibilityState === 'visible',
  onHint(listener) {
    const shown = (): void => {
      if (document.visibilityState === 'visible') listener();
    };
    const told = ({ data }: MessageEvent): void => {
      if (data === 'wake') listener();
    };
    // A hint either way, never believed: the link is asked at once.
    addEventListener('online', listener);
    addEventListener('offline', listener);
    document.addEventListener('visibilitychange', shown);
    navigator.serviceWorker?.addEventListener('message', told);
    return () => {
      removeEventListener('online', listener);
      removeEventListener('offline', listener);
      document.removeEventListener('visibilitychange', shown);
      navigator.serviceWorker?.removeEventListener('message', told);
    };
  },
  askForBackgroundSync() {
    void navigator.serviceWorker
      ?.getRegistration()
      .then(async (registration) => {
        const manager = (registration as unknown as { sync?: { register(tag: string): Promise<void> } } | undefined)
          ?.sync;
        await manager?.register('gondola-outbox');
      })
      .catch(() => undefined);
  },
  origin: () => location.origin,
  screen: () => ({
    width: Math.round(screen.width * devicePixelRatio),
    height: Math.round(screen.height * devicePixelRatio),
  }),
  reload() {
    // Once: a disk that stays broken must not make the screen blink for ever [SG4].
    if (sessionStorage.getItem('gondola-reloaded')) return;
    sessionStorage.setItem('gondola-reloaded', '1');
    location.reload();
  },
};
