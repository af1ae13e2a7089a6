// What a screen that nobody uses shows: real products of this store, in stock, with a picture, offers first.
// Promise: what is shown stays for its turn; only what is no longer here gives its own place to another.
import { useState } from 'react';
import { useClock, usePriceSwitch } from '#app/now.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import type { HomeId } from '#domain/ids.ts';
import { type Offer, offerAt } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import { available } from '#domain/stock.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { View } from '#local/view.ts';

export const turnMs = 15 * 60_000;
/** A few are enough in most shops; where no offer is among them, more are. */
const lookedAt = 40;
const lookedAtMost = 400;

export interface Shown {
  product: Product;
  variant: Variant;
  offer: Offer;
}

interface Ground {
  catalogue: Catalogue;
  view: View;
  chain: HomeId;
  home: HomeId;
  nowMs: number;
}

interface Kept {
  turn: number;
  variantIds: readonly string[];
}

/** Up to `most` products; fewer when fewer are here. */
export function useShown(most: number): Shown[] {
  const catalogue = useCatalogue();
  const view = useReadable(useTablet().view);
  const { chain, home } = useInstallation();
  const clock = useClock(60_000);
  const [kept, setKept] = useState<Kept>({ turn: -1, variantIds: [] });
  const turn = Math.floor(clock.nowMs / turnMs);
  const before = kept.turn === turn ? kept.variantIds : [];
  const shown = catalogue ? shownAt({ catalogue, view, chain, home, nowMs: clock.nowMs }, before, most) : [];
  const variantIds = shown.map(({ variant }) => variant.id);
  if (kept.turn !== turn || variantIds.join() !== kept.variantIds.join()) setKept({ turn, variantIds });
  usePriceSwitch(clock, variantIds);
  return shown;
}

/** `before`: the variants that this turn has shown so far, in their places. */
export function shownAt(ground: Ground, before: readonly string[], most: number): Shown[] {
  const { catalogue, nowMs } = ground;
  const kept = before.slice(0, most).map((id) => {
    const variant = catalogue.variant(id);
    const product = variant && catalogue.product(variant.productId);
    return variant && product?.live ? shownOf(ground, product, [variant]) : null;
  });
  const missing = most - kept.filter((one) => one !== null).length;
  if (missing === 0) return kept.flatMap((one) => one ?? []);
  const taken = new Set(kept.map((one) => one?.product.id));
  // Another part of the shop each turn, and never more of it than a moment's work.
  const start = (Math.floor(nowMs / turnMs) * 0.618_034) % 1;
  const look = (count: number): Shown[] =>
    catalogue
      .sample(start, count)
      .flatMap((product) =>
        taken.has(product.id) ? [] : (shownOf(ground, product, catalogue.variantsOf(product.id)) ?? []),
      );
  const few = look(lookedAt);
  const here = few.filter(isOffer).length >= missing ? few : look(lookedAtMost);
  const fresh = [...here.filter(isOffer), ...here.filter((one) => !isOffer(one))].values();
  const places = Array.from({ length: most }, (_, place) => kept[place] ?? fresh.next().value);
  return places.flatMap((one) => one ?? []);
}

const isOffer = ({ offer }: Shown): boolean => offer.was !== null;

/** null: none of the variants can be shown, for want of stock, price or picture. */
function shownOf({ view, chain, home, nowMs }: Ground, product: Product, variants: readonly Variant[]): Shown | null {
  const variant = variants.find(({ id }) => {
    const seen = view.stock(home, id);
    return seen !== null && available(seen.stock) > 0;
  });
  const offer = variant && offerAt(view.offersOf(chain, variant.id), nowMs);
  return variant && offer && (product.picture ?? variant.picture) ? { product, variant, offer } : null;
}
