// Lines of a catalogue file to products, variants and offers, a batch at a time. What is there already as the file
// says it is not written again; pictures and promotions that the shop has added stay.
import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { type Offer, offersFor, type Promotion } from '#domain/offer.ts';
import type { Row, TableName } from '#domain/tables.ts';
import { put, remove, type Write } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { recordToRow } from '#server/rows.ts';
import { type CatalogueLine, catalogueLine } from './catalogue-row.ts';
import { type Chain, existingRows, keepsLog } from './chain.ts';
import { Seen } from './seen.ts';
import type { Sink } from './sink.ts';
import { addWritten, type Tally } from './tally.ts';
import { BadCell } from './values.ts';

/** [FD5] One rev takes at most this many rows. */
export const rowsPerRev = 1_000;

export async function openCatalogue(db: Kysely<Database>, chain: Chain, nowMs: number): Promise<Sink<CatalogueLine>> {
  const seen = new Seen();
  const log = await keepsLog(db, chain.id);
  const promotions = (
    await db.selectFrom('promotion').selectAll().where('home_id', '=', chain.id).orderBy('id').execute()
  ).map((row) => recordToRow('promotion', row));
  return {
    linesPerBatch: 300,
    parse(read) {
      const line = catalogueLine(read, chain.id, chain.currency);
      if (!seen.add(line.variant.id)) throw new BadCell(`the item ${line.variant.sourceId} stands on an earlier line`);
      return line;
    },
    async store(lines, tally) {
      const writes = await writesOf(db, chain, { products: firstOfEach(lines, seen), lines }, promotions, nowMs, tally);
      for (let from = 0; from < writes.length; from += rowsPerRev) {
        await withTransaction(db, (trx) =>
          commitWrites(
            trx,
            writes.slice(from, from + rowsPerRev),
            { kind: 'import', id: chain.name, atMs: nowMs },
            { log },
          ),
        );
      }
      for (const { table } of writes) addWritten(tally, table, 1);
    },
  };
}

/** A style is described by the first line that names it; its other colours and sizes follow. */
const firstOfEach = (lines: readonly CatalogueLine[], seen: Seen): Row<'product'>[] =>
  lines.map(({ product }) => product).filter(({ id }) => seen.add(id));

async function writesOf(
  db: Kysely<Database>,
  chain: Chain,
  { products, lines }: { products: Row<'product'>[]; lines: readonly CatalogueLine[] },
  promotions: readonly Promotion[],
  nowMs: number,
  tally: Tally,
): Promise<Write[]> {
  const writes: Write[] = [];
  const offer = <T extends TableName>(table: T, row: Row<T>, before: Row<T> | undefined): void => {
    if (before !== undefined && isDeepStrictEqual(before, row)) tally.unchanged += 1;
    else writes.push(put(table, chain.id, row));
  };
  const oldProducts = await existingRows(
    db,
    'product',
    chain.id,
    products.map(({ id }) => id),
  );
  for (const product of products) {
    const before = oldProducts.get(product.id);
    offer('product', { ...product, picture: before?.picture ?? null }, before);
  }
  const oldVariants = await existingRows(
    db,
    'variant',
    chain.id,
    lines.map(({ variant }) => variant.id),
  );
  for (const { variant } of lines) {
    const before = oldVariants.get(variant.id);
    offer('variant', { ...variant, picture: before?.picture ?? null }, before);
  }
  const oldOffers = await offersOf(
    db,
    chain,
    lines.map(({ variant }) => variant.id),
  );
  for (const { variant, regular } of lines) {
    const offers = offersFor(variant.id, variant.productId, regular, promotions, nowMs);
    const old = oldOffers.get(variant.id) ?? [];
    for (const gone of old)
      if (!offers.some(({ id }) => id === gone.id)) writes.push(remove('offer', chain.id, gone.id));
    for (const next of offers) {
      const before = old.find(({ id }) => id === next.id);
      // When an offer was last looked at is no reason to send it to every tablet again.
      offer('offer', before ? { ...next, asOfMs: sameOffer(before, next) ? before.asOfMs : nowMs } : next, before);
    }
  }
  return writes;
}

const sameOffer = (a: Offer, b: Offer): boolean => isDeepStrictEqual({ ...a, asOfMs: 0 }, { ...b, asOfMs: 0 });

/** Ids of offers begin with the variant's: one short range of the primary key per variant, whatever the chain's size. */
async function offersOf(
  db: Kysely<Database>,
  chain: Chain,
  variantIds: readonly string[],
): Promise<Map<string, Offer[]>> {
  const byVariant = new Map<string, Offer[]>();
  const ids = JSON.stringify(variantIds);
  const { rows } = await sql<Record<string, unknown>>`
    select offer.* from json_array_elements_text(${ids}::json) as wanted(id)
    join offer on offer.home_id = ${chain.id} and offer.id >= wanted.id || '/' and offer.id < wanted.id || '0'`.execute(
    db,
  );
  for (const row of rows.map((found) => recordToRow('offer', found)))
    byVariant.set(row.variantId, [...(byVariant.get(row.variantId) ?? []), row]);
  return byVariant;
}
