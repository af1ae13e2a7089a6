// The database of this shop: the server named by DATABASE_URL, or our own PostgreSQL in the data
// folder; for a second program beside a running server, that server's one.
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { openDatabase, openPool, waitForDatabase } from './connection.ts';
import { runningDatabase, startEmbedded } from './embedded.ts';
import type { Database } from './schema.ts';

export type ShopDatabase = {
  db: Kysely<Database>;
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
    return { db: openDatabase<Database>(pool), pool, connectionString, version, close: () => endPool(pool) };
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
