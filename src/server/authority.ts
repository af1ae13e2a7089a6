// What every part of the server is given: the database, the clock, ids, the server's key, the bus of pokes.
// Nothing here is global, so that a test runs as many servers as it likes.
import type { Kysely } from 'kysely';
import type { FeedName } from '#domain/home.ts';
import type { SnapshotRef } from '#protocol/pull.ts';
import type { Database } from './database/schema.ts';
import type { Hub } from './hub.ts';
import type { Metrics } from './metrics.ts';
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
  hub: Hub;
  metrics: Metrics;
  log: Log;
  /** The newest packed file of a feed that is still good for filling a tablet, or null. */
  snapshotFor(feed: FeedName): Promise<SnapshotRef | null>;
}
