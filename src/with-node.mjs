#!/usr/bin/env node
// The launcher: every script and the `gondola` command run under the Node that package.json pins,
// whatever Node started npm. Some npm releases do not link `.bin/node` when several packages
// declare it, so the platform package's own folder is put first on PATH here.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { platform, arch } = process;
const names = [`node-${platform}-${arch}`, `node-bin-${platform}-${arch}`];
const folder = names.map((name) => join(root, 'node_modules', name, 'bin')).find(existsSync);
const where = 'Gôndola runs on glibc Linux and macOS (x64, arm64), and on Windows through WSL 2.';
if (!folder)
  fail(`The pinned Node for ${platform}-${arch} is not installed. ${where} Run npm ci without --omit=optional.`);

if (platform === 'linux' && !hasGlibc())
  fail(`This Linux has musl instead of glibc, which the pinned Node and PostgreSQL need. ${where}`);

const path = [folder, join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
const command = process.argv[2] ?? 'node';
const child = spawn(command, process.argv.slice(3), { stdio: 'inherit', env: { ...process.env, PATH: path } });
// Ctrl-C reaches the child by itself as well; it must bear to hear it twice.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
child.on('error', (error) => fail(error.message));

function hasGlibc() {
  process.report.excludeNetwork = true; // else it looks up the names of open sockets
  return process.report.getReport().header.glibcVersionRuntime !== undefined;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
