// What most tests of the server begin with: one database per file, emptied and filled anew for each test.
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from '#server/database/schema.ts';
import { openTestServer, type TestServer } from './shop-server.ts';
import { emptyDatabase, makeSmallShop, type SmallShop, startMs } from './small-shop.ts';

export interface ShopScene {
  database: TestDatabase<Database>;
  server: TestServer;
  shop: SmallShop;
}

/** Registers the hooks of a test file; `each` hears of the scene before every test. A minute has passed since the start. */
export function withShopServer(each: (scene: ShopScene) => Promise<void> | void): void {
  let database: TestDatabase<Database>;
  let server: TestServer;
  beforeAll(async () => {
    database = await openMigratedDatabase<Database>();
    server = await openTestServer(database.db);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });
  beforeEach(async () => {
    await emptyDatabase(database.db);
    server.clock.ms = startMs + 60_000;
    await each({ database, server, shop: await makeSmallShop(database.db) });
  });
}
