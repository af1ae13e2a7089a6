// Lines of a web history to events. A customer's events live in the customer's own home, made when first met;
// a guest's live with the web shop under their visit. No name is kept of either.
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Placed } from '#domain/tables.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import type { Cause } from '#server/feed.ts';
import type { NewHome } from '#server/homes.ts';
import type { Trx } from '#server/rows.ts';
import { type Chain, existingRows } from './chain.ts';
import { EventIds, type HistoryLine, historyLine } from './history-row.ts';
import { type Answer, Items, unknownReason } from './items.ts';
import { createFilledHomes } from './new-homes.ts';
import type { Sink } from './sink.ts';
import { customerHomeOf, productIdOf } from './source-id.ts';
import { addWritten } from './tally.ts';

type HistoryEvent = HistoryLine & { id: string };

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
      const answers = await items.find(lines);
      const styles = await stylesOf(db, chain, lines, answers);
      const events: EventRow[] = [];
      const customers = new Map<string, number>();
      for (const [index, line] of lines.entries()) {
        const answer = answers[index] ?? 'unknown';
        const style = styles.get(line.item ?? '') ?? null;
        const isAboutAnItem = line.item !== null || line.gtin14 !== null;
        if (isAboutAnItem && typeof answer === 'string' && style === null) {
          reject(index, unknownReason(line, answer));
          continue;
        }
        if (line.customer !== null && !known.has(line.customer))
          customers.set(line.customer, Math.min(line.atMs, customers.get(line.customer) ?? line.atMs));
        events.push(eventRow(line, typeof answer === 'string' ? { productId: style, variantId: null } : answer, chain));
      }
      const added = await withTransaction(db, async (trx) => {
        const made = await addCustomers(trx, chain, customers, { kind: 'import', id: chain.name, atMs: nowMs });
        return { made, events: await addEvents(trx, events) };
      });
      if (known.size > knownCustomersAtMost) known = new Set();
      for (const customer of customers.keys()) known.add(customer);
      addWritten(tally, 'customer', added.made);
      addWritten(tally, 'event', added.events);
      tally.unchanged += events.length - added.events;
    },
  };
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

/** Product ids of lines whose item is no item of ours but a style: many shops' pages speak of those. */
async function stylesOf(
  db: Kysely<Database>,
  chain: Chain,
  lines: readonly HistoryLine[],
  answers: readonly Answer[],
): Promise<Map<string, string>> {
  const unknown = new Set(lines.flatMap(({ item }, at) => (answers[at] === 'unknown' && item !== null ? [item] : [])));
  const itemById = new Map([...unknown].map((item) => [productIdOf(chain.id, item), item]));
  const known = await existingRows(db, 'product', chain.id, [...itemById.keys()]);
  return new Map([...known.keys()].map((id) => [itemById.get(id) ?? '', id]));
}

function eventRow(
  line: HistoryEvent,
  found: { productId: string | null; variantId: string | null },
  chain: Chain,
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
    data: line.priceMinor === null ? null : { price: { minor: line.priceMinor, currency: chain.currency } },
    action_id: null,
  };
}

/** `firstMs` by the customer's name in the source: the earliest event of the lines at hand. */
async function addCustomers(
  trx: Trx,
  chain: Chain,
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
export async function addEvents(trx: Trx, events: readonly EventRow[]): Promise<number> {
  if (events.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into event select * from jsonb_populate_recordset(null::event, ${JSON.stringify(events)}::jsonb) on conflict do nothing`.execute(
    trx,
  );
  return Number(numAffectedRows ?? 0);
}
