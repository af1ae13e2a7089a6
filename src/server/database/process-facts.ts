// What the operating system says about a process. A zombie counts as gone: it holds nothing,
// yet `kill(pid, 0)` still answers for it (containers without an init keep zombies).
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** `startedAt` is opaque: two facts with the same pid and the same `startedAt` are one process. */
export type ProcessFacts = { command: string; startedAt: string };

export function processFacts(pid: number): ProcessFacts | undefined {
  try {
    return process.platform === 'linux' ? factsFromProc(pid) : factsFromPs(pid);
  } catch {
    return undefined;
  }
}

function factsFromProc(pid: number): ProcessFacts | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The name in brackets may hold spaces and brackets itself; the fields begin after the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  if (state === 'Z' || state === 'X') return undefined;
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  return { command, startedAt: fields[19] ?? '' };
}

function factsFromPs(pid: number): ProcessFacts | undefined {
  const line = execFileSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const parts = /^(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/s.exec(line);
  if (!parts?.[1] || parts[1].startsWith('Z')) return undefined;
  return { command: parts[3] ?? '', startedAt: parts[2] ?? '' };
}

/** Processes whose working folder is `folder`: every process of a PostgreSQL cluster stands in
 *  its data folder. Only Linux tells; elsewhere the list is empty. */
export function processesStandingIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder && processFacts(pid) !== undefined;
      } catch {
        return false;
      }
    });
}
