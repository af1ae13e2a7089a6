// How a packed feed lies in one file: blocks of rows, orders and words, then where each of them begins, then a signature.
// magic · blocks · footer (JSON) · its checksum and its length (u32 each) · ECDSA P-256 signature of all before it (64 bytes).
import * as z from 'zod/mini';
import { InstantMs } from '#domain/ids.ts';
import { Locale } from '#domain/text.ts';

/** 1 was column runs in JSON, 2 had neighbours in JSON. Also the version of the blocks of words (domain/search). */
export const packedFormat = 3;
export const magic = new Uint8Array([0x67, 0x6f, 0x6e, 0x64, 0x6f, 0x6c, 0x61, packedFormat]);
export const signatureBytes = 64;
/** Checksum and length. */
export const trailerBytes = 8;

const Offset = z.number().check(z.int(), z.gte(0));

const PackedTable = z.strictObject({
  table: z.string(),
  rows: Offset,
  /** `id` is the first. */
  columns: z.array(z.string()),
  /** Where each group of 4,096 rows begins; the rows stand in the order of their ids (compareTexts). */
  groups: z.array(Offset),
  /** Column → where the positions of all rows in that column's order begin, in as few bytes each as hold one. */
  orders: z.record(z.string(), Offset),
});
export type PackedTable = z.infer<typeof PackedTable>;

export const Footer = z.strictObject({
  format: z.literal(packedFormat),
  feed: z.string(),
  cursor: z.strictObject({ timeline: z.string(), rev: Offset, tag: z.string() }),
  asOfMs: InstantMs,
  tables: z.array(PackedTable),
  /** Language → its block of words, [from, bytes]; the positions in it are those of table product. */
  words: z.partialRecord(Locale, z.tuple([Offset, Offset])),
  /** The words that texts of the rows are made of, [from, bytes]. */
  vocabulary: z.tuple([Offset, Offset]),
});
export type Footer = z.infer<typeof Footer>;

/** FNV-1a by bytes. The hash of the whole file is checked when it has come; this one each time the file is opened. */
export function checksumOf(bytes: Uint8Array): number {
  let sum = 0x811c_9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x0100_0193);
  return sum >>> 0;
}

/** Columns that hold ids of another table of the same file, begin with one or list them: packed as positions there. */
export const references: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  variant: { productId: 'product' },
  offer: { id: 'variant', variantId: 'variant' },
  neighbours: { id: 'product', near: 'product' },
  rating: { id: 'product' },
};

/** Columns by whose value rows are asked for: their order is in the file. */
export const orderedColumns: Readonly<Record<string, readonly string[]>> = {
  variant: ['gtin14', 'sku', 'productId'],
};

/**
 * Tables whose ids mostly follow from the source's own id of a product or a variant (derived-id.ts). `column` holds it;
 * null: it is of another table, and the file gets a column of it.
 */
export const derivedIds: Readonly<Record<string, { of: 'product' | 'variant'; column: string | null }>> = {
  product: { of: 'product', column: 'sourceId' },
  variant: { of: 'variant', column: 'sourceId' },
  stock: { of: 'variant', column: null },
  place: { of: 'variant', column: null },
  pace: { of: 'variant', column: null },
};
