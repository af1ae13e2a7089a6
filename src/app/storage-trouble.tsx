// A browser whose databases do not open: what that means, in words, before anybody makes a new device of it [EV3, SG4].
// What is queued lies there untouched.
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { NoteLine } from '#app/ui/offline-line.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { ScreenBar } from './screen-bar.tsx';

export interface StorageTroubleProps {
  trouble: 'blocked' | 'newer';
  /** The whole screen: nothing else may be done here until it opens. */
  closed: boolean;
}

export function StorageTrouble({ trouble, closed }: StorageTroubleProps) {
  const t = useText();
  if (!closed) return <NoteLine words={`${t('error.storage_blocked')} ${t('error.storage_blocked_text')}`} />;
  const isNewer = trouble === 'newer';
  return (
    <Screen
      bar={<ScreenBar home={null} brand />}
      title={t(isNewer ? 'error.newer_tab' : 'error.memory')}
      line={t(isNewer ? 'error.newer_tab_text' : 'error.memory_text')}
      dock={
        <Dock>
          <Button size="dock" variant="primary" wide onClick={() => window.location.reload()}>
            {t('do.retry')}
          </Button>
        </Dock>
      }
    >
      {null}
    </Screen>
  );
}
