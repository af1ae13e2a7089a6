// How fast things leave the shelves of each store, for the promise that tablets make of a number: counted from what
// stock rows do between two looks, whoever wrote them, leaning on what the whole chain has sold of late.
// Promise: only a pace that has clearly changed is written, so that a day's sales are no day's traffic.
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import { isNewPace, type Pace, paceDays, paceOf, usualPaceId } from '#domain/pace.ts';
import { put, type Write } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { keepsLog } from '#server/keeps-log.ts';

export interface PaceOrder {
  /** null: every chain. */
  chain: HomeId | null;
  nowMs: number;
}

const dayMs = 86_400_000;
const fadeMs = paceDays * dayMs;
/** Purchases of the chain that still say something. */
const chainDays = 91;
/** A shop that has sold nothing yet is not believed to sell nothing: one unit of each thing in seven weeks. */
const leastPerDay = 0.02;
const rowsPerRev = 1_000;

/** Looks at every store's stock; once a day its paces are reckoned anew. Returns how many rows were written. */
export async function countPaces(db: Kysely<Database>, { chain, nowMs }: PaceOrder): Promise<number> {
  const stores = await db
    .selectFrom('home')
    .select(['id', 'chain_id'])
    .where('kind', '=', 'store')
    .where('is_web', '=', false)
    .$if(chain !== null, (query) => query.where('chain_id', '=', chain ?? ''))
    .orderBy('id')
    .execute();
  let written = 0;
  for (const store of stores) {
    await lookAtStock(db, store.id, nowMs);
    if (!(await isDue(db, store.id, nowMs))) continue;
    written += await reckon(db, store.id as HomeId, store.chain_id, nowMs);
  }
  return written;
}

/** What is less than at the last look has left the shop. A row that was never seen begins its count now; one that stands is not touched. */
async function lookAtStock(db: Kysely<Database>, store: string, nowMs: number): Promise<void> {
  await sql`
    insert into sale_count as seen (home_id, variant_id, on_hand, sold, since_ms, at_ms)
    select stock.home_id, stock.id, stock.on_hand, 0, ${nowMs}::int8, ${nowMs}::int8
    from stock left join sale_count as known on known.home_id = stock.home_id and known.variant_id = stock.id
    where stock.home_id = ${store} and known.on_hand is distinct from stock.on_hand
    on conflict (home_id, variant_id) do update set
      sold = seen.sold * exp((seen.at_ms - excluded.at_ms)::float8 / ${fadeMs}::float8) + greatest(0, seen.on_hand - excluded.on_hand),
      on_hand = excluded.on_hand, at_ms = excluded.at_ms
    where seen.at_ms <= excluded.at_ms`.execute(db);
}

/** Of two servers that ask at once, one is told so. */
async function isDue(db: Kysely<Database>, store: string, nowMs: number): Promise<boolean> {
  const { rows } = await sql`
    insert into sale_count as last (home_id, variant_id, on_hand, sold, since_ms, at_ms)
    values (${store}, ${usualPaceId}, 0, 0, ${nowMs}, ${nowMs})
    on conflict (home_id, variant_id) do update set at_ms = excluded.at_ms
    where last.at_ms <= excluded.at_ms - ${dayMs}::int8 returning 1`.execute(db);
  return rows.length > 0;
}

interface Counted {
  variant_id: string;
  sold: number;
  since_ms: number;
  bought: number;
}

async function reckon(db: Kysely<Database>, store: HomeId, chain: string, nowMs: number): Promise<number> {
  const { rows: counts } = await sql<Counted>`
    select variant_id, sold * exp((at_ms - ${nowMs}::int8)::float8 / ${fadeMs}::float8) as sold, since_ms, coalesce(bought, 0)::float8 as bought
    from sale_count left join (
      select variant_id, sum(quantity) as bought from event
      where name = 'purchase' and at_ms > ${nowMs - chainDays * dayMs}::int8 and variant_id is not null
        and home_id in (select id from home where chain_id = ${chain}) group by variant_id
    ) as purchase using (variant_id)
    where home_id = ${store} and variant_id <> ${usualPaceId} order by variant_id`.execute(db);
  const { shops } = await db
    .selectFrom('home')
    .select(({ fn }) => fn.countAll<number>().as('shops'))
    .where('chain_id', '=', chain)
    .where('kind', '=', 'store')
    .executeTakeFirstOrThrow();
  const before = new Map(
    (await db.selectFrom('pace').select(['id', 'sold_per_day']).where('home_id', '=', store).execute()).map((row) => [
      row.id,
      { soldPerDay: row.sold_per_day },
    ]),
  );
  const writes = newPaces(counts, Number(shops), nowMs, before).map((pace) => put('pace', store, pace));
  await storePaces(db, store, writes, nowMs);
  return writes.length;
}

/** `before`: what tablets have been told. A variant that moves as usual needs no row. */
function newPaces(
  counts: readonly Counted[],
  shops: number,
  nowMs: number,
  before: ReadonlyMap<string, Pick<Pace, 'soldPerDay'>>,
): Pace[] {
  const total = counts.reduce((all, { bought }) => all + Number(bought), 0);
  // A chain without a history is no chain that sells nothing.
  const days = total > 0 ? chainDays : 0;
  const ofChain = (bought: number) => ({ sold: Number(bought) / Math.max(1, shops), days });
  const { sold: sum } = ofChain(total);
  const mean = Math.max(leastPerDay, sum / chainDays / Math.max(1, counts.length));
  const found: Pace[] = [];
  const usual: Pace = { id: usualPaceId, ...paceOf({ sold: 0, days: 0 }, mean) };
  const told = before.get(usualPaceId);
  if (isNewPace(told, usual)) found.push(usual);
  const standing = told && !isNewPace(told, usual) ? told : usual;
  for (const { variant_id: id, sold, since_ms, bought } of counts) {
    // Faded days, as the sales are: a year of watching weighs 56 days.
    const watched = paceDays * (1 - Math.exp((Number(since_ms) - nowMs) / fadeMs));
    const pace = paceOf({ sold: Number(sold), days: watched }, paceOf(ofChain(bought), mean).soldPerDay);
    if (isNewPace(before.get(id) ?? standing, pace)) found.push({ id, ...pace });
  }
  return found;
}

async function storePaces(db: Kysely<Database>, store: HomeId, writes: readonly Write[], nowMs: number): Promise<void> {
  const log = await keepsLog(db, store);
  for (let from = 0; from < writes.length; from += rowsPerRev) {
    const batch = writes.slice(from, from + rowsPerRev);
    await withTransaction(db, (trx) => commitWrites(trx, batch, { kind: 'pace', id: store, atMs: nowMs }, { log }));
  }
}
