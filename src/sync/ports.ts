// Everything the tablet's core takes from outside: time, chance, wires, storage, locks. It does no I/O of its own,
// so that a simulation can stand in for all of it, and crash it at each of these calls.
import type { FileStore } from '#local/file-store.ts';
import type { Outbox } from '#local/outbox.ts';
import type { Replica } from '#local/replica.ts';
import type { Place, Sentinel } from '#local/sentinel.ts';
import type { Trouble } from '#local/storage-trouble.ts';

export interface Time {
  /** The wall clock, which may jump. */
  wallMs(): number;
  /** Since the page was loaded; never jumps, may stand still while the device sleeps. */
  monoMs(): number;
  /** Calls once after that long; gives back how to take it back. */
  after(ms: number, call: () => void): () => void;
}

export interface Chance {
  bytes(count: number): Uint8Array;
  /** 0 ≤ x < 1, for jitter only. */
  fraction(): number;
}

export interface WireAnswer {
  status: number;
  header(name: string): string | null;
  text(): Promise<string>;
}

/** Rejects when there is no answer, redirects included: an answer of ours never is one [PU1]. */
export interface Wire {
  post(path: string, body: string, signal: AbortSignal): Promise<WireAnswer>;
  /** A file from a byte on, as it comes; `from` is 0 where somebody in between knows no ranges. */
  file(
    path: string,
    from: number,
    signal: AbortSignal,
  ): Promise<{ from: number; pieces: AsyncIterable<Uint8Array<ArrayBuffer>> }>;
  /** The text of a long answer, piece by piece. */
  stream(path: string, body: string, signal: AbortSignal): AsyncIterable<string>;
}

/** How much of its room this origin uses, as the browser estimates it. */
export interface Room {
  usageBytes: number;
  quotaBytes: number;
}

export interface Storage {
  openOutbox(newEpoch: () => string, onTrouble: (trouble: Trouble) => void): Promise<Outbox>;
  openReplica(onTrouble: (trouble: Trouble) => void): Promise<Replica>;
  openFiles(): Promise<FileStore>;
  sentinel: Sentinel;
  /** Where a phone keeps its pass for a start without a network; absent in a worker and where nothing is kept. */
  passPlace?: Place;
  /** Asks the browser to keep this origin's data [SG1]; null when it cannot say. */
  persist(): Promise<boolean | null>;
  /** null when it cannot say. */
  estimate(): Promise<Room | null>;
  /** Gives room back: pictures go first [SG2]. */
  makeRoom(): Promise<void>;
}

export interface Lock {
  /** Runs `work` when no other page or worker holds `name`; after `patienceMs` takes it from a silent holder [TB3]. */
  run(name: string, patienceMs: number, work: () => Promise<void>): Promise<void>;
}

/** Other pages of this origin and its service worker. */
export interface Peers {
  tell(what: 'outbox' | 'replica'): void;
  onTold(listener: (what: 'outbox' | 'replica') => void): () => void;
}

export interface Page {
  visible(): boolean;
  /** Network back, page shown, service worker's sync: each only a hint. */
  onHint(listener: () => void): () => void;
  /** Asks the service worker to send when this page is closed; a convenience. */
  askForBackgroundSync(): void;
  /** The address that people's own phones open, without a slash at the end. */
  origin(): string;
  screen(): { width: number; height: number };
  reload(): void;
}

export interface Ports {
  appVersion: string;
  time: Time;
  chance: Chance;
  wire: Wire;
  storage: Storage;
  lock: Lock;
  peers: Peers;
  page: Page;
}
