// A new PostgreSQL cluster: UTF-8 with rules that do not hang on the machine's locale, page
// checksums, a random password. Made beside its place and renamed: a half-made one is never used.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StartRefusal } from '#server/start-refusal.ts';
import type { Binaries } from './binaries.ts';
import type { RunAs } from './run-as.ts';

export const SUPERUSER = 'gondola';
const MAJOR_VERSION = '18';

/** Makes the cluster unless it is there. Returns whether it was made now. */
export async function ensureCluster(
  cluster: string,
  passwordFile: string,
  binaries: Binaries,
  runAs: RunAs | undefined,
): Promise<boolean> {
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    refuseOtherVersion(cluster);
    return false;
  }
  if (existsSync(cluster))
    throw new StartRefusal(`${cluster} is there but holds no database.`, 'Move it away and start again.');
  const password = randomBytes(24).toString('base64url');
  writePrivate(passwordFile, password);
  await initialise(cluster, password, binaries, runAs);
  return true;
}

function refuseOtherVersion(cluster: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found === MAJOR_VERSION) return;
  throw new StartRefusal(
    `The data in ${cluster} was made by PostgreSQL ${found}; this version of Gôndola runs PostgreSQL ${MAJOR_VERSION}.`,
    'Start the version of Gôndola that made it, or give another folder with --data.',
  );
}

async function initialise(
  cluster: string,
  password: string,
  binaries: Binaries,
  runAs: RunAs | undefined,
): Promise<void> {
  const half = `${cluster}.half`;
  const pwfile = `${cluster}.pwfile`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writePrivate(pwfile, password);
  if (runAs) for (const path of [half, pwfile]) chownSync(path, runAs.uid, runAs.gid);
  const encoding = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale'];
  const access = [`--username=${SUPERUSER}`, '--auth=scram-sha-256', `--pwfile=${pwfile}`];
  try {
    await promisify(execFile)(binaries.initdb, ['-D', half, '--data-checksums', ...encoding, ...access], {
      cwd: half,
      env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '' },
      ...(runAs && { uid: runAs.uid, gid: runAs.gid }),
    });
    renameSync(half, cluster);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    const why = (error as { stderr?: string }).stderr?.trim() || (error as Error).message;
    throw new StartRefusal(
      `The database could not be created in ${dirname(cluster)}: ${why}`,
      'See that the disk has room and the folder can be written.',
    );
  } finally {
    rmSync(pwfile, { force: true });
  }
}

function writePrivate(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}
