// "Sua lista": what this visit has kept, with today's price, how many of each, and what all of it costs.
import ListPlus from 'lucide-react/icons/list-plus';
import ListX from 'lucide-react/icons/list-x';
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import './list.css';
import { useLocation } from 'wouter';
import { useActing } from '#app/acting.tsx';
import { Notes } from '#app/notes.tsx';
import { pictureOf } from '#app/pictures.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { routes } from '#app/routes.ts';
import { savedItems } from '#app/saved-items.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { ProductRow } from '#app/ui/product-row.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Stepper } from '#app/ui/stepper.tsx';
import { saveToList } from '#domain/actions/save-to-list.ts';
import { offerAt } from '#domain/offer.ts';
import { wordsIn } from '#domain/text.ts';
import { isSold } from './basket.ts';
import { Coupons } from './coupons.tsx';
import { Totals } from './totals.tsx';
import { useBasket } from './use-basket.ts';
import { mostUnits } from './visit-basket.ts';

export function List() {
  const t = useText();
  const locale = useLocale();
  const tablet = useTablet();
  const [, navigate] = useLocation();
  const openVariant = useOpenVariant();
  const view = useReadable(tablet.view);
  const visit = useReadable(tablet.visit);
  const activities = useReadable(tablet.activity);
  const { home } = useInstallation();
  const { run, sheet } = useActing();
  const saved = savedItems(view, visit.customerHome);
  const { items, basket, kept, nowMs } = useBasket(saved);
  return (
    <>
      <Screen
        bar={<ScreenBar back />}
        note={<Notes />}
        title={t('list.title')}
        titleHidden={items.length === 0}
        line={items.length > 0 ? t('list.until') : ''}
        dock={
          <Dock>
            {activities.length > 0 ? (
              <Button size="dock" onClick={() => navigate(routes.activity)}>
                {t('activity.open', { count: activities.length })}
              </Button>
            ) : null}
            <Button size="dock" variant="primary" wide icon={ScanBarcode} onClick={() => navigate(routes.home)}>
              {t('activity.other_tag')}
            </Button>
          </Dock>
        }
      >
        {items.length === 0 ? <EmptyState title={t('list.empty')} text={t('list.empty_text')} icon={ListPlus} /> : null}
        <ul className="g-rows g-list" aria-label={t('list.title')}>
          {items.map(({ product, variant, quantity, offers }) => {
            const sold = isSold({ product, variant });
            const name = wordsIn(product.name, locale);
            const offer = offerAt(offers, nowMs);
            const choice = [variant.colour ? wordsIn(variant.colour.name, locale) : null, variant.size]
              .filter(Boolean)
              .join(', ');
            const input = { productId: product.id, variantId: variant.id, store: home, saved: false };
            const takeOff = () => run(saveToList, input, {}, 'quiet');
            return (
              <ProductRow
                key={variant.id}
                id={product.id}
                name={name}
                line={sold ? choice : [choice, t('list.withdrawn')].filter(Boolean).join(' · ')}
                pigment={product.pigment}
                picture={pictureOf(product, variant, locale, 'small')}
                price={sold ? (offer?.price ?? null) : undefined}
                was={offer?.was}
                onOpen={sold ? () => openVariant(variant) : null}
                end={
                  <div className="g-list-end">
                    {sold ? (
                      <Stepper
                        value={quantity}
                        min={1}
                        max={mostUnits}
                        onChange={(next) => kept.setQuantity(variant.id, next)}
                        label={t('list.quantity', { product: name })}
                        less={t('list.less', { product: name })}
                        more={t('list.more', { product: name })}
                      />
                    ) : null}
                    <Button icon={ListX} iconOnly onClick={() => void takeOff()}>
                      {t('list.remove', { product: name })}
                    </Button>
                  </div>
                }
              />
            );
          })}
        </ul>
        {basket ? (
          <>
            <Totals basket={basket} />
            <Coupons coupons={basket.coupons} kept={kept} />
          </>
        ) : null}
      </Screen>
      {sheet}
    </>
  );
}
