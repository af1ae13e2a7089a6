// A large answer of the database, so many rows at a time: memory holds one part of it. In a transaction.
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

type Found = Record<string, unknown>;
let cursors = 0;

/** Whoever stops in the middle leaves the cursor to the transaction's end. */
export async function* rowsInOrder(
  trx: Transaction<Database>,
  query: RawBuilder<unknown>,
  atOnce: number,
): AsyncGenerator<Found[]> {
  const name = sql.ref(`rows_in_order_${(cursors += 1)}`);
  await sql`declare ${name} no scroll cursor for ${query}`.execute(trx);
  for (;;) {
    const { rows } = await sql<Found>`fetch ${sql.lit(atOnce)} from ${name}`.execute(trx);
    if (rows.length > 0) yield rows;
    if (rows.length < atOnce) break;
  }
  await sql`close ${name}`.execute(trx);
}
