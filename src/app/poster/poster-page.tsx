// "Shop the look": what a poster or a shelf code of our own shows, each with price and stock as everywhere, off line too.
// What is sold out stands last, behind what could be taken instead.
import ImageOff from 'lucide-react/icons/image-off';
import ScanBarcode from 'lucide-react/icons/scan-barcode';

import { useLocation } from 'wouter';
import { Notes } from '#app/notes.tsx';
import { useClock, usePriceSwitch } from '#app/now.ts';
import { pictureOf } from '#app/pictures.ts';
import { useOpenVariant } from '#app/open-variant.ts';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useLocale, useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { ProductRow } from '#app/ui/product-row.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { wordsIn } from '#domain/text.ts';
import { type PosterItem, posterItems } from './poster-facts.ts';

export function PosterPage({ code }: { code: string }) {
  const t = useText();
  const locale = useLocale();
  const [, navigate] = useLocation();
  const openVariant = useOpenVariant();
  const catalogue = useCatalogue();
  const view = useReadable(useTablet().view);
  const installation = useInstallation();
  const clock = useClock(15_000);
  const stockWords = useStockWords();
  const poster = catalogue?.poster(code) ?? null;
  const items = catalogue && poster ? posterItems(catalogue, view, poster, installation, clock.nowMs) : [];
  usePriceSwitch(
    clock,
    items.map(({ variant }) => variant.id),
  );
  const again = (
    <Button
      size="dock"
      variant="primary"
      wide
      icon={ScanBarcode}
      onClick={() => navigate(installation.device.mode === 'staff' ? routes.scan : routes.home)}
    >
      {t('activity.other_tag')}
    </Button>
  );
  if (!poster || items.length === 0)
    return (
      <Screen bar={<ScreenBar back={routes.home} />} note={<Notes />} dock={<Dock>{again}</Dock>}>
        <EmptyState
          icon={ImageOff}
          title={t(poster ? 'poster.empty' : 'poster.unknown')}
          text={t(poster ? 'poster.empty_text' : 'poster.unknown_text')}
        />
      </Screen>
    );
  const name = wordsIn(poster.name, locale);
  return (
    <Screen
      bar={<ScreenBar back={routes.home} />}
      note={<Notes />}
      title={name}
      line={t('poster.line', { count: items.filter(({ insteadOf }) => insteadOf === null).length })}
      foot={<ReaderLine rail words={t('reader.ready_other')} />}
      dock={<Dock>{again}</Dock>}
    >
      <ul className="g-rows" aria-label={name} data-testid="poster">
        {items.map((item) => (
          <ProductRow
            key={item.product.id}
            id={item.product.id}
            name={wordsIn(item.product.name, locale)}
            line={stockWords(item)}
            pigment={item.product.pigment}
            picture={pictureOf(item.product, item.variant, locale, 'small')}
            price={item.offer?.price ?? null}
            was={item.offer?.was}
            onOpen={() => openVariant(item.variant)}
          />
        ))}
      </ul>
    </Screen>
  );
}

/** Why it stands here, then where it is and how many, with the age of an old number. */
function useStockWords(): (item: PosterItem) => string {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const catalogue = useCatalogue();
  const { home, zone } = useInstallation();
  const where = ({ availability, here, variant }: PosterItem): string => {
    if (availability === 'none') return t('poster.sold_out');
    if (availability === 'online') return t('suggest.reason_online');
    if (!here || here.age === 'hidden') return t('stock.hidden');
    if (here.age === 'stale') return t('stock.was', { count: here.available, time: format.time(here.seenMs, zone) });
    const aisle = catalogue?.place(home, variant.id)?.aisle;
    const count = t('poster.here', { count: here.available });
    return aisle === undefined ? count : `${count} · ${t('suggest.reason_aisle', { aisle })}`;
  };
  return (item) =>
    item.insteadOf
      ? `${t('poster.instead', { product: wordsIn(item.insteadOf.name, locale) })} · ${where(item)}`
      : where(item);
}
