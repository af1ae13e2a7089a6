// The real server as `npm start` runs it, on a free port with a data folder of its own.
// Promise: what a test talks to is what a shop runs; nothing of it is left behind.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client } from 'pg';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
// A first start makes the database and the demo shop; two busy cores need most of a minute.
const startTimeoutMs = 150_000;

export type ServerOptions = {
  /** Kept after stop() when given. */
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
  /** Further arguments of `npm start`, for example ['--lan']. */
  args?: string[];
};

export type RunningServer = {
  /** Address without a slash at the end, as the server printed it. */
  url: string;
  databaseUrl: string;
  dataDir: string;
  port: number;
  /** All that the server printed so far: the one-time link of the first manager is in it. */
  output(): string;
  /** SIGKILL to the server; its database stays behind, as after a crash. */
  kill(): Promise<void>;
  /** SIGTERM and a clean end; a scratch data folder is removed. Resolves to the exit code. */
  stop(): Promise<number | null>;
};

/** Starts the server and waits for its printed address. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'gondola-data-'));
  const port = options.port ?? (await freePort());
  const launcher = join(root, 'src/with-node.mjs');
  const entry = join(root, 'src/server/main.ts');
  const address = ['--host', '127.0.0.1', '--port', String(port), '--data', dataDir];
  const child = spawn(process.execPath, [launcher, 'node', entry, ...address, ...(options.args ?? [])], {
    cwd: root,
    // A group of its own: kill() takes launcher and server at once, and never the test.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GONDOLA_PRINT_DATABASE_URL: '1', ...options.env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const killAll = (): void => {
    signalGroup(child, 'SIGKILL');
    stopDatabasesIn(dataDir);
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  process.once('exit', killAll);

  // The line of the database is the last of the block that begins with the address.
  const databaseUrl = await printed(() => text, /^ *database: (postgres\S+)$/m, gone);
  const url = /Gôndola: (https?:\/\/[^\s/]+)/.exec(text)?.[1];
  if (!url) throw new Error(`The server printed no address:\n${text}`);
  console.log(`server: ${url}, ${await databaseVersion(databaseUrl)}`);
  return {
    url,
    databaseUrl,
    dataDir,
    port,
    output: () => text,
    async kill() {
      signalGroup(child, 'SIGKILL');
      await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => signalGroup(child, 'SIGKILL'), 20_000);
      const code = await gone;
      clearTimeout(late);
      killAll();
      process.off('exit', killAll);
      return code;
    },
  };
}

/** The answer of `select version()`, the proof of which database a run was about. */
export async function databaseVersion(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>('select version()');
    return rows[0]?.version ?? 'no version';
  } finally {
    await client.end();
  }
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function printed(output: () => string, pattern: RegExp, gone: Promise<unknown>): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => fail(`no address in ${startTimeoutMs / 1000} s`), startTimeoutMs);
    const look = setInterval(() => {
      const found = pattern.exec(output())?.[1];
      if (!found) return;
      clearTimeout(late);
      clearInterval(look);
      resolve(found);
    }, 25);
    const fail = (why: string): void => {
      clearTimeout(late);
      clearInterval(look);
      reject(new Error(`The server did not start: ${why}\n${output().slice(-4_000)}`));
    };
    void gone.then(() => fail('it ended'));
  });
}

// The database runs in a group of its own and outlives a killed server: its pid file says who it is.
function stopDatabasesIn(folder: string, depth = 2): void {
  for (const name of listOf(folder)) {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() && depth > 0) stopDatabasesIn(path, depth - 1);
    if (name !== 'postmaster.pid') continue;
    const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
    // SIGQUIT is PostgreSQL's immediate end; it recovers from its log at the next start.
    if (pid > 1) signalPid(pid, 'SIGQUIT');
  }
}

function listOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined) signalPid(-child.pid, signal);
}

function signalPid(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}
