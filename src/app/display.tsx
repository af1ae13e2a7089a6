// The surface of a wall or shelf screen: plays its manifest from this device's own replica, whatever the network does.
// Never blank: without a card, the shop's own call to show a tag.
import { useEffect } from 'react';
import { useShown } from './attract/shown.ts';
import { PlayedCard } from './displays/played-card.tsx';
import { playingItem } from './displays/playing.ts';
import type { Card, Display as DisplayRow } from '#domain/display.ts';
import { useText } from '#app/text/text.ts';
import { useNow } from './now.ts';
import { Preparing } from './preparing.tsx';
import { useCatalogue, useInstallation, useReadable, useTablet } from './tablet-context.ts';

export function Display() {
  const tablet = useTablet();
  const { home, device } = useInstallation();
  const catalogue = useCatalogue();
  const view = useReadable(tablet.view);
  const nowMs = useNow(1000);
  const display = view.knows('display', home) ? view.get('display', home, device.id) : null;
  const manifest = view.knows('manifest', home) ? view.get('manifest', home, device.id) : null;
  const kind = display?.kind ?? 'wall';
  useWakeLock();
  useEffect(() => {
    document.documentElement.dataset['surface'] = kind === 'strip' ? 'strip' : 'wall';
    return () => void delete document.documentElement.dataset['surface'];
  }, [kind]);

  if (!catalogue) return <Preparing />;
  const item = manifest ? playingItem(manifest, nowMs) : null;
  if (!item || !manifest) return <Unpublished kind={kind} nowMs={nowMs} />;
  return (
    <div className="g-contents" data-testid="display" data-revision={manifest.revision}>
      <PlayedCard card={item.card} kind={kind} turn={item.turn} nowMs={nowMs} />
    </div>
  );
}

/** Nothing published yet: what the store has and offers, by the same player and the same rules of age. */
function Unpublished({ kind, nowMs }: { kind: DisplayRow['kind']; nowMs: number }) {
  const t = useText();
  const shown = useShown(kind === 'strip' ? 3 : 1);
  const title = t('display.title_default');
  const card: Card = {
    template: 'shelf',
    version: 1,
    title: { 'pt-BR': title },
    variantIds: shown.map(({ variant }) => variant.id),
    locale: 'pt-BR',
  };
  return <PlayedCard card={card} kind={kind} turn={0} nowMs={nowMs} />;
}

/** A screen that is looked at must not go dark; where the browser can't promise that, nothing is lost. */
function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const ask = () => {
      if (document.visibilityState !== 'visible') return;
      navigator.wakeLock?.request('screen').then(
        (given) => (lock = given),
        () => undefined,
      );
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, []);
}
