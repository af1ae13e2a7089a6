// Nobody is here: one real product of this shop on its shelf, one verb. The first tap anywhere is never lost.
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import './attract.css';
import { useLook } from '#app/look-context.tsx';
import { Notes } from '#app/notes.tsx';
import { useNow } from '#app/now.ts';
import { pictureOf } from '#app/pictures.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Icon } from '#app/ui/icon.tsx';
import { LanguageChoice } from '#app/ui/language-sheet.tsx';
import { Mark } from '#app/ui/mark.tsx';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { Rail } from '#app/ui/rail.tsx';
import { ShelfField } from '#app/ui/shelf-field.tsx';
import { percentBetween } from '#domain/money.ts';
import { offerAt } from '#domain/offer.ts';
import { available } from '#domain/stock.ts';
import { wordsIn } from '#domain/text.ts';

/** Another product every quarter of an hour, never while somebody looks: nothing moves by itself. */
const turnMs = 15 * 60_000;

export function Attract({ onWake }: { onWake: () => void }) {
  const t = useText();
  const locale = useLocale();
  const { setLocale } = useLook();
  const shown = useShown();
  return (
    <div className="g-attract" onPointerUp={onWake}>
      {shown ? (
        <>
          <ShelfField
            pigment={shown.product.pigment}
            seed={shown.product.id}
            picture={shown.picture}
            place="center"
            kicker={wordsIn(shown.product.department, locale)}
          >
            <div onPointerUp={(event) => event.stopPropagation()}>
              <ScreenBar home={null} language={false} brand />
            </div>
          </ShelfField>
          <Rail
            tag={<PriceTag price={shown.offer?.price ?? null} was={shown.offer?.was} percent={shown.percent} />}
            title={wordsIn(shown.product.name, locale)}
            lines={[wordsIn(shown.product.subtitle, locale)]}
          />
        </>
      ) : (
        <Mark />
      )}
      <Notes />
      <main id="content" tabIndex={-1} className="g-attract__call">
        <button type="button" className="g-attract__start" onClick={onWake} aria-label={t('attract.touch')}>
          <span className="g-attract__verb">{t('attract.verb')}</span>
        </button>
        <p className="g-attract__line">
          <span className="g-attract__sign">
            <Icon of={ScanBarcode} size="l" />
          </span>
          <span>
            {t('attract.line')}
            <br />
            {t('attract.camera')}
          </span>
        </p>
        <div onPointerUp={(event) => event.stopPropagation()}>
          <LanguageChoice locale={locale} onChoose={setLocale} />
        </div>
      </main>
    </div>
  );
}

/** A product that is here, with a picture, offers first; the same for everybody during one turn. */
function useShown() {
  const locale = useLocale();
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { home } = useInstallation();
  const turn = Math.floor(useNow(60_000) / turnMs);
  if (!catalogue) return null;
  const here = catalogue.products().flatMap((product) => {
    const variant = catalogue.variantsOf(product.id).find((one) => {
      const stock = view.stock(home, one.id);
      return stock !== null && available(stock.stock) > 0;
    });
    const offer = variant && offerAt(catalogue.offersOf(variant.id), tablet.now());
    return variant && offer && (product.picture ?? variant.picture) ? [{ product, variant, offer }] : [];
  });
  const offered = here.filter(({ offer }) => offer.was);
  const choice = offered.length > 0 ? offered : here;
  const chosen = choice[turn % Math.max(1, choice.length)];
  if (!chosen) return null;
  const { product, variant, offer } = chosen;
  return {
    product,
    offer,
    percent: offer.was ? percentBetween(offer.was, offer.price) : undefined,
    picture: pictureOf(product, variant, locale, 'big'),
  };
}
