// Which variant a line of stock or history means: by the source's item id, else by the GTIN.
// What was found stays in memory for the next lines, up to 50,000 of them.
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from '#server/database/schema.ts';
import { eachOf } from './each-of.ts';
import { variantIdOf } from './source-id.ts';

export interface ItemName {
  item: string | null;
  gtin14: string | null;
}

export interface Found {
  variantId: string;
  productId: string;
}

/** 'many': the GTIN belongs to several variants, so that it says nothing. */
export type Answer = Found | 'unknown' | 'many';

const rememberAtMost = 50_000;

export class Items {
  readonly #db: Kysely<Database>;
  readonly #chain: HomeId;
  #known = new Map<string, Answer>();

  constructor(db: Kysely<Database>, chain: HomeId) {
    this.#db = db;
    this.#chain = chain;
  }

  async find(names: readonly ItemName[]): Promise<Answer[]> {
    if (this.#known.size > rememberAtMost) this.#known = new Map();
    const missing = names.filter((name) => !this.#known.has(keyOf(name)));
    await this.#findItems(missing.flatMap(({ item }) => item ?? []));
    await this.#findGtins(missing.flatMap(({ item, gtin14 }) => (item === null && gtin14 !== null ? gtin14 : [])));
    return names.map((name) => this.#known.get(keyOf(name)) ?? 'unknown');
  }

  async #findItems(items: readonly string[]): Promise<void> {
    if (items.length === 0) return;
    const itemById = new Map(items.map((item) => [variantIdOf(this.#chain, item), item]));
    const rows = await this.#db
      .selectFrom('variant')
      .select(['id', 'product_id'])
      .where('home_id', '=', this.#chain)
      .where('id', 'in', eachOf(itemById.keys()))
      .execute();
    for (const item of items) this.#known.set(keyOf({ item, gtin14: null }), 'unknown');
    for (const row of rows)
      this.#known.set(keyOf({ item: itemById.get(row.id) ?? '', gtin14: null }), {
        variantId: row.id,
        productId: row.product_id,
      });
  }

  async #findGtins(gtins: readonly string[]): Promise<void> {
    if (gtins.length === 0) return;
    const { rows } = await sql<{ gtin14: string; id: string; product_id: string; many: boolean }>`
      select gtin14, min(id) as id, min(product_id) as product_id, count(*) > 1 as many from variant
      where home_id = ${this.#chain} and gtin14 in ${eachOf(gtins)} group by gtin14`.execute(this.#db);
    for (const gtin14 of gtins) this.#known.set(keyOf({ item: null, gtin14 }), 'unknown');
    for (const row of rows)
      this.#known.set(
        keyOf({ item: null, gtin14: row.gtin14 }),
        row.many ? 'many' : { variantId: row.id, productId: row.product_id },
      );
  }
}

const keyOf = ({ item, gtin14 }: ItemName): string => (item === null ? `gtin ${gtin14 ?? ''}` : `item ${item}`);

/** The reason in the file of rejected rows. */
export const unknownReason = ({ item, gtin14 }: ItemName, answer: 'unknown' | 'many'): string =>
  answer === 'many' ? `the GTIN ${gtin14} belongs to several items` : `no item ${item ?? gtin14} in the catalogue`;
