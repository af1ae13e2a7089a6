// What a product page says of deals that need several pieces: which hold now, until when, and what else they take.
// Promise: a set that nobody could fill, because a part of it is no longer sold, is not spoken of.
import type { SetDeal, TouchedProduct } from '#domain/discount/deal.ts';
import { nextHintMs, setHints } from '#domain/discount/hints.ts';
import type { Product, Variant } from '#domain/product.ts';
import type { Catalogue } from '#local/catalogue.ts';

export interface DealFact {
  deal: SetDeal;
  /** When its present window ends; null: open. */
  toMs: number | null;
  /** How many of the product itself a bundle takes. */
  own: number;
  /** To be seen with a tap: the other parts of a bundle, or products to mix with. */
  others: readonly { product: Product; variant: Variant; units: number }[];
  /** Pieces of several products count together. */
  mixes: boolean;
}

/** The page is about the product. */
const mostDeals = 3;
const mostToMix = 2;

export const touchedBy = ({ id, department, tags }: Product): TouchedProduct => ({
  productId: id,
  department: department['pt-BR'],
  tags,
});

export function dealFacts(catalogue: Catalogue, product: Product, at: { atMs: number; zone: string }): DealFact[] {
  const soldAs = (productId: string, units: number): DealFact['others'] => {
    const other = catalogue.product(productId);
    const variant = other?.live ? catalogue.variantsOf(productId)[0] : undefined;
    return other && variant ? [{ product: other, variant, units }] : [];
  };
  return setHints(catalogue.discounts(), touchedBy(product), at)
    .flatMap(({ deal, toMs }): DealFact[] => {
      const { rule, scope } = deal;
      if (rule.kind === 'buyGet') {
        const beside = scope.productIds.filter((id) => id !== product.id);
        const others = beside.flatMap((id) => soldAs(id, 1));
        const mixes = scope.all || scope.departments.length > 0 || scope.tags.length > 0 || others.length > 0;
        return [{ deal, toMs, own: 1, others: others.slice(0, mostToMix), mixes }];
      }
      const parts = rule.parts.filter(({ productId }) => productId !== product.id);
      const others = parts.flatMap(({ productId, units }) => soldAs(productId, units));
      const own = rule.parts.reduce((sum, { productId, units }) => sum + (productId === product.id ? units : 0), 0);
      return others.length === parts.length ? [{ deal, toMs, own, others, mixes: false }] : [];
    })
    .slice(0, mostDeals);
}

/** When the page has to look again. */
export const nextDealMs = (catalogue: Catalogue, product: Product, at: { atMs: number; zone: string }): number | null =>
  nextHintMs(catalogue.discounts(), touchedBy(product), at);
