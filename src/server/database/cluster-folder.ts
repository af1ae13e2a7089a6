// Where the database's own files lie: `database/` in the data folder. Started by root from a
// closed home, it is a link to a system folder that the other user can reach.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartRefusal } from '#server/start-refusal.ts';
import { type RunAs, canReach } from './run-as.ts';

const SYSTEM_FOLDER = process.platform === 'darwin' ? '/usr/local/var/gondola' : '/var/lib/gondola';

/** The folder that holds (or will hold) the cluster, real path. Its parent exists and is reachable. */
export function placeCluster(dataDir: string, runAs: RunAs | undefined, systemFolder = SYSTEM_FOLDER): string {
  const home = realpathSync(dataDir);
  const place = join(home, 'database');
  if (isLink(place)) return followLink(home, place);
  openForPassage(home);
  if (existsSync(place) || canReach(home, runAs)) return place;
  return placeInSystemFolder(home, place, systemFolder);
}

/** Passing through is not reading: the files inside keep their own modes. */
function openForPassage(home: string): void {
  const { mode, uid } = statSync(home);
  if (process.getuid?.() === 0 && uid === 0 && (mode & 0o011) !== 0o011) chmodSync(home, (mode & 0o777) | 0o011);
}

/** A name of its own each time: what an earlier, removed data folder left there is never taken up. */
function placeInSystemFolder(home: string, link: string, systemFolder: string): string {
  mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
  const shelf = mkdtempSync(join(systemFolder, 'shop-'));
  chmodSync(shelf, 0o755);
  writeFileSync(join(shelf, 'owner'), home);
  symlinkSync(join(shelf, 'database'), link);
  return join(shelf, 'database');
}

/** A copied data folder carries the link along: two shops must never share one cluster. */
function followLink(home: string, link: string): string {
  const target = readTarget(link);
  const ownerFile = join(dirname(target), 'owner');
  const owner = existsSync(ownerFile) ? readFileSync(ownerFile, 'utf8').trim() : home;
  if (owner === home) return target;
  if (existsSync(join(owner, 'database'))) {
    throw new StartRefusal(
      `${home} is a copy: its database lies in ${target} and belongs to ${owner}.`,
      `Start from ${owner}, or remove ${link} to begin with an empty database.`,
    );
  }
  const half = `${ownerFile}.new`;
  writeFileSync(half, home);
  renameSync(half, ownerFile);
  return target;
}

/** The cluster itself may not be made yet: a start was cut between the link and the making. */
function readTarget(link: string): string {
  const target = readlinkSync(link);
  if (existsSync(dirname(target))) return join(realpathSync(dirname(target)), basename(target));
  throw new StartRefusal(
    `The database that ${link} pointed to is gone (${target}).`,
    `Put it back, or remove ${link} to begin with an empty one.`,
  );
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
