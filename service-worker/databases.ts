// The service worker's way to Dexie: part of its one file, because a worker may import nothing later.
import { openOutboxDatabase } from '#local/outbox-database.ts';
import { openReplicaDatabase } from '#local/replica-database.ts';
import type { Databases } from '#sync/browser-ports.ts';

export const workerDatabases: Databases = {
  outbox: () => Promise.resolve({ openOutboxDatabase }),
  replica: () => Promise.resolve({ openReplicaDatabase }),
};
