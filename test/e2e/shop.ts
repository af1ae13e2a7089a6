// Facts of the demo shop, asked of PostgreSQL itself: what a screen says is held against what the database holds.
import { Client } from 'pg';

export interface Item {
  productId: string;
  variantId: string;
  gtin14: string;
  name: string;
  priceMinor: number;
  wasMinor: number | null;
  free: number;
}

export interface Parcel {
  id: string;
  number: string;
  proof: string;
  firstName: string;
  lines: { variantId: string; quantity: number }[];
}

export interface Shop {
  storeId: string;
  storeName: string;
  chainId: string;
  /** A live variant of the store, cheapest stock first, with at least `free` to promise; `skip` leaves the first ones out. */
  item(options: { free: number; discounted?: boolean; skip?: number }): Promise<Item>;
  /** A parcel of a web order that waits here for its owner; `skip` leaves the first ones out. */
  parcel(options?: { skip?: number }): Promise<Parcel>;
  /** The last one of a size here, with another size of the same product to take instead. */
  lastOne(): Promise<Item & { otherSize: string; otherVariantId: string }>;
  /** The variant by which a product without a discount stands on a card. */
  firstVariant(options: { skip: number }): Promise<Item>;
  /** The cheapest price that is valid now. */
  priceOf(variantId: string): Promise<number | null>;
  holdsOf(variantId: string): Promise<{ id: string; state: string; quantity: number }[]>;
  freeOf(variantId: string): Promise<number>;
  query<T extends object>(sql: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** Opens the database of a running demo shop; `storeName` names the store the tests work in. */
export async function openShop(databaseUrl: string, storeName = 'Pinheiros'): Promise<Shop> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const query = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await client.query<T>(sql, values)).rows;
  const [store] = await query<{ id: string; name: string; home_id: string }>(
    `select id, name, home_id from store where name like $1 and kind = 'store'`,
    [`%${storeName}%`],
  );
  if (!store) throw new Error(`no store called ${storeName}`);

  return {
    storeId: store.id,
    storeName: store.name,
    chainId: store.home_id,
    async item({ free, discounted = false, skip = 0 }) {
      const [found] = await query<Item>(
        `select p.id as "productId", v.id as "variantId", v.gtin14, p.name->>'pt-BR' as name,
                (o.price->>'minor')::int as "priceMinor", (o.was->>'minor')::int as "wasMinor",
                greatest(0, s.on_hand - s.reserved - s.leased)::int as free
           from stock s
           join variant v on v.home_id = $2 and v.id = s.id
           join product p on p.home_id = $2 and p.id = v.product_id
           join lateral (select * from offer o where o.home_id = $2 and o.variant_id = v.id and o.from_ms <= $4
                            and (o.to_ms is null or o.to_ms > $4) order by (o.price->>'minor')::int limit 1) o on true
          where s.home_id = $1 and greatest(0, s.on_hand - s.reserved - s.leased) >= $3 and (o.was is not null) = $5
          order by free, v.gtin14 offset $6 limit 1`,
        [store.id, store.home_id, free, Date.now(), discounted, skip],
      );
      if (!found) throw new Error(`the demo shop has no such item in ${store.name}`);
      return found;
    },
    async firstVariant({ skip }) {
      const [found] = await query<Item>(
        `select p.id as "productId", v.id as "variantId", v.gtin14, p.name->>'pt-BR' as name,
                (o.price->>'minor')::int as "priceMinor", null as "wasMinor", 0 as free
           from product p
           join variant v on v.home_id = p.home_id and v.product_id = p.id
           join offer o on o.home_id = p.home_id and o.variant_id = v.id
          where p.home_id = $1 and (select count(*) from variant w where w.home_id = $1 and w.product_id = p.id) = 1
            and (select count(*) from offer w where w.home_id = $1 and w.variant_id = v.id) = 1
            and (select count(*) from product w where w.home_id = $1 and w.name->>'pt-BR' like '%' || (p.name->>'pt-BR') || '%') = 1
          order by v.gtin14 offset $2 limit 1`,
        [store.home_id, skip],
      );
      if (!found) throw new Error('the demo shop has no such product');
      return found;
    },
    async priceOf(variantId) {
      const [row] = await query<{ minor: number }>(
        `select min((price->>'minor')::int) as minor from offer
          where home_id = $1 and variant_id = $2 and from_ms <= $3 and (to_ms is null or to_ms > $3)`,
        [store.home_id, variantId, Date.now()],
      );
      return row?.minor ?? null;
    },
    async parcel({ skip = 0 } = {}) {
      const [found] = await query<Parcel>(
        `select id, number, proof, first_name as "firstName", lines from fulfilment
          where home_id = $1 and state = 'ready' order by number offset $2 limit 1`,
        [store.id, skip],
      );
      if (!found) throw new Error(`no parcel waits in ${store.name}`);
      return found;
    },
    async lastOne() {
      const [found] = await query<Item & { otherSize: string; otherVariantId: string }>(
        `select p.id as "productId", v.id as "variantId", v.gtin14, p.name->>'pt-BR' as name, 0 as "priceMinor",
                null as "wasMinor", 1 as free, ov.size as "otherSize", ov.id as "otherVariantId"
           from stock s
           join variant v on v.home_id = $2 and v.id = s.id
           join product p on p.home_id = $2 and p.id = v.product_id
           join variant ov on ov.home_id = $2 and ov.product_id = p.id and ov.size <> v.size
                and ov.colour is not distinct from v.colour
           join stock os on os.home_id = $1 and os.id = ov.id and os.on_hand - os.reserved - os.leased >= 3
          where s.home_id = $1 and s.on_hand - s.reserved - s.leased = 1
          order by v.gtin14, ov.gtin14 limit 1`,
        [store.id, store.home_id],
      );
      if (!found) throw new Error(`nothing in ${store.name} is the last one with another size beside it`);
      return found;
    },
    holdsOf: (variantId) =>
      query(`select id, state, quantity from hold where home_id = $1 and variant_id = $2`, [store.id, variantId]),
    async freeOf(variantId) {
      const [row] = await query<{ free: number }>(
        `select greatest(0, on_hand - reserved - leased)::int as free from stock where home_id = $1 and id = $2`,
        [store.id, variantId],
      );
      return row?.free ?? 0;
    },
    query,
    close: () => client.end(),
  };
}

/** "389,90": the number as a Portuguese price tag paints it. */
export const reais = (minor: number): string => (minor / 100).toLocaleString('pt-BR', { minimumFractionDigits: 2 });
