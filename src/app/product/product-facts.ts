// Everything the product page says, worked out once from what this tablet knows: no component asks twice.
// Promise: a number is given with its age, and a number that is too old is not given at all.
import type { Choice, ChoiceColour } from '#app/ui/choice.ts';
import { type Offer, offerAt } from '#domain/offer.ts';
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
}

export interface ProductFacts {
  product: Product;
  variant: Variant;
  choices: readonly Choice[];
  colours: readonly ChoiceColour[];
  sizes: readonly string[];
  offer: Offer | null;
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
 * null when no product of this catalogue has the variant. `nowMs` is the corrected instant; `ownUnits` are put aside for
 * this very tablet [LS1]: nobody else may have them, whoever stands here may.
 */
export function productFacts(
  catalogue: Catalogue,
  view: View,
  variantId: string,
  { home, web, chain }: Homes,
  nowMs: number,
  locale: Locale,
  ownUnits: number,
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
  const choices = variants.map((one): Choice => {
    const isHere = freeOf(view.stock(home, one.id)) + (one.id === variantId ? ownUnits : 0) > 0;
    const isOnline = freeOf(view.stock(web, one.id)) > 0;
    return {
      key: one.id,
      colour: one.colour?.key ?? null,
      size: one.size,
      availability: isHere ? 'here' : isOnline ? 'online' : 'none',
    };
  });
  return {
    product,
    variant,
    choices,
    colours: [...colours.values()],
    sizes: [...new Set(variants.flatMap(({ size }) => (size === null ? [] : [size])))],
    offer: offerAt(view.offersOf(chain, variantId), nowMs),
    pricesMs: catalogue.asOfMs(chain),
    here: stockFact(view.stock(home, variantId), nowMs, ownUnits),
    online: stockFact(view.stock(web, variantId), nowMs, 0),
    place: catalogue.place(home, variantId),
    siblings: siblingsOf(variant, variants),
  };
}

const freeOf = (seen: SeenStock | null): number => (seen ? available(seen.stock) : 0);

function stockFact(seen: SeenStock | null, nowMs: number, ownUnits: number): StockFact | null {
  if (!seen) return null;
  return { available: available(seen.stock) + ownUnits, seenMs: seen.seenMs, age: stockAge(seen.seenMs, nowMs) };
}

/** At most the 12 that the act `hold` takes. */
function siblingsOf(variant: Variant, variants: readonly Variant[]): string[] {
  return variants
    .filter((one) => one.id !== variant.id && (one.colour?.key ?? null) === (variant.colour?.key ?? null))
    .toSorted((a, b) => Math.abs(a.order - variant.order) - Math.abs(b.order - variant.order))
    .slice(0, 12)
    .map(({ id }) => id);
}
