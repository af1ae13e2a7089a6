// The words that products are found by, a block for each language of the chain, from one walk over the products.
// Promise: positions are those of the packed table product: all products in the order of their ids.
import { sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import { rowsPerGroup } from '#domain/packed/column-kinds.ts';
import type { Variant } from '#domain/product.ts';
import { searchFieldsOf } from '#domain/search/product-fields.ts';
import { SearchWriter } from '#domain/search/search-index-writer.ts';
import { type Locale, locales } from '#domain/text.ts';
import { rowsInOrder } from './database/cursor.ts';
import { recordToRow, type Trx } from './rows.ts';

/** Nothing for a chain without products. */
export async function* packedWords(trx: Trx, chain: HomeId): AsyncGenerator<[Locale, Uint8Array<ArrayBuffer>]> {
  const spoken = await localesOf(trx, chain);
  const writers = new Map(spoken.map((locale) => [locale, new SearchWriter(locale)]));
  const soldByProduct = await soldOf(trx, chain);
  const variants = variantsByProduct(trx, chain);
  let place = 0;
  const products = sql`select * from product where home_id = ${chain} order by id`;
  for await (const page of rowsInOrder(trx, products, rowsPerGroup))
    for (const record of page) {
      const product = recordToRow('product', record);
      const own = await variants.of(product.id);
      if (product.live)
        for (const [locale, writer] of writers)
          writer.add(place, searchFieldsOf(product, own, locale, soldByProduct.get(product.id) ?? 0));
      place += 1;
    }
  if (place > 0) for (const [locale, writer] of writers) yield [locale, writer.finish()];
}

async function localesOf(trx: Trx, chain: HomeId): Promise<Locale[]> {
  const found = await trx.selectFrom('home').select('locales').where('id', '=', chain).executeTakeFirst();
  const spoken = locales.filter((locale) => found?.locales.includes(locale));
  return spoken.length > 0 ? spoken : ['pt-BR'];
}

/** Product → 1–255: how often it was bought, by orders of magnitude. */
async function soldOf(trx: Trx, chain: HomeId): Promise<Map<string, number>> {
  const { rows } = await sql<{ product_id: string; sold: number }>`
    select product_id, count(*)::int4 as sold from event
    where home_id in (select id from home where chain_id = ${chain}) and name = 'purchase' and product_id is not null
    group by product_id`.execute(trx);
  return new Map(rows.map(({ product_id, sold }) => [product_id, Math.min(255, Math.round(25 * Math.log2(1 + sold)))]));
}

/** Variants beside the products, both in the order of the product's id. */
function variantsByProduct(trx: Trx, chain: HomeId) {
  const found = rowsInOrder(
    trx,
    sql`select * from variant where home_id = ${chain} order by product_id collate "C", "order", id`,
    rowsPerGroup,
  );
  let waiting: Variant[] = [];
  let at = 0;
  let isOver = false;
  const fill = async (): Promise<void> => {
    const page = await found.next();
    if (page.done) isOver = true;
    else [waiting, at] = [page.value.map((record) => recordToRow('variant', record)), 0];
  };
  return {
    async of(productId: string): Promise<Variant[]> {
      const own: Variant[] = [];
      for (;;) {
        if (at === waiting.length && !isOver) await fill();
        const next = waiting[at];
        if (!next || next.productId > productId) return own;
        at += 1;
        if (next.productId === productId) own.push(next);
      }
    },
  };
}
