// What offers are made from besides a regular price: the discounts for everybody, the web shop's zone, the prices asked
// before. Read without a lock: it is looked at again whenever any of it changes.
import { type Kysely, sql } from 'kysely';
import { asDiscount, type Discount } from '#domain/discount/deal.ts';
import { type HistoryRow, type PastPrice, pastPrices } from '#domain/discount/prior-price.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Promotion } from '#domain/offer.ts';
import type { Database } from '#server/database/schema.ts';
import { recordToRow } from '#server/rows.ts';

export interface OfferGround {
  promotions: readonly (Promotion | Discount)[];
  /** The web's price is everybody's, so its wall says when a weekly window opens. */
  zone: string;
}

export async function offerGround(db: Kysely<Database>, chain: HomeId): Promise<OfferGround> {
  const promotions = await db.selectFrom('promotion').selectAll().where('home_id', '=', chain).orderBy('id').execute();
  const discounts = await db.selectFrom('discount').selectAll().where('home_id', '=', chain).orderBy('id').execute();
  return {
    promotions: [
      ...promotions.map((row) => recordToRow('promotion', row)),
      ...discounts.map((row) => recordToRow('discount', row)),
    ],
    zone: await webZone(db, chain),
  };
}

type Promotions = OfferGround['promotions'];

interface SortedOut {
  general: Promotions;
  /** By product or variant that is named; a UUID is never both. */
  byId: Map<string, (Promotion | Discount)[]>;
}

const sortedOut = new WeakMap<Promotions, SortedOut>();

/**
 * Those that may touch a variant: what names other products alone can't. With a sale on each of ten thousand products,
 * asking all of them for every variant would take minutes.
 */
export function touching(promotions: Promotions, productId: string, variantId: string): Promotions {
  let known = sortedOut.get(promotions);
  if (!known) sortedOut.set(promotions, (known = sortOut(promotions)));
  const own = [productId, variantId].flatMap((id) => known.byId.get(id) ?? []);
  return own.length > 0 ? [...new Set([...known.general, ...own])] : known.general;
}

function sortOut(promotions: Promotions): SortedOut {
  const general: (Promotion | Discount)[] = [];
  const byId: SortedOut['byId'] = new Map();
  for (const row of promotions) {
    const { scope, rule } = asDiscount(row);
    if (scope.all || scope.departments.length > 0 || scope.tags.length > 0 || rule.kind === 'bundle') general.push(row);
    else
      for (const id of [...scope.productIds, ...(scope.variantIds ?? [])]) byId.set(id, [...(byId.get(id) ?? []), row]);
  }
  return { general, byId };
}

export async function webZone(db: Kysely<Database>, chain: HomeId): Promise<string> {
  const found = await db
    .selectFrom('store')
    .select('zone')
    .where('home_id', '=', chain)
    .where('kind', '=', 'web')
    .orderBy('id')
    .executeTakeFirst();
  return found?.zone ?? 'UTC';
}

/** Every price that was asked for these variants, as far as it is known. */
export async function pastOf(
  db: Kysely<Database>,
  chain: HomeId,
  variantIds: readonly string[],
): Promise<Map<string, PastPrice[]>> {
  const { rows } = await sql<HistoryRow & { variantId: string }>`
    select variant_id as "variantId", id as "offerId", from_ms as "fromMs", to_ms as "toMs", price_minor as "priceMinor", at_ms as "atMs"
    from price_history where home_id = ${chain}
      and variant_id in (select json_array_elements_text(${JSON.stringify(variantIds)}::json)) order by rev`.execute(
    db,
  );
  return new Map(
    [...Map.groupBy(rows, ({ variantId }) => variantId)].map(([variantId, history]) => [
      variantId,
      pastPrices(history),
    ]),
  );
}
