// The first start's demo shop, from pictures to packed files: made from the seed, stored like an import.
// A load that was cut short leaves no half shop: the next start takes it away and begins again.
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Placed } from '#domain/tables.ts';
import type { Write } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { createHome, type NewHome } from '#server/homes.ts';
import { addEvents, type EventRow } from '#server/import/history.ts';
import { createFilledHomes } from '#server/import/new-homes.ts';
import { storePin } from '#server/session/pin.ts';
import { buildSnapshots } from '#server/snapshot.ts';
import { rebuildNeighbours } from '#server/suggest/neighbours.ts';
import { makePictures } from './pictures.ts';
import { demoSeed, demoShop } from './shop.ts';

export interface DemoOrder {
  dataDir: string;
  nowMs: number;
  /** 0 … 1 of the whole load. */
  onPortion: (fraction: number) => void;
}

/** A person of the demo shop as `npm start` says it; PINs of a real shop are never known to the server. */
export interface DemoPerson {
  store: string;
  number: string;
  name: string;
  role: 'staff' | 'manager';
  pin: string;
}

const rowsPerRev = 1_000;
const demoSupport = 2;

/** Loads the demo shop into a database without any chain. Returns false when there is one: it is left as it is. */
export async function loadDemo(db: Kysely<Database>, { dataDir, nowMs, onPortion }: DemoOrder): Promise<boolean> {
  const chains = await db.selectFrom('home').select(['id', 'demo', 'tag']).where('kind', '=', 'chain').execute();
  if (chains.some(({ demo }) => !demo)) return false;
  if (chains.length > 0 && !(await isHalf(db))) return false;
  if (chains.length > 0) await removeHalf(db);

  const pictures = await makePictures(join(dataDir, 'files', 'pictures'), (done, of) => onPortion((0.8 * done) / of));
  const items = [...demoShop(demoSeed, nowMs, pictures)];
  await storeShop(db, items, nowMs, (fraction) => onPortion(0.8 + 0.12 * fraction));
  const chain = chainOf(items);
  await rebuildNeighbours(db, { chain, support: demoSupport, nowMs });
  onPortion(0.95);
  await buildSnapshots(db, { dataDir, chain, nowMs, everyRevs: 1 });
  await db.updateTable('home').set({ source_id: loaded }).where('id', '=', chain).execute();
  onPortion(1);
  return true;
}
