// The list's basket as it stands now: items from the catalogue, prices from the view, quantities and coupons of the visit.
// Looked at again at the very minute at which an offer or a set begins or ends.
import { knownShopper } from '#app/known-shopper.ts';
import { useNow } from '#app/now.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { nextHintMs } from '#domain/discount/hints.ts';
import { nextSwitchMs } from '#domain/offer.ts';
import type { ListItem } from '#domain/person.ts';
import { type Basket, basketOf, type Item } from './basket.ts';
import { useVisitBasket, type VisitBasket } from './visit-basket.ts';

export interface ListBasket {
  /** What was withdrawn among them. */
  items: readonly Item[];
  /** null: the list is empty, or the catalogue is not here yet. */
  basket: Basket | null;
  kept: VisitBasket;
  nowMs: number;
}

export function useBasket(saved: readonly Pick<ListItem, 'productId' | 'variantId'>[]): ListBasket {
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const visit = useReadable(tablet.visit);
  const { chain, web, zone, currency } = useInstallation();
  const kept = useVisitBasket();
  const wall = catalogue?.store(web)?.zone ?? zone;
  const discounts = catalogue?.discounts() ?? [];
  const itemOf = (productId: string, variantId?: string): Item | null => {
    const product = catalogue?.product(productId);
    const variant = variantId === undefined ? catalogue?.variantsOf(productId)[0] : catalogue?.variant(variantId);
    if (!product || !variant) return null;
    const quantity = variantId === undefined ? 1 : kept.quantityOf(variantId);
    return { product, variant, quantity, offers: view.offersOf(chain, variant.id) };
  };
  const items = saved.flatMap(({ productId, variantId }) => itemOf(productId, variantId) ?? []);
  const nowMs = useNow(15_000, (atMs) => {
    const edges = items.flatMap(({ product, offers }) => {
      const { id, department, tags } = product;
      const touched = { productId: id, department: department['pt-BR'], tags };
      return [nextSwitchMs(offers, atMs), nextHintMs(discounts, touched, { atMs, zone: wall })];
    });
    const known = edges.filter((edge) => edge !== null);
    return known.length === 0 ? null : Math.min(...known);
  });
  const basket =
    catalogue && items.length > 0
      ? basketOf(items, {
          discounts,
          priceLists: catalogue.priceLists(),
          coupons: kept.couponIds.flatMap((id) => catalogue.coupon(id) ?? []),
          known: knownShopper(visit),
          currency,
          atMs: nowMs,
          zone: wall,
          itemOf: (productId) => (catalogue.product(productId)?.live ? itemOf(productId) : null),
        })
      : null;
  return { items, basket, kept, nowMs };
}
