// "Este código é de mais de um produto": the shop has numbered two things alike, and whoever holds one of them says which.
import { Notes } from '#app/notes.tsx';
import { usePriceNow } from '#app/now.ts';
import { pictureOf } from '#app/pictures.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { ProductRow } from '#app/ui/product-row.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { offerAt } from '#domain/offer.ts';
import type { Variant } from '#domain/product.ts';
import { wordsIn } from '#domain/text.ts';

export function WhichProduct({ choice }: { choice: readonly Variant[] }) {
  const t = useText();
  const locale = useLocale();
  const openVariant = useOpenVariant();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain } = useInstallation();
  const nowMs = usePriceNow(choice.map(({ id }) => id));
  return (
    <Screen bar={<ScreenBar back />} note={<Notes />} title={t('which.title')} line={t('which.line')}>
      <ul className="g-rows" aria-label={t('which.title')} data-testid="which-product">
        {choice.map((variant) => {
          const product = catalogue?.product(variant.productId);
          if (!product) return null;
          const offer = offerAt(view.offersOf(chain, variant.id), nowMs);
          return (
            <ProductRow
              key={variant.id}
              id={product.id}
              name={wordsIn(product.name, locale)}
              line={wordsIn(product.subtitle, locale)}
              pigment={product.pigment}
              picture={pictureOf(product, variant, locale, 'small')}
              price={offer?.price ?? null}
              was={offer?.was}
              onOpen={() => openVariant(variant, { replace: true })}
            />
          );
        })}
      </ul>
    </Screen>
  );
}
