import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBinaries } from './binaries.ts';
import { openDatabase, openPool, waitForDatabase, withTransaction } from './connection.ts';
import { type Embedded, runningDatabase, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { isPostmasterOf, readPidFile, waitUntil } from './orphan.ts';
import { runPostgres } from './postgres-process.ts';
import { processFacts } from './process-facts.ts';
import { chooseRunAs } from './run-as.ts';

// One cluster for the file: making one costs about a second of fsync.
const dataDir = mkdtempSync(join(tmpdir(), 'gondola-embedded-'));
const cluster = join(dataDir, 'database');
const said: string[] = [];
let embedded: Embedded;
let pool: pg.Pool;
let db: Kysely<unknown>;

async function start(): Promise<void> {
  embedded = await startEmbedded({ dataDir, onProgress: (line) => said.push(line) });
  pool = openPool({ connectionString: embedded.connectionString, onTrouble: (line) => said.push(line) });
  db = openDatabase<unknown>(pool);
}

async function stop(): Promise<void> {
  await pool.end();
  await embedded.stop();
}

beforeAll(start);
afterAll(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a new cluster is UTF-8, durable, and lowers Portuguese capitals', async () => {
  const { rows } = await sql<
    Record<string, string>
  >`select version(), lower('ÇÃO') as lowered, current_setting('server_encoding') as encoding,
    current_setting('data_checksums') as checksums, current_setting('fsync') as fsync, current_setting('listen_addresses') as address`.execute(
    db,
  );
  expect(rows[0]).toMatchObject({
    lowered: 'ção',
    encoding: 'UTF8',
    checksums: 'on',
    fsync: 'on',
    address: '127.0.0.1',
  });
  expect(rows[0]?.['version']).toMatch(/^PostgreSQL 18\./);
});

test('the password is needed, and only its owner can read the file', async () => {
  expect(statSync(join(dataDir, 'database-password')).mode & 0o777).toBe(0o600);
  const wrong = openPool({
    connectionString: embedded.connectionString.replace(/:[^:@]+@/, ':wrong@'),
    onTrouble: () => undefined,
  });
  await expect(waitForDatabase(wrong, () => undefined)).rejects.toThrow(/password authentication failed/);
  await wrong.end();
});

test('int8 arrives as a number, and one that is not exact is refused', async () => {
  const { rows } = await sql<{ atMs: number }>`select 1790000000000::int8 as "atMs"`.execute(db);
  expect(rows[0]?.atMs).toBe(1_790_000_000_000);
  await expect(sql`select 9007199254740993::int8`.execute(db)).rejects.toThrow(/does not fit a number/);
});

test('the database is not hit by Ctrl-C: it leads a process group of its own', () => {
  const pid = embedded.pid() ?? 0;
  expect(() => process.kill(-pid, 0)).not.toThrow();
  expect(isPostmasterOf(cluster, pid)).toBe(true);
  expect(runningDatabase(dataDir)).toBe(embedded.connectionString);
});

test('a setting that could lose orders is refused at start, and nothing is left running', async () => {
  await sql`alter role gondola set synchronous_commit = off`.execute(db);
  await stop();
  await expect(startEmbedded({ dataDir, onProgress: () => undefined })).rejects.toThrow(/synchronous_commit = off/);
  expect(readPidFile(cluster)).toBeUndefined();
  await repairRole();
  await start();
});

/** The role can only be repaired while the server runs; a check that passes is part of a start. */
async function repairRole(): Promise<void> {
  const runAs = chooseRunAs();
  const running = await runPostgres({
    cluster,
    logFile: join(dataDir, 'database.log'),
    binaries: findBinaries(runAs),
    runAs,
    onTrouble: () => undefined,
  });
  const password = readFileSync(join(dataDir, 'database-password'), 'utf8');
  const repair = openPool({
    connectionString: `postgres://gondola:${password}@127.0.0.1:${running.port}/gondola`,
    onTrouble: () => undefined,
  });
  await repair.query('alter role gondola reset synchronous_commit');
  await repair.end();
  await running.stop();
}

test('a pid file whose number now belongs to another program does not stop the start', async () => {
  await stop();
  const other = spawn('sleep', ['60']);
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    `${other.pid}\n${cluster}\n1790000000\n5432\n\n127.0.0.1\n 1 1\nready   \n`,
  );
  await start();
  expect(processFacts(other.pid ?? 0)?.command).toContain('sleep');
  other.kill();
});

test('a pid file whose process is gone does not stop the start', async () => {
  await stop();
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    `4194300\n${cluster}\n1790000000\n5432\n\n127.0.0.1\n 1 1\nready   \n`,
  );
  await start();
});

