// The database of this shop: the server named by DATABASE_URL, or our own PostgreSQL in the data
// folder; for a second program beside a running server, that server's one.
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { JOB_LIMITS, openDatabase, openPool, REQUEST_LIMITS, waitForDatabase } from './connection.ts';
import { runningDatabase, startEmbedded } from './embedded.ts';
import type { Database } from './schema.ts';

export type ShopDatabase = {
  /** For what takes as long as it takes: migrations, an import, the first fill. */
  db: Kysely<Database>;
  /** For what somebody waits for, and for rounds of jobs: both end in time, whatever the way to the database does. */
  serving: { requests: Kysely<Database>; jobs: Kysely<Database> };
  pool: pg.Pool;
  connectionString: string;
  version: string;
  close: () => Promise<void>;
};
export type OpenOptions = {
  dataDir: string;
  databaseUrl: string | undefined;
  onProgress: (line: string) => void;
  onTrouble: (line: string) => void;
  signal?: AbortSignal;
};

/** The caller holds the data folder (data-folder.ts). */
export async function openShopDatabase({
  dataDir,
  databaseUrl,
  onProgress,
  onTrouble,
  signal,
}: OpenOptions): Promise<ShopDatabase> {
  if (databaseUrl !== undefined) return connect(databaseUrl, onProgress, onTrouble, signal);
  const embedded = await startEmbedded({ dataDir, onProgress, onTrouble });
  const opened = await connect(embedded.connectionString, onProgress, onTrouble, signal).catch(
    async (error: unknown) => {
      await embedded.stop();
      throw error;
    },
  );
  return {
    ...opened,
    async close() {
      await opened.close();
      await embedded.stop();
    },
  };
}

/** Undefined when no server of this folder runs a database now. */
export async function joinShopDatabase({
  dataDir,
  databaseUrl,
  onProgress,
  onTrouble,
  signal,
}: OpenOptions): Promise<ShopDatabase | undefined> {
  const connectionString = databaseUrl ?? runningDatabase(dataDir);
  return connectionString === undefined ? undefined : connect(connectionString, onProgress, onTrouble, signal);
}

async function connect(
  connectionString: string,
  onWaiting: (line: string) => void,
  onTrouble: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<ShopDatabase> {
  const pool = openPool({ connectionString, onTrouble });
  try {
    const version = await waitForDatabase(pool, onWaiting, signal);
    // They connect when they are first used.
    const common = { connectionString, onTrouble };
    const requests = openPool({ ...common, limits: REQUEST_LIMITS });
    const jobs = openPool({ ...common, max: 6, limits: JOB_LIMITS });
    return {
      db: openDatabase<Database>(pool),
      serving: { requests: openDatabase<Database>(requests), jobs: openDatabase<Database>(jobs) },
      pool,
      connectionString,
      version,
      close: async () => void (await Promise.all([requests, jobs, pool].map(endPool))),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** A query that hangs must not keep the server from ending: the database cuts it when it stops. */
async function endPool(pool: pg.Pool): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, 1_000).unref());
  await Promise.race([pool.end(), patience]);
}
