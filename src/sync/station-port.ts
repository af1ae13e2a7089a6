// What the working parts of an open tablet are given, and what they give.
import type { FeedName } from '#domain/home.ts';
import type { FollowedFeeds } from '#local/followed-feeds.ts';
import type { Outbox } from '#local/outbox.ts';
import type { Trouble } from '#local/storage-trouble.ts';
import type { Installation } from '#protocol/session.ts';
import type { Clock } from './clock.ts';
import type { Http } from './http.ts';
import type { Ports } from './ports.ts';
import type { Records } from './records.ts';
import type { Shift } from './shift.ts';
import type { Store } from './store-troubles.ts';
import type { Sync } from './sync.ts';
import type { Progress } from './tablet-port.ts';
import type { Visit } from './visit.ts';

export interface StationDeps {
  ports: Ports;
  clock: Clock;
  http: Http;
  signal: AbortSignal;
  newId(): string;
  visit(): Visit;
  shift(): Shift | null;
  dropShift(): void;
  useKeys(keys: CryptoKeyPair | null): void;
  onInstallation(installation: Installation | null): void;
  onTrouble(store: Store, trouble: Trouble): void;
  onFreed(store: Store): void;
  onRoom(): void;
  /** Feeds that are listened to and not followed. */
  hears(): readonly FeedName[];
  /** The server's nudge; null: anything may have moved. */
  onMoved(feeds: readonly string[] | null): void;
  onProgress(progress: Progress | null): void;
  onSending(sending: boolean): void;
  onPaused(paused: null | 'unknown_device' | 'update_first'): void;
  onLost(acts: number): void;
  onPersisted(answer: boolean | null): void;
  /** After each cycle that went through: rows and receipts are as new as they can be. */
  onCycle(): void;
}

export interface Station {
  outbox: Outbox;
  records: Records;
  feeds: FollowedFeeds;
  sync: Sync;
  epoch(): string;
  /** The server has taken this browser in. */
  enrolled(installation: Installation, keys: CryptoKeyPair): Promise<void>;
  /** After a shift or a visit has begun or ended. */
  followAnew(): Promise<void>;
  /** What is listened to has changed. */
  listenAnew(): void;
  /** A write failed for want of room: the next cycle frees what it can [SG2]. */
  ranOut(): void;
  close(): Promise<void>;
}
