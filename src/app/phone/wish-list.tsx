// The person's list, the same as on the web: each with today's price, and one tap to take it off.
import ListPlus from 'lucide-react/icons/list-plus';
import ListX from 'lucide-react/icons/list-x';
import Search from 'lucide-react/icons/search';
import { useLocation } from 'wouter';
import { useActing } from '#app/acting.tsx';
import { usePriceNow } from '#app/now.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { pictureOf } from '#app/pictures.ts';
import { Preparing } from '#app/preparing.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { usePhoneText } from '#app/text/phone-text.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { ProductRow } from '#app/ui/product-row.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { saveToList } from '#domain/actions/save-to-list.ts';
import { offerAt } from '#domain/offer.ts';
import { wordsIn } from '#domain/text.ts';
import { PhoneNote } from './phone-note.tsx';
import { savedOf } from './saved.ts';

export function WishList() {
  const t = useText();
  const p = usePhoneText();
  const locale = useLocale();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const [, navigate] = useLocation();
  const openVariant = useOpenVariant();
  const view = useReadable(tablet.view);
  const { customerHome } = useReadable(tablet.visit);
  const { home, chain } = useInstallation();
  const { run, sheet } = useActing();
  const known = savedOf(view, customerHome);
  const saved = known ?? [];
  const nowMs = usePriceNow(saved.map(({ variantId }) => variantId));
  if (!catalogue) return <Preparing />;
  return (
    <>
      <Screen
        bar={<ScreenBar back={routes.me} home={routes.me} />}
        note={<PhoneNote />}
        title={p('list.title')}
        line={p('list.line')}
        dock={
          <Dock>
            <Button size="dock" variant="primary" wide icon={Search} onClick={() => navigate(routes.search)}>
              {p('home.search')}
            </Button>
          </Dock>
        }
      >
        {known === null ? <EmptyState title={p('list.unknown')} icon={ListPlus} /> : null}
        {known?.length === 0 ? (
          <EmptyState title={p('home.list', { count: 0 })} text={p('list.empty_text')} icon={ListPlus} />
        ) : null}
        <ul className="g-rows" aria-label={p('list.title')}>
          {saved.map(({ productId, variantId }) => {
            const product = catalogue.product(productId);
            const variant = catalogue.variant(variantId);
            if (!product || !variant) return null;
            const offer = offerAt(view.offersOf(chain, variantId), nowMs);
            const name = wordsIn(product.name, locale);
            const line = [variant.colour ? wordsIn(variant.colour.name, locale) : null, variant.size]
              .filter(Boolean)
              .join(', ');
            const input = { productId, variantId, store: home, saved: false };
            return (
              <ProductRow
                key={variantId}
                id={productId}
                name={name}
                line={line}
                pigment={product.pigment}
                picture={pictureOf(product, variant, locale, 'small')}
                price={offer?.price ?? null}
                was={offer?.was}
                onOpen={() => openVariant(variant)}
                end={
                  <Button icon={ListX} iconOnly onClick={() => void run(saveToList, input, {}, 'quiet')}>
                    {t('list.remove', { product: name })}
                  </Button>
                }
              />
            );
          })}
        </ul>
      </Screen>
      {sheet}
    </>
  );
}
