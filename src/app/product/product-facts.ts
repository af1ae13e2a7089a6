// Everything the product page says, worked out once from what this tablet knows: no component asks twice.
// Promise: a number is given with its age, and a number that is too old is not given at all.
import { promiseHere } from '#app/hand-promise.ts';
import type { Choice, ChoiceColour } from '#app/ui/choice.ts';
import type { Money } from '#domain/money.ts';
import { type Offer, offerAt, regularAt } from '#domain/offer.ts';
import type { Place } from '#domain/stock.ts';
import type { Product, Variant } from '#domain/product.ts';
import { available, stockAge, type StockAge } from '#domain/stock.ts';
import { type Locale, wordsIn } from '#domain/text.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Catalogue, SeenStock } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';

export interface StockFact {
  available: number;
  /** When the number is from: the older of count and last word of the server never hides behind the newer. */
  seenMs: number;
  age: StockAge;
  /** That a unit is really there for whoever stands here, 0 … 1; null: nothing to be reckoned with, or no number at all. */
  promise: number | null;
}

export interface ProductFacts {
  product: Product;
  variant: Variant;
  choices: readonly Choice[];
  colours: readonly ChoiceColour[];
  sizes: readonly string[];
  offer: Offer | null;
  /** Without any discount, where the shop says so. */
  regular: Money | null;
  /** When the server last vouched for the prices on this tablet. */
  pricesMs: number | null;
  here: StockFact | null;
  online: StockFact | null;
  place: Place | null;
  /** Other variants of the same colour, nearest size first: what could be held instead. */
  siblings: readonly string[];
}

export interface Homes {
  home: HomeId;
  web: HomeId;
  chain: HomeId;
}

/**
 * null when no product of this catalogue has the variant. `nowMs` is the corrected instant. What is put aside for this very
 * tablet is in the view's numbers already [LS1]: adding it here would show a unit that is not there.
 */
export function productFacts(
  catalogue: Catalogue,
  view: View,
  variantId: string,
  { home, web, chain }: Homes,
  nowMs: number,
  locale: Locale,
): ProductFacts | null {
  const variant = catalogue.variant(variantId);
  const product = variant && catalogue.product(variant.productId);
  if (!product) return null;
  const variants = catalogue.variantsOf(product.id);
  const colours = new Map(
    variants.flatMap(({ colour }) =>
      colour ? [[colour.key, { key: colour.key, name: wordsIn(colour.name, locale), hex: colour.hex }]] : [],
    ),
  );
  const offers = view.offersOf(chain, variantId);
  const here = stockFact(view.stock(home, variantId), nowMs);
  const choices = variants.map((one): Choice => {
    // Asked for cell by cell, as they are painted: of ten thousand sizes most never are.
    let known: Pick<Choice, 'availability' | 'count'> | null = null;
    const look = () => {
      const count = freeOf(view.stock(home, one.id));
      const isOnline = count === 0 && freeOf(view.stock(web, one.id)) > 0;
      return {
        availability: count > 0 ? ('here' as const) : isOnline ? ('online' as const) : ('none' as const),
        // A number of a cell has no room for its age.
        count: count > 0 && here?.age === 'fresh' ? count : undefined,
      };
    };
    return {
      key: one.id,
      colour: one.colour?.key ?? null,
      size: one.size,
      code: one.sku || one.gtin14,
      get availability() {
        return (known ??= look()).availability;
      },
      get count() {
        return (known ??= look()).count;
      },
    };
  });
  return {
    product,
    variant,
    choices,
    colours: [...colours.values()],
    sizes: [...new Set(variants.flatMap(({ size }) => (size === null ? [] : [size])))],
    offer: offerAt(offers, nowMs),
    regular: regularAt(offers, nowMs),
    pricesMs: catalogue.asOfMs(chain),
    here: here && {
      ...here,
      promise: promised(here, (count) => promiseHere(catalogue, view, home, variantId, count, nowMs)),
    },
    online: stockFact(view.stock(web, variantId), nowMs),
    place: catalogue.place(home, variantId),
    siblings: siblingsOf(variant, variants),
  };
}

/** What is not shown is not promised either. */
const promised = ({ available: count, age }: StockFact, say: (count: number) => number | null): number | null =>
  age === 'hidden' || count === 0 ? null : say(count);

const freeOf = (seen: SeenStock | null): number => (seen ? available(seen.stock) : 0);

function stockFact(seen: SeenStock | null, nowMs: number): StockFact | null {
  if (!seen) return null;
  return {
    available: available(seen.stock),
    seenMs: seen.seenMs,
    age: stockAge(seen.seenMs, nowMs),
    promise: null,
  };
}

/** At most the 12 that the act `hold` takes. */
function siblingsOf(variant: Variant, variants: readonly Variant[]): string[] {
  return variants
    .filter((one) => one.id !== variant.id && (one.colour?.key ?? null) === (variant.colour?.key ?? null))
    .toSorted((a, b) => Math.abs(a.order - variant.order) - Math.abs(b.order - variant.order))
    .slice(0, 12)
    .map(({ id }) => id);
}
