// Lines of a stock file to stock and places of the stores. A count says what is on hand;
// what is reserved or leased is this shop's own knowledge and stays.
import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import { key, put, type Write } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { keepsLog } from '#server/keeps-log.ts';
import { loadRows } from '#server/rows.ts';
import { gtinOf } from './catalogue-row.ts';
import type { Chain } from './chain.ts';
import { existingRows } from './existing-rows.ts';
import { type ItemName, Items, unknownReason } from './items.ts';
import type { Sink } from './sink.ts';
import { addWritten, type Tally } from './tally.ts';
import { BadCell, brief, wholeNumber, words } from './values.ts';

export interface StockLine extends ItemName {
  store: HomeId;
  onHand: number;
  place: { aisle: string; bay: string } | null;
}

interface Count {
  variantId: string;
  onHand: number;
  place: StockLine['place'];
}

/** `fallback`: the store of lines that name none; null where every line has to. */
export function openStock(db: Kysely<Database>, chain: Chain, fallback: HomeId | null, nowMs: number): Sink<StockLine> {
  const items = new Items(db, chain.id);
  return {
    linesPerBatch: 500,
    parse: (read) => stockLine(read, chain, fallback),
    async store(lines, tally, reject) {
      const answers = await items.find(lines);
      const byStore = new Map<HomeId, Map<string, Count>>();
      for (const [index, line] of lines.entries()) {
        const answer = answers[index] ?? 'unknown';
        if (typeof answer === 'string') reject(index, unknownReason(line, answer));
        else
          byStore.set(
            line.store,
            (byStore.get(line.store) ?? new Map<string, Count>()).set(answer.variantId, {
              variantId: answer.variantId,
              onHand: line.onHand,
              place: line.place,
            }),
          );
      }
      for (const [store, counts] of byStore) await storeCounts(db, chain, store, [...counts.values()], nowMs, tally);
    },
  };
}

function stockLine(read: (field: string) => string, chain: Chain, fallback: HomeId | null): StockLine {
  const item = words(read('item'), 'the item id', 120) || null;
  const gtin14 = item === null ? gtinOf(read('gtin')) : null;
  const name = read('store').trim();
  const store = name === '' ? fallback : chain.stores.get(name.toLowerCase());
  if (store === null) throw new BadCell('the store is missing, and the chain has more than one');
  if (store === undefined) throw new BadCell(`there is no store "${brief(name)}" (--store makes one)`);
  const onHand = wholeNumber(read('onHand'), 'the number on hand');
  if (Math.abs(onHand) > 10_000_000) throw new BadCell(`${onHand} on hand`);
  const [aisle, bay] = [words(read('aisle'), 'the aisle', 40), words(read('bay'), 'the bay', 40)];
  return { item, gtin14, store, onHand, place: aisle === '' && bay === '' ? null : { aisle, bay } };
}

export async function storeCounts(
  db: Kysely<Database>,
  chain: Chain,
  store: HomeId,
  counts: readonly Count[],
  nowMs: number,
  tally: Tally,
): Promise<void> {
  const before = await existingRows(
    db,
    'stock',
    store,
    counts.map(({ variantId }) => variantId),
  );
  const places = await existingRows(
    db,
    'place',
    store,
    counts.map(({ variantId }) => variantId),
  );
  const changed = counts.filter(({ variantId, onHand }) => before.get(variantId)?.onHand !== onHand);
  const moved = counts.filter(({ variantId, place }) => place !== null && !samePlace(places.get(variantId), place));
  tally.unchanged += counts.length - changed.length;
  if (changed.length === 0 && moved.length === 0) return;
  const log = await keepsLog(db, store);
  await withTransaction(db, async (trx) => {
    // A hold may come in between the look and the write: reserved and leased are read again under the lock.
    const rows = await loadRows(
      trx,
      changed.map(({ variantId }) => key('stock', store, variantId)),
    );
    const writes: Write[] = [
      ...changed.map(({ variantId, onHand }) => {
        const now = rows.get('stock', store, variantId);
        return put('stock', store, {
          id: variantId,
          onHand,
          reserved: now?.reserved ?? 0,
          leased: now?.leased ?? 0,
          asOfMs: nowMs,
        });
      }),
      ...moved.flatMap(({ variantId, place }) =>
        place ? [put('place', store, { id: variantId, ...place, seenMs: nowMs })] : [],
      ),
    ];
    await commitWrites(trx, writes, { kind: 'import', id: chain.name, atMs: nowMs }, { log });
  });
  addWritten(tally, 'stock', changed.length);
  addWritten(tally, 'place', moved.length);
}

const samePlace = (row: { aisle: string; bay: string } | undefined, place: { aisle: string; bay: string }): boolean =>
  row !== undefined && isDeepStrictEqual({ aisle: row.aisle, bay: row.bay }, place);
