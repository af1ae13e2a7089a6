// Finding products by a part of a number: a SKU's beginning, a GTIN's beginning or end, as typed or as printed under bars.
// Promise: up to `limit` products that are on sale and shown, however many variants of one come first; no row is made of a
// variant, and none of a product before its turn.
import type { Variant } from '#domain/product.ts';
import type { SearchFilter } from './catalogue.ts';
import type { FeedRows } from './feed-rows.ts';

export interface Code {
  /** As typed, without the blanks of a printed number. */
  typed: string;
  /** null: not of digits alone, so that it can be a SKU only. */
  digits: string | null;
  /** Rather a number of the shop's than one in a name: before what the words find. */
  isFirst: boolean;
}

const leastSigns = 4;
/** Shorter ones are pieces of a puzzle, lumens of a lamp; a date or two sizes have blanks. */
const leastDigitsFirst = 6;

/** null: words. "7 891234 567895" is a number, "bota 39" is not. */
export function codeIn(text: string): Code | null {
  const trimmed = text.trim();
  const compact = trimmed.replaceAll(/[\s.-]/g, '');
  const isDigits = /^\d{4,14}$/.test(compact);
  if (compact.length < leastSigns || !/\d/.test(compact)) return null;
  if (/\s/.test(trimmed) && !(isDigits && compact.length >= leastDigitsFirst)) return null;
  return {
    typed: /\s/.test(trimmed) ? compact : trimmed,
    digits: isDigits ? compact : null,
    isFirst: !isDigits || compact.length >= leastDigitsFirst,
  };
}

/** GTIN-14, -13, -12 and -8, as they stand in fourteen digits. */
const paddings = ['', '0', '00', '000000'];
/** Of a number with which half a shop begins, so many products are asked whether they are shown. */
const mostAsked = 2_000;

/** What begins so; where nothing does, what ends so. */
export function productsByCode(rows: FeedRows, { typed, digits }: Code, { limit, isShown }: SearchFilter): string[] {
  const { file, changes } = rows.table('variant');
  const asked = new Set<string>();
  const found: string[] = [];
  /** false: enough is found, or asked. */
  const take = (productId: string): boolean => {
    if (asked.has(productId)) return true;
    asked.add(productId);
    if (rows.get('product', productId)?.live === true && (isShown?.(productId) ?? true)) found.push(productId);
    return found.length < limit && asked.size < mostAsked;
  };
  const takeOfFile = (places: Iterable<number>): boolean => {
    for (const place of places) {
      if (file.valueAt(place, 'live') !== true || (changes.size > 0 && changes.has(file.idAt(place)))) continue;
      if (!take(String(file.valueAt(place, 'productId')))) return false;
    }
    return true;
  };
  const takeOfChanges = (fits: (variant: Variant) => boolean): boolean => {
    for (const row of changes.values()) {
      const variant = row as Variant | null;
      if (variant?.live && fits(variant) && !take(variant.productId)) return false;
    }
    return true;
  };

  const low = typed.toLowerCase();
  const goesOn =
    limit > 0 &&
    [...new Set([typed, typed.toUpperCase(), low])].every((sku) => takeOfFile(file.beginning('sku', sku))) &&
    (digits === null || paddings.every((padding) => takeOfFile(file.beginning('gtin14', padding + digits)))) &&
    takeOfChanges(
      ({ sku, gtin14 }) =>
        sku.toLowerCase().startsWith(low) ||
        (digits !== null && paddings.some((zeros) => gtin14.startsWith(zeros + digits))),
    );
  if (goesOn && digits !== null && found.length === 0)
    void (takeOfFile(endingIn(rows, digits)) && takeOfChanges(({ gtin14 }) => gtin14.endsWith(digits)));
  return found;
}

/** Every number once: some milliseconds for 100,000, and only for what begins no number. */
function* endingIn(rows: FeedRows, digits: string): Generator<number> {
  const { file } = rows.table('variant');
  for (let place = 0; place < file.count; place++)
    if (String(file.valueAt(place, 'gtin14')).endsWith(digits)) yield place;
}
