// `npm start`, top to bottom: options, data folder, address, web app, database, shop, listening.
// Promise: either one printed address or a clear reason with the way on, and no process left over.
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { buildWebApp } from './build-app.ts';
import { openDataFolder } from './data-folder.ts';
import { migrate } from './database/migrate.ts';
import type { Database } from './database/schema.ts';
import { openShopDatabase } from './database/shop-database.ts';
import { closeInTime, untilAskedToEnd } from './ending.ts';
import { lanAddresses, machineNames } from './lan/addresses.ts';
import { serveAuthority } from './lan/authority-page.ts';
import { chooseLanAddress, lanBlock, prepareLan } from './lan/lan.ts';
import type { Tls } from './lan/leaf.ts';
import { openLog } from './log.ts';
import { smtpIn } from './mail/smtp-options.ts';
import { HELP, PROJECT, type StartOptions, parseStart } from './options.ts';
import { otherNames, refuseTakenPort, settleAddress } from './origin.ts';
import { showProgress } from './progress.ts';
import type { ShopToPrepare } from './prepare-shop.ts';
import type { ServerConfig } from './server-config.ts';
import { StartRefusal } from './start-refusal.ts';

export type Parts = {
  /** The whole HTTP side, not yet listening. Calls `keepOneOrigin` before it adds routes. */
  buildApp: (input: {
    db: Kysely<Database>;
    jobsDb: Kysely<Database>;
    config: ServerConfig;
    log: Logger;
    connectionString: string;
  }) => Promise<FastifyInstance>;
  /** Fills an empty database; returns lines to print below the address. */
  prepareShop: (shop: ShopToPrepare) => Promise<string[]>;
};

type Closer = () => Promise<void> | void;

/** Resolves with the exit code after everything has ended. `project` holds the web app's sources. */
export async function start(args: string[], parts: Parts, project = PROJECT): Promise<number> {
  const ending = untilAskedToEnd();
  const closers: Closer[] = [];
  try {
    const options = parseStart(args);
    if (options.wantsHelp) {
      process.stdout.write(HELP);
      return 0;
    }
    await bringUp({ options, parts, project, closers, signal: ending.signal });
    return await ending.asked;
  } catch (error) {
    // What fails because it was told to stop is no failure.
    if (ending.signal.aborted) return ending.asked;
    tellWhy(error);
    return 1;
  } finally {
    await closeInTime(closers);
    ending.forget();
  }
}

type BringUp = { options: StartOptions; parts: Parts; project: string; closers: Closer[]; signal: AbortSignal };

async function bringUp({ options, parts, project, closers, signal }: BringUp): Promise<void> {
  const smtp = smtpIn(process.env);
  const folder = openDataFolder(options.dataDir);
  closers.push(folder.release);
  const isLan = options.isLan || (folder.address?.isLan === true && !options.mayMove);
  const asked = { ...options, hasCertificate: options.tlsFiles !== undefined };
  const address = settleAddress(folder.address, asked, isLan ? chooseLanAddress() : lanAddresses()[0]);
  await refuseTakenPort(address.host, address.port);

  const progress = showProgress([15, 3, 1, 10]);
  closers.push(progress.end);
  const { log, flush } = openLog(folder.path, (line) => process.stderr.write(`  ! ${line}\n`));
  closers.push(flush);

  progress.step('Checking the web app');
  const web = await buildWebApp(project, () => progress.say('Building the web app (only after a change)'), signal);
  progress.step('Starting the database');
  const database = await openShopDatabase({
    dataDir: folder.path,
    databaseUrl: process.env['DATABASE_URL'] || undefined,
    onProgress: progress.say,
    onTrouble: (line) => log.warn(line),
    signal,
  });
  closers.push(database.close);
  progress.step('Preparing its tables');
  await migrate(database.db, progress.say);
  signal.throwIfAborted();

  const lan = isLan ? await prepareLan(folder.path) : undefined;
  const config: ServerConfig = {
    origin: address.origin,
    otherNames: otherNames(address, [...lanAddresses(), ...machineNames()]),
    dataDir: folder.path,
    webFolder: web.folder,
    tls: lan?.tls ?? readTls(options.tlsFiles),
    smtp,
  };
  progress.step('Preparing the shop');
  const lines = await parts.prepareShop({ db: database.db, config, onPortion: progress.portion });
  signal.throwIfAborted();
  const { requests, jobs } = database.serving;
  const { connectionString } = database;
  const app = await parts.buildApp({ db: requests, jobsDb: jobs, config, log, connectionString });
  closers.push(() => closeApp(app));
  await app.listen({ host: address.host, port: address.port });
  folder.rememberAddress(address);
  log.info({ origin: address.origin, database: database.version }, 'listening');

  progress.end();
  printAddress(address.origin, lines);
  if (process.env['GONDOLA_PRINT_DATABASE_URL']) console.log(`  database: ${database.connectionString}`);
  if (!lan) return;
  const page = await serveAuthority(lan.authority, address.origin, address.port + 1);
  closers.push(page.close);
  console.log(
    lanBlock(address.origin, `http://${new URL(address.origin).hostname}:${page.port}`, lan.authority.fingerprint),
  );
}

/** The block that people look for and that tests read: one address, on a line of its own. */
function printAddress(origin: string, lines: string[]): void {
  console.log(
    [
      '',
      `  Gôndola: ${origin}`,
      ...lines.map((line) => `  ${line}`),
      '',
      '  Ctrl-C termina. / Ctrl-C ends it.',
      '',
    ].join('\n'),
  );
}

/** Streams to tablets never end by themselves: after a moment for running requests they are cut. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), 500);
  await app.close();
  clearTimeout(cut);
}

function readTls(files: { cert: string; key: string } | undefined): Tls | undefined {
  if (!files) return undefined;
  try {
    return { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') };
  } catch (error) {
    throw new StartRefusal(
      `The certificate cannot be read: ${(error as Error).message}`,
      'Correct --tls-cert and --tls-key.',
    );
  }
}

export function tellWhy(error: unknown): void {
  if (error instanceof StartRefusal) console.error(`\n  ${error.message}\n  → ${error.wayOn}\n`);
  else console.error(error);
}
