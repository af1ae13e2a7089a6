// The running PostgreSQL: a child in a process group of its own, so that Ctrl-C reaches the
// server first and the database ends last. If it dies by itself it is started again, same port.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { StartRefusal } from '#server/start-refusal.ts';
import type { Binaries } from './binaries.ts';
import { clearTheFolder, readPidFile, stopPostmaster } from './orphan.ts';
import type { RunAs } from './run-as.ts';

export type PostgresPlan = {
  cluster: string;
  logFile: string;
  binaries: Binaries;
  runAs: RunAs | undefined;
  onTrouble: (line: string) => void;
};
export type PostgresProcess = { port: number; pid: () => number | undefined; stop: () => Promise<void> };

const LOG_LIMIT_BYTES = 5_000_000;
const READY_LIMIT_MS = 60_000; // recovery after a crash reads the log since the last checkpoint
const RESTART_CEILING_MS = 30_000;

export async function runPostgres(plan: PostgresPlan): Promise<PostgresProcess> {
  turnLog(plan.logFile);
  const port = await freePort();
  const stopping = new AbortController();
  let child = await startUntilReady(plan, port, stopping.signal);
  let restarting = Promise.resolve();
  watch();

  function watch(): void {
    child.once('exit', () => {
      if (!stopping.signal.aborted) restarting = restart();
    });
  }
  async function restart(): Promise<void> {
    for (let delayMs = 100; !stopping.signal.aborted; delayMs = Math.min(delayMs * 2, RESTART_CEILING_MS)) {
      plan.onTrouble('The database ended by itself; it is being started again.');
      await wait(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      try {
        await clearTheFolder(plan.cluster);
        if (stopping.signal.aborted) return;
        child = await startUntilReady(plan, port, stopping.signal);
        return watch();
      } catch (error) {
        plan.onTrouble((error as Error).message);
      }
    }
  }

  return {
    port,
    pid: () => child.pid,
    async stop() {
      stopping.abort();
      await restarting; // else a database that was just coming up would be left behind
      const { pid } = child;
      if (pid !== undefined && child.exitCode === null && child.signalCode === null)
        await stopPostmaster(plan.cluster, pid);
    },
  };
}

/** Resolves when it takes connections, or earlier when `stopping` fires: then the caller stops it. */
async function startUntilReady(plan: PostgresPlan, port: number, stopping: AbortSignal): Promise<ChildProcess> {
  const logStart = statSync(plan.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const child = launch(plan, port);
  let problem: Error | undefined;
  child.once('error', (error) => (problem = error));
  const end = performance.now() + READY_LIMIT_MS;
  for (;;) {
    const pidFile = readPidFile(plan.cluster);
    if (stopping.aborted || (pidFile?.pid === child.pid && pidFile?.isReady)) return child;
    if (problem || child.exitCode !== null || child.signalCode !== null) {
      const said = readFileSync(plan.logFile, 'utf8').slice(logStart).trim();
      throw new StartRefusal(`The database does not start: ${problem?.message ?? said}`, `Its log is ${plan.logFile}.`);
    }
    if (performance.now() > end) {
      child.kill('SIGINT');
      throw new StartRefusal('The database was not ready after a minute.', `Its log is ${plan.logFile}.`);
    }
    await wait(10);
  }
}

/** No Unix socket: its path has a length limit that a deep project folder passes. */
function launch({ cluster, logFile, binaries, runAs }: PostgresPlan, port: number): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(
    binaries.postgres,
    ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      cwd: cluster,
      detached: true,
      env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', log, log],
      ...(runAs && { uid: runAs.uid, gid: runAs.gid }),
    },
  );
  closeSync(log);
  return child;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port on the loopback');
  return address.port;
}

function turnLog(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
}
