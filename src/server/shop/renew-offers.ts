// Offers follow discounts, prices and time: weekly windows are written out anew long before they run out, and a new regular
// price is told against the lawful prior one. Promise: what has not changed is not written; a price changed meanwhile stays.
import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import { type Offer, offerId, offersFor } from '#domain/offer.ts';
import { put, remove, type Write } from '#domain/tx.ts';
import type { Authority } from '#server/authority.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { recordToRow, type Trx } from '#server/rows.ts';
import { offerGround, type OfferGround, pastOf, touching } from './offer-ground.ts';

const variantsPerTransaction = 200;
/** [FD5] */
const rowsPerRev = 1_000;
/** Far below the days that are written out ahead. */
const wholeEveryMs = 6 * 3_600_000;

export interface RenewOrder {
  chain: HomeId;
  nowMs: number;
  /** null: every variant; otherwise those whose prices have changed after this rev. */
  sinceRev: number | null;
  /** False while nothing of the home was ever logged. */
  log?: boolean;
}

/** Returns how many offers were written or taken out. Safe beside pushes, imports and other servers. */
export async function renewOffers(
  db: Kysely<Database>,
  { chain, nowMs, sinceRev, log = true }: RenewOrder,
): Promise<number> {
  const ground = await offerGround(db, chain);
  let written = 0;
  for (let last = ''; ;) {
    const { rows: variants } = await variantsAfter(db, chain, last, sinceRev);
    if (variants.length > 0)
      written += await withTransaction(db, (trx) => renewSome(trx, { chain, nowMs, log }, ground, variants));
    if (variants.length < variantsPerTransaction) return written;
    last = variants.at(-1)?.id ?? '';
  }
}

interface TouchedVariant {
  id: string;
  productId: string;
  department: string;
  tags: string[];
}

const variantsAfter = (db: Kysely<Database>, chain: HomeId, last: string, sinceRev: number | null) =>
  sql<TouchedVariant>`
    select v.id, v.product_id as "productId", p.department->>'pt-BR' as department, p.tags
    from variant v join product p on p.home_id = v.home_id and p.id = v.product_id
    where v.home_id = ${chain} and v.id > ${last} ${
      sinceRev === null
        ? sql``
        : sql`and v.id in (select variant_id from price_history where home_id = ${chain} and rev > ${sinceRev})`
    } order by v.id limit ${variantsPerTransaction}`.execute(db);

async function renewSome(
  trx: Trx,
  { chain, nowMs, log }: { chain: HomeId; nowMs: number; log: boolean },
  { promotions, zone }: OfferGround,
  variants: readonly TouchedVariant[],
): Promise<number> {
  const ids = variants.map(({ id }) => id);
  const { rows } = await sql<Record<string, unknown>>`
    select offer.* from json_array_elements_text(${JSON.stringify(ids)}::json) as wanted(id)
    join offer on offer.home_id = ${chain} and offer.id >= wanted.id || '/' and offer.id < wanted.id || '0'
    order by offer.id for update of offer`.execute(trx);
  const stored = Map.groupBy(
    rows.map((row) => recordToRow('offer', row)),
    ({ variantId }) => variantId,
  );
  const past = await pastOf(trx, chain, ids);
  const writes = variants.flatMap((variant) => {
    const old = stored.get(variant.id) ?? [];
    const regular = old.find(({ id }) => id === offerId(variant.id, 0));
    // Without a price there is nothing to lower, and a platform's offers are its own.
    if (regular?.source !== 'engine') return [];
    const { productId, department, tags } = variant;
    const context = { product: { department, tags }, zone, past: past.get(variant.id) ?? [] };
    return offerWrites(
      chain,
      old,
      offersFor(variant.id, productId, regular.price, touching(promotions, productId, variant.id), nowMs, context),
    );
  });
  for (let from = 0; from < writes.length; from += rowsPerRev)
    await commitWrites(
      trx,
      writes.slice(from, from + rowsPerRev),
      { kind: 'offers', id: 'renew', atMs: nowMs },
      { held: true, log },
    );
  return writes.length;
}

/** What has to be written to come from the stored offers of a variant to those it should have. */
export function offerWrites(chain: HomeId, old: readonly Offer[], next: readonly Offer[]): Write[] {
  const kept = new Set(next.map(({ id }) => id));
  const before = new Map(old.map((offer) => [offer.id, offer]));
  return [
    ...old.filter(({ id }) => !kept.has(id)).map(({ id }) => remove('offer', chain, id)),
    ...next.flatMap((offer) => {
      const known = before.get(offer.id);
      // When an offer was last looked at is no reason to send it to every tablet again.
      return known && isDeepStrictEqual({ ...known, asOfMs: 0 }, { ...offer, asOfMs: 0 })
        ? []
        : [put('offer', chain, offer)];
    }),
  ];
}

/** The job: looks at what has changed since its last round, and at everything now and then. */
export function offerRounds({ db, now }: Pick<Authority, 'db' | 'now'>): () => Promise<number> {
  const seen = new Map<string, { rev: number; wholeMs: number; deals: string }>();
  return async () => {
    let written = 0;
    const chains = await db
      .selectFrom('home')
      .select(['id', 'rev'])
      .where('kind', '=', 'chain')
      .orderBy('id')
      .execute();
    for (const { id, rev } of chains) {
      const chain = id as HomeId;
      const nowMs = now();
      const last = seen.get(chain);
      const isDue = !last || nowMs - last.wholeMs >= wholeEveryMs;
      if (!isDue && rev <= last.rev) continue;
      const deals = await stateOfDeals(db, chain);
      const isWhole = isDue || deals !== last.deals;
      // Where nothing is taken off, or was, prices have nothing to be followed by.
      if (deals !== noDeals || (last?.deals ?? noDeals) !== noDeals)
        written += await renewOffers(db, { chain, nowMs, sinceRev: isWhole ? null : last.rev });
      seen.set(chain, { rev, wholeMs: isWhole ? nowMs : last.wholeMs, deals });
    }
    return written;
  };
}

const noDeals = '0@ 0@';

/** Another one when any of them was written or taken out. */
async function stateOfDeals(db: Kysely<Database>, chain: HomeId): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select concat_ws(' ', (select concat(count(*), '@', max(rev)) from discount where home_id = ${chain}),
      (select concat(count(*), '@', max(rev)) from promotion where home_id = ${chain})) as state`.execute(db);
  return rows[0]?.state ?? '';
}
