// Scan first: the camera's picture, one verb, what was seen in this visit. Without a camera, three ways on stand in its place.
import Camera from 'lucide-react/icons/camera';
import CameraOff from 'lucide-react/icons/camera-off';
import Keyboard from 'lucide-react/icons/keyboard';
import ListChecks from 'lucide-react/icons/list-checks';
import SearchIcon from 'lucide-react/icons/search';
import './scan-home.css';
import { useLocation } from 'wouter';
import { Notes } from '#app/notes.tsx';
import { useReading } from '#app/reading.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Viewfinder } from '#app/ui/viewfinder.tsx';
import type { CameraTrouble, ScannerHint, ScannerState } from '#scan/scanner.ts';
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
        <Viewfinder hint={state.kind === 'on' ? hints[hint] : null} read={read} brackets={state.kind === 'on'}>
          {state.kind === 'on' ? null : (
            <div className="g-scan__words">
              <span className="g-scan__sign">
                <Icon of={state.kind === 'trouble' ? CameraOff : Camera} size="l" />
              </span>
              <h2>{t(titleOf(state))}</h2>
              {state.kind === 'trouble' ? <p>{t(troubles[state.trouble][1])}</p> : null}
              <div className="g-scan__ways">
                {state.kind === 'off' ? (
                  <Button variant="primary" size="dock" onClick={arm}>
                    {t('scan.camera_start')}
                  </Button>
                ) : null}
                {state.kind === 'trouble' ? (
                  <>
                    <Button variant="primary" size="dock" onClick={retry}>
                      {t('do.retry')}
                    </Button>
                    <PhotoButton />
                  </>
                ) : null}
              </div>
            </div>
          )}
        </Viewfinder>
      </div>
      <ReaderLine rail big words={t('scan.show_tag')} end={t('scan.kinds')} />
      <SeenNow />
    </Screen>
  );
}

const titleOf = (state: ScannerState) =>
  state.kind === 'trouble'
    ? troubles[state.trouble][0]
    : state.kind === 'starting'
      ? ('scan.camera_starting' as const)
      : ('scan.camera_off' as const);
