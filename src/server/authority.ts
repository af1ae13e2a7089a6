// What every part of the server is given: the database, the clock, ids, the server's key, the bus of pokes.
// Nothing here is global, so that a test runs as many servers as it likes.
import type { Kysely } from 'kysely';
import type { FeedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import type { PackedFile } from '#domain/packed/file-reader.ts';
import type { SnapshotRef } from '#protocol/pull.ts';
import type { Database } from './database/schema.ts';
import type { Hub } from './hub.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Metrics } from './metrics.ts';
import type { Sealing } from './session/sealing.ts';
import type { ServerKey } from './session/server-key.ts';

export interface Log {
  info(fields: object, line: string): void;
  warn(fields: object, line: string): void;
  error(fields: object, line: string): void;
}

export interface Authority {
  db: Kysely<Database>;
  /** Epoch milliseconds: the only clock that decides [OR3]. */
  now(): number;
  /** A fresh UUIDv7. */
  newId(): string;
  key: ServerKey;
  sealing: Sealing;
  /** Whether a chain's platform has the last word on what is handed to it [OC3]; the built-in shop has none. */
  confirms(chain: HomeId): boolean;
  /** Departments, by their Portuguese names, that no history of a person tells of [PR6]. */
  sensitive: ReadonlySet<string>;
  /** Tests: a bug that a shop would only log is thrown. */
  isStrict: boolean;
  hub: Hub;
  metrics: Metrics;
  log: Log;
  mail: Mailer;
  /** The newest packed file of a feed that is still good for filling a tablet, or null. */
  snapshotFor(feed: FeedName): Promise<SnapshotRef | null>;
  /** A packed file that the feed had better be filled anew from than from the one that a tablet stands on; mostly null. */
  newerFile(feed: FeedName, sha256: string): Promise<SnapshotRef | null>;
  /** A packed file of the feed that a tablet says it has; null: it is here no more. */
  packedFile(feed: FeedName, sha256: string): Promise<PackedFile | null>;
}
