// Finding products by words or by a part of a number: the file's own index of words, and a small one of what changed since.
// Promise: a product answers as it is now, from whichever of the two; opening costs nothing before the first question.
import type { Variant } from '#domain/product.ts';
import { searchFieldsOf } from '#domain/search/product-fields.ts';
import { type SearchHit, SearchIndex } from '#domain/search/search-index.ts';
import { SearchWriter } from '#domain/search/search-index-writer.ts';
import type { Locale } from '#domain/text.ts';
import type { Found, SearchFilter } from './catalogue.ts';
import type { FeedRows } from './feed-rows.ts';

export interface CatalogueSearch {
  search(text: string, locale: Locale, filter: SearchFilter): Found[];
}

/** What is found by the words of a file does not change with the file's rows: kept by the block. */
const indexByBlock = new WeakMap<ArrayBufferLike, Map<number, SearchIndex | null>>();

export function searchOver(rows: FeedRows, variantsOf: (productId: string) => readonly Variant[]): CatalogueSearch {
  const products = rows.table('product');
  const variants = rows.table('variant');
  const changedIds = lazily(() => {
    const ids = new Set(products.changes.keys());
    for (const [id, variant] of variants.changes) {
      const now = (variant as Variant | null)?.productId;
      const before = (variants.file.get(id) as Variant | null)?.productId;
      for (const productId of [now, before]) if (productId !== undefined) ids.add(productId);
    }
    return ids;
  });
  const changedPlaces = lazily(() => new Set([...changedIds()].map((id) => products.file.placeOf(id))));
  const changed = lazily(() => [...changedIds()].filter((id) => rows.get('product', id)?.live === true));
  const changedIndexes = new Map<Locale, SearchIndex>();
  const changedIndex = (locale: Locale): SearchIndex => {
    const known = changedIndexes.get(locale);
    if (known) return known;
    const writer = new SearchWriter(locale);
    for (const [at, id] of changed().entries()) {
      const product = rows.get('product', id);
      if (product) writer.add(at, searchFieldsOf(product, variantsOf(id), locale, 0));
    }
    const index = new SearchIndex(writer.finish());
    changedIndexes.set(locale, index);
    return index;
  };

  return {
    search(text, locale, { limit, isShown }) {
      const byCode = productsByCode(rows, text, limit).filter((id) => isShown?.(id) ?? true);
      if (byCode.length > 0) return byCode.map((productId) => ({ productId, words: [], isPartial: false }));
      const inFile = fileIndex(rows, locale)?.search(text, {
        limit,
        isShown: (at) => !changedPlaces().has(at) && (isShown?.(products.file.idAt(at)) ?? true),
      });
      const inChanges =
        changed().length === 0
          ? []
          : changedIndex(locale).search(text, { limit, isShown: (at) => isShown?.(changed()[at] ?? '') ?? true });
      const found = [
        ...(inFile ?? []).map((hit) => ({ hit, productId: products.file.idAt(hit.at) })),
        ...inChanges.map((hit) => ({ hit, productId: changed()[hit.at] ?? '' })),
      ];
      return best(found, limit).map(({ hit, productId }) => ({
        productId,
        words: hit.words,
        isPartial: hit.isPartial,
      }));
    },
  };
}

/** Where one of the two has products with all the words, those of the other with only most of them are no answer. */
function best<One extends { hit: SearchHit }>(found: readonly One[], limit: number): One[] {
  const whole = found.filter(({ hit }) => !hit.isPartial);
  return (whole.length > 0 ? whole : found).toSorted((a, b) => b.hit.score - a.hit.score).slice(0, limit);
}

/**
 * A language that the file has no words of is searched in Portuguese, which is always there. null: there are none, or they
 * can't be opened; what has changed since, and numbers, are found all the same.
 */
function fileIndex(rows: FeedRows, locale: Locale): SearchIndex | null {
  const block = rows.wordsOf(locale) ?? rows.wordsOf('pt-BR');
  if (!block) return null;
  const ofFile = indexByBlock.get(block.buffer) ?? new Map<number, SearchIndex | null>();
  indexByBlock.set(block.buffer, ofFile);
  const known = ofFile.get(block.byteOffset);
  if (known !== undefined) return known;
  const index = openedIndex(block, rows.onDamage);
  ofFile.set(block.byteOffset, index);
  return index;
}

function openedIndex(block: Uint8Array, onDamage: FeedRows['onDamage']): SearchIndex | null {
  try {
    return new SearchIndex(block);
  } catch (error) {
    onDamage(error);
    return null;
  }
}

const leastDigits = 4;
/** GTIN-14, -13, -12 and -8, as they stand in fourteen digits. */
const paddings = ['', '0', '00', '000000'];

/** Products of which a variant's number begins so, or ends so; none for a question of words. */
function productsByCode(rows: FeedRows, text: string, limit: number): string[] {
  const code = text.trim().replaceAll(/[\s.-]/g, '');
  if (code.length < leastDigits || !/\d/.test(code) || /\s/.test(text.trim())) return [];
  const isDigits = /^\d{4,14}$/.test(code);
  const variants = rows.table('variant');
  const ids = new Set<string>();
  const asTyped = text.trim();
  for (const sku of new Set([asTyped, asTyped.toUpperCase(), asTyped.toLowerCase()]))
    for (const place of variants.file.beginning('sku', sku, limit)) ids.add(variants.file.idAt(place));
  if (isDigits)
    for (const padding of paddings)
      for (const place of variants.file.beginning('gtin14', padding + code, limit)) ids.add(variants.file.idAt(place));
  if (isDigits && ids.size === 0) for (const id of endingIn(rows, code, limit)) ids.add(id);
  const low = asTyped.toLowerCase();
  for (const [id, row] of variants.changes) {
    const variant = row as Variant | null;
    const begins = variant?.sku.toLowerCase().startsWith(low) ?? false;
    const fits = isDigits && (variant?.gtin14.replace(/^0+/, '').startsWith(code) || variant?.gtin14.endsWith(code));
    if (begins || fits) ids.add(id);
    else ids.delete(id);
  }
  const productIds = new Set<string>();
  for (const id of ids) {
    const variant = rows.get('variant', id);
    if (variant?.live && rows.get('product', variant.productId)?.live) productIds.add(variant.productId);
  }
  return [...productIds].slice(0, limit);
}

/** Every number once: some milliseconds for 100,000, and only for what begins no number. */
function endingIn(rows: FeedRows, digits: string, limit: number): string[] {
  const { file } = rows.table('variant');
  const ids: string[] = [];
  for (let place = 0; place < file.count && ids.length < limit; place++)
    if (String(file.valueAt(place, 'gtin14')).endsWith(digits)) ids.push(file.idAt(place));
  return ids;
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}
