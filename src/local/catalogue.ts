// What a tag leads to, answered from memory in well under a frame: the one port every screen reads products through.
// Promise: answers are the server's rows only; what this tablet itself expects is the view's (view.ts).
import type { Coupon, Discount, PriceList } from '#domain/discount/deal.ts';
import type { Store } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Markdown } from '#domain/markdown.ts';
import type { Offer, Promotion } from '#domain/offer.ts';
import type { Poster } from '#domain/poster.ts';
import type { NearLists } from '#domain/near-lists.ts';
import type { Neighbours, Pigment, Product, Variant } from '#domain/product.ts';
import type { Recall } from '#domain/recall.ts';
import type { Place, Stock } from '#domain/stock.ts';
import type { TagRule } from '#domain/tag-rule.ts';
import type { LocalText, Locale } from '#domain/text.ts';
import type { Cursor } from './replica.ts';

export interface Department {
  name: LocalText;
  pigment: Pigment;
  /** How many products of it are on sale. */
  count: number;
}

export interface SearchFilter {
  limit: number;
  /** Asked best first, and of so many only that a search stays one: what stands behind thousands is not looked for. */
  isShown?: (productId: string) => boolean;
}

export interface Found {
  productId: string;
  /** Folded words that matched, for `highlightsIn` of domain. */
  words: readonly string[];
  /** It has most of the words, and no product that is shown has all. */
  isPartial: boolean;
}

/** A stock row with the server's instant at which it was last vouched for: the age that screens show. */
export interface SeenStock {
  stock: Stock;
  seenMs: number;
}

/** Immutable. After every change there is a new one; rows that did not change stay the same objects. */
export interface Catalogue {
  /** Variants on sale that carry the code; several when the shop numbers badly. */
  variantsByGtin(gtin14: string): readonly Variant[];
  /** Variants on sale with that in-store number. */
  variantsBySku(sku: string): readonly Variant[];
  variant(id: string): Variant | null;
  product(id: string): Product | null;
  /** Variants on sale, in the order of the choice matrix; one that was withdrawn is found by its id alone. */
  variantsOf(productId: string): readonly Variant[];
  /** All of the variant's stored offers; `offerAt` of domain picks the one in force. */
  offersOf(variantId: string): readonly Offer[];
  promotion(id: string): Promotion | null;
  /** For everybody, plain percentages among them, whether they hold now or not; one list until a row changes. */
  discounts(): readonly Discount[];
  priceLists(): readonly PriceList[];
  /** By the SHA-256 of its `couponKey`. */
  coupon(id: string): Coupon | null;
  /** Those of a product's number, whether they hold now or not. */
  recallsOf(gtin14: string): readonly Recall[];
  markdowns(): readonly Markdown[];
  /** How the chain numbers goods of its own. */
  tagRules(): readonly TagRule[];
  poster(code: string): Poster | null;
  /** null: no row, or a store whose floor this device does not follow. */
  stock(home: HomeId, variantId: string): SeenStock | null;
  place(home: HomeId, variantId: string): Place | null;
  stores(): readonly Store[];
  store(home: HomeId): Store | null;
  neighbours(productId: string): Neighbours | null;
  /** The same as numbers, for the scorer; the same object as long as no list has changed. */
  nearLists(): NearLists;
  departments(): readonly Department[];
  /**
   * Up to `limit` ids of the department that has this Portuguese name, as a dictionary orders their Portuguese names; of a
   * department of more than 5,000, in the order of the ids.
   */
  inDepartment(name: string, limit: number): readonly string[];
  /** Up to `most` products on sale, from somewhere (0–1) in the list on, round its end. */
  sample(from: number, most: number): readonly Product[];
  /**
   * Best first. Accents, case, endings and a slip of the finger don't count. What has a digit in it also finds products by
   * the beginning or the end of a GTIN, as printed under its bars too, or by the beginning of a SKU: before the words, but
   * four or five digits are rather a number of the name, and come behind. When no product has all words, those that have most.
   */
  search(text: string, locale: Locale, filter: SearchFilter): readonly Found[];
  /** When the server last vouched for the rows of a home, in its own time. */
  asOfMs(home: HomeId): number | null;
  cursor(home: HomeId): Cursor | null;
}
