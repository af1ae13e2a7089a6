import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashSources } from './build-app.ts';

// The real start with the smallest parts: a page that streams for ever, as the poke does.
const SERVER = `
  const [{ start }, { default: fastify }, { keepOneOrigin }] = await Promise.all([import('#server/start.ts'), import('fastify'), import('#server/origin.ts')]);
  const [project, ...args] = process.argv.slice(1);
  const buildApp = async ({ config, log }) => {
    const app = fastify({ loggerInstance: log });
    keepOneOrigin(app, config);
    app.get('/stream', (request, reply) => { reply.hijack(); reply.raw.write('data: 1\\n\\n'); });
    return app;
  };
  process.exit(await start(args, { buildApp, prepareShop: async () => ['one more line'] }, project));`;

// A start makes a cluster and loads the whole server: several seconds when both cores are busy.
vi.setConfig({ testTimeout: 60_000 });

const scratch = mkdtempSync(join(tmpdir(), 'gondola-start-'));
const project = join(scratch, 'project');
const dataDir = join(scratch, 'data');
const children = new Set<ChildProcess>();
let port = 0;

beforeAll(async () => {
  chmodSync(scratch, 0o711); // else a root start puts the database where its other user can reach it
  mkdirSync(join(project, 'dist'), { recursive: true });
  writeFileSync(join(project, 'index.html'), '<!doctype html>');
  writeFileSync(join(project, 'dist', 'index.html'), 'built');
  writeFileSync(join(project, 'dist', '.sources'), hashSources(project));
  const probe = createServer();
  port = await new Promise((resolve) =>
    probe.listen(0, '127.0.0.1', () => resolve((probe.address() as AddressInfo).port)),
  );
  await new Promise((resolve) => probe.close(resolve));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

type Run = {
  child: ChildProcess;
  text: () => string;
  gone: Promise<number | null>;
  says: (pattern: RegExp) => Promise<void>;
};

function run(...args: string[]): Run {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SERVER, project, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '' },
  });
  children.add(child);
  let text = '';
  const { promise: gone, resolve } = Promise.withResolvers<number | null>();
  child.once('exit', resolve);
  const says = (pattern: RegExp): Promise<void> =>
    new Promise((done, fail) => {
      const look = (): void => void (pattern.test(text) && done());
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      child.once('exit', () => (pattern.test(text) ? done() : fail(new Error(text))));
    });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, text: () => text, gone, says };
}

async function refusal(...args: string[]): Promise<string> {
  const { gone, text } = run(...args);
  expect(await gone).toBe(1);
  return text();
}

test('a first start on a taken port says so and fixes no address', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  expect(await refusal('--data', dataDir, '--port', String(port))).toContain(`Port ${port} on 127.0.0.1 is taken`);
  expect(existsSync(join(dataDir, 'instance.json'))).toBe(false);
  await new Promise((resolve) => other.close(resolve));
});

test('SIGTERM ends server and database with a stream open, and nothing is left behind', async () => {
  const server = run('--data', dataDir, '--port', String(port));
  await server.says(/Ctrl-C/);
  expect(server.text()).toMatch(new RegExp(`^ {2}Gôndola: http://127\\.0\\.0\\.1:${port}\\n {2}one more line$`, 'm'));
  expect(server.text()).not.toContain('Building');
  expect(await refusal('--data', dataDir)).toContain(
    `A server already runs on ${dataDir} (process ${server.child.pid})`,
  );
  const stream = get(`http://127.0.0.1:${port}/stream`);
  stream.on('error', () => undefined);
  await new Promise((resolve) =>
    stream.once('response', (response) => response.once('data', resolve).on('error', () => undefined)),
  );

  const endedAt = performance.now();
  server.child.kill('SIGTERM');
  server.child.kill('SIGINT');
  expect(await server.gone).toBe(0);
  // Far below 3 s on a quiet machine; a stream that is waited for would take the whole limit of 20 s.
  expect(performance.now() - endedAt).toBeLessThan(10_000);
  expect(existsSync(join(dataDir, 'database', 'postmaster.pid'))).toBe(false);
  expect(existsSync(join(dataDir, 'server.lock'))).toBe(false);
});

test('a killed server leaves a folder that the next start takes over on the same address, building nothing', async () => {
  const killed = run('--data', dataDir);
  await killed.says(/Ctrl-C/);
  killed.child.kill('SIGKILL');
  await killed.gone;
  const next = run('--data', dataDir);
  await next.says(/Ctrl-C/);
  expect(next.text()).not.toContain('Building');
  expect(next.text()).toContain(`http://127.0.0.1:${port}`);
  expect(next.text()).toContain('left by a killed server was stopped');
  next.child.kill('SIGINT');
  expect(await next.gone).toBe(0);
});

test('another port at a later start is refused', async () => {
  expect(await refusal('--data', dataDir, '--port', String(port + 1))).toContain('--new-origin');
});

test('a folder of a newer version is refused and stays as it is', async () => {
  const file = join(dataDir, 'instance.json');
  const before = readFileSync(file, 'utf8');
  const newer = before.replace('"layout": 1', '"layout": 2');
  writeFileSync(file, newer);
  expect(await refusal('--data', dataDir)).toContain('made by a newer version of Gôndola');
  expect(readFileSync(file, 'utf8')).toBe(newer);
  writeFileSync(file, before);
});

test('a folder that cannot be written is named', async () => {
  writeFileSync(join(scratch, 'file'), '');
  expect(await refusal('--data', join(scratch, 'file', 'data'))).toMatch(
    /data folder .* cannot be written \(ENOTDIR\)/,
  );
});

test('an option that does not exist leads to the help', async () => {
  expect(await refusal('--prot', '80')).toContain('--help');
  const help = run('--help');
  expect(await help.gone).toBe(0);
  expect(help.text()).toContain('--new-origin');
});
