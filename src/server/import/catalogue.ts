// Lines of a catalogue file to products, variants and offers, a batch at a time. What is there already as the file
// says it is not written again; pictures, promotions and other languages that the shop has added stay.
import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { type Offer, offersFor } from '#domain/offer.ts';
import type { Row, TableName } from '#domain/tables.ts';
import { put, type Write } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { commitWrites } from '#server/feed.ts';
import { keepsLog } from '#server/keeps-log.ts';
import { recordToRow } from '#server/rows.ts';
import { offerGround, type OfferGround, pastOf, touching } from '#server/shop/offer-ground.ts';
import { offerWrites } from '#server/shop/renew-offers.ts';
import { type CatalogueLine, catalogueLine } from './catalogue-row.ts';
import type { Chain } from './chain.ts';
import { existingRows } from './existing-rows.ts';
import type { Into } from './chain-rows.ts';
import type { Columns } from './columns.ts';
import { type Availability, availabilityOf, OnlineStock } from './online-stock.ts';
import { type Sale, saleOf, type Sales } from './sales.ts';
import { Seen } from './seen.ts';
import type { Sink } from './sink.ts';
import { storeLiveStyles } from './style-live.ts';
import { addWritten, type Tally } from './tally.ts';
import { withOtherLanguages } from './translations.ts';
import { BadCell } from './values.ts';

/** [FD5] One rev takes at most this many rows. */
export const rowsPerRev = 1_000;

export interface CatalogueOrder {
  columns: Columns;
  /** The file's availability is the web shop's own. */
  onlineStock: boolean;
  /** Of all catalogue files of the run; it is ended after the last one. */
  sales: Sales;
}

export type FullLine = CatalogueLine & { sale: Sale | null; availability: Availability };

export async function openCatalogue(
  { db, chain, nowMs }: Into,
  { columns, onlineStock, sales: ofRun }: CatalogueOrder,
): Promise<Sink<FullLine>> {
  const into = { db, chain, nowMs };
  const seen = new Seen();
  const log = await keepsLog(db, chain.id);
  const ground = await offerGround(db, chain.id);
  // A file without the column says nothing of sales: those that are there stay.
  const sales = columns['salePrice'] === undefined ? null : ofRun;
  const stock = onlineStock ? new OnlineStock(into) : null;
  let isAvailabilityLeft = false;
  return {
    linesPerBatch: 300,
    parse(read) {
      const line = catalogueLine(read, chain.id, chain.currency);
      const sale = saleOf(read, line.regular, ground.zone);
      const availability = stock ? availabilityOf(read('availability')) : null;
      isAvailabilityLeft ||= !stock && read('availability').trim() !== '';
      if (!seen.add(line.variant.id)) throw new BadCell(`the item ${line.variant.sourceId} stands on an earlier line`);
      return { ...line, sale, availability };
    },
    async store(lines, tally) {
      const writes = await writesOf(db, chain, { products: firstOfEach(lines, seen), lines }, ground, nowMs, tally);
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
      await sales?.note(lines);
      await stock?.store(
        lines.map(({ variant, availability }) => ({ variantId: variant.id, availability })),
        tally,
      );
    },
    async end(tally) {
      await storeLiveStyles(into, (id) => seen.has(id), tally);
      stock?.end(tally);
      if (isAvailabilityLeft)
        tally.notes.push("availability was left out: with --online-stock it counts as the web shop's own stock");
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
  { promotions, zone }: OfferGround,
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
    lines.map(({ product }) => product.id),
  );
  const described = new Map(oldProducts);
  for (const product of products) {
    described.set(product.id, product);
    const before = oldProducts.get(product.id);
    // Whether a style that is there stays shown, only the whole file says.
    const live = before?.live ?? lines.some((line) => line.product.id === product.id && line.variant.live);
    offer('product', withOtherLanguages({ ...product, live, picture: before?.picture ?? null }, before), before);
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
  const past = await pastOf(
    db,
    chain.id,
    lines.map(({ variant }) => variant.id),
  );
  for (const { product, variant, regular } of lines) {
    const { department, tags } = described.get(product.id) ?? product;
    const context = {
      product: { department: department['pt-BR'], tags },
      zone,
      past: past.get(variant.id) ?? [],
    };
    const offers = offersFor(
      variant.id,
      variant.productId,
      regular,
      touching(promotions, variant.productId, variant.id),
      nowMs,
      context,
    );
    const changes = offerWrites(chain.id, oldOffers.get(variant.id) ?? [], offers);
    tally.unchanged += offers.length - changes.filter(({ row }) => row !== null).length;
    writes.push(...changes);
  }
  return writes;
}

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
