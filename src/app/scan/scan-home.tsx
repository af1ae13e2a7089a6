// Scan first: the camera's picture, one verb, what was seen in this visit. Without a camera, three ways on stand in its place.
import CameraOff from 'lucide-react/icons/camera-off';
import Keyboard from 'lucide-react/icons/keyboard';
import ListChecks from 'lucide-react/icons/list-checks';
import SearchIcon from 'lucide-react/icons/search';
import { useLocation } from 'wouter';
import { Notes } from '#app/notes.tsx';
import { useReading } from '#app/reading.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { EmptyState } from '#app/ui/message.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Viewfinder } from '#app/ui/viewfinder.tsx';
import type { CameraTrouble, ScannerHint } from '#scan/scanner.ts';
import { PhotoButton } from './photo-button.tsx';
import { SeenNow } from './seen-now.tsx';

const hints: Record<ScannerHint, 'closer' | 'light' | null> = { none: null, closer: 'closer', light_or_tilt: 'light' };
const troubles = {
  denied: ['scan.camera_denied', 'scan.camera_denied_text'],
  absent: ['scan.camera_none', 'scan.camera_none_text'],
  busy: ['scan.camera_busy', 'scan.camera_busy_text'],
  insecure: ['scan.camera_insecure', 'scan.camera_insecure_text'],
  other: ['scan.camera_busy', 'scan.camera_busy_text'],
} as const satisfies Record<CameraTrouble, unknown>;

export function ScanHome() {
  const t = useText();
  const [, navigate] = useLocation();
  const { state, hint, read, lens, arm, retry } = useReading();
  const live = state.kind === 'on' || state.kind === 'starting';
  return (
    <Screen
      bleed
      bar={<ScreenBar brand />}
      note={<Notes />}
      dock={
        <Dock>
          <Button size="dock" icon={Keyboard} onClick={() => navigate(routes.type)}>
            {t('scan.type')}
          </Button>
          <Button size="dock" icon={SearchIcon} onClick={() => navigate(routes.search)}>
            {t('scan.search')}
          </Button>
          <Button size="dock" variant="soft" icon={ListChecks} onClick={() => navigate(routes.list)}>
            {t('list.title')}
          </Button>
        </Dock>
      }
    >
      <div className="g-scan__lens" data-live={live} ref={live ? lens : null}>
        <Viewfinder hint={state.kind === 'on' ? hints[hint] : null} read={read} brackets={live}>
          {state.kind === 'off' ? (
            <EmptyState title={t('scan.show_tag')} icon={CameraOff}>
              <Button variant="primary" onClick={arm}>
                {t('scan.camera_start')}
              </Button>
            </EmptyState>
          ) : null}
          {state.kind === 'trouble' ? (
            <EmptyState title={t(troubles[state.trouble][0])} text={t(troubles[state.trouble][1])} icon={CameraOff}>
              <Button variant="primary" onClick={retry}>
                {t('do.retry')}
              </Button>
              <PhotoButton />
            </EmptyState>
          ) : null}
        </Viewfinder>
      </div>
      <ReaderLine rail big words={t('scan.show_tag')} end={t('scan.kinds')} />
      <SeenNow />
    </Screen>
  );
}
