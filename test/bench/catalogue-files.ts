// The bench's shop as it travels: packed files as the server writes them, and JSON for the peers, all in brotli.
// Promise: rows pass page by page; what the peers get says the same, without what a shop would leave out.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { type FeedName, feedName, type Store } from '#domain/home.ts';
import { rowsPerGroup } from '#domain/packed/column-kinds.ts';
import { openPacked, type PackedFile } from '#domain/packed/file-reader.ts';
import { orderedColumns, signatureBytes } from '#domain/packed/file-shape.ts';
import { FileWriter } from '#domain/packed/file-writer.ts';
import { searchFieldsOf } from '#domain/search/product-fields.ts';
import { SearchWriter } from '#domain/search/search-index-writer.ts';
import type { Cursor, SnapshotRef } from '#protocol/pull.ts';
import { chain, nowMs, type PeerProduct, store } from './catalogue-page/plan.ts';
import { type BenchShop, offerOf } from './catalogue-rows.ts';

export const cursor: Cursor = { timeline: 'bench', rev: 1, tag: 'bench' };
/** As the server packs its files. */
const files = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };
const productsPerPage = 5_000;

export interface Packed {
  ref: SnapshotRef;
  br: Buffer;
  /** Opened as the server does when a tablet says that it has it. */
  file: PackedFile;
}

export const brotli = (bytes: Uint8Array | string, params: Record<number, number> = files): Promise<Buffer> =>
  promisify(brotliCompress)(bytes, { params });

function* pages<Item, Made>(items: readonly Item[], size: number, make: (item: Item) => Made): Generator<Made[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size).map(make);
}

type Rows<T> = readonly [
  table: string,
  numbers: readonly number[],
  rowOf: (number: number) => T,
  sourceOf?: (row: { id: string }) => string | null,
];

const bare: Store = {
  id: store,
  name: 'Pinheiros',
  kind: 'store',
  zone: 'America/Sao_Paulo',
  address: '',
  opens: '10:00',
  closes: '22:00',
  holdMinutes: 120,
  leases: null,
  deliveryDays: null,
  deliveryFeeMinor: null,
};

export async function packCatalogue(shop: BenchShop): Promise<Packed> {
  const line = (number: number) => {
    const { product, lines } = shop.article(number >> 1);
    const found = lines[number % 2];
    if (!found) throw new RangeError(`no variant ${number}`);
    return { ...found, product };
  };
  const tables: Rows<{ id: string }>[] = [
    ['store', [0], () => bare],
    ['product', shop.productOrder, (at) => shop.article(at).product],
    ['variant', shop.variantOrder, (number) => line(number).variant],
    [
      'offer',
      shop.variantOrder,
      (number) => {
        const { variant, product, priceMinor } = line(number);
        const [offer] = offerOf(variant.id, product.id, priceMinor);
        if (!offer) throw new RangeError(`no offer of ${number}`);
        return offer;
      },
    ],
  ];
  return pack(feedName('chain/catalogue', chain), tables, (writer) => {
    const words = new SearchWriter('pt-BR');
    for (const [place, at] of shop.productOrder.entries()) {
      const { product, lines, popularity } = shop.article(at);
      const variants = lines.map(({ variant }) => variant);
      words.add(place, searchFieldsOf(product, variants, 'pt-BR', popularity));
    }
    return writer.addWords('pt-BR', words.finish());
  });
}

export function packFloor(shop: BenchShop): Promise<Packed> {
  const sources = new WeakMap<object, string>();
  const rowOf = (number: number): { id: string } => {
    const line = shop.article(number >> 1).lines[number % 2];
    if (!line) throw new RangeError(`no stock of ${number}`);
    sources.set(line.stock, line.variant.sourceId);
    return line.stock;
  };
  return pack(feedName('store/floor', store), [['stock', shop.variantOrder, rowOf, (row) => sources.get(row) ?? null]]);
}

async function pack(
  feed: FeedName,
  tables: readonly Rows<{ id: string }>[],
  finish?: (writer: FileWriter) => Promise<void>,
): Promise<Packed> {
  const parts: Uint8Array[] = [];
  const writer = new FileWriter((part) => void parts.push(part), chain);
  for (const [table, numbers, rowOf, sourceOf] of tables) {
    const ordered = orderedColumns[table] ?? [];
    const values = new Map<string, string[]>(ordered.map((field) => [field, []]));
    const rowAndValues = (number: number): { id: string } => {
      const row = rowOf(number);
      for (const [field, list] of values) list.push(String((row as Record<string, unknown>)[field]));
      return row;
    };
    const order = function* (field: string): Generator<number[]> {
      const list = values.get(field) ?? [];
      const valueAt = (at: number): string => list[at] ?? '';
      yield list
        .map((_, at) => at)
        .sort((a, b) => (valueAt(a) < valueAt(b) ? -1 : valueAt(a) > valueAt(b) ? 1 : a - b));
    };
    await writer.add({
      table,
      fields: numbers.length > 0 ? Object.keys(rowOf(numbers[0] ?? 0)) : [],
      pages: pages(numbers, rowsPerGroup, rowAndValues),
      ...(sourceOf ? { sourceOf } : {}),
      orders: Object.fromEntries(ordered.map((field) => [field, order(field)])),
    });
  }
  await finish?.(writer);
  await writer.finish({ feed, cursor, asOfMs: nowMs });
  // A signature as long as a real one: a tablet goes by the hash, which a signed page brings.
  const bytes = Buffer.concat([...parts, Buffer.alloc(signatureBytes)]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const ref = { sha256, path: `/data/${sha256}`, bytes: bytes.length, cursor };
  return { ref, br: await brotli(bytes), file: openPacked(bytes) };
}

/** Each page of JSON, packed. */
export async function* packPeers(shop: BenchShop): AsyncGenerator<Buffer> {
  const numbers = Array.from({ length: shop.products }, (_, at) => at);
  for (const page of pages(numbers, productsPerPage, (at) => peerProduct(shop, at)))
    yield await brotli(JSON.stringify(page));
}

function peerProduct(shop: BenchShop, at: number): PeerProduct {
  const { product, lines } = shop.article(at);
  return {
    id: product.id,
    name: product.name['pt-BR'],
    brand: product.brand,
    department: product.department['pt-BR'],
    subtitle: product.subtitle['pt-BR'],
    tags: product.tags,
    variants: lines.map(({ variant, priceMinor, stock }) => ({
      id: variant.id,
      gtin14: variant.gtin14,
      sku: variant.sku,
      colour: variant.colour?.name['pt-BR'] ?? null,
      size: variant.size,
      priceMinor,
      currency: 'BRL',
      onHand: stock.onHand,
      asOfMs: stock.asOfMs,
    })),
  };
}
