// The browser of the end-to-end tests and benches: found, or fetched, on any machine that can run one.
// Promise: what is returned has answered `--version`; a failure names everything that was tried.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { chromium } from 'playwright';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const cacheFolder = join(root, 'node_modules/.cache/gondola-chromium');
const foundFile = join(cacheFolder, 'path.txt');
// The newest release that was verified with a service worker and a fake camera; 74 MB, fetched only if all else fails.
const npmShipped = '@sparticuz/chromium@147.0.2';

export type Try = { name: string; find: () => string[] | Promise<string[]> };

/** Path of a Chromium that runs here. Tries, in order, what costs least; throws with the whole list of tries. */
export async function findChromium(): Promise<string> {
  const path = await firstThatRuns(tries);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(foundFile, path);
  return path;
}

/** The first path of the first try that answers `--version`. */
export async function firstThatRuns(ways: readonly Try[]): Promise<string> {
  const tried: string[] = [];
  for (const { name, find } of ways) {
    try {
      const paths = (await find()).filter((path) => existsSync(path));
      if (paths.length === 0) tried.push(`${name}: not there`);
      for (const path of paths) {
        const trouble = isSnapStub(path) ? 'only asks for a snap' : await troubleWith(path);
        if (!trouble) return path;
        tried.push(`${name}: ${path}: ${trouble}`);
      }
    } catch (error) {
      tried.push(`${name}: ${firstLine(error)}`);
    }
  }
  throw new Error(
    `No Chromium that runs was found. Tried:\n${tried.map((line) => `  - ${line}`).join('\n')}\n` +
      'Install Chromium or Chrome, or set CHROMIUM_PATH to its program.',
  );
}

/** The browser's own version line, for example "Chromium 147.0.7390.0". */
export async function versionOf(path: string): Promise<string> {
  const line = (await run(path, ['--version', '--no-sandbox'], 20_000)).trim();
  if (!/chrom/i.test(line)) throw new Error(`answered "${line.slice(0, 80)}" to --version`);
  return line;
}

const tries: Try[] = [
  { name: 'CHROMIUM_PATH', find: () => [process.env.CHROMIUM_PATH ?? ''] },
  { name: 'Playwright’s own', find: () => [chromium.executablePath()] },
  { name: 'Chromium or Chrome of the system', find: systemBrowsers },
  { name: 'found by an earlier run', find: () => [readFileSync(foundFile, 'utf8')] },
  { name: 'playwright install chromium (120 s at most)', find: installByPlaywright },
  { name: 'apt-get install chromium (as root)', find: installByApt },
  { name: `${npmShipped} from npm`, find: installFromNpm },
];

async function troubleWith(path: string): Promise<string | undefined> {
  return versionOf(path).then(() => undefined, firstLine);
}

function systemBrowsers(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  const apps = ['Google Chrome', 'Chromium'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  return [...new Set(names.flatMap((name) => folders.map((folder) => join(folder, name)))), ...apps];
}

async function installByPlaywright(): Promise<string[]> {
  say('fetching Playwright’s Chromium …');
  const cli = join(dirname(fileURLToPath(import.meta.resolve('playwright/package.json'))), 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], 120_000);
  return [chromium.executablePath()];
}

async function installByApt(): Promise<string[]> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new Error('not root on Linux');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say('installing chromium by apt-get …');
  await run('apt-get', ['update'], 120_000, env);
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 400_000, env);
  return systemBrowsers();
}

async function installFromNpm(): Promise<string[]> {
  say(`fetching ${npmShipped} …`);
  mkdirSync(cacheFolder, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await run(npm, ['install', '--prefix', cacheFolder, '--no-save', '--ignore-scripts', npmShipped], 300_000);
  const entry = join(cacheFolder, 'node_modules/@sparticuz/chromium/build/esm/index.mjs');
  // Its package unpacks the browser into the temporary folder and answers with the path.
  const shipped = (await import(pathToFileURL(entry).href)) as { default: { executablePath(): Promise<string> } };
  return [await shipped.default.executablePath()];
}

// On Ubuntu `chromium-browser` is a script that only asks to install a snap, which a test's profile can't use.
function isSnapStub(path: string): boolean {
  const real = realpathSync(path);
  if (real.includes('/snap')) return true;
  const head = readFileSync(real).subarray(0, 4096).toString('latin1');
  return head.startsWith('#!') && /\bsnap\b/.test(head) && !head.includes('/usr/lib/chromium');
}

function run(program: string, args: string[], timeoutMs: number, env = process.env): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: timeoutMs, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const why = error.killed
        ? `no answer in ${timeoutMs / 1000} s`
        : stderr.trim().split('\n').at(-1) || error.message;
      reject(new Error(why));
    });
  });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function say(line: string): void {
  process.stderr.write(`chromium: ${line}\n`);
}
