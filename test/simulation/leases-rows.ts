// What the database holds of stock, leases and holds of one store, as the rows of the shop.
import type { Kysely } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Lease } from '#domain/lease.ts';
import type { Hold } from '#domain/person.ts';
import type { Stock } from '#domain/stock.ts';
import type { Database } from '#server/database/schema.ts';

type Found = { stocks: Stock[]; leases: Lease[]; holds: Hold[] };

export async function rowsOfTable(db: Kysely<Database>, home: HomeId): Promise<Found> {
  const [stocks, leases, holds] = await Promise.all([
    db.selectFrom('stock').selectAll().where('home_id', '=', home).execute(),
    db.selectFrom('lease').selectAll().where('home_id', '=', home).execute(),
    db.selectFrom('hold').selectAll().where('home_id', '=', home).execute(),
  ]);
  return { stocks: stocks.map(camel), leases: leases.map(camel), holds: holds.map(camel) } as unknown as Found;
}

const camel = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replaceAll(/_(\w)/g, (_, one: string) => one.toUpperCase()),
      value,
    ]),
  );
