// One of what was found, with the words that led to it marked: the price is the one of this minute.
import { usePriceNow } from '#app/now.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { pictureOf } from '#app/pictures.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useLocale } from '#app/text/text.ts';
import { SuggestionCard } from '#app/ui/suggestion-card.tsx';
import { offerAt } from '#domain/offer.ts';
import { available } from '#domain/stock.ts';
import { wordsIn } from '#domain/text.ts';
import type { Found } from '#local/catalogue.ts';
import { Marked } from './marked.tsx';

export function FoundCard({ found: { productId, words } }: { found: Found }) {
  const locale = useLocale();
  const openVariant = useOpenVariant();
  const catalogue = useCatalogue();
  const view = useReadable(useTablet().view);
  const { chain, home } = useInstallation();
  const product = catalogue?.product(productId);
  const variants = catalogue?.variantsOf(productId) ?? [];
  const variant = variants.find((one) => available(view.stock(home, one.id)?.stock ?? nothing) > 0) ?? variants[0];
  const nowMs = usePriceNow(variant ? [variant.id] : []);
  if (!product || !variant) return null;
  const offer = offerAt(view.offersOf(chain, variant.id), nowMs);
  const name = wordsIn(product.name, locale);
  return (
    <SuggestionCard
      id={productId}
      name={name}
      marked={<Marked text={name} words={words} />}
      pigment={product.pigment}
      picture={pictureOf(product, variant, locale, 'small')}
      price={offer?.price ?? null}
      was={offer?.was}
      reason={wordsIn(product.subtitle, locale)}
      onOpen={() => openVariant(variant)}
    />
  );
}

const nothing = { id: '', onHand: 0, reserved: 0, leased: 0, asOfMs: 0 };
