// Whether a style is shown follows from its items: it is live as long as one of them is, whichever line says so.
// Promise: items that this file does not name count as they are in the database.
import { sql } from '#server/database/statement.ts';
import { type Into, linesPerBatch, storeChainRows } from './chain-rows.ts';
import type { Tally } from './tally.ts';

/** `isNamed`: of the styles that the file speaks of; others are left alone. After the file's items are stored. */
export async function storeLiveStyles(into: Into, isNamed: (id: string) => boolean, tally: Tally): Promise<void> {
  const { db, chain } = into;
  const { rows } = await sql<{ id: string; live: boolean }>`
    select p.id, not p.live as live from product p where p.home_id = ${chain.id} and p.live <> exists (
      select from variant v where v.home_id = p.home_id and v.product_id = p.id and v.live) order by p.id`.execute(db);
  const wanted = rows
    .filter(({ id }) => isNamed(id))
    .map(({ id, live }) => ({
      id,
      row: <Row>(before: Row | undefined): Row => {
        // Products are never removed.
        if (!before) throw new Error('a product went away during the import');
        return { ...before, live };
      },
    }));
  for (let from = 0; from < wanted.length; from += linesPerBatch)
    await storeChainRows(into, 'product', wanted.slice(from, from + linesPerBatch), tally);
}
