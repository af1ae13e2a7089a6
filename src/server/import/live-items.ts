// Which items of a style are shown: what is said of each of them is said of the style.
import { sql } from '#server/database/statement.ts';
import type { Into } from './chain-rows.ts';

/** Style → its items that are live. */
export async function liveItems({ db, chain }: Into, productIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; productId: string }>`
    select id, product_id as "productId" from variant where home_id = ${chain.id} and live
      and product_id in (select json_array_elements_text(${JSON.stringify(productIds)}::json)) order by id`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ productId }) => productId)].map(([productId, items]) => [
      productId,
      items.map(({ id }) => id),
    ]),
  );
}
