// The server of a bench, in a process of its own: the real routes over the database named by DATABASE_URL. It tells its
// parent where it listens, and, asked, what it costs. Promise: it ends when its parent does.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { buildApp } from '#server/app.ts';
import { openDatabase, openPool, REQUEST_LIMITS } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';

const connectionString = process.env['DATABASE_URL'] ?? '';
const port = Number(process.env['GONDOLA_BENCH_PORT']);
const given = process.env['GONDOLA_BENCH_DATA'];
const dataDir = given ?? mkdtempSync(join(tmpdir(), 'gondola-bench-server-'));
writeFileSync(join(dataDir, 'index.html'), '<!doctype html><title>Gôndola</title>');

const pool = openPool({ connectionString, onTrouble: console.error, limits: REQUEST_LIMITS });
const app = await buildApp({
  db: openDatabase<Database>(pool),
  connectionString,
  log: pino({ level: 'warn' }, pino.destination(2)),
  config: {
    origin: `http://127.0.0.1:${port}`,
    otherNames: new Set(),
    dataDir,
    webFolder: process.env['GONDOLA_BENCH_WEB'] ?? dataDir,
    tls: undefined,
  },
});
await app.listen({ host: '127.0.0.1', port });

export interface Cost {
  rssMB: number;
  heapMB: number;
  cpuMs: number;
}

process.on('message', (what) => {
  // What is only waiting to be collected is nobody's memory.
  if (what === 'memory') globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({ rssMB: rss / 2 ** 20, heapMB: heapUsed / 2 ** 20, cpuMs: (user + system) / 1000 } satisfies Cost);
});
process.once('disconnect', () => {
  if (given === undefined) rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
process.send?.('listening');
