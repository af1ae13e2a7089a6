// In the place of the camera's picture while there is none: what is so, in plain words, and every way on.
import Camera from 'lucide-react/icons/camera';
import CameraOff from 'lucide-react/icons/camera-off';
import './camera-message.css';
import type { ReactNode } from 'react';
import { useReading } from '#app/reading.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { CameraTrouble, ScannerState } from '#scan/scanner.ts';

export const troubles = {
  denied: ['scan.camera_denied', 'scan.camera_denied_text'],
  absent: ['scan.camera_none', 'scan.camera_none_text'],
  busy: ['scan.camera_busy', 'scan.camera_busy_text'],
  insecure: ['scan.camera_insecure', 'scan.camera_insecure_text'],
  other: ['camera.other', 'camera.other_text'],
} as const satisfies Record<CameraTrouble, unknown>;

const titleOf = (state: ScannerState) =>
  state.kind === 'trouble'
    ? troubles[state.trouble][0]
    : state.kind === 'starting'
      ? ('scan.camera_starting' as const)
      : ('scan.camera_off' as const);

/** `children`: ways on besides trying again. Draws nothing while the camera shows its picture. */
export function CameraMessage({ children }: { children: ReactNode }) {
  const t = useText();
  const { state, camera, arm, retry } = useReading();
  if (state.kind === 'on') return null;
  return (
    <div className="g-camera-message">
      <span className="g-camera-message__sign">
        <Icon of={state.kind === 'trouble' ? CameraOff : Camera} size="l" />
      </span>
      <h2>{t(titleOf(state))}</h2>
      {state.kind === 'trouble' ? <p>{t(troubles[state.trouble][1])}</p> : null}
      <div className="g-camera-message__ways">
        {state.kind === 'off' ? (
          <Button variant="primary" size="dock" onClick={camera ? retry : arm}>
            {t('scan.camera_start')}
          </Button>
        ) : null}
        {state.kind === 'trouble' ? (
          <>
            <Button variant="primary" size="dock" onClick={retry}>
              {t('do.retry')}
            </Button>
            {children}
          </>
        ) : null}
      </div>
    </div>
  );
}
