// What a person asked the shop to forget stays forgotten: asked before every insert of events, so that the same file read
// once more, or a phone that sends late, brings nothing back.
import { sql } from 'kysely';
import { mergeId } from '#domain/consent.ts';
import { eachOf } from '#server/import/each-of.ts';
import type { Trx } from '#server/rows.ts';

/**
 * By the customer's home: the instant up to which nothing is kept, wherever they said so, at home or in a visit that was
 * joined to them. Homes where nobody has said so are left out.
 */
export async function forgottenBefore(trx: Trx, customers: readonly string[]): Promise<Map<string, number>> {
  if (customers.length === 0) return new Map();
  const { rows } = await sql<{ home_id: string; at_ms: number }>`
    with asked as (select id from home where id in ${eachOf(customers)}),
         said as (select id as home_id, id as said_in from asked
                  union all
                  select identity.home_id, substr(identity.id, ${mergeId('').length + 1}) from identity join asked on asked.id = identity.home_id
                   where identity.kind = 'merge' and identity.until_ms is null)
    select said.home_id, max(forgotten.at_ms) as at_ms from said join forgotten on forgotten.home_id = said.said_in
     group by 1`.execute(trx);
  return new Map(rows.map(({ home_id, at_ms }) => [home_id, Number(at_ms)]));
}
