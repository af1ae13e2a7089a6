// A database left by a server that was killed. A live one is stopped in good order before a new
// one starts; a `postmaster.pid` that lies is removed only when nobody stands in the folder.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartRefusal } from '#server/start-refusal.ts';
import { processFacts, processesStandingIn } from './process-facts.ts';

export type PidFile = { pid: number; port: number; isReady: boolean };

/** Lines of postmaster.pid: pid, folder, start, port, socket folder, address, shared memory, state. */
export function readPidFile(cluster: string): PidFile | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 1 ? { pid, port, isReady: lines[7]?.trim() === 'ready' } : undefined;
}

/** True when this pid is the postmaster of this very folder (its command line names it). */
export function isPostmasterOf(cluster: string, pid: number): boolean {
  const facts = processFacts(pid);
  return facts !== undefined && facts.command.includes('postgres') && facts.command.includes(cluster);
}

export async function clearTheFolder(cluster: string): Promise<'nothing' | 'stale' | 'stopped'> {
  const left = readPidFile(cluster);
  if (!left) return 'nothing';
  if (isPostmasterOf(cluster, left.pid)) {
    await stopPostmaster(cluster, left.pid);
    return 'stopped';
  }
  await waitUntil(() => processesStandingIn(cluster).length === 0, 10_000);
  const remaining = processesStandingIn(cluster);
  if (remaining.length > 0) {
    throw new StartRefusal(
      `Processes of a killed database still use ${cluster} (${remaining.join(', ')}).`,
      'End them, then start again.',
    );
  }
  // A pid that is simply free is left to PostgreSQL, which also checks the shared memory. A
  // zombie or another program under the same number would make it refuse for ever.
  if (answersSignals(left.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return 'stale';
}

/** Fast stop (checkpoint, then end); after 10 s an immediate one, from which the log recovers.
 *  Never SIGKILL: that leaves backends alone with the shared memory. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  const isGone = () => !isPostmasterOf(cluster, pid);
  if (await waitUntil(isGone, 10_000)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntil(isGone, 5_000)) return;
  throw new StartRefusal(`The database process ${pid} does not end.`, `End process ${pid} by hand, then start again.`);
}

export async function waitUntil(isTrue: () => boolean, limitMs: number, stepMs = 20): Promise<boolean> {
  const end = performance.now() + limitMs;
  while (!isTrue()) {
    if (performance.now() > end) return false;
    await wait(stepMs);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
