// The shop's own PostgreSQL: made at the first start, run beside the server, stopped with it.
// Promise: what was committed survives a kill of the server, of the database and a power cut.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { StartRefusal } from '#server/start-refusal.ts';
import { findBinaries } from './binaries.ts';
import { placeCluster } from './cluster-folder.ts';
import { SUPERUSER, ensureCluster } from './cluster.ts';
import { clearTheFolder, isPostmasterOf, readPidFile } from './orphan.ts';
import { runPostgres } from './postgres-process.ts';
import { chooseRunAs } from './run-as.ts';

export type EmbeddedOptions = {
  dataDir: string;
  onProgress: (line: string) => void;
  /** Called after the start, when the database died and is started again. */
  onTrouble?: (line: string) => void;
};
export type Embedded = {
  connectionString: string;
  version: string;
  pid: () => number | undefined;
  stop: () => Promise<void>;
};

const DATABASE = 'gondola';
const PASSWORD_FILE = 'database-password';
const DURABLE = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'];

/** `dataDir` exists, is writable and held by this process (see data-folder.ts). */
export async function startEmbedded({
  dataDir,
  onProgress,
  onTrouble = onProgress,
}: EmbeddedOptions): Promise<Embedded> {
  const runAs = chooseRunAs();
  const binaries = findBinaries(runAs);
  const cluster = placeCluster(dataDir, runAs);
  const passwordFile = join(dataDir, PASSWORD_FILE);
  if (await ensureCluster(cluster, passwordFile, binaries, runAs)) onProgress(`A new database was made in ${cluster}.`);
  if (!existsSync(passwordFile)) {
    throw new StartRefusal(
      `The password of the database in ${cluster} is missing.`,
      `Put ${passwordFile} back from a copy.`,
    );
  }
  if ((await clearTheFolder(cluster)) === 'stopped') onProgress('A database left by a killed server was stopped.');

  const running = await runPostgres({ cluster, logFile: join(dataDir, 'database.log'), binaries, runAs, onTrouble });
  try {
    const version = await checkServer(connectionTo(dataDir, running.port, 'postgres'));
    return { connectionString: connectionTo(dataDir, running.port), version, pid: running.pid, stop: running.stop };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** For a second program of the same shop (an import) while the server runs: its database, if it is up. */
export function runningDatabase(dataDir: string): string | undefined {
  const cluster = placeCluster(dataDir, undefined);
  const pidFile = readPidFile(cluster);
  return pidFile?.isReady && isPostmasterOf(cluster, pidFile.pid) ? connectionTo(dataDir, pidFile.port) : undefined;
}

function connectionTo(dataDir: string, port: number, database = DATABASE): string {
  const password = readFileSync(join(dataDir, PASSWORD_FILE), 'utf8').trim();
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

async function checkServer(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  // A connection cut under us must reach the awaiting query, not end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const setting of DURABLE) {
      const { rows } = await client.query<Record<string, string>>(`show ${setting}`);
      if (rows[0]?.[setting] !== 'on') {
        throw new StartRefusal(
          `PostgreSQL runs with ${setting} = ${rows[0]?.[setting]}: a power cut could lose orders.`,
          `Set ${setting} back to on: look in postgresql.conf and at the settings of the role ${SUPERUSER}.`,
        );
      }
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
    const { rows } = await client.query<{ version: string }>('select version()');
    return rows[0]?.version ?? '';
  } finally {
    await client.end();
  }
}
