// A packed file as the server makes one, from rows in memory; its signature is empty.
import type { FeedName } from '#domain/home.ts';
import { rowsPerGroup } from '#domain/packed/column-kinds.ts';
import { openPacked } from '#domain/packed/file-reader.ts';
import { orderedColumns, signatureBytes } from '#domain/packed/file-shape.ts';
import { FileWriter } from '#domain/packed/file-writer.ts';
import { compareTexts } from '#domain/packed/text-order.ts';
import { searchFieldsOf } from '#domain/search/product-fields.ts';
import { SearchWriter } from '#domain/search/search-index-writer.ts';
import { type Row, type TableName, tableNames } from '#domain/tables.ts';
import { locales } from '#domain/text.ts';
import type { Cursor } from '#local/replica.ts';

export type RowsByTable = { readonly [T in TableName]?: readonly Row<T>[] };
type AnyRow = { readonly id: string };

export async function packedBytes(
  feed: FeedName,
  { cursor, asOfMs }: { cursor: Cursor; asOfMs: number },
  rows: RowsByTable,
  {
    chain = null,
    sourceOf,
    popularityOf = () => 0,
  }: {
    chain?: string | null;
    sourceOf?: (row: AnyRow) => string | null;
    popularityOf?: (productId: string) => number;
  } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const writer = new FileWriter((part) => void parts.push(part), chain);
  for (const table of [...tableNames, ...Object.keys(rows).filter((name) => !tableNames.includes(name as TableName))]) {
    const found = ((rows as Record<string, readonly AnyRow[]>)[table] ?? []).toSorted((a, b) =>
      compareTexts(a.id, b.id),
    );
    const valueOf = (at: number, field: string): string =>
      String((found[at] as unknown as Record<string, unknown>)[field]);
    const orders = (orderedColumns[table] ?? []).map((field) => [
      field,
      [found.map((_, at) => at).toSorted((a, b) => compareTexts(valueOf(a, field), valueOf(b, field)) || a - b)],
    ]);
    await writer.add({
      table,
      fields: [...new Set(found.flatMap((row) => Object.keys(row)))],
      pages: pagesOf(found),
      ...(sourceOf ? { sourceOf } : {}),
      orders: Object.fromEntries(orders),
    });
  }
  const products = (rows.product ?? []).toSorted((a, b) => compareTexts(a.id, b.id));
  const variantsByProduct = Map.groupBy(rows.variant ?? [], ({ productId }) => productId);
  for (const locale of products.length > 0 ? locales : []) {
    const words = new SearchWriter(locale);
    for (const [place, product] of products.entries()) {
      const own = variantsByProduct.get(product.id) ?? [];
      if (product.live) words.add(place, searchFieldsOf(product, own, locale, popularityOf(product.id)));
    }
    await writer.addWords(locale, words.finish());
  }
  await writer.finish({ feed, cursor, asOfMs });
  parts.push(new Uint8Array(signatureBytes));
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function* pagesOf(rows: readonly AnyRow[]): Generator<readonly AnyRow[]> {
  for (let from = 0; from < rows.length; from += rowsPerGroup) yield rows.slice(from, from + rowsPerGroup);
}

/** The same file after bits have turned on the disk: footer and length are right, but no row of the table can be read. */
export function damagedIn(bytes: Uint8Array<ArrayBuffer>, table: TableName): Uint8Array<ArrayBuffer> {
  const damaged = bytes.slice();
  const view = new DataView(damaged.buffer);
  const shape = openPacked(bytes).footer.tables.find((one) => one.table === table);
  const noKind = 250;
  for (const from of shape?.groups ?? [])
    for (let column = 0; column < (shape?.columns.length ?? 0); column++)
      damaged[from + view.getUint32(from + column * 4, true)] = noKind;
  return damaged;
}
