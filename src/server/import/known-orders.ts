// Purchases that the shop's own orders tell already: a line of a history that names such an order says nothing new.
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from '#server/database/schema.ts';
import { eachOf } from './each-of.ts';
import type { HistoryLine } from './history-row.ts';

/** Of the orders that the lines' purchases name, those that are there; by the source's id or by the number people see. */
export async function knownOrders(
  db: Kysely<Database>,
  chain: HomeId,
  lines: readonly HistoryLine[],
): Promise<Set<string>> {
  const named = new Set(lines.flatMap(({ name, order }) => (name === 'purchase' && order !== null ? [order] : [])));
  if (named.size === 0) return named;
  const { rows } = await sql<{ source_id: string; number: string }>`
    with store as (select id from home where chain_id = ${chain} and kind = 'store')
    select source_id, number from "order" where home_id in (select id from store) and number in ${eachOf(named)}
    union all
    select source_id, number from "order" where home_id in (select id from store) and source_id in ${eachOf(named)}`.execute(
    db,
  );
  return new Set(rows.flatMap(({ source_id, number }) => [source_id, number]).filter((name) => named.has(name)));
}
