// Products of this shop whose number is one slip of a finger from what was typed: each with its picture, its price and what
// would have to change. Touched or chosen by key; nothing opens by itself.
import { useMemo } from 'react';
import { type TextKey, useLocale, useText } from '#app/text/text.ts';
import { ProductRow } from '#app/ui/product-row.tsx';
import { nearCodes, type Slip } from '#domain/near-code.ts';
import { offerAt } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import { wordsIn } from '#domain/text.ts';
import { usePriceNow } from './now.ts';
import { useOpenVariant } from './open-variant.ts';
import { pictureOf } from './pictures.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from './tablet-context.ts';

const most = 6;

export interface NearProduct {
  variant: Variant;
  product: Product;
  slip: Slip;
}

/** Likeliest first; empty for null and for what is no number. */
export function useNearProducts(typed: string | null): readonly NearProduct[] {
  const catalogue = useCatalogue();
  return useMemo(() => {
    if (typed === null || !catalogue) return [];
    return nearCodes(typed)
      .flatMap(({ gtin14, slip }) =>
        catalogue.variantsByGtin(gtin14).flatMap((variant) => {
          const product = catalogue.product(variant.productId);
          return product ? [{ variant, product, slip }] : [];
        }),
      )
      .slice(0, most);
  }, [catalogue, typed]);
}

const slipWords = {
  digit: 'near.digit',
  swap: 'near.swap',
  missing: 'near.missing',
  extra: 'near.extra',
} as const satisfies Record<Slip['kind'], TextKey>;

export function NearProducts({ near, length }: { near: readonly NearProduct[]; length: number }) {
  const t = useText();
  const locale = useLocale();
  const openVariant = useOpenVariant();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain, home } = useInstallation();
  const nowMs = usePriceNow(near.map(({ variant }) => variant.id));
  return (
    <ul className="g-rows" data-testid="near">
      {near.map(({ variant, product, slip }) => {
        const isLast = slip.kind === 'digit' && slip.position === length;
        const values = { position: slip.position, digit: 'digit' in slip ? slip.digit : '' };
        const words = t(isLast ? 'near.last' : slipWords[slip.kind], values);
        const aisle = catalogue?.place(home, variant.id)?.aisle;
        const offer = offerAt(view.offersOf(chain, variant.id), nowMs);
        return (
          <ProductRow
            key={variant.id}
            id={product.id}
            name={wordsIn(product.name, locale)}
            line={aisle ? t('near.aisle', { slip: words, aisle }) : words}
            pigment={product.pigment}
            picture={pictureOf(product, variant, locale, 'small')}
            price={offer?.price ?? null}
            was={offer?.was}
            onOpen={() => openVariant(variant)}
          />
        );
      })}
    </ul>
  );
}
