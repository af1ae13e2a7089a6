// A chain's web history as numbers: which products each visit touched, when and whose it was. One pass over the
// events in key order, a page at a time; what stays in memory is about 20 bytes per product of a visit.
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from '#server/database/schema.ts';

/** How much an event says that somebody wants the thing; other events say nothing. */
export const strengthByName: Readonly<Record<string, number>> = {
  purchase: 1,
  add_to_cart: 0.5,
  add_to_wishlist: 0.5,
  view_item: 0.2,
};

/** Older than this, a visit weighs less than a hundred-thousandth of one today. */
const keptMs = 365 * 86_400_000;
const pageRows = 20_000;

export interface Baskets {
  /** Product ids by number. */
  products: readonly string[];
  /** By visit: where its products begin in `items` and `strengths`; one more entry closes the last. */
  starts: Int32Array;
  items: Int32Array;
  strengths: Float32Array;
  /** By visit: the last event, and the number of the person. Visits of one person stand together. */
  atMs: Float64Array;
  persons: Int32Array;
  newestMs: number;
}

interface EventLine {
  home_id: string;
  id: string;
  name: string;
  at_ms: number;
  visit: string | null;
  customer: string | null;
  product_id: string;
}

interface Visit {
  person: number;
  atMs: number;
  strengthByItem: Map<number, number>;
}

export async function readBaskets(db: Kysely<Database>, chain: HomeId, products: readonly string[]): Promise<Baskets> {
  const numberOf = new Map(products.map((id, index) => [id, index]));
  const newestMs = await newestEvent(db, chain);
  const closed: { person: number; atMs: number; items: Int32Array; strengths: Float32Array }[] = [];
  let open = new Map<string, Visit>();
  let openHome = '';
  const persons = new Map<string, number>();

  // A home's events come together: its visits are closed as soon as the next home begins.
  const closeVisits = (): void => {
    for (const { person, atMs, strengthByItem } of open.values()) {
      const items = [...strengthByItem.keys()].toSorted((a, b) => a - b);
      closed.push({
        person,
        atMs,
        items: Int32Array.from(items),
        strengths: Float32Array.from(items, (item) => strengthByItem.get(item) ?? 0),
      });
    }
    open = new Map();
  };

  for await (const page of eventPages(db, chain)) {
    for (const { home_id, name, at_ms, visit, customer, product_id } of page) {
      if (home_id !== openHome) {
        closeVisits();
        openHome = home_id;
      }
      const item = numberOf.get(product_id);
      const strength = strengthByName[name] ?? 0;
      if (item === undefined || strength === 0 || at_ms < newestMs - keptMs) continue;
      // A guest's visit is a person of its own.
      const key = visit ?? `${customer ?? ''} day ${Math.floor(at_ms / 86_400_000)}`;
      const person = numberFor(persons, customer ?? `${home_id} ${key}`);
      let at = open.get(key);
      if (!at) open.set(key, (at = { person, atMs: at_ms, strengthByItem: new Map() }));
      at.atMs = Math.max(at.atMs, at_ms);
      at.strengthByItem.set(item, Math.max(strength, at.strengthByItem.get(item) ?? 0));
    }
  }
  closeVisits();
  return pack(
    products,
    closed.toSorted((a, b) => a.person - b.person),
    newestMs,
  );
}

/** The number of a name, given out in the order of asking, from 1. */
function numberFor(numbers: Map<string, number>, name: string): number {
  const number = numbers.get(name) ?? numbers.size + 1;
  numbers.set(name, number);
  return number;
}

function pack(
  products: readonly string[],
  visits: readonly { person: number; atMs: number; items: Int32Array; strengths: Float32Array }[],
  newestMs: number,
): Baskets {
  const starts = new Int32Array(visits.length + 1);
  for (const [index, { items }] of visits.entries()) starts[index + 1] = (starts[index] ?? 0) + items.length;
  const total = starts[visits.length] ?? 0;
  const items = new Int32Array(total);
  const strengths = new Float32Array(total);
  for (const [index, visit] of visits.entries()) {
    items.set(visit.items, starts[index]);
    strengths.set(visit.strengths, starts[index]);
  }
  return {
    products,
    starts,
    items,
    strengths,
    atMs: Float64Array.from(visits, ({ atMs }) => atMs),
    persons: Int32Array.from(visits, ({ person }) => person),
    newestMs,
  };
}

async function newestEvent(db: Kysely<Database>, chain: HomeId): Promise<number> {
  const { rows } = await sql<{ newest: number | null }>`
    select max(at_ms) as newest from event where home_id in (select id from home where chain_id = ${chain})`.execute(
    db,
  );
  return rows[0]?.newest ?? 0;
}

/** In the order of the primary key. A condition on the time would lead the planner to another index and to sorting. */
async function* eventPages(db: Kysely<Database>, chain: HomeId): AsyncGenerator<EventLine[]> {
  let last = { home: '', id: '' };
  for (;;) {
    const { rows } = await sql<EventLine>`
      select home_id, id, name, at_ms, visit, customer, product_id from event
      where (home_id, id) > (${last.home}, ${last.id}) and product_id is not null and home_id in (select id from home where chain_id = ${chain})
      order by home_id, id limit ${pageRows}`.execute(db);
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (!end || rows.length < pageRows) return;
    last = { home: end.home_id, id: end.id };
  }
}
