// What most tests of the server begin with: one database in memory per file, emptied and filled anew for each test.
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type MemoryDatabase, openMemoryDatabase } from '#server/database/memory.ts';
import { migrate } from '#server/database/migrate.ts';
import type { Database } from '#server/database/schema.ts';
import { openTestServer, type TestServer } from './shop-server.ts';
import { emptyDatabase, makeSmallShop, type SmallShop, startMs } from './small-shop.ts';

export interface ShopScene {
  memory: MemoryDatabase<Database>;
  server: TestServer;
  shop: SmallShop;
}

/** Registers the hooks of a test file; `each` hears of the scene before every test. A minute has passed since the start. */
export function withShopServer(each: (scene: ShopScene) => Promise<void> | void): void {
  let memory: MemoryDatabase<Database>;
  let server: TestServer;
  beforeAll(async () => {
    memory = await openMemoryDatabase<Database>();
    await migrate(memory.db, () => undefined);
    server = await openTestServer(memory.db);
  });
  afterAll(async () => {
    await server.close();
    await memory.close();
  });
  beforeEach(async () => {
    await emptyDatabase(memory.db);
    server.clock.ms = startMs + 60_000;
    await each({ memory, server, shop: await makeSmallShop(memory.db) });
  });
}
