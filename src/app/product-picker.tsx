// Choosing products for a card or a price: words to type, pictures to look at, those that are chosen first.
import SearchIcon from 'lucide-react/icons/search';
import { useState } from 'react';
import { useLocale, useText } from '#app/text/text.ts';
import { Chip } from '#app/ui/chip.tsx';
import { ProductRow } from '#app/ui/product-row.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { offerAt } from '#domain/offer.ts';
import { wordsIn } from '#domain/text.ts';
import { useClock, usePriceSwitch } from './now.ts';
import { pictureOf } from './pictures.ts';
import { useCatalogue, useInstallation, useReadable, useTablet } from './tablet-context.ts';

const most = 6;
/** Offers are looked for among so many products. */
const lookedAt = 400;

export function ProductPicker({
  chosen,
  onChoose,
}: {
  chosen: readonly string[];
  onChoose: (productId: string) => void;
}) {
  const t = useText();
  const locale = useLocale();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain } = useInstallation();
  const [words, setWords] = useState('');
  const clock = useClock(60_000);
  const { nowMs } = clock;
  // Before a word is typed: what is on offer now, as that is what people change and show.
  const offered = (catalogue?.sample(0, lookedAt) ?? [])
    .filter(({ id, picture }) => {
      const variant = picture ? catalogue?.variantsOf(id)[0] : undefined;
      return variant && offerAt(view.offersOf(chain, variant.id), nowMs)?.was;
    })
    .slice(0, most)
    .map(({ id }) => id);
  const found = words.trim()
    ? (catalogue?.search(words, locale, { limit: most }) ?? []).map(({ productId }) => productId)
    : offered;
  const shown = chosen.length > 0 && !words.trim() ? chosen : [...new Set([...chosen, ...found])];
  usePriceSwitch(
    clock,
    shown.flatMap((id) => catalogue?.variantsOf(id)[0]?.id ?? []),
  );
  return (
    <div className="g-picker">
      <TextField label={t('display.pick')} icon={SearchIcon} value={words} onChange={setWords} maxLength={80} />
      <ul className="g-rows">
        {shown.map((productId) => {
          const product = catalogue?.product(productId);
          const variant = catalogue?.variantsOf(productId)[0] ?? null;
          if (!product || !variant) return null;
          const offer = offerAt(view.offersOf(chain, variant.id), nowMs);
          return (
            <ProductRow
              key={productId}
              id={productId}
              name={wordsIn(product.name, locale)}
              line={wordsIn(product.subtitle, locale)}
              pigment={product.pigment}
              picture={pictureOf(product, variant, locale, 'small')}
              price={offer?.price ?? null}
              was={offer?.was}
              onOpen={() => {
                setWords('');
                onChoose(productId);
              }}
              end={chosen.includes(productId) ? <Chip tone="good">{t('display.picked')}</Chip> : undefined}
            />
          );
        })}
      </ul>
    </div>
  );
}
