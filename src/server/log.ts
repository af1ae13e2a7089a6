// The server's log: every line as JSON in the data folder, warnings also on the terminal.
// It never holds a cookie, a key or a person's PIN.
import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';

const LIMIT_BYTES = 10_000_000;
const PRIVATE = [
  'req.headers.cookie',
  'req.headers.authorization',
  'headers.cookie',
  'headers.authorization',
  '*.pin',
  '*.password',
];

export type Log = { log: Logger; flush: () => void };

/** GONDOLA_LOG=stdout sends the lines to standard output instead, as containers expect. */
export function openLog(dataDir: string, showWarning: (line: string) => void): Log {
  const level = process.env['LOG_LEVEL'] ?? 'info';
  const settings = { level, redact: PRIVATE };
  if (process.env['GONDOLA_LOG'] === 'stdout')
    return { log: pino(settings, pino.destination(1)), flush: () => undefined };
  const file = join(dataDir, 'server.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT_BYTES) renameSync(file, `${file}.1`);
  const destination = pino.destination({ dest: file, sync: true, mode: 0o600 });
  const terminal = { write: (line: string) => showWarning(oneLine(line)) };
  const streams = [
    { level: level as pino.Level, stream: destination },
    { level: 'warn' as const, stream: terminal },
  ];
  return { log: pino(settings, pino.multistream(streams)), flush: () => destination.flushSync() };
}

function oneLine(json: string): string {
  const { msg, err } = JSON.parse(json) as { msg?: string; err?: { message?: string } };
  return [msg, err?.message].filter((part, index, parts) => part && parts.indexOf(part) === index).join(': ');
}
