// Pictures to the rows that show them: the variant's own, and its style's as long as that has no other one.
// Promise: what is there already is not written again, and nothing else of a row is touched.
import { isDeepStrictEqual } from 'node:util';
import type { Picture } from '#domain/product.ts';
import type { Row } from '#domain/tables.ts';
import { put, type Write } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import { commitWrites } from '#server/feed.ts';
import { keepsLog } from '#server/keeps-log.ts';
import { existingRows } from './existing-rows.ts';
import { type Into, storeChainRows, type Wanted } from './chain-rows.ts';
import { addWritten, type Tally } from './tally.ts';

export interface Pictured {
  productId: string;
  /** null: the picture of the whole style. */
  variantId: string | null;
  /** null: it could not be taken; what was there stays. */
  picture: Picture | null;
  /** All further ones; null: nothing was said of them. */
  more: readonly Picture[] | null;
}

/** At most 300 at a time: with their styles they are one rev [FD5]. */
export async function storePictures(
  { db, chain, nowMs }: Into,
  found: readonly Pictured[],
  tally: Tally,
): Promise<void> {
  const [variants, products] = await Promise.all([
    existingRows(
      db,
      'variant',
      chain.id,
      found.flatMap(({ variantId }) => variantId ?? []),
    ),
    existingRows(
      db,
      'product',
      chain.id,
      found.map(({ productId }) => productId),
    ),
  ]);
  const writes: Write[] = [];
  const changed = new Map<string, Row<'product'>>();
  for (const { productId, variantId, picture } of found) {
    if (picture === null) continue;
    const variant = variantId === null ? undefined : variants.get(variantId);
    const product = changed.get(productId) ?? products.get(productId);
    const isNew = variant !== undefined && !isDeepStrictEqual(variant.picture, picture);
    if (isNew) writes.push(put('variant', chain.id, { ...variant, picture }));
    // A style shows what its first variant showed: when that one's picture changes, so does the style's.
    const follows =
      variantId === null || product?.picture === null || isDeepStrictEqual(product?.picture, variant?.picture);
    const isNewStyle = product !== undefined && follows && !isDeepStrictEqual(product.picture, picture);
    if (isNewStyle) changed.set(productId, { ...product, picture });
    if (!isNew && !isNewStyle) tally.unchanged += 1;
  }
  for (const product of changed.values()) writes.push(put('product', chain.id, product));
  // A line that the catalogue refused names what is not there: nobody would ever see its gallery.
  const known = found.filter(({ productId, variantId }) =>
    variantId === null ? products.has(productId) : variants.has(variantId),
  );
  await storeGalleries({ db, chain, nowMs }, known, tally);
  if (writes.length === 0) return;
  const log = await keepsLog(db, chain.id);
  await withTransaction(db, (trx) =>
    commitWrites(trx, writes, { kind: 'import', id: chain.name, atMs: nowMs }, { log }),
  );
  addWritten(tally, 'picture', writes.length);
}

async function storeGalleries(into: Into, found: readonly Pictured[], tally: Tally): Promise<void> {
  const wanted = found.flatMap(({ productId, variantId, more }): Wanted<'gallery'>[] => {
    const id = variantId ?? productId;
    const pictures = [...(more ?? [])];
    return more === null ? [] : [{ id, row: pictures.length === 0 ? null : () => ({ id, pictures }) }];
  });
  await storeChainRows(into, 'gallery', wanted, tally);
}
