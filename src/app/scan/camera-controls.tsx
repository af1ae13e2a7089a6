// What this camera can do beyond a picture, each as a button that says whether it is on; what it cannot is not there.
// Touching the picture focuses where it was touched.
import Flashlight from 'lucide-react/icons/flashlight';
import SwitchCamera from 'lucide-react/icons/switch-camera';
import ZoomIn from 'lucide-react/icons/zoom-in';
import './camera-controls.css';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useReading } from '#app/reading.tsx';
import { useText } from '#app/text/text.ts';
import { Icon, type IconType } from '#app/ui/icon.tsx';

const LensSheet = lazy(async () => ({ default: (await import('./lens-sheet.tsx')).LensSheet }));

export interface ControlButtonProps {
  icon: IconType;
  /** Leave out where there is nothing to be on or off. */
  on?: boolean;
  onPress: () => void;
  children: ReactNode;
}

export function ControlButton({ icon, on, onPress, children }: ControlButtonProps) {
  return (
    <button type="button" className="g-camera-control" aria-pressed={on} onClick={onPress}>
      <Icon of={icon} />
      <span className="g-camera-control__word">{children}</span>
    </button>
  );
}

/** `children`: buttons that come first. */
export function CameraControls({ children }: { children?: ReactNode }) {
  const t = useText();
  const { camera, equipment, chooseLens } = useReading();
  const [choosing, setChoosing] = useState(false);
  const { torch, near, lenses, lensId } = equipment;
  return (
    <>
      <div className="g-camera-controls" role="group" aria-label={t('camera.controls')}>
        {children}
        {torch === null ? null : (
          <ControlButton icon={Flashlight} on={torch} onPress={() => void camera?.setTorch(!torch)}>
            {t('camera.light')}
          </ControlButton>
        )}
        {near === null ? null : (
          <ControlButton icon={ZoomIn} on={near} onPress={() => void camera?.setNear(!near)}>
            {t('camera.near')}
          </ControlButton>
        )}
        {lenses.length > 1 ? (
          <ControlButton icon={SwitchCamera} onPress={() => setChoosing(true)}>
            {t('camera.lens')}
          </ControlButton>
        ) : null}
      </div>
      <Suspense fallback={null}>
        {choosing ? (
          <LensSheet
            lenses={lenses}
            chosen={lensId}
            onChoose={(id) => {
              setChoosing(false);
              chooseLens(id);
            }}
            onClose={() => setChoosing(false)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
