// The camera as a Scanner: session, frames to the worker, gate, hints, light and lens. Promise: whatever the page does
// (React's double mount, hiding, leaving, fifty openings), there is one camera at a time and none once it is not wanted.
import { abilitiesOf, refocus, setTorch, setZoom, type Abilities } from './camera-controls.ts';
import { noEquipment, type Camera, type CameraEquipment } from './camera-equipment.ts';
import { listLenses, openCameraSession, type CameraSession } from './camera-session.ts';
import { errorToTrouble } from './camera-trouble.ts';
import { watchFrames, type ShelfFrame } from './camera-watch.ts';
import { coverOf } from './cover.ts';
import { openFrameDecoder, type FrameDecoder } from './frame-decoder.ts';
import { makeGate, type GateOptions } from './gate.ts';
import { rankLenses } from './lens.ts';
import { makeListeners } from './listeners.ts';
import type { ScannerHint, ScannerState, ScanRead } from './scanner.ts';

export type CameraOptions = GateOptions & {
  /** Id of an element that is on the page while the camera is wanted; the video fills it. */
  readonly elementId: string;
  /** The lens a person chose before. */
  readonly lensId?: string | undefined;
};

/** Steps of opening and closing, one after another for the whole page: a camera can be held only once. */
let turn: Promise<void> = Promise.resolve();
function inTurn(step: () => Promise<void>): Promise<void> {
  turn = turn.then(step, step);
  return turn;
}

/** One worker for the page's life: its 1 MB of WebAssembly stays compiled between openings. */
let decoder: FrameDecoder | undefined;
/** Loads the decoder before the camera is asked for. */
const warmDecoder = (): FrameDecoder => (decoder ??= openFrameDecoder());

export function openCamera(options: CameraOptions): Camera {
  const reads = makeListeners<ScanRead>();
  const states = makeListeners<ScannerState>();
  const hints = makeListeners<ScannerHint>();
  const shelves = makeListeners<ShelfFrame>();
  const equipments = makeListeners<CameraEquipment>();
  let lensId = options.lensId;
  let state: ScannerState = { kind: 'off' };
  let hint: ScannerHint = 'none';
  let equipment = noEquipment;
  let abilities: Abilities | undefined;
  let shelfListeners = 0;
  let isWanted = false;
  let session: CameraSession | undefined;
  let gate = makeGate(options);

  const become = (next: ScannerState): void => states.tell((state = next));
  const equip = (next: CameraEquipment): void => equipments.tell((equipment = next));
  function advise(next: ScannerHint): void {
    if (next !== hint) hints.tell((hint = next));
  }

  async function openNow(): Promise<void> {
    if (!isWanted || session || document.visibilityState === 'hidden') return;
    if (!window.isSecureContext || !navigator.mediaDevices) {
      become({ kind: 'trouble', trouble: 'insecure', detail: 'a camera needs https or localhost' });
      return;
    }
    become({ kind: 'starting' });
    try {
      warmDecoder();
      const opened = await openCameraSession(options.elementId, lensId);
      session = opened;
      opened.track.addEventListener('ended', onEnded);
      abilities = abilitiesOf(opened.track);
      become({ kind: 'on' });
      gate = makeGate(options);
      void watchFrames({
        video: opened.video,
        gate,
        isOver: () => session !== opened,
        isShelf: () => shelfListeners > 0,
        decoder: warmDecoder,
        onRead: reads.tell,
        onShelf: shelves.tell,
        onHint: advise,
      });
      const lenses = rankLenses(await listLenses());
      equip({
        lenses,
        lensId: opened.track.getSettings().deviceId ?? null,
        torch: abilities.torch ? false : null,
        near: abilities.zoom ? false : null,
        refocus: abilities.refocus,
      });
    } catch (error) {
      if (session) return; // It runs; only the list of lenses could not be had.
      become({ kind: 'trouble', trouble: errorToTrouble(error), detail: String(error) });
    }
  }

  async function closeNow(): Promise<void> {
    const closing = session;
    session = undefined;
    closing?.track.removeEventListener('ended', onEnded);
    await closing?.close();
    advise('none');
    equip(noEquipment);
    if (state.kind !== 'trouble' || !isWanted) become({ kind: 'off' });
  }

  /** Unplugged, or taken by the system: a screen says so; start(), or a camera that is plugged in, tries again. */
  function onEnded(): void {
    become({ kind: 'trouble', trouble: 'busy', detail: 'the camera was taken away' });
    void inTurn(closeNow);
  }
  const onDevices = () => {
    if (state.kind === 'trouble') void inTurn(openNow);
  };
  const onVisibility = () => void inTurn(document.visibilityState === 'hidden' ? closeNow : openNow);

  return {
    start() {
      isWanted = true;
      document.addEventListener('visibilitychange', onVisibility);
      navigator.mediaDevices?.addEventListener('devicechange', onDevices);
      return inTurn(openNow);
    },
    stop() {
      isWanted = false;
      document.removeEventListener('visibilitychange', onVisibility);
      navigator.mediaDevices?.removeEventListener('devicechange', onDevices);
      return inTurn(closeNow);
    },
    get state() {
      return state;
    },
    get equipment() {
      return equipment;
    },
    async setTorch(on) {
      const asked = session;
      if (asked && equipment.torch !== null && (await setTorch(asked.track, on)) && session === asked)
        equip({ ...equipment, torch: on });
    },
    async setNear(on) {
      const [asked, zoom] = [session, abilities?.zoom];
      if (asked && zoom && (await setZoom(asked.track, on ? zoom.two : zoom.one)) && session === asked)
        equip({ ...equipment, near: on });
    },
    async refocus(clientX, clientY) {
      if (!session || !equipment.refocus) return false;
      const { videoWidth: width, videoHeight: height } = session.video;
      const box = session.video.getBoundingClientRect();
      const { scale, left, top } = coverOf({ width, height }, box);
      const part = (at: number, from: number, side: number) =>
        Math.min(1, Math.max(0, (at - from) / (side * scale || 1)));
      return refocus(session.track, {
        x: part(clientX - box.left, left, width),
        y: part(clientY - box.top, top, height),
      });
    },
    async choose(chosen) {
      lensId = chosen;
      await inTurn(closeNow);
      await inTurn(openNow);
    },
    readAgain: () => gate.release(),
    onRead: reads.add,
    onState: states.add,
    onHint: hints.add,
    onEquipment: equipments.add,
    onShelf(listener) {
      shelfListeners++;
      const remove = shelves.add(listener);
      let isGone = false;
      return () => {
        if (!isGone) shelfListeners--;
        isGone = true;
        remove();
      };
    },
  };
}
