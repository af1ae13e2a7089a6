// The job that turns a chain's web history into the lists that tablets score: per product its neighbours, filled up
// from the department where few pairs have support, and one list of what sells now. Only lists that changed are written.
import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Neighbours } from '#domain/product.ts';
import { put, remove, type Write } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { keepsLog } from '#server/keeps-log.ts';
import { readBaskets } from './baskets.ts';
import { listsOf } from './lists.ts';
import { pairsOf } from './pairs.ts';

export interface NeighboursOrder {
  chain: HomeId;
  /** Distinct persons behind a pair before it is published; small shops lose pairs and fall back. */
  support: number;
  nowMs: number;
  onPortion?: (fraction: number) => void;
}

/** Neighbours of a product. Source: the suggestion protocol's measured anchors. */
const top = 50;
const rowsPerRev = 1_000;

/** Returns how many lists there are now. */
export async function rebuildNeighbours(
  db: Kysely<Database>,
  { chain, support, nowMs, onPortion = () => undefined }: NeighboursOrder,
): Promise<number> {
  const products = await db
    .selectFrom('product')
    .select(['id', 'department'])
    .where('home_id', '=', chain)
    .where('live', '=', true)
    .orderBy('id')
    .execute();
  const baskets = await readBaskets(
    db,
    chain,
    products.map(({ id }) => id),
  );
  onPortion(0.5);
  const lists = listsOf(
    products.map(({ id, department }) => ({ id, department: department['pt-BR'] })),
    pairsOf(baskets, { support, top }),
  );
  onPortion(0.8);
  await storeLists(db, chain, lists, nowMs);
  return lists.size;
}

async function storeLists(
  db: Kysely<Database>,
  chain: HomeId,
  lists: ReadonlyMap<string, Neighbours['near']>,
  nowMs: number,
): Promise<void> {
  const before = new Map(
    (await db.selectFrom('neighbours').select(['id', 'near']).where('home_id', '=', chain).execute()).map(
      ({ id, near }) => [id, near],
    ),
  );
  const writes: Write[] = [];
  for (const [id, near] of lists)
    if (!isDeepStrictEqual(before.get(id), near)) writes.push(put('neighbours', chain, { id, near }));
  for (const id of before.keys()) if (!lists.has(id)) writes.push(remove('neighbours', chain, id));
  const log = await keepsLog(db, chain);
  for (let from = 0; from < writes.length; from += rowsPerRev) {
    const batch = writes.slice(from, from + rowsPerRev);
    await withTransaction(db, (trx) =>
      commitWrites(trx, batch, { kind: 'neighbours', id: chain, atMs: nowMs }, { log }),
    );
  }
}
