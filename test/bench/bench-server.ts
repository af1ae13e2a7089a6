// A PostgreSQL and server processes for a bench, made for it and gone with it. A database can be cloned, so that
// what is compared starts from the same rows.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { openDatabase, openPool } from '#server/database/connection.ts';
import { startEmbedded } from '#server/database/embedded.ts';
import { migrate } from '#server/database/migrate.ts';
import type { Database } from '#server/database/schema.ts';
import { freePort } from '#test/build/server.ts';
import type { Cost } from './server-child.ts';

export interface BenchDatabase {
  version: string;
  url: string;
  /** What the numbers depend on, for whoever reads them. */
  settings: Record<string, string>;
  /** A copy of the migrated database as it is now; nobody may be connected to it. */
  clone(name: string, from?: string): Promise<string>;
  /** Opens the database, and closes it when `work` is done. */
  using<T>(url: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const shown = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'shared_buffers',
  'max_connections',
  'wal_sync_method',
];

export async function openBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gondola-bench-'));
  const quiet = (): void => undefined;
  const { connectionString: url, version, pid, stop } = await startEmbedded({ dataDir, onProgress: quiet });
  endWith(pid);
  const using: BenchDatabase['using'] = async (at, work) => {
    const pool = openPool({ connectionString: at, onTrouble: quiet, max: 16 });
    try {
      return await work(openDatabase<Database>(pool));
    } finally {
      await pool.end();
    }
  };
  await using(url, (db) => migrate(db, quiet));
  const control = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
  await control.connect();
  const settings: Record<string, string> = {};
  for (const name of shown)
    settings[name] = (await control.query<Record<string, string>>(`show ${name}`)).rows[0]?.[name] ?? '';
  return {
    url,
    version,
    settings,
    using,
    async clone(name, from = url) {
      await control.query(`create database ${name} template ${from.replace(/^.*\//, '')}`);
      return url.replace(/\/[^/]*$/, `/${name}`);
    },
    async close() {
      await control.end();
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export interface BenchServer {
  url: string;
  port: number;
  /** `memory`: after a collection, so that what is measured is in use. */
  cost(what?: 'cost' | 'memory'): Promise<Cost>;
  stop(): Promise<void>;
}

export async function startBenchServer(databaseUrl: string, env: Record<string, string> = {}): Promise<BenchServer> {
  const port = await freePort();
  const child = fork(join(import.meta.dirname, 'server-child.ts'), [], {
    env: { ...process.env, DATABASE_URL: databaseUrl, GONDOLA_BENCH_PORT: `${port}`, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([
    new Promise((resolve) => child.once('message', resolve)),
    gone.then(() => Promise.reject(new Error('the server of the bench ended'))),
  ]);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    cost: (what = 'cost') =>
      new Promise((resolve) => {
        child.once('message', (cost) => resolve(cost as Cost));
        child.send(what);
      }),
    async stop() {
      child.disconnect();
      await gone;
    },
  };
}

/** A bench that is told to end takes its database along, which lives in a group of its own. */
function endWith(pid: () => number | undefined): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  process.once('exit', () => {
    const postmaster = pid();
    try {
      if (postmaster !== undefined) process.kill(postmaster, 'SIGQUIT');
    } catch {
      // Stopped already.
    }
  });
}
