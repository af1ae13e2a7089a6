// The page's way to Dexie: fetched when the databases are opened, so that the first paint does not wait for it.
import type { Databases } from './browser-ports.ts';

export const lazyDatabases: Databases = {
  outbox: () => import('#local/outbox-database.ts'),
  replica: () => import('#local/replica-database.ts'),
};
