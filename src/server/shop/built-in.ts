// The built-in shop behind the port: our own tables are the truth, so it reads them and writes nothing.
// What an act has committed is already done here; the port only confirms it.
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import { asDiscount } from '#domain/discount/deal.ts';
import { windowsOf } from '#domain/discount/windows.ts';
import { offerAt } from '#domain/offer.ts';
import { available } from '#domain/stock.ts';
import type { Database } from '#server/database/schema.ts';
import { recordToRow } from '#server/rows.ts';
import { builtInOrders } from './built-in-orders.ts';
import { offerGround } from './offer-ground.ts';
import {
  answered,
  failed,
  type CatalogueEntry,
  type Shop,
  type ShopPromotion,
  type ShopVariant,
  type VariantQuestion,
} from './port.ts';

const pageEntries = 500;
const stockIdsAtMost = 200;

export function builtInShop(db: Kysely<Database>, chain: HomeId, now: () => number): Shop {
  // A platform call inside a transaction would hold its locks for as long as a network takes.
  if (db.isTransaction) throw new Error('the commerce port is never called inside a transaction');
  const locations = async () =>
    (
      await db
        .selectFrom('home')
        .select(['id', 'name', 'is_web'])
        .where('chain_id', '=', chain)
        .where('kind', '=', 'store')
        .orderBy('id')
        .execute()
    ).map(({ id, name, is_web }) => ({ id, name, kind: is_web ? ('web' as const) : ('store' as const) }));

  return {
    async capabilities() {
      return answered({
        platform: 'built-in',
        version: '1',
        operations: [
          'locations',
          'findVariant',
          'stock',
          'exportCatalogue',
          'changedSince',
          'promotions',
          'findOrders',
          'order',
          'handOver',
        ],
        variantFilters: ['gtin14', 'sku', 'id'],
        orderFilters: ['number', 'customer'],
      });
    },
    locations: async () => answered(await locations()),
    findVariant: async (question) => answered(await variantsFor(db, chain, question)),

    async stock(variantIds) {
      if (variantIds.length > stockIdsAtMost) return failed('invalid', `at most ${stockIdsAtMost} ids at a time`);
      if (variantIds.length === 0) return answered([]);
      const homes = (await locations()).map(({ id }) => id);
      const rows =
        homes.length === 0
          ? []
          : await db
              .selectFrom('stock')
              .selectAll()
              .where('home_id', 'in', homes)
              .where('id', 'in', [...variantIds])
              .orderBy('id')
              .orderBy('home_id')
              .execute();
      return answered(
        rows.map((found) => {
          const row = recordToRow('stock', found);
          return {
            variantId: row.id,
            locationId: found.home_id,
            onHand: row.onHand,
            allocated: row.reserved + row.leased,
            available: available(row),
            asOfMs: row.asOfMs,
          };
        }),
      );
    },

    async exportCatalogue(cursor) {
      // The token is read before the rows: a change in between is told twice, never missed.
      const token = await revOf(db, chain);
      const variants = await db
        .selectFrom('variant')
        .selectAll()
        .where('home_id', '=', chain)
        .where('id', '>', cursor ?? '')
        .orderBy('id')
        .limit(pageEntries)
        .execute();
      const entries = await entriesOf(
        db,
        chain,
        variants.map((row) => variantOf(recordToRow('variant', row))),
        now(),
      );
      return answered({ entries, next: variants.length < pageEntries ? null : (variants.at(-1)?.id ?? null), token });
    },

    async changedSince(token) {
      const rev = Number(token);
      const next = await revOf(db, chain);
      if (!/^\d+$/.test(token) || rev > Number(next)) return failed('not_found', 'no such token');
      const { rows } = await sql<{ id: string }>`
        select variant.id from variant left join product on product.home_id = variant.home_id and product.id = variant.product_id
        where variant.home_id = ${chain} and (variant.rev > ${rev} or product.rev > ${rev})
        union select variant_id from offer where home_id = ${chain} and rev > ${rev} order by 1`.execute(db);
      return answered({ variantIds: rows.map(({ id }) => id), token: next });
    },

    promotions: async (atMs) => answered(await promotionsAt(db, chain, atMs)),

    ...builtInOrders(db, chain),
  };
}

/** Without an end: until the end of all instants. */
const foreverMs = 8.64e15;

async function promotionsAt(db: Kysely<Database>, chain: HomeId, atMs: number): Promise<ShopPromotion[]> {
  const { promotions, zone } = await offerGround(db, chain);
  return promotions.map(asDiscount).flatMap((deal): ShopPromotion[] => {
    const [window] = windowsOf(deal, zone, atMs, atMs + 1);
    if (!window) return [];
    const { id, name, rule, scope } = deal;
    const percent = rule.kind === 'percent' ? rule.percent : null;
    const { fromMs, toMs } = window;
    return [{ id, name: name['pt-BR'], percent, productIds: scope.productIds, fromMs, toMs: toMs ?? foreverMs }];
  });
}

async function variantsFor(db: Kysely<Database>, chain: HomeId, question: VariantQuestion): Promise<ShopVariant[]> {
  const query = db.selectFrom('variant').selectAll().where('home_id', '=', chain).orderBy('id').limit(50);
  const rows = await (
    question.by === 'gtin14'
      ? query.where('gtin14', '=', question.gtin14)
      : question.by === 'sku'
        ? query.where('sku', '=', question.sku)
        : query.where('id', '=', question.id)
  ).execute();
  return rows.map((row) => variantOf(recordToRow('variant', row)));
}

const variantOf = ({ id, productId, gtin14, sku, live }: ShopVariant): ShopVariant => ({
  id,
  productId,
  gtin14,
  sku,
  live,
});

async function entriesOf(
  db: Kysely<Database>,
  chain: HomeId,
  variants: readonly ShopVariant[],
  atMs: number,
): Promise<CatalogueEntry[]> {
  if (variants.length === 0) return [];
  const products = await db
    .selectFrom('product')
    .select(['id', 'name'])
    .where('home_id', '=', chain)
    .where(
      'id',
      'in',
      variants.map(({ productId }) => productId),
    )
    .execute();
  const nameById = new Map(products.map(({ id, name }) => [id, name['pt-BR']]));
  const { rows } = await sql<Record<string, unknown>>`
    select offer.* from json_array_elements_text(${JSON.stringify(variants.map(({ id }) => id))}::json) as wanted(id)
    join offer on offer.home_id = ${chain} and offer.id >= wanted.id || '/' and offer.id < wanted.id || '0'`.execute(
    db,
  );
  const offersByVariantId = Map.groupBy(
    rows.map((row) => recordToRow('offer', row)),
    ({ variantId }) => variantId,
  );
  return variants.map((variant) => ({
    variant,
    name: nameById.get(variant.productId) ?? '',
    price: offerAt(offersByVariantId.get(variant.id) ?? [], atMs)?.price ?? null,
  }));
}

async function revOf(db: Kysely<Database>, home: HomeId): Promise<string> {
  const { rev } = await db.selectFrom('home').select('rev').where('id', '=', home).executeTakeFirstOrThrow();
  return String(rev);
}
