// What a person asked the shop to forget stays forgotten: asked before every insert of events, so that the same file read
// once more, or a phone that sends late, brings nothing back.
import { sql } from 'kysely';
import { eachOf } from '#server/import/each-of.ts';
import type { Trx } from '#server/rows.ts';

/** By the customer's home: the instant up to which nothing is kept. Homes where nobody has said so are left out. */
export async function forgottenBefore(trx: Trx, customers: readonly string[]): Promise<Map<string, number>> {
  if (customers.length === 0) return new Map();
  // The table comes with the act that writes it (forget-history).
  const { rows: there } = await sql<{ is: boolean }>`select to_regclass('forgotten') is not null as is`.execute(trx);
  if (!there[0]?.is) return new Map();
  const { rows } = await sql<{ home_id: string; at_ms: number }>`
    select home_id, max(at_ms) as at_ms from forgotten where home_id in ${eachOf(customers)} group by 1`.execute(trx);
  return new Map(rows.map(({ home_id, at_ms }) => [home_id, Number(at_ms)]));
}
