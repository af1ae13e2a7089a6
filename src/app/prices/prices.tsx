// The regular price of a product in the built-in shop; discounts follow from it, every tablet and screen repaints.
import Tag from 'lucide-react/icons/tag';
import { useState } from 'react';
import { useActing } from '#app/acting.tsx';
import { Notes } from '#app/notes.tsx';
import { ProductPicker } from '#app/product-picker.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { changePrice } from '#domain/actions/change-price.ts';
import { type Money, money } from '#domain/money.ts';
import { parsePrice } from './parse-price.ts';

/** More than this at once is more often a slip of the finger than a decision. */
const farPercent = 60;

export function Prices() {
  const t = useText();
  const format = useFormat();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { chain, currency } = useInstallation();
  const { run, sheet } = useActing();
  const [productId, setProductId] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const variants = productId ? (catalogue?.variantsOf(productId) ?? []) : [];
  const regular = variants[0] ? regularOf(view.offersOf(chain, variants[0].id)) : null;
  const minor = parsePrice(words);
  const far = minor !== null && regular !== null && Math.abs(minor - regular.minor) / regular.minor > farPercent / 100;
  const error =
    words === '' ? null : minor === null ? t('priced.invalid') : minor === regular?.minor ? t('priced.same') : null;
  const change = async () => {
    if (productId === null || minor === null) return;
    const input = {
      productId,
      variantIds: variants.map(({ id }) => id),
      price: money(minor, regular?.currency ?? currency),
    };
    if (await run(changePrice, input)) setWords('');
  };
  return (
    <>
      <Screen
        bar={<ScreenBar back={routes.manager} home={routes.manager} />}
        note={<Notes />}
        title={t('priced.title')}
        dock={
          <Dock>
            <Button
              size="dock"
              variant="primary"
              wide
              disabled={minor === null || error !== null || productId === null}
              onClick={() => void change()}
            >
              {t('priced.change')}
            </Button>
          </Dock>
        }
      >
        <div className="g-columns">
          <ProductPicker chosen={productId ? [productId] : []} onChoose={setProductId} />
          {productId ? (
            <section className="g-card g-card--pad">
              <TextField
                label={t('priced.new')}
                inputMode="decimal"
                value={words}
                onChange={setWords}
                error={error}
                hint={
                  far
                    ? t('priced.too_far', { percent: farPercent })
                    : regular
                      ? `${t('priced.regular')}: ${format.money(regular)}`
                      : t('priced.from')
                }
              />
            </section>
          ) : (
            <EmptyState icon={Tag} title={t('priced.pick')} />
          )}
        </div>
      </Screen>
      {sheet}
    </>
  );
}

const regularOf = (offers: readonly { fromMs: number; price: Money; was: Money | null }[]): Money | null =>
  offers.find(({ was }) => was === null)?.price ?? offers[0]?.was ?? null;
