// The camera as a Scanner: session, frames to the worker, gate, hints. Promise: whatever the page does (React's
// double mount, hiding, leaving, fifty openings), there is one camera at a time and none once it is not wanted.
import { openCameraSession, type CameraSession } from './camera-session.ts';
import { errorToTrouble } from './camera-trouble.ts';
import { openFrameDecoder, type FrameDecoder } from './frame-decoder.ts';
import { makeGate, type GateOptions } from './gate.ts';
import { makeListeners } from './listeners.ts';
import type { Scanner, ScannerHint, ScannerState, ScanRead } from './scanner.ts';

export type CameraOptions = GateOptions & {
  /** Id of an element that is on the page while the camera is wanted; the video fills it. */
  readonly elementId: string;
  /** The lens a person chose before (`listLenses` of camera-session.ts). */
  readonly lensId?: string;
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
export const warmDecoder = (): void => void (decoder ??= openFrameDecoder());

const hintAfterMs = { closer: 2000, light_or_tilt: 6000 };
/** Pause between looks: 20 looks a second are more than a hand can show. */
const restMs = 30;

export function openCamera(options: CameraOptions): Scanner {
  const reads = makeListeners<ScanRead>();
  const states = makeListeners<ScannerState>();
  const hints = makeListeners<ScannerHint>();
  let state: ScannerState = { kind: 'off' };
  let hint: ScannerHint = 'none';
  let isWanted = false;
  let session: CameraSession | undefined;

  function become(next: ScannerState): void {
    state = next;
    states.tell(next);
  }

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
      session = await openCameraSession(options.elementId, options.lensId);
      session.track.addEventListener('ended', onEnded);
      become({ kind: 'on' });
      void watch(session);
    } catch (error) {
      become({ kind: 'trouble', trouble: errorToTrouble(error), detail: String(error) });
    }
  }

  async function closeNow(): Promise<void> {
    const closing = session;
    session = undefined;
    closing?.track.removeEventListener('ended', onEnded);
    await closing?.close();
    advise('none');
    if (state.kind !== 'trouble' || !isWanted) become({ kind: 'off' });
  }

  /** Unplugged, or taken by the system: a screen says so and the next start() tries again. */
  function onEnded(): void {
    become({ kind: 'trouble', trouble: 'busy', detail: 'the camera was taken away' });
    void inTurn(closeNow);
  }

  const onVisibility = () => void inTurn(document.visibilityState === 'hidden' ? closeNow : openNow);

  async function watch(watched: CameraSession): Promise<void> {
    const gate = makeGate(options);
    let lastSeenAtMs = performance.now();
    while (session === watched) {
      const seenAtMs = await nextFrame(watched.video);
      if (session !== watched) return;
      try {
        const picture = await createImageBitmap(watched.video);
        const { reads: found, width, height } = await (decoder ??= openFrameDecoder()).decode(picture, false);
        if (session !== watched) return;
        if (found.length > 0) lastSeenAtMs = performance.now();
        const read = gate.pass({ reads: found, width, height, atMs: performance.now() });
        if (read) reads.tell({ source: 'camera', raw: read.text, symbology: read.symbology, aim: read.aim, seenAtMs });
      } catch (error) {
        if (session !== watched) return;
        // No picture yet, or a worker that was just replaced: the next frame is the way on.
        console.warn('a camera frame could not be read', error);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      const silentMs = performance.now() - lastSeenAtMs;
      advise(
        silentMs > hintAfterMs.light_or_tilt ? 'light_or_tilt' : silentMs > hintAfterMs.closer ? 'closer' : 'none',
      );
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
  }

  return {
    start() {
      isWanted = true;
      document.addEventListener('visibilitychange', onVisibility);
      return inTurn(openNow);
    },
    stop() {
      isWanted = false;
      document.removeEventListener('visibilitychange', onVisibility);
      return inTurn(closeNow);
    },
    get state() {
      return state;
    },
    onRead: reads.add,
    onState: states.add,
    onHint: hints.add,
  };
}

/** The moment the next frame is shown, in `performance.now()` time. */
function nextFrame(video: HTMLVideoElement): Promise<number> {
  return new Promise((resolve) => {
    // A stalled camera shows no frame: the loop still has to notice that it was closed.
    const timer = setTimeout(() => resolve(performance.now()), 500);
    const settle = (nowMs: number) => {
      clearTimeout(timer);
      resolve(nowMs);
    };
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(settle);
    else requestAnimationFrame(settle);
  });
}
