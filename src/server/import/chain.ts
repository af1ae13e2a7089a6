// The chain that an import fills: found by its name or made, with its web shop and its stores.
// The demo shop is never mixed with a real one, and a chain keeps the currency it began with.
import type { Kysely } from 'kysely';
import type { Store } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { put } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { createHome } from '#server/homes.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import { existingRows } from './existing-rows.ts';
import { sourceHome } from './source-id.ts';
import { minorDigits } from '#domain/money.ts';
import { isCurrency } from './values.ts';

export interface Chain {
  id: HomeId;
  name: string;
  web: HomeId;
  currency: string;
  /** By name and by source id, in lower case; the web shop is among them. */
  stores: ReadonlyMap<string, HomeId>;
}

export interface ChainOrder {
  name: string;
  /** Needed for a new chain; an old one has its own. */
  currency: string | null;
  stores: readonly string[];
  zone: string;
  nowMs: number;
}

export async function openChain(db: Kysely<Database>, order: ChainOrder): Promise<Chain> {
  const found = await db
    .selectFrom('home')
    .selectAll()
    .where('kind', '=', 'chain')
    .where('name', '=', order.name)
    .orderBy('id')
    .executeTakeFirst();
  if (found?.demo) throw new StartRefusal(`"${order.name}" is the demo shop.`, 'Give the chain another name.');
  if (found && order.currency !== null && order.currency !== found.currency) {
    throw new StartRefusal(
      `"${order.name}" sells in ${found.currency}, not in ${order.currency}.`,
      `Leave --currency out, or write --currency ${found.currency}.`,
    );
  }
  const currency = found?.currency ?? newCurrency(order);
  const id = (found?.id as HomeId | undefined) ?? sourceHome('chain', order.name);
  if (!found)
    await createHome(db, {
      id,
      kind: 'chain',
      chain: id,
      name: order.name,
      sourceId: order.name,
      currency,
      locales: ['pt-BR', 'en', 'es'],
    });
  await addStores(db, id, currency, order, found === undefined);

  const homes = await db
    .selectFrom('home')
    .select(['id', 'name', 'source_id', 'is_web'])
    .where('chain_id', '=', id)
    .where('kind', '=', 'store')
    .orderBy('id')
    .execute();
  const web = homes.find((home) => home.is_web)?.id as HomeId | undefined;
  if (!web) throw new Error(`chain ${id} has no web shop`);
  const stores = new Map(
    homes.flatMap((home) =>
      [home.name, home.source_id ?? home.name].map((name) => [name.toLowerCase(), home.id as HomeId] as const),
    ),
  );
  return { id, name: order.name, web, currency, stores };
}

function newCurrency({ name, currency }: ChainOrder): string {
  if (currency === null)
    throw new StartRefusal(
      `"${name}" is new: in which currency does it sell?`,
      'Add --currency, for example --currency BRL.',
    );
  if (!isCurrency(currency))
    throw new StartRefusal(
      `${currency} is no currency.`,
      'Write three letters of ISO 4217, for example --currency BRL.',
    );
  return currency;
}

async function addStores(
  db: Kysely<Database>,
  chain: HomeId,
  currency: string,
  { name, stores, zone, nowMs }: ChainOrder,
  isNew: boolean,
): Promise<void> {
  const wanted = isNew ? [...new Set(stores.length > 0 ? stores : [name])] : stores;
  for (const { label, isWeb } of [{ label: 'Web', isWeb: true }, ...wanted.map((label) => ({ label, isWeb: false }))]) {
    const id = sourceHome(chain, 'store', isWeb ? '' : label);
    const row: Store = {
      id,
      name: label,
      kind: isWeb ? 'web' : 'store',
      zone,
      address: '',
      opens: isWeb ? null : '09:00',
      closes: isWeb ? null : '18:00',
      holdMinutes: 120,
      leases: null,
      deliveryDays: isWeb ? 3 : null,
      deliveryFeeMinor: isWeb ? 5 * 10 ** minorDigits(currency) : null,
    };
    if ((await existingRows(db, 'store', chain, [id])).has(id)) continue;
    await createHome(db, {
      id,
      kind: 'store',
      chain,
      name: label,
      sourceId: isWeb ? 'web' : label,
      isWeb,
      currency,
      locales: ['pt-BR', 'en', 'es'],
    });
    await withTransaction(db, (trx) =>
      commitWrites(trx, [put('store', chain, row)], { kind: 'import', id: name, atMs: nowMs }, { log: !isNew }),
    );
  }
}
