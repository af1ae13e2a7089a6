// `gondola tags`: shelf tags as a PDF. Beside a running server, or with the shop closed. Promise: it changes nothing, and
// a product that is not there is named before anything is written.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { gtin14ToDisplay } from '#domain/tag.ts';
import { holderOf, openDataFolder } from '#server/data-folder.ts';
import type { Database } from '#server/database/schema.ts';
import { joinShopDatabase, openShopDatabase } from '#server/database/shop-database.ts';
import { closeInTime, untilAskedToEnd } from '#server/ending.ts';
import { tellWhy } from '#server/start.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import { departmentNames, tagLabels, type TagOrder } from './tag-labels.ts';
import { HELP, parseTags, type TagCommand } from './tag-options.ts';
import { LabelTooSmall, tagSheet } from './tag-sheet.ts';

/** Resolves with the exit code: 0 done, 1 refused, 130 stopped by the person. */
export async function tagCommand(args: string[]): Promise<number> {
  const ending = untilAskedToEnd();
  const closers: (() => Promise<void> | void)[] = [];
  try {
    const wanted = parseTags(args);
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
    const written = await writeTags(database.db, wanted, Date.now());
    process.stdout.write(`\n  ${written} ${written === 1 ? 'tag' : 'tags'} written to ${wanted.pdf}\n\n`);
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

/** Gives the number of tags. */
export async function writeTags(db: Kysely<Database>, wanted: TagCommand, nowMs: number): Promise<number> {
  const { pick, locale, size, skip, pdf, dataDir } = wanted;
  const chain = await chainNamed(db, wanted.chain);
  const order: TagOrder = { chain, pick, locale, nowMs, origin: wanted.origin ?? ownOrigin(dataDir) };
  const { labels, missing } = await tagLabels(db, order);
  if (missing.length > 0) {
    const numbers = missing.map(gtin14ToDisplay).join(', ');
    throw new StartRefusal(`Not on sale in this shop: ${numbers}`, 'Leave them out, or import them first.');
  }
  if (labels.length === 0) {
    const known = (await departmentNames(db, chain, locale)).join(', ');
    throw new StartRefusal('There is no such product on sale.', `Departments here: ${known}.`);
  }
  try {
    const sheet = await tagSheet(labels, size, { skip, title: `Gôndola ${size.id}`, lang: locale });
    writeFileSync(pdf, sheet);
  } catch (error) {
    if (error instanceof LabelTooSmall)
      throw new StartRefusal(error.message, 'Choose a larger label with --size, or a shorter address with --origin.');
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new StartRefusal(`${pdf} cannot be written: ${(error as Error).message}`, 'Name another file with --pdf.');
  }
  return labels.length;
}

async function chainNamed(db: Kysely<Database>, name: string | undefined): Promise<string> {
  const chains = await db.selectFrom('home').select(['id', 'name']).where('kind', '=', 'chain').execute();
  const found = name === undefined ? chains : chains.filter((chain) => chain.name === name);
  const [only] = found;
  if (only && found.length === 1) return only.id;
  const names = chains.map((chain) => chain.name).join(', ');
  throw new StartRefusal(
    name === undefined ? 'This database holds several chains, or none.' : `There is no chain called ${name}.`,
    `Name it with --chain: ${names}.`,
  );
}

/** The address that was fixed at the shop's first start. */
function ownOrigin(dataDir: string): string {
  try {
    const { address } = JSON.parse(readFileSync(join(dataDir, 'instance.json'), 'utf8')) as {
      address?: { origin?: string };
    };
    if (address?.origin) return address.origin;
  } catch {
    // Said below.
  }
  throw new StartRefusal('The address of this shop is not known yet.', 'Start it once, or name it with --origin URL.');
}
