// Browsers without a browser: tablets over the real server app, in one process. IndexedDB is fake-indexeddb,
// the wire is app.inject with faults in between. A profile outlives its tabs, as on a disk.
import { Readable } from 'node:stream';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { FastifyInstance } from 'fastify';
import { memoryFiles, type FileStore } from '#local/file-store.ts';
import { openOutboxDatabase } from '#local/outbox-database.ts';
import { openReplicaDatabase } from '#local/replica-database.ts';
import type { Note } from '#local/sentinel.ts';
import type { Ports, Wire, WireAnswer } from '#sync/ports.ts';

/** What the network does with one request; null: lets it through. */
export type Fault =
  | 'lost'
  | 'answer lost'
  | 'cut'
  | 'portal'
  | { status: number; body?: object; header?: Record<string, string> };

export interface Lab {
  /** Asked before each request. */
  fault: (path: string, body: string) => Fault | null;
  readonly requests: { path: string; body: unknown }[];
  wire(): Wire;
}

export function labFor(app: FastifyInstance): Lab {
  const lab: Lab = {
    fault: () => null,
    requests: [],
    wire: () => ({
      async post(path, body, signal) {
        signal.throwIfAborted();
        const fault = lab.fault(path, body);
        if (fault === 'lost') throw new TypeError('Failed to fetch');
        if (fault === 'portal') return answerOf(200, { 'content-type': 'text/html' }, '<h1>Wi-Fi</h1>');
        if (typeof fault === 'object' && fault) {
          return answerOf(
            fault.status,
            { 'content-type': 'application/json', 'x-gondola-sync': '1', ...fault.header },
            JSON.stringify(fault.body ?? { error: 'fault' }),
          );
        }
        lab.requests.push({ path, body: JSON.parse(body) });
        const answer = await app.inject({
          method: 'POST',
          url: path,
          payload: body,
          headers: { 'content-type': 'application/json', host: 'gondola.test' },
        });
        signal.throwIfAborted();
        if (fault === 'answer lost') throw new TypeError('Failed to fetch');
        const text = fault === 'cut' ? answer.body.slice(0, answer.body.length / 2) : answer.body;
        return answerOf(answer.statusCode, answer.headers as Record<string, string>, text);
      },
      async file(path, from, signal) {
        if (lab.fault(path, '') !== null) throw new TypeError('Failed to fetch');
        const headers = { host: 'gondola.test', ...(from > 0 ? { range: `bytes=${from}-` } : {}) };
        const answer = await app.inject({ method: 'GET', url: path, headers });
        signal.throwIfAborted();
        if (answer.statusCode >= 300) throw new Error(`${answer.statusCode}`);
        const pieces = Readable.from([new Uint8Array(answer.rawPayload)]);
        return { from: answer.statusCode === 206 ? from : 0, pieces };
      },
      async *stream(path, body, signal) {
        if (lab.fault(path, body) !== null) throw new TypeError('Failed to fetch');
        const answer = await app.inject({
          method: 'POST',
          url: path,
          payload: body,
          headers: { 'content-type': 'application/json', host: 'gondola.test' },
          payloadAsStream: true,
        });
        if (answer.statusCode !== 200) throw new TypeError('no stream');
        const stream = answer.stream();
        if (signal.aborted) stream.destroy();
        signal.throwIfAborted();
        signal.addEventListener('abort', () => stream.destroy(), { once: true });
        for await (const piece of stream) yield String(piece);
      },
    }),
  };
  return lab;
}

const answerOf = (status: number, headers: Record<string, string>, text: string): WireAnswer => ({
  status,
  header: (name) => headers[name] ?? null,
  text: () => Promise.resolve(text),
});

/** One browser profile: what its tabs share and what a SIGKILL leaves. */
export class Profile {
  indexedDB = new IDBFactory();
  files: FileStore = memoryFiles();
  note: Note | null = null;
  readonly #listeners = new Set<(what: 'outbox' | 'replica') => void>();
  #queue: Promise<void> = Promise.resolve();

  /** The ports of a tab of this profile. */
  tab(lab: Lab): Ports {
    let hear: ((what: 'outbox' | 'replica') => void) | null = null;
    const startMs = performance.now();
    return {
      appVersion: 'test',
      time: {
        wallMs: Date.now,
        monoMs: () => performance.now() - startMs,
        after(ms, call) {
          const timer = setTimeout(call, ms);
          return () => clearTimeout(timer);
        },
      },
      // A hundredth of every jittered wait: retries come after some 20 ms.
      chance: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)), fraction: () => 0.01 },
      wire: lab.wire(),
      storage: {
        openOutbox: (newEpoch, onTrouble) =>
          openOutboxDatabase({ indexedDB: this.indexedDB, IDBKeyRange, newEpoch, onTrouble }),
        openReplica: (onTrouble) => openReplicaDatabase({ indexedDB: this.indexedDB, IDBKeyRange, onTrouble }),
        openFiles: () => Promise.resolve(this.files),
        sentinel: { read: () => this.note, write: (note) => void (this.note = note) },
        persist: () => Promise.resolve(true),
        estimate: () => Promise.resolve({ usageBytes: 1_000_000, quotaBytes: 100_000_000 }),
        makeRoom: () => Promise.resolve(),
      },
      lock: {
        run: (_name, _patienceMs, work) => {
          const turn = this.#queue.then(work);
          this.#queue = turn.catch(() => undefined);
          return turn;
        },
      },
      peers: {
        tell: (what) => {
          for (const listener of this.#listeners) if (listener !== hear) listener(what);
        },
        onTold: (listener) => {
          hear = listener;
          this.#listeners.add(listener);
          return () => this.#listeners.delete(listener);
        },
      },
      page: {
        visible: () => true,
        onHint: () => () => undefined,
        askForBackgroundSync: () => undefined,
        origin: () => 'https://gondola.test',
        screen: () => ({ width: 1280, height: 800 }),
        reload: () => undefined,
      },
    };
  }
}

/** Waits until the condition holds; fails after `withinMs`. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, withinMs = 8_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
