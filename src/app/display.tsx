// The surface of a wall or shelf screen: plays its manifest from this device's own replica, whatever the network does.
// Never blank: without a card, the shop's own call to show a tag.
import { useEffect } from 'react';
import { Attract } from './attract/attract.tsx';
import { PlayedCard } from './displays/played-card.tsx';
import { playingItem } from './displays/playing.ts';
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
  if (!item || !manifest) return <Attract onWake={() => undefined} />;
  return (
    <div className="g-contents" data-testid="display" data-revision={manifest.revision}>
      <PlayedCard card={item.card} kind={kind} turn={item.turn} nowMs={nowMs} />
    </div>
  );
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
