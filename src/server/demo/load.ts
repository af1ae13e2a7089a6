// The first start's demo shop, from pictures to packed files: made from the seed, stored in one transaction,
// so that a start which is cut short leaves no half shop behind.
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Placed } from '#domain/tables.ts';
import { put, type Write } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { createHome, type NewHome } from '#server/homes.ts';
import { addEvents, type EventRow } from '#server/import/event-rows.ts';
import { createFilledHomes } from '#server/import/new-homes.ts';
import type { Trx } from '#server/rows.ts';
import { setPin } from '#server/session/pin.ts';
import { countPaces } from '#server/shop/paces.ts';
import { buildSnapshots } from '#server/snapshot.ts';
import { rebuildNeighbours } from '#server/suggest/neighbours.ts';
import { makePictures } from './pictures.ts';
import { type DemoItem, demoSeed, demoShop } from './shop.ts';
import { demoChain } from './stores.ts';

export interface DemoOrder {
  dataDir: string;
  nowMs: number;
  /** 0 … 1 of the whole load. */
  onPortion: (fraction: number) => void;
  /** How the pictures are made; a test does without. */
  pictures?: typeof makePictures;
}

/** A person of the demo shop, as the start says it; the PINs of a real shop are known to nobody but their owners. */
export interface DemoPerson {
  store: string;
  number: string;
  name: string;
  role: 'staff' | 'manager';
  pin: string;
}

const rowsPerRev = 1_000;
/** With 200 customers, two of them are a pattern. */
const support = 2;
/** Share of the time that the pictures take. */
const pictureShare = 0.8;

/** Loads the demo shop when the database has no chain yet. Returns its staff when it was loaded now or before, else null. */
export async function loadDemo(
  db: Kysely<Database>,
  { dataDir, nowMs, onPortion, pictures: make = makePictures }: DemoOrder,
): Promise<DemoPerson[] | null> {
  const chains = await db.selectFrom('home').select(['id', 'demo']).where('kind', '=', 'chain').execute();
  const { id: chain } = demoChain(demoSeed);
  if (chains.length === 0) {
    const pictures = await make(join(dataDir, 'files', 'pictures'), (done, of) =>
      onPortion((pictureShare * done) / of),
    );
    await withTransaction(db, (trx) => storeShop(trx, [...demoShop(demoSeed, nowMs, pictures)], nowMs));
  } else if (!chains.some(({ id, demo }) => demo && id === chain)) return null;
  onPortion(0.92);
  // These follow from what is stored: after a start that ended between the two they are made now.
  const ready = await db.selectFrom('snapshot').select('feed').where('home_id', '=', chain).executeTakeFirst();
  if (!ready) {
    await rebuildNeighbours(db, { chain, support, nowMs });
    await countPaces(db, { chain, nowMs });
    await buildSnapshots(db, { dataDir, chain, nowMs, everyRevs: 1 });
  }
  onPortion(1);
  return demoStaff();
}

/** Numbers and PINs of the demo shop, store by store, the manager first. */
function demoStaff(): DemoPerson[] {
  const { staff, stores } = demoChain(demoSeed);
  return staff.map(({ home, row: { number, name, role }, pin }) => ({
    store: stores.find(({ id }) => id === home)?.name ?? '',
    number,
    name,
    role,
    pin,
  }));
}

async function storeShop(trx: Trx, items: readonly DemoItem[], nowMs: number): Promise<void> {
  const cause = { kind: 'demo', id: demoSeed, atMs: nowMs };
  const customers = new Map<HomeId, NewHome>();
  const customerRows: Placed[] = [];
  const writes: Write[] = [];
  const events: EventRow[] = [];
  for (const item of items) {
    if ('newHome' in item) {
      if (item.newHome.kind === 'customer') customers.set(item.newHome.id, item.newHome);
      else await createHome(trx, item.newHome);
    } else if ('pin' in item) await setPin(trx, item.pin.home, item.pin.staff, item.pin.pin, nowMs);
    else if ('event' in item) events.push(item.event);
    else if (customers.has(item.placed.home)) customerRows.push(item.placed);
    else writes.push(put(item.placed.table, item.placed.home, item.placed.row));
  }
  for (const batch of batchesOf(writes)) await commitWrites(trx, batch, cause, { log: false });
  await createFilledHomes(trx, [...customers.values()], customerRows, cause);
  for (const batch of batchesOf(events)) await addEvents(trx, batch);
}

function* batchesOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += rowsPerRev) yield items.slice(from, from + rowsPerRev);
}
