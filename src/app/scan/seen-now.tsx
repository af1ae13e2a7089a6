// What this visit has looked at, newest first; the shelf one comes back to.
import { usePriceNow } from '#app/now.ts';
import { pictureOf } from '#app/pictures.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { SuggestionCard, SuggestionRow } from '#app/ui/suggestion-card.tsx';
import { offerAt } from '#domain/offer.ts';
import { wordsIn } from '#domain/text.ts';

const shown = 3;

export function SeenNow() {
  const t = useText();
  const locale = useLocale();
  const openVariant = useOpenVariant();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain } = useInstallation();
  const { scans } = useReadable(tablet.visit);
  const newest = [...new Map(scans.toReversed().map((scan) => [scan.productId, scan])).values()].slice(0, shown);
  const nowMs = usePriceNow(newest.map(({ variantId }) => variantId));
  if (newest.length === 0)
    return (
      <div className="g-screen__pad">
        <h2 className="g-suggestions__title">{t('scan.seen_now')}</h2>
        <p className="g-scan__empty">
          <span className="g-scan__slot" />
          {t('scan.nothing_seen')}
        </p>
      </div>
    );
  return (
    <div className="g-screen__pad">
      <SuggestionRow title={t('scan.seen_now')}>
        {newest.map(({ productId, variantId }) => {
          const product = catalogue?.product(productId);
          const variant = catalogue?.variant(variantId);
          if (!product || !variant) return null;
          const offer = offerAt(view.offersOf(chain, variantId), nowMs);
          return (
            <SuggestionCard
              key={productId}
              id={productId}
              shape="row"
              name={wordsIn(product.name, locale)}
              pigment={product.pigment}
              picture={pictureOf(product, variant, locale, 'small')}
              price={offer?.price ?? null}
              was={offer?.was}
              onOpen={() => openVariant(variant)}
            />
          );
        })}
      </SuggestionRow>
    </div>
  );
}
