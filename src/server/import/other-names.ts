// What lines of a history may call a thing beside our own item ids: the shop's id of an item or of a style, or a GTIN
// in the place of an id. Pages of a shop speak of all three.
import { type Kysely, sql } from 'kysely';
import { gtinToGtin14, isGtinLength } from '#domain/gtin.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from '#server/database/schema.ts';
import { eachOf } from './each-of.ts';
import { productIdOf } from './source-id.ts';

/** A style has no variant. */
export interface Named {
  productId: string;
  variantId: string | null;
}

/** By name, those that are known. A GTIN that belongs to several items says nothing. */
export async function otherNames(
  db: Kysely<Database>,
  chain: HomeId,
  names: readonly string[],
): Promise<Map<string, Named>> {
  if (names.length === 0) return new Map();
  const gtinOf = (name: string): string | undefined => (isGtinLength(name) ? gtinToGtin14(name) : undefined);
  const styleOf = (name: string): string => productIdOf(chain, name);
  const { rows } = await sql<{ kind: string; name: string; product_id: string; variant_id: string | null }>`
    select 'gtin' as kind, gtin14 as name, min(product_id) as product_id, min(id) as variant_id from variant
    where home_id = ${chain} and gtin14 in ${eachOf(names.flatMap((name) => gtinOf(name) ?? []))} group by gtin14 having count(*) = 1
    union all
    select 'source', source_id, id, null from product where home_id = ${chain} and source_id in ${eachOf(names)}
    union all
    select 'style', id, id, null from product where home_id = ${chain} and id in ${eachOf(names.map(styleOf))}
    union all
    select 'source', source_id, product_id, id from variant where home_id = ${chain} and source_id in ${eachOf(names)}`.execute(
    db,
  );
  // Of a style and an item of one name, the item comes later and counts.
  const known = new Map(
    rows.map(({ kind, name, product_id: productId, variant_id: variantId }) => [
      `${kind} ${name}`,
      { productId, variantId },
    ]),
  );
  const found = new Map<string, Named>();
  for (const name of names) {
    const one =
      known.get(`source ${name}`) ?? known.get(`style ${styleOf(name)}`) ?? known.get(`gtin ${gtinOf(name) ?? ''}`);
    if (one) found.set(name, one);
  }
  return found;
}
