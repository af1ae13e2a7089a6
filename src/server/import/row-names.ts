// What a shopkeeper calls a row: a product's name, with the item where it is about one, and the store where it lies in one.
import type { Kysely } from 'kysely';
import type { Row, TableName } from '#domain/tables.ts';
import type { LocalText } from '#domain/text.ts';
import type { Database } from '#server/database/schema.ts';
import { sql } from '#server/database/statement.ts';

export interface Named {
  table: TableName;
  home: string;
  row: Row;
}

/** Rows that have no better name than their id are left out. */
export async function namesOf(db: Kysely<Database>, all: readonly Named[]): Promise<Map<Named, string>> {
  const ids = JSON.stringify([...new Set(all.map(({ row }) => aboutOf(row)))]);
  const { rows: items } = await sql<{ id: string; name: string; sku: string }>`
    select v.id, p.name->>'pt-BR' as name, v.sku from variant v join product p on p.home_id = v.home_id and p.id = v.product_id
    where v.id in (select json_array_elements_text(${ids}::json))
    union all select id, name->>'pt-BR', '' from product where id in (select json_array_elements_text(${ids}::json))`.execute(
    db,
  );
  const { rows: stores } = await sql<{ id: string; name: string }>`
    select id, name from home where kind = 'store'`.execute(db);
  const itemById = new Map(items.map(({ id, name, sku }) => [id, sku === '' ? name : `${name} (${sku})`]));
  const storeById = new Map(stores.map(({ id, name }) => [id, name]));
  return new Map(
    all.flatMap((named): [Named, string][] => {
      const item = itemById.get(aboutOf(named.row));
      const name = 'scope' in named.row && item ? `${ownName(named.row)}: ${item}` : (item ?? ownName(named.row));
      const store = named.table === 'stock' || named.table === 'place' ? storeById.get(named.home) : undefined;
      return name === undefined ? [] : [[named, store === undefined ? name : `${name} · ${store}`]];
    }),
  );
}

/** The variant or product that a row is about; a stock's and a variant's own id is one, a sale may name just one. */
function aboutOf(row: Row): string {
  if ('scope' in row) {
    const [only, ...others] = [...row.scope.productIds, ...(row.scope.variantIds ?? [])];
    return only !== undefined && others.length === 0 ? only : row.id;
  }
  return ('variantId' in row ? row.variantId : null) ?? row.id;
}

function ownName(row: Row): string | undefined {
  const { name, gtin14, prefix } = row as { name?: string | LocalText | null; gtin14?: string; prefix?: string };
  return (typeof name === 'object' && name !== null ? name['pt-BR'] : name) ?? gtin14 ?? prefix;
}
