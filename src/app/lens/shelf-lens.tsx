// Hold the tablet to a shelf: every tag in view carries what this tablet knows of it. All of it also stands in a list
// under the picture, which keys and readers use; it works with the network gone.
import BadgePercent from 'lucide-react/icons/badge-percent';
import LifeBuoy from 'lucide-react/icons/life-buoy';
import ScanBarcode from 'lucide-react/icons/scan-barcode';
import './shelf-lens.css';
import './badge.css';
import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { CameraMessage } from '#app/camera-message.tsx';
import { Notes } from '#app/notes.tsx';
import { useClock, usePriceSwitch } from '#app/now.ts';
import { useReading } from '#app/reading.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useSuggested } from '#app/suggested.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { type BadgeFacts, badgeFacts } from './badge-facts.ts';
import { BadgeIcon, PriceWords, toneOf, useStockWords } from './badge-words.tsx';
import { InViewList } from './in-view-list.tsx';
import type { InView } from './shelf-list.ts';
import { useShelf } from './use-shelf.ts';

/** As many as a visit could want: more than fit on a shelf in view. */
const suggestions = 24;

const unknownSign = '?';

export type ShownCode = { code: InView; facts: BadgeFacts };

export function ShelfLens() {
  const t = useText();
  const [, navigate] = useLocation();
  const { camera, state, lens, open } = useReading();
  const { device } = useInstallation();
  const { inView, box, badge } = useShelf(camera);
  const [onlyOffers, setOnlyOffers] = useState(false);
  const shown = useShown(inView).filter(({ facts }) => !onlyOffers || toneOf(facts) === 'offer');
  const live = state.kind === 'on' || state.kind === 'starting';
  const scanRoute = device.mode === 'staff' ? routes.scan : routes.home;
  const hold = useCallback(
    (element: HTMLDivElement) => {
      box(element);
      const stop = live ? lens(element) : undefined;
      return () => {
        box(null);
        stop?.();
      };
    },
    [box, lens, live],
  );
  const openCode = ({ text, symbology, aim }: InView) => open({ source: 'camera', raw: text, symbology, aim });

  return (
    <Screen
      bleed
      bar={<ScreenBar back={scanRoute} />}
      foot={<Notes />}
      dock={
        <Dock>
          <Button size="dock" icon={ScanBarcode} onClick={() => navigate(scanRoute)}>
            {t('lens.one')}
          </Button>
          <Button
            size="dock"
            icon={BadgePercent}
            aria-pressed={onlyOffers}
            onClick={() => setOnlyOffers((before) => !before)}
          >
            {t('lens.offers')}
          </Button>
        </Dock>
      }
    >
      <div className="g-shelf-lens" data-live={live} ref={hold}>
        <h1 className="g-sr">{t('lens.title')}</h1>
        <CameraMessage>
          <Button icon={LifeBuoy} onClick={() => navigate(scanRoute)}>
            {t('camera.other_ways')}
          </Button>
        </CameraMessage>
        {/* The list below says the same to keys and readers. */}
        <div className="g-shelf-lens__badges" aria-hidden="true" data-testid="badges">
          {shown.map(({ code, facts }) => (
            <button
              key={code.key}
              ref={badge(code.key)}
              type="button"
              tabIndex={-1}
              className={`g-badge g-badge--${toneOf(facts)}`}
              data-seen="false"
              data-code={code.text}
              onClick={() => openCode(code)}
            >
              <BadgeIcon facts={facts} />
              <BadgeWords facts={facts} />
            </button>
          ))}
        </div>
      </div>
      <InViewList shown={shown} onlyOffers={onlyOffers} onOpen={openCode} />
    </Screen>
  );
}

function BadgeWords({ facts }: { facts: BadgeFacts }) {
  const t = useText();
  const stockWords = useStockWords();
  if (facts.kind === 'unknown') return <b>{unknownSign}</b>;
  if (facts.kind === 'several' && facts.isStopped) return <b>{t('lens.stopped')}</b>;
  if (facts.kind !== 'known') return null;
  return (
    <span className="g-badge__words">
      <span>
        <PriceWords badge={facts.badge} />
      </span>
      <span className="g-badge__stock">{stockWords(facts.badge)}</span>
    </span>
  );
}

/** What each code in view means now; prices and stock change while somebody looks. */
function useShown(inView: readonly InView[]): ShownCode[] {
  const tablet = useTablet();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const { home, web, chain, zone, currency } = useInstallation();
  const clock = useClock(15_000);
  const suggested = useSuggested(null, suggestions);
  const forYou = new Set(suggested.map(({ product }) => product.id));
  const world = catalogue && { catalogue, view, home, web, chain, zone, currency, nowMs: clock.nowMs, forYou };
  const shown = world ? inView.map((code) => ({ code, facts: badgeFacts(code, world) })) : [];
  usePriceSwitch(
    clock,
    shown.flatMap(({ facts }) => (facts.kind === 'known' ? [facts.badge.variant.id] : [])),
  );
  return shown;
}
