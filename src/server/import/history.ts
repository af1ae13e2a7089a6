// The sink of history files: lines to events, batch by batch.
import type { Kysely } from 'kysely';
import type { Database } from '#server/database/schema.ts';
import type { Chain } from './chain.ts';
import { eventRows, firstSeen, type HistoryEvent, storeEvents } from './event-rows.ts';
import { EventIds, type HistoryLine, historyLine } from './history-row.ts';
import { Items } from './items.ts';
import { knownOrders } from './known-orders.ts';
import type { Sink } from './sink.ts';
import { addWritten } from './tally.ts';

const knownCustomersAtMost = 100_000;

export function openHistory(db: Kysely<Database>, chain: Chain, nowMs: number): Sink<HistoryEvent> {
  const items = new Items(db, chain.id);
  const ids = new EventIds();
  let known = new Set<string>();
  return {
    linesPerBatch: 1_000,
    parse(read) {
      const line = historyLine(read, chain.currency);
      return { ...line, id: ids.idOf(chain.id, line) };
    },
    async store(lines, tally, reject) {
      const found = await eventRows(db, chain, items, lines);
      for (const [index, reason] of found.unknown) reject(index, reason);
      const ofOrders = await knownOrders(db, chain.id, lines);
      const rows = found.rows.filter(({ line }) => !isOfOrder(line, ofOrders));
      const customers = firstSeen(rows.filter(({ line }) => line.customer !== null && !known.has(line.customer)));
      const events = rows.map(({ row }) => row);
      const cause = { kind: 'import', id: chain.name, atMs: nowMs };
      const { made, added } = await storeEvents(db, chain, events, customers, cause);
      if (known.size > knownCustomersAtMost) known = new Set();
      for (const customer of customers.keys()) known.add(customer);
      addWritten(tally, 'customer', made);
      addWritten(tally, 'event', added.size);
      tally.unchanged += found.rows.length - added.size;
    },
  };
}

/** What an order has told already is no second purchase. */
const isOfOrder = ({ name, order }: HistoryLine, orders: ReadonlySet<string>): boolean =>
  name === 'purchase' && order !== null && orders.has(order);