test('a zombie is gone', async () => {
  // The shell does not wait for its first child, which ends at once and stays a zombie.
  const shell = spawn('bash', ['-c', 'true & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line]: unknown[] = await once(createInterface(shell.stdout), 'line');
  await waitUntil(() => processFacts(Number(line)) === undefined, 2_000);
  expect(processFacts(Number(line))).toBeUndefined();
  shell.kill();
});

test('when the database is killed it is started again on the same port, with every committed row', async () => {
  await sql`create table kept (n int primary key)`.execute(db);
  await sql`insert into kept values (1)`.execute(db);
  const killed = embedded.pid() ?? 0;
  process.kill(killed, 'SIGKILL');
  await waitUntil(() => processFacts(killed) === undefined, 5_000);
  await waitForDatabase(pool, () => undefined);
  const { rows } = await sql<{ n: number }>`select n from kept`.execute(db);
  expect(rows).toEqual([{ n: 1 }]);
  expect(said.some((line) => line.includes('started again'))).toBe(true);
});

test('a server killed in the middle of writing loses no row it had confirmed', async () => {
  await stop();
  // A server of its own process: it prints the number of each row after its commit.
  const script = `
    const { startEmbedded } = await import('#server/database/embedded.ts');
    const { openPool } = await import('#server/database/connection.ts');
    const { connectionString } = await startEmbedded({ dataDir: process.argv[1], onProgress() {} });
    const pool = openPool({ connectionString, onTrouble() {} });
    await pool.query('create table written (n int primary key)');
    for (let n = 1; ; n += 1) { await pool.query('insert into written values ($1)', [n]); console.log(n); }`;
  const server = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let confirmed = 0;
  for await (const line of createInterface(server.stdout)) {
    confirmed = Number(line);
    if (confirmed === 200) server.kill('SIGKILL');
  }
  const orphan = readPidFile(cluster)?.pid ?? 0;
  expect(isPostmasterOf(cluster, orphan)).toBe(true);
  said.length = 0;
  await start();
  expect(said).toContain('A database left by a killed server was stopped.');
  expect(embedded.pid()).not.toBe(orphan);
  const { rows } = await sql<{ count: number }>`select count(*) as count from written where n <= ${confirmed}`.execute(
    db,
  );
  expect(confirmed).toBeGreaterThanOrEqual(200);
  expect(rows[0]?.count).toBe(confirmed);
});

test('[SV3] a transaction that meets a serialization failure is run again whole', async () => {
  await sql`create table stock_row (id int primary key, quantity int not null)`.execute(db);
  await sql`insert into stock_row values (1, 10)`.execute(db);
  let runs = 0;
  await withTransaction(
    db,
    async (trx) => {
      runs += 1;
      await sql`select quantity from stock_row`.execute(trx);
      if (runs === 1) await sql`update stock_row set quantity = quantity - 1`.execute(db);
      await sql`update stock_row set quantity = quantity - 1`.execute(trx);
    },
    'repeatable read',
  );
  const { rows } = await sql<{ quantity: number }>`select quantity from stock_row`.execute(db);
  expect(runs).toBe(2);
  expect(rows[0]?.quantity).toBe(8);
});

test('[SV3] after five tries the failure is the caller’s, and other errors are not tried again', async () => {
  let runs = 0;
  const failing = withTransaction(db, async (trx) => {
    runs += 1;
    await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(trx);
  });
  await expect(failing).rejects.toMatchObject({ code: '40001' });
  expect(runs).toBe(5);
  runs = 0;
  await expect(withTransaction(db, async () => Promise.reject(new Error(`bug ${(runs += 1)}`)))).rejects.toThrow(
    'bug 1',
  );
});

test('a database that is down is said to be down and waited for, then used', async () => {
  const real = Number(new URL(embedded.connectionString).port);
  // A door that is shut at first: the port is known, nobody listens on it yet.
  const door = createServer((client) => void client.pipe(connect(real, '127.0.0.1')).pipe(client));
  const port = await new Promise<number>((resolve) =>
    door.listen(0, '127.0.0.1', () => resolve((door.address() as AddressInfo).port)),
  );
  await new Promise((resolve) => door.close(resolve));
  const waiting: string[] = [];
  const behindDoor = openPool({
    connectionString: embedded.connectionString.replace(`:${real}/`, `:${port}/`),
    onTrouble: () => undefined,
  });
  const version = await waitForDatabase(behindDoor, (line) => {
    waiting.push(line);
    if (waiting.length === 1) door.listen(port, '127.0.0.1');
  });
  expect(waiting[0]).toMatch(/does not answer \(connect ECONNREFUSED.*Trying again in 0.5 s/);
  expect(version).toMatch(/^PostgreSQL 18/);
  await behindDoor.end();
  await new Promise((resolve) => door.close(resolve));
});

test('two servers that migrate at once apply every file once', async () => {
  const files = [1, 2, 3].map((number) => ({
    number,
    name: `000${number}-made.sql`,
    text: `create table made_${number} (id int)`,
    checksum: String(number),
  }));
  const counts = await Promise.all([migrate(db, () => undefined, files), migrate(db, () => undefined, files)]);
  expect(counts.reduce((sum, count) => sum + count)).toBe(3);
});

test('a folder made by another PostgreSQL is refused by name', async () => {
  const other = mkdtempSync(join(tmpdir(), 'gondola-other-'));
  mkdirSync(join(other, 'database'));
  writeFileSync(join(other, 'database', 'PG_VERSION'), '19\n');
  await expect(startEmbedded({ dataDir: other, onProgress: () => undefined })).rejects.toThrow(/made by PostgreSQL 19/);
  rmSync(other, { recursive: true });
});

test.runIf(process.getuid?.() === 0)(
  'started by root, the database runs as another user and its files are theirs',
  () => {
    const { uid } = lstatSync(cluster);
    expect(uid).not.toBe(0);
    expect(existsSync(join(cluster, 'PG_VERSION'))).toBe(true);
  },
);
