// PostgreSQL refuses to run as root. A root start lends it to another user, and everything
// that user must read has to lie where the user can reach it.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartRefusal } from '#server/start-refusal.ts';

export type RunAs = { name: string; uid: number; gid: number };

/** In this order: an account made for the shop, one made for PostgreSQL, the one every system has. */
const ACCOUNTS = ['gondola', 'postgres', '_postgres', 'nobody'];

/** Undefined: not root, PostgreSQL runs as whoever started us. */
export function chooseRunAs(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ACCOUNTS) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid !== undefined && gid !== undefined && uid !== 0) return { name, uid, gid };
  }
  throw new StartRefusal(
    'PostgreSQL does not run as root, and no other account was found to lend it to.',
    'Start as an ordinary user, or make an account named gondola.',
  );
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim());
  } catch {
    return undefined;
  }
}

/** True when every folder from the root down to `folder` lets this user pass through. */
export function canReach(folder: string, runAs: RunAs | undefined): boolean {
  if (!runAs) return true;
  for (let at = folder; ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at);
    const passes = uid === runAs.uid ? mode & 0o100 : gid === runAs.gid ? mode & 0o010 : mode & 0o001;
    if (!passes) return false;
    if (at === dirname(at)) return true;
  }
}
