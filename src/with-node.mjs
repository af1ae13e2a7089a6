#!/usr/bin/env node
// The launcher: every script and the `gondola` bin run under the Node that package.json pins,
// whatever Node started npm. Some npm releases do not link `.bin/node` when several packages
// declare it, so the platform package's own folder is put first on PATH here.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { platform, arch } = process;
const names = [`node-${platform === 'win32' ? 'win' : platform}-${arch}`, `node-bin-${platform}-${arch}`];
const folder = names.map((name) => join(root, 'node_modules', name, 'bin')).find(existsSync);
if (!folder) {
  console.error(`No pinned Node for ${platform}-${arch}. Gôndola runs on glibc Linux (x64, arm64), macOS and Windows through WSL 2; install with optional dependencies (npm ci).`);
  process.exit(1);
}
const path = [folder, join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
const child = spawn(process.argv[2] ?? 'node', process.argv.slice(3), { stdio: 'inherit', env: { ...process.env, PATH: path } });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => (signal ? process.exit(128 + 15) : process.exit(code ?? 1)));
child.on('error', (error) => { console.error(error.message); process.exit(1); });
