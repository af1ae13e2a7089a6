// What a start can be told on the command line, and its help.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { StartRefusal } from './start-refusal.ts';

export const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const DEFAULT_DATA_DIR = join(PROJECT, '.gondola');

export type StartOptions = {
  host?: string | undefined;
  port?: number | undefined;
  origin?: string | undefined;
  dataDir: string;
  tlsFiles?: { cert: string; key: string } | undefined;
  isLan: boolean;
  mayMove: boolean;
  wantsHelp: boolean;
};

export const HELP = `gondola start            (or: npm start -- OPTIONS)

  --port N               port to listen on (8080; fixed at the first start)
  --host NAME            address to listen on (127.0.0.1)
  --data DIR             where everything is kept (.gondola in the project folder)
  --lan                  open to the local network, with a certificate authority of its own
  --tls-cert FILE        certificate and key (PEM), instead of --lan
  --tls-key FILE
  --origin URL           the address people open, when a proxy stands in front
  --new-origin           move the shop to another address; tablets are enrolled again
  --help

  DATABASE_URL           a PostgreSQL server to use instead of the bundled one
  SMTP_URL, MAIL_FROM    the mail server and the sender of sign-in codes, smtps://user:password@host
  GONDOLA_CACHE_DIR      where the bundled PostgreSQL is copied to when root starts it
  GONDOLA_SENSITIVE_DEPARTMENTS
                         departments that are never part of a person's history, by their Portuguese names, with ';' between
  LOG_LEVEL, GONDOLA_LOG=stdout
`;

export function parseStart(args: string[]): StartOptions {
  const values = parse(args);
  const { 'tls-cert': cert, 'tls-key': key } = values;
  if ((cert === undefined) !== (key === undefined)) throw wrong('--tls-cert and --tls-key go together.');
  if (cert !== undefined && values.lan) throw wrong('--lan makes its own certificate: leave out --tls-cert.');
  return {
    host: values.host,
    port: values.port === undefined ? undefined : parsePort(values.port),
    origin: values.origin === undefined ? undefined : parseOrigin(values.origin),
    // Relative to where the person stands, not to the project.
    dataDir: values.data === undefined ? DEFAULT_DATA_DIR : resolve(process.env['INIT_CWD'] ?? '.', values.data),
    tlsFiles: cert !== undefined && key !== undefined ? { cert, key } : undefined,
    isLan: values.lan,
    mayMove: values['new-origin'],
    wantsHelp: values.help,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    const options = {
      host: text,
      port: text,
      origin: text,
      data: text,
      'tls-cert': text,
      'tls-key': text,
      lan: flag,
      'new-origin': flag,
      help: flag,
    };
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw wrong((error as Error).message);
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw wrong(`--port ${text} is no port (1 to 65535).`);
  return port;
}

function parseOrigin(text: string): string {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw wrong(`--origin ${text} is no address such as https://shop.example`);
  return url.origin;
}

function wrong(what: string): StartRefusal {
  return new StartRefusal(what, '`npm start -- --help` lists the options.');
}
