// `gondola rotate-sealing-key`: from now on tablets seal to a new key [AR1]. Beside a running server, or with the shop closed.
// Promise: every earlier key stays where it is, so that nothing that is under way becomes unreadable.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { holderOf, openDataFolder } from './data-folder.ts';
import type { Database } from './database/schema.ts';
import { joinShopDatabase, openShopDatabase } from './database/shop-database.ts';
import { closeInTime, untilAskedToEnd } from './ending.ts';
import { DEFAULT_DATA_DIR } from './options.ts';
import { rotateSealingKey } from './session/sealing.ts';
import { tellWhy } from './start.ts';
import { StartRefusal } from './start-refusal.ts';

const HELP = `gondola rotate-sealing-key [options]

Makes a new key for what shoppers leave (name, number). Tablets take it up at their next greeting; a running server
hears of it within a minute. What was sealed to an earlier key still opens: those keys are kept as long as receipts.
Make a backup afterwards: without its keys it can't read what is sealed from now on.

  --data DIR             data folder of the shop (.gondola in the project folder)
  --help

  DATABASE_URL           a PostgreSQL server to use instead of the bundled one
`;

/** Resolves with the exit code: 0 done, 1 refused, 130 stopped by the person. */
export async function rotateCommand(args: string[]): Promise<number> {
  const ending = untilAskedToEnd();
  const closers: (() => Promise<void> | void)[] = [];
  try {
    const { data, help } = parse(args);
    if (help) {
      process.stdout.write(HELP);
      return 0;
    }
    // Relative to where the person stands, not to the project.
    const dataDir = data === undefined ? DEFAULT_DATA_DIR : resolve(process.env['INIT_CWD'] ?? '.', data);
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
    await requireShop(database.db);
    const { kid, kept } = await rotateSealingKey(database.db, Date.now());
    process.stdout.write(`\n  New sealing key: ${kid}. Keys kept: ${kept}.\n  Make a backup now.\n\n`);
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

/** A wrong DATABASE_URL names a stranger's database: no table is made there, and no key that no shop would read. */
async function requireShop(db: Kysely<Database>): Promise<void> {
  const tables = ['migration', 'home', 'receipt', 'sealing_key'];
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from information_schema.tables
    where table_schema = any (current_schemas(false)) and table_name in (${sql.join(tables)})`.execute(db);
  if (rows[0]?.n === tables.length) return;
  throw new StartRefusal(
    'There is no shop in this database, or one that no server of this version has opened yet.',
    'Correct DATABASE_URL, or start the server on it once.',
  );
}

function parse(args: string[]): { data?: string | undefined; help?: boolean | undefined } {
  try {
    return parseArgs({ args, options: { data: { type: 'string' }, help: { type: 'boolean' } }, strict: true }).values;
  } catch (error) {
    const wayOn = '`npx gondola rotate-sealing-key --help` lists the options.';
    throw new StartRefusal((error as Error).message, wayOn);
  }
}
