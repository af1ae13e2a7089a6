// From the products that were chosen to what stands on their labels: one for each variant on sale. Promise: nothing is printed
// whose tag would open nothing.
import type { Label } from '#domain/label.ts';
import type { Money } from '#domain/money.ts';
import { type Offer, offerAt } from '#domain/offer.ts';
import { type Locale, wordsIn } from '#domain/text.ts';
import type { Catalogue } from '#local/catalogue.ts';

export interface LabelWords {
  offersOf(variantId: string): readonly Offer[];
  money(amount: Money): string;
  locale: Locale;
  /** The address that the QR code leads to, without a slash at the end. */
  origin: string;
  nowMs: number;
}

export function labelsOf(
  catalogue: Pick<Catalogue, 'product' | 'variantsOf'>,
  productIds: readonly string[],
  { offersOf, money, locale, origin, nowMs }: LabelWords,
): Label[] {
  return productIds.flatMap((productId) => {
    const product = catalogue.product(productId);
    // Withdrawn since it was chosen: the catalogue still has it.
    if (!product?.live) return [];
    return catalogue.variantsOf(productId).map((variant): Label => {
      const offer = offerAt(offersOf(variant.id), nowMs);
      // What tells it from its neighbours comes first: a small label has room for a few letters.
      const details = [variant.size, variant.colour && wordsIn(variant.colour.name, locale), product.brand];
      return {
        gtin14: variant.gtin14,
        name: wordsIn(product.name, locale),
        detail: details.filter(Boolean).join(' · '),
        price: offer ? money(offer.price) : null,
        was: offer?.was ? money(offer.was) : null,
        link: `${origin}/01/${variant.gtin14}`,
      };
    });
  });
}
