// `gondola channel`: keys for those who send what visitors of the web shop did. Beside a running server, or with the shop
// closed. Promise: a key is printed once, when it is made, and stands in no file.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Kysely } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import { holderOf, openDataFolder } from '#server/data-folder.ts';
import { migrate } from '#server/database/migrate.ts';
import type { Database } from '#server/database/schema.ts';
import { joinShopDatabase, openShopDatabase } from '#server/database/shop-database.ts';
import { closeInTime, untilAskedToEnd } from '#server/ending.ts';
import { DEFAULT_DATA_DIR } from '#server/options.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import { tellWhy } from '#server/start.ts';
import { addChannel, channelsOf, revokeChannel } from './channels.ts';

const HELP = `gondola channel add NAME --origin https://shop.example [options]
gondola channel add NAME --server [options]
gondola channel list [options]
gondola channel revoke NAME [options]

A channel sends what visitors of the web shop did to POST /v1/events, in GA4's names. With --origin its key stands in the
shop's pages (<script src=".../gondola.js" data-key="gk_..." async>): everybody can read it there, so it is good only from
these origins and for nothing but events. With --server it is the key of the shop's own server: keep it secret.

  --origin URL           of the shop's pages; may be given several times
  --chain NAME           which chain, where the database holds several
  --data DIR             data folder of the shop (.gondola in the project folder)
  --help

  DATABASE_URL           a PostgreSQL server to use instead of the bundled one
`;

export interface ChannelOrder {
  task: 'add' | 'list' | 'revoke';
  name: string;
  origins: readonly string[];
  chain: string | undefined;
  dataDir: string;
}

/** Resolves with the exit code: 0 done, 1 refused, 130 stopped by the person. */
export async function channelCommand(args: string[]): Promise<number> {
  const ending = untilAskedToEnd();
  const closers: (() => Promise<void> | void)[] = [];
  try {
    const wanted = parseChannel(args);
    if (wanted === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    const { dataDir } = wanted;
    const quiet = (): void => undefined;
    const databaseUrl = process.env['DATABASE_URL'] || undefined;
    const open = { dataDir, databaseUrl, onProgress: quiet, onTrouble: quiet, signal: ending.signal };
    // A server that runs on this folder has the database up: it is used, and left alone afterwards.
    const isUp = databaseUrl !== undefined || holderOf(dataDir) !== undefined;
    const joined = isUp ? await joinShopDatabase(open) : undefined;
    if (!joined) {
      // A wrong folder must not become a new shop.
      if (!existsSync(join(dataDir, 'instance.json')))
        throw new StartRefusal(`There is no shop in ${dataDir}.`, 'Name its data folder with --data DIR.');
      closers.push(openDataFolder(dataDir).release);
    }
    const database = joined ?? (await openShopDatabase(open));
    closers.push(database.close);
    if (!joined) await migrate(database.db, quiet);
    const lines = await runChannel(database.db, wanted, Date.now());
    process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
    return 0;
  } catch (error) {
    if (ending.signal.aborted) return 130;
    tellWhy(error);
    return 1;
  } finally {
    await closeInTime(closers);
    ending.forget();
  }
}

/** Gives the lines to print. */
export async function runChannel(db: Kysely<Database>, wanted: ChannelOrder, nowMs: number): Promise<string[]> {
  const { task, name, origins } = wanted;
  const chain = await chainNamed(db, wanted.chain);
  switch (task) {
    case 'add': {
      const key = await addChannel(db, { id: randomUUID(), chain, name, origins, nowMs });
      if (key === null)
        throw new StartRefusal(
          `There is a channel called ${name}.`,
          `Take its key back first: channel revoke ${name}.`,
        );
      return [key, '', 'This key is shown once; only a hash of it is kept.'];
    }
    case 'list': {
      const channels = await channelsOf(db, chain);
      if (channels.length === 0) return ['There is no channel yet.'];
      return channels.map((channel) => {
        const since = new Date(channel.created_ms).toISOString().slice(0, 10);
        const from = channel.origins.length === 0 ? 'a server' : channel.origins.join(', ');
        return `${channel.name}  ${from}  since ${since}${channel.revoked_ms === null ? '' : '  revoked'}`;
      });
    }
    case 'revoke':
      if (!(await revokeChannel(db, { chain, name, nowMs })))
        throw new StartRefusal(`There is no channel called ${name}.`, 'See them with: channel list.');
      return [`The key of ${name} opens nothing any more.`];
  }
}

async function chainNamed(db: Kysely<Database>, name: string | undefined): Promise<HomeId> {
  const chains = await db.selectFrom('home').select(['id', 'name']).where('kind', '=', 'chain').execute();
  const found = name === undefined ? chains : chains.filter((chain) => chain.name === name);
  const [only] = found;
  if (only && found.length === 1) return only.id as HomeId;
  throw new StartRefusal(
    name === undefined ? 'This database holds several chains, or none.' : `There is no chain called ${name}.`,
    `Name it with --chain: ${chains.map((chain) => chain.name).join(', ')}.`,
  );
}

export function parseChannel(args: string[]): ChannelOrder | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [task, name = '', ...more] = positionals;
  if (task !== 'add' && task !== 'list' && task !== 'revoke') throw wrong('Say what to do: add, list or revoke.');
  if (more.length > 0 || (task === 'list' && name !== '')) throw wrong(`"${more[0] ?? name}" is one word too many.`);
  if (task !== 'list' && !/^[\w.-]{1,40}$/.test(name))
    throw wrong('A channel has a name of letters, digits, dots and dashes.');
  const origins = (values.origin ?? []).map(originOf);
  if (task === 'add' && values.server === origins.length > 0)
    throw wrong('Say from where: --origin https://shop.example for pages, or --server.');
  return {
    task,
    name,
    origins,
    chain: values.chain?.trim() || undefined,
    // Relative to where the person stands, not to the project.
    dataDir: values.data === undefined ? DEFAULT_DATA_DIR : resolve(process.env['INIT_CWD'] ?? '.', values.data),
  };
}

function originOf(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || !/^\/?$/.test(url.pathname + url.search + url.hash))
    throw wrong(`--origin ${text} is no origin such as https://shop.example`);
  return url.origin;
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    const options = {
      origin: { type: 'string', multiple: true },
      server: flag,
      chain: text,
      data: text,
      help: flag,
    } as const;
    return parseArgs({ args, options, strict: true, allowPositionals: true });
  } catch (error) {
    throw wrong((error as Error).message);
  }
}

const wrong = (what: string): StartRefusal => new StartRefusal(what, '`npx gondola channel --help` tells how.');
