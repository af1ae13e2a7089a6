// The camera in the page's own life: on where people allowed it, resting while nobody is there, awake with the first sign
// of somebody. Promise: the camera that a component opened ends with it, also under StrictMode's double mount.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Camera, type CameraEquipment, noEquipment } from '#scan/camera-equipment.ts';
import type { ScannerHint, ScannerState, ScanRead } from '#scan/scanner.ts';
import { deviceNote, keepDeviceNote } from './device-note.ts';
import { signsOfSomebody } from './signs-of-somebody.ts';

/** Long enough to see the brackets close, short enough not to wait for them. */
const acknowledgeMs = 220;
/** Nobody touched and nothing was read: no surface needs a running camera. Shoppers' visits end sooner (IdleWatch). */
const restAfterMs = 180_000;
/** m/s² without gravity: a tablet that is taken from its stand, not a lorry in the street. */
const takenUp = 2.5;

/** A database that does not answer must not keep the camera shut. */
const rememberedLens = (): Promise<unknown> =>
  Promise.race([deviceNote('lens'), new Promise((resolve) => setTimeout(resolve, 800))]);

export interface CameraReading {
  /** null until it was armed. */
  camera: Camera | null;
  state: ScannerState;
  hint: ScannerHint;
  equipment: CameraEquipment;
  /** True for a moment after a code was read. */
  read: boolean;
  /** Off because nobody is there; the first touch, key or movement of the tablet turns it on. */
  resting: boolean;
  arm(): void;
  retry(): void;
  rest(): void;
  chooseLens(id: string): void;
}

export interface CameraUse {
  elementId: string;
  isKnown: (gtin14: string) => boolean;
  onRead: (read: ScanRead) => void;
}

export function useCamera({ elementId, isKnown, onRead }: CameraUse): CameraReading {
  const [armed, setArmed] = useState(false);
  const [camera, setCamera] = useState<Camera | null>(null);
  const [state, setState] = useState<ScannerState>({ kind: 'off' });
  const [hint, setHint] = useState<ScannerHint>('none');
  const [equipment, setEquipment] = useState(noEquipment);
  const [read, setRead] = useState(false);
  const [resting, setResting] = useState(false);
  const newest = useRef({ isKnown, onRead });
  useEffect(() => {
    newest.current = { isKnown, onRead };
  });

  useEffect(() => {
    let gone = false;
    // Where people have allowed the camera before, the tag may be shown without touching anything.
    void navigator.permissions?.query({ name: 'camera' }).then(
      (permission) => setArmed((already) => already || (!gone && permission.state === 'granted')),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);

  useEffect(() => {
    if (!armed) return;
    let opened: Camera | null = null;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const opening = Promise.all([import('#scan/camera.ts'), rememberedLens()]).then(([{ openCamera }, lens]) => {
      if (gone) return;
      opened = openCamera({
        elementId,
        lensId: typeof lens === 'string' ? lens : undefined,
        isKnown: (gtin14) => newest.current.isKnown(gtin14),
      });
      opened.onState(setState);
      opened.onHint(setHint);
      opened.onEquipment(setEquipment);
      opened.onRead((one) => {
        setRead(true);
        clearTimeout(timer);
        timer = setTimeout(() => {
          setRead(false);
          newest.current.onRead(one);
        }, acknowledgeMs);
      });
      setCamera(opened);
      return opened.start();
    });
    opening.catch(() => {
      // Its part of the app did not come: asked for again when somebody tries again.
      if (gone) return;
      setArmed(false);
      setState({ kind: 'trouble', trouble: 'other', detail: '' });
    });
    return () => {
      gone = true;
      clearTimeout(timer);
      void opened?.stop();
    };
  }, [armed, elementId]);

  const rest = useCallback(() => {
    void camera?.stop();
    setResting(camera !== null);
  }, [camera]);
  const wake = useCallback(() => {
    void camera?.start();
    setResting(false);
  }, [camera]);
  useRestAndWake(camera, resting, rest, wake);

  return useMemo(
    () => ({
      camera,
      state,
      hint,
      equipment,
      read,
      resting,
      arm: () => setArmed(true),
      retry: () => (camera ? void camera.start() : setArmed(true)),
      rest,
      chooseLens: (id: string) => {
        keepDeviceNote('lens', id);
        void camera?.choose(id);
      },
    }),
    [camera, state, hint, equipment, read, resting, rest],
  );
}

function useRestAndWake(camera: Camera | null, resting: boolean, rest: () => void, wake: () => void): void {
  useEffect(() => {
    if (!camera) return;
    const onMotion = ({ acceleration }: DeviceMotionEvent): void => {
      if (Math.hypot(acceleration?.x ?? 0, acceleration?.y ?? 0, acceleration?.z ?? 0) > takenUp) onSign();
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    function onSign(): void {
      clearTimeout(timer);
      if (resting) wake();
      else timer = setTimeout(rest, restAfterMs);
    }
    if (!resting) onSign();
    const stopReads = camera.onRead(onSign);
    for (const sign of signsOfSomebody) window.addEventListener(sign, onSign, { passive: true, capture: true });
    window.addEventListener('devicemotion', onMotion, { passive: true });
    return () => {
      clearTimeout(timer);
      stopReads();
      for (const sign of signsOfSomebody) window.removeEventListener(sign, onSign, { capture: true });
      window.removeEventListener('devicemotion', onMotion);
    };
  }, [camera, resting, rest, wake]);
}
