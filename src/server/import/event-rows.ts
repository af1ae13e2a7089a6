// Lines of a web history to events, and events into the database: each once, whichever way it comes. A customer's events
// live in the customer's own home, made when first met; a guest's live with the web shop under their visit. No name is kept.
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Placed } from '#domain/tables.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { forgottenBefore } from '#server/events/forgotten.ts';
import type { Cause } from '#server/feed.ts';
import type { NewHome } from '#server/homes.ts';
import type { Trx } from '#server/rows.ts';
import type { HistoryLine } from './history-row.ts';
import { type Items, unknownReason } from './items.ts';
import { createFilledHomes } from './new-homes.ts';
import { otherNames } from './other-names.ts';
import { customerHomeOf } from './source-id.ts';

export type HistoryEvent = HistoryLine & { id: string };

export interface HistoryChain {
  id: HomeId;
  web: HomeId;
  currency: string;
}

export interface EventRow {
  home_id: string;
  id: string;
  name: string;
  at_ms: number;
  visit: string | null;
  customer: string | null;
  product_id: string | null;
  variant_id: string | null;
  quantity: number | null;
  data: Record<string, unknown> | null;
  action_id: null;
}

interface FoundRows {
  rows: { index: number; line: HistoryEvent; row: EventRow }[];
  /** By the index of the line: why its item is none of ours. */
  unknown: Map<number, string>;
}

export async function eventRows(
  db: Kysely<Database>,
  chain: HistoryChain,
  items: Items,
  lines: readonly HistoryEvent[],
): Promise<FoundRows> {
  const answers = await items.find(lines);
  const strange = lines.flatMap(({ item }, at) => (answers[at] === 'unknown' && item !== null ? [item] : []));
  const named = await otherNames(db, chain.id, [...new Set(strange)]);
  const found: FoundRows = { rows: [], unknown: new Map() };
  for (const [index, line] of lines.entries()) {
    const answer = answers[index] ?? 'unknown';
    const other = named.get(line.item ?? '');
    const isAboutAnItem = line.item !== null || line.gtin14 !== null;
    if (isAboutAnItem && typeof answer === 'string' && !other) found.unknown.set(index, unknownReason(line, answer));
    else {
      const item = typeof answer === 'string' ? (other ?? { productId: null, variantId: null }) : answer;
      found.rows.push({ index, line, row: eventRow(line, item, chain) });
    }
  }
  return found;
}

/** The earliest event of each customer, by the source's name. */
export function firstSeen(rows: readonly { line: HistoryLine }[]): Map<string, number> {
  const firstMs = new Map<string, number>();
  for (const { line } of rows)
    if (line.customer !== null)
      firstMs.set(line.customer, Math.min(line.atMs, firstMs.get(line.customer) ?? line.atMs));
  return firstMs;
}

/**
 * Makes the homes of customers who are new, and stores what is not there yet and nobody had forgotten. `added`: the
 * places of the events that are new.
 */
export async function storeEvents(
  db: Kysely<Database>,
  chain: HistoryChain,
  events: readonly EventRow[],
  customers: ReadonlyMap<string, number>,
  cause: Cause,
): Promise<{ made: number; added: Set<number> }> {
  return withTransaction(db, async (trx) => {
    const made = await addCustomers(trx, chain, customers, cause);
    const forgotten = await forgottenBefore(trx, [...new Set(events.flatMap(({ customer }) => customer ?? []))]);
    const kept = events.filter(({ customer, at_ms }) => at_ms > (forgotten.get(customer ?? '') ?? -Infinity));
    const stored = await insertEvents(trx, kept);
    const added = new Set<number>();
    for (const [place, event] of events.entries()) if (stored.delete(nameOf(event))) added.add(place);
    return { made, added };
  });
}

function eventRow(
  line: HistoryEvent,
  found: { productId: string | null; variantId: string | null },
  chain: HistoryChain,
): EventRow {
  const home = line.customer === null ? chain.web : customerHomeOf(chain.id, line.customer);
  return {
    home_id: home,
    id: line.id,
    name: line.name,
    at_ms: line.atMs,
    visit: line.visit,
    customer: line.customer === null ? null : home,
    product_id: found.productId,
    variant_id: found.variantId,
    quantity: line.quantity,
    data: dataOf(line, chain.currency),
    action_id: null,
  };
}

function dataOf({ priceMinor, name, order }: HistoryLine, currency: string): EventRow['data'] {
  const price = priceMinor === null ? {} : { price: { minor: priceMinor, currency } };
  const ofOrder = name === 'purchase' && order !== null ? { order } : {};
  const data = { ...price, ...ofOrder };
  return Object.keys(data).length === 0 ? null : data;
}

/** `firstMs` by the customer's name in the source: the earliest event of the lines at hand. */
async function addCustomers(
  trx: Trx,
  chain: HistoryChain,
  firstMs: ReadonlyMap<string, number>,
  cause: Cause,
): Promise<number> {
  const homes: NewHome[] = [];
  const rows: Placed[] = [];
  for (const [sourceId, createdMs] of firstMs) {
    const id: HomeId = customerHomeOf(chain.id, sourceId);
    homes.push({
      id,
      kind: 'customer',
      chain: chain.id,
      name: '',
      sourceId,
      currency: chain.currency,
      locales: ['pt-BR', 'en', 'es'],
    });
    rows.push(
      { table: 'customer', home: id, row: { id, sourceId, kind: 'known', firstName: null, device: null, createdMs } },
      {
        table: 'identity',
        home: id,
        row: { id: `source/${sourceId}`, kind: 'source', customer: id, sinceMs: createdMs, untilMs: null },
      },
    );
  }
  return createFilledHomes(trx, homes, rows, cause);
}

/** Returns how many were new. */
export const addEvents = async (trx: Trx, events: readonly EventRow[]): Promise<number> =>
  (await insertEvents(trx, events)).size;

const nameOf = ({ home_id, id }: Pick<EventRow, 'home_id' | 'id'>): string => `${home_id} ${id}`;

/** Returns the names of those that were new. */
async function insertEvents(trx: Trx, events: readonly EventRow[]): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const { rows } = await sql<Pick<EventRow, 'home_id' | 'id'>>`
    insert into event select * from jsonb_populate_recordset(null::event, ${JSON.stringify(events)}::jsonb) order by home_id, id
    on conflict do nothing returning home_id, id`.execute(trx);
  return new Set(rows.map(nameOf));
}
