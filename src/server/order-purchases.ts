// What was ordered, as purchases of the history: the pages' own word for it is not taken (read-event.ts). Promise: an order
// is told once, however often it changes or this runs, and not again where a file's purchase has told it already.
import { type Kysely, sql } from 'kysely';
import { withTransaction } from './database/connection.ts';
import type { Database } from './database/schema.ts';
import { keptDays } from './events/read-event.ts';
import { forgottenBefore } from './events/forgotten.ts';
import { webHomeOf } from './homes.ts';

const dayMs = 86_400_000;
const ordersPerRound = 500;

/** Goes on from the last rev that was looked at. Returns how many purchases are new. */
export async function notePurchases(db: Kysely<Database>, nowMs: number): Promise<number> {
  const { rows: due } = await sql<{ home: string; chain: string; mark: number }>`
    select home.id as home, home.chain_id as chain, coalesce(order_mark.rev, 0) as mark
    from home left join order_mark on order_mark.home_id = home.id
    where home.kind = 'store' and exists (
      select 1 from "order" where "order".home_id = home.id and "order".rev > coalesce(order_mark.rev, 0))
    order by home.id`.execute(db);
  let noted = 0;
  for (const { home, chain, mark } of due) noted += await noteOf(db, home, chain, Number(mark), nowMs);
  return noted;
}

async function noteOf(db: Kysely<Database>, home: string, chain: string, mark: number, nowMs: number): Promise<number> {
  const web = (await webHomeOf(db, chain)) ?? home;
  return withTransaction(db, async (trx) => {
    const { rows: orders } = await sql<{ rev: number; customer: string | null }>`
      select rev, customer from "order" where home_id = ${home} and rev > ${mark}::int8 order by rev
      fetch first ${sql.lit(ordersPerRound)} rows with ties`.execute(trx);
    const upTo = orders.at(-1)?.rev ?? mark;
    const forgotten = await forgottenBefore(trx, [...new Set(orders.flatMap(({ customer }) => customer ?? []))]);
    const { numAffectedRows } = await sql`
      insert into event (home_id, id, name, at_ms, visit, customer, product_id, variant_id, quantity, data, action_id)
      select coalesce(o.customer, ${web}), 'purchase/' || o.id || '/' || (line ->> 'id'), 'purchase', o.placed_ms, 'order/' || o.id,
             o.customer, line ->> 'productId', line ->> 'variantId', (line ->> 'ordered')::int8,
             jsonb_build_object('price', line -> 'paidPerUnit', 'order', o.source_id), null
      from "order" o cross join lateral jsonb_array_elements(o.lines) as line
      where o.home_id = ${home} and o.rev > ${mark}::int8 and o.rev <= ${upTo}::int8 and o.state <> 'cancelled'
        and (line ->> 'ordered')::int8 > 0 and o.placed_ms > ${nowMs - keptDays * dayMs}::int8
        and o.placed_ms > coalesce((${JSON.stringify(Object.fromEntries(forgotten))}::jsonb ->> o.customer)::int8, -1)
        and not exists (
          select 1 from event e
          where e.name = 'purchase' and e.home_id in (coalesce(o.customer, ${web}), ${web})
            and e.at_ms between o.placed_ms - ${dayMs}::int8 and o.placed_ms + ${dayMs}::int8
            and e.visit is distinct from 'order/' || o.id
            and (e.data ->> 'order' in (o.source_id, o.number)
              or (e.at_ms = o.placed_ms and e.variant_id = line ->> 'variantId')))
      order by 1, 2 on conflict do nothing`.execute(trx);
    await sql`
      insert into order_mark (home_id, rev) values (${home}, ${upTo}::int8)
      on conflict (home_id) do update set rev = greatest(order_mark.rev, excluded.rev)`.execute(trx);
    return Number(numAffectedRows ?? 0);
  });
}
