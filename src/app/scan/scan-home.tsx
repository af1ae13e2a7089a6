// Scan first: the camera's picture, one verb, what was seen in this visit. Without a camera, three ways on stand in its place.
import IdCard from 'lucide-react/icons/id-card';
import Keyboard from 'lucide-react/icons/keyboard';
import ListChecks from 'lucide-react/icons/list-checks';
import ScanSearch from 'lucide-react/icons/scan-search';
import SearchIcon from 'lucide-react/icons/search';
import './scan-home.css';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { CameraMessage } from '#app/camera-message.tsx';
import { historyShown } from '#app/history-shown.ts';
import { Notes } from '#app/notes.tsx';
import { useReading } from '#app/reading.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { Suggestions } from '#app/suggested.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Dock } from '#app/ui/dock.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Remembered } from '#app/remembered.tsx';
import { ReaderLine } from '#app/ui/reader-line.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { Viewfinder } from '#app/ui/viewfinder.tsx';
import { CameraControls, ControlButton } from './camera-controls.tsx';
import { NfcLine } from './nfc-line.tsx';
import { PhotoButton } from './photo-button.tsx';
import { SeenNow } from './seen-now.tsx';
import { useTapFocus } from './use-tap-focus.tsx';

export function ScanHome() {
  const t = useText();
  const [, navigate] = useLocation();
  const { camera, state, hint, read, lens, nfc } = useReading();
  // From the shelf lens to one tag: here it is meant.
  useEffect(() => camera?.readAgain(), [camera]);
  const { onPointerUp, ring } = useTapFocus();
  const live = state.kind === 'on' || state.kind === 'starting';
  return (
    <Screen
      bleed
      bar={
        <ScreenBar brand>
          <SignIn />
        </ScreenBar>
      }
      foot={<Notes />}
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
      <div className="g-scan__lens" data-live={live} ref={live ? lens : null} onPointerUp={onPointerUp}>
        <Viewfinder
          hint={state.kind === 'on' && hint !== 'none' ? hint : null}
          read={read}
          brackets={state.kind === 'on'}
        >
          {state.kind === 'on' ? null : (
            <CameraMessage>
              <PhotoButton />
            </CameraMessage>
          )}
        </Viewfinder>
        {state.kind === 'on' ? (
          <CameraControls>
            <ControlButton icon={ScanSearch} onPress={() => navigate(routes.lens)}>
              {t('lens.open')}
            </ControlButton>
          </CameraControls>
        ) : null}
        {ring}
      </div>
      <ReaderLine rail big words={t('scan.show_tag')} end={t(nfc.isThere ? 'scan.kinds' : 'scan.kinds_no_nfc')} />
      <NfcLine nfc={nfc} />
      <ForWhom />
    </Screen>
  );
}

/** Quiet: everything here works without it. */
function SignIn() {
  const t = useText();
  const [, navigate] = useLocation();
  if (useReadable(useTablet().person)) return null;
  return (
    <button
      type="button"
      className="g-bar__button g-sign-in"
      aria-label={t('identify.open')}
      onClick={() => navigate(routes.identify)}
    >
      <Icon of={IdCard} size="s" />
      <span className="g-bar__word">{t('identify.open')}</span>
    </button>
  );
}

/** What was seen in this visit; for a person with a history who has just come, what it says. */
function ForWhom() {
  const tablet = useTablet();
  const person = useReadable(tablet.person);
  const seen = useReadable(tablet.visit).scans.length > 0;
  return (
    <>
      {person ? <Remembered person={person} /> : null}
      {person && !seen && historyShown(person) !== 'off' ? (
        <div className="g-screen__pad">
          <Suggestions besides={null} />
        </div>
      ) : (
        <SeenNow />
      )}
    </>
  );
}
