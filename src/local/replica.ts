// What this tablet knows of the shop, as it lies on disk: per feed a packed file, the rows changed since, a cursor.
// The port that pull writes through. Nothing here is the only copy of anything: it can go and come back.
import type { FeedName } from '#domain/home.ts';

/** [PL6] `tag` is a random id stored with every rev: unlike tags prove that the server was restored. */
export interface Cursor {
  timeline: string;
  rev: number;
  tag: string;
}

/** A packed file in the file store, checked against its hash when it came. */
export interface FilePointer {
  sha256: string;
  path: string;
  bytes: number;
}

export interface ReplicaRow {
  table: string;
  id: string;
  /** null: the file has this row, the shop has it no more. */
  row: object | null;
}

export interface StoredFeed {
  cursor: Cursor;
  file: FilePointer | null;
  /** When the server last vouched for these rows, in its own time. */
  asOfMs: number;
  rows: ReplicaRow[];
  /** The tables that the build knew which filled the feed; absent: a build that did not note it. */
  tables?: readonly string[];
}

export interface FeedChange {
  /** True: forget the feed's rows first; `file` then takes the place of the old one. */
  reset: boolean;
  file: FilePointer | null;
  rows: readonly ReplicaRow[];
  cursor: Cursor;
  asOfMs: number;
  /** Kept with the cursor; absent: what stands there stays. */
  tables?: readonly string[];
}

export interface Replica {
  load(feed: FeedName): Promise<StoredFeed | null>;
  /** Rows and cursor in one transaction [PL2]; false, and nothing is written, when the cursor is no longer `from`. */
  apply(feed: FeedName, from: Cursor | null, change: FeedChange): Promise<boolean>;
  /** The feed's cursor without its rows: cheap enough to ask before each cycle. */
  cursor(feed: FeedName): Promise<Cursor | null>;
  drop(feed: FeedName): Promise<void>;
  feeds(): Promise<{ feed: FeedName; file: FilePointer | null }[]>;
  close(): void;
}

export const sameCursor = (a: Cursor | null, b: Cursor | null): boolean =>
  a === b || (a !== null && b !== null && a.timeline === b.timeline && a.rev === b.rev && a.tag === b.tag);
