// One PostgreSQL for the whole run of the unit tests, as a shop's server starts it: each test file has a database of its
// own in it (test-database.ts). It is told not to wait for the disk, as nothing in it outlives the run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase, openPool } from '#server/database/connection.ts';
import { type Embedded, startEmbedded } from '#server/database/embedded.ts';
import { migrate } from '#server/database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of its database `migrated`, which is copied and never written. */
    testDatabases: string;
  }
}

const quiet = (): void => undefined;
let dataDir: string;
let embedded: Embedded | undefined;

export async function setup(project: TestProject): Promise<void> {
  dataDir = mkdtempSync(join(tmpdir(), 'gondola-unit-'));
  embedded = await startEmbedded({ dataDir, onProgress: quiet, onTrouble: console.error });
  process.once('exit', stopNow);
  const client = new Client({ connectionString: embedded.connectionString });
  await client.connect();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'autovacuum'])
    await client.query(`alter system set ${setting} = off`);
  await client.query('select pg_reload_conf()');
  await client.query('create database migrated');
  await client.end();
  const url = new URL(embedded.connectionString);
  url.pathname = '/migrated';
  const db = openDatabase<unknown>(openPool({ connectionString: url.href, onTrouble: quiet, max: 1 }));
  await migrate(db, quiet);
  await db.destroy();
  project.provide('testDatabases', url.href);
}

export async function teardown(): Promise<void> {
  process.off('exit', stopNow);
  await embedded?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** The run was ended from outside. */
function stopNow(): void {
  const pid = embedded?.pid();
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
}
