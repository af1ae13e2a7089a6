// Finding products by words or by a part of a number: the file's own index of words, and a small one of what changed since.
// Promise: a product answers as it is now, from whichever of the two; opening costs nothing before the first question.
import type { Variant } from '#domain/product.ts';
import { searchFieldsOf } from '#domain/search/product-fields.ts';
import { type SearchHit, SearchIndex } from '#domain/search/search-index.ts';
import { SearchWriter } from '#domain/search/search-index-writer.ts';
import type { Locale } from '#domain/text.ts';
import { type Code, codeIn, productsByCode } from './catalogue-codes.ts';
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
  const changedPlaces = lazily(
    () => new Set([...changedIds()].map((id) => products.file.placeOf(id)).filter((at) => at >= 0)),
  );
  const changed = lazily(() => [...changedIds()].filter((id) => rows.get('product', id)?.live === true));
  const changedIndexes = new Map<Locale, SearchIndex>();
  const changedIndex = (locale: Locale): SearchIndex => {
    const known = changedIndexes.get(locale);
    if (known) return known;
    const writer = new SearchWriter(locale);
    for (const [at, id] of changed().entries()) {
      const product = rows.get('product', id);
      // A best-seller whose text changes still is one.
      const popularity = fileIndex(rows, locale)?.popularityOf(products.file.placeOf(id)) ?? 0;
      if (product) writer.add(at, searchFieldsOf(product, variantsOf(id), locale, popularity));
    }
    const index = new SearchIndex(writer.finish());
    changedIndexes.set(locale, index);
    return index;
  };

  const byWords = (text: string, locale: Locale, { limit, isShown }: SearchFilter): Found[] => {
    const hidden = changedPlaces();
    const inFile = fileIndex(rows, locale)?.search(text, {
      limit,
      ...(isShown || hidden.size > 0
        ? { isShown: (at: number) => !hidden.has(at) && (isShown?.(products.file.idAt(at)) ?? true) }
        : {}),
    });
    const inChanges =
      changed().length === 0
        ? []
        : changedIndex(locale).search(text, {
            limit,
            ...(isShown ? { isShown: (at: number) => isShown(changed()[at] ?? '') } : {}),
          });
    const found = [
      ...(inFile ?? []).map((hit) => ({ hit, productId: products.file.idAt(hit.at) })),
      ...inChanges.map((hit) => ({ hit, productId: changed()[hit.at] ?? '' })),
    ];
    return best(found, limit).map(({ hit: { words, isPartial }, productId }) => ({ productId, words, isPartial }));
  };

  return {
    search(text, locale, { limit, isShown }) {
      const found = byWords(text, locale, { limit, ...(isShown ? { isShown } : {}) });
      const code = codeIn(text);
      const coded = code ? productsByCode(rows, code, { limit, ...(isShown ? { isShown } : {}) }) : [];
      return code && coded.length > 0 ? together(code, coded, found).slice(0, limit) : found;
    },
  };
}

/** What a number finds is sure: beside it, what has only most of the words is no answer. */
function together(code: Code, productIds: readonly string[], byWords: readonly Found[]): Found[] {
  const whole = new Map(byWords.filter(({ isPartial }) => !isPartial).map((found) => [found.productId, found]));
  const coded = productIds.map((productId) => whole.get(productId) ?? { productId, words: [], isPartial: false });
  const inOrder = code.isFirst ? [...coded, ...whole.values()] : [...whole.values(), ...coded];
  return [...new Map(inOrder.map((found) => [found.productId, found])).values()];
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

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}
