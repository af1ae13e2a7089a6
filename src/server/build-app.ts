// The web app in dist/, built again only when a file it is made of has changed. The stamp lies
// in dist/ itself: any other build removes it, an interrupted one never writes it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartRefusal } from './start-refusal.ts';

/** Everything that can change the built files; the lockfile stands for node_modules. */
const SOURCES = [
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'public',
  'service-worker',
  'src/app',
  'src/domain',
  'src/local',
  'src/protocol',
  'src/scan',
  'src/sync',
  'src/web-script',
];
const STAMP = '.sources';

export type WebApp = { folder: string; wasBuilt: boolean };

export async function buildWebApp(project: string, onBuild: () => void, signal: AbortSignal): Promise<WebApp> {
  const folder = join(project, 'dist');
  const stamp = join(folder, STAMP);
  const hash = hashSources(project);
  const isCurrent = existsSync(join(folder, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (isCurrent) return { folder, wasBuilt: false };
  onBuild();
  await runVite(project, signal);
  writeFileSync(stamp, hash);
  return { folder, wasBuilt: true };
}

export function hashSources(project: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesBelow(join(project, source))) {
      hash.update(relative(project, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (!kind) return [];
  if (kind.isFile()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted();
  return names
    .filter((name) => !/\.test\.tsx?$|(^|\/)\.[^/]*$/.test(name))
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile());
}

async function runVite(project: string, signal: AbortSignal): Promise<void> {
  // A process of its own: the bundler's memory is given back before the server runs.
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: project,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0)
    throw new StartRefusal(
      `The web app could not be built:\n${said.trim()}`,
      'Run `npm run build` to see the whole message.',
    );
}
