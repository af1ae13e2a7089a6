// Nobody is here: one real product of this shop on its shelf, one verb. The first tap anywhere is never lost.
import IdCard from 'lucide-react/icons/id-card';
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import Ticket from 'lucide-react/icons/ticket';
import './attract.css';
import { useLocation } from 'wouter';
import { useLook } from '#app/look-context.tsx';
import { Notes } from '#app/notes.tsx';
import { pictureOf } from '#app/pictures.ts';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useReading } from '#app/reading.tsx';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { LanguageChoice } from '#app/ui/language-sheet.tsx';
import { Mark } from '#app/ui/mark.tsx';
import { PriceTag } from '#app/ui/price-tag.tsx';
import { Rail } from '#app/ui/rail.tsx';
import { ShelfField } from '#app/ui/shelf-field.tsx';
import { percentBetween } from '#domain/money.ts';
import { wordsIn } from '#domain/text.ts';
import { useShown } from './shown.ts';

export function Attract({ onWake }: { onWake: () => void }) {
  const t = useText();
  const locale = useLocale();
  const { setLocale } = useLook();
  const [, navigate] = useLocation();
  const { resting } = useReading();
  const [chosen] = useShown(1);
  const shown = chosen && {
    ...chosen,
    percent: chosen.offer.was ? percentBetween(chosen.offer.was, chosen.offer.price) : undefined,
    picture: pictureOf(chosen.product, chosen.variant, locale, 'wall'),
  };
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
              <ScreenBar home={null} language={false} brand={shown.product.pigment === 'ipe' ? 'ipe' : true} />
            </div>
          </ShelfField>
          <Rail
            tag={<PriceTag price={shown.offer.price} was={shown.offer.was} percent={shown.percent} />}
            title={wordsIn(shown.product.name, locale)}
            lines={[wordsIn(shown.product.subtitle, locale)]}
          />
        </>
      ) : (
        <Mark />
      )}
      <Notes />
      <main id="content" tabIndex={-1} className="g-attract__call">
        <button
          type="button"
          className="g-attract__start"
          onClick={onWake}
          aria-label={`${t('attract.verb')} ${t('attract.touch')}`}
        >
          {/* While the camera rests, a tag that is shown says nothing: the verb is another one. */}
          <span className="g-attract__verb">{t(resting ? 'attract.touch' : 'attract.verb')}</span>
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
        <div className="g-attract__foot" onPointerUp={(event) => event.stopPropagation()}>
          <LanguageChoice locale={locale} onChoose={setLocale} />
          <div className="g-attract__ways">
            <Button variant="plain" icon={IdCard} onClick={() => navigate(routes.identify)}>
              {t('identify.open')}
            </Button>
            <Button variant="plain" icon={Ticket} onClick={() => navigate(routes.ticket)}>
              {t('ticket.have')}
            </Button>
          </div>
        </div>
      </main>
    </div>
  );
}
