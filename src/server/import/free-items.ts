// How many items an amount off would leave at a price of nothing: a slip in a cell, since nobody can say that it is meant.
import type { Scope } from '#domain/discount/deal.ts';
import { sql } from '#server/database/statement.ts';
import type { Into } from './chain-rows.ts';

/** Live items that the scope touches and whose regular price is no more than `offMinor`. */
export async function freeItems({ db, chain }: Into, scope: Scope, offMinor: number): Promise<number> {
  const [products, variants, departments, tags] = [
    scope.productIds,
    scope.variantIds ?? [],
    scope.departments,
    scope.tags,
  ].map((names) => sql`(select json_array_elements_text(${JSON.stringify(names)}::json))`);
  // Only these ask every product of the chain.
  const byWords = sql`union select v.id from variant v join product p on p.home_id = v.home_id and p.id = v.product_id
    where v.home_id = ${chain.id} and (${scope.all}::boolean or p.department->>'pt-BR' in ${departments}
      or exists (select from jsonb_array_elements_text(p.tags) as tag where tag in ${tags}))`;
  const asksAll = scope.all || scope.departments.length + scope.tags.length > 0;
  // An offer from 0 on is the regular price.
  const { rows } = await sql<{ count: number }>`
    with touched as (
      select id from variant where home_id = ${chain.id} and product_id in ${products}
      union select id from variant where home_id = ${chain.id} and id in ${variants} ${asksAll ? byWords : sql``})
    select count(*)::int as count from touched
    join variant v on v.home_id = ${chain.id} and v.id = touched.id and v.live
    join offer o on o.home_id = v.home_id and o.id = v.id || '/0'
    where (o.price->>'minor')::int8 <= ${offMinor}`.execute(db);
  return rows[0]?.count ?? 0;
}
