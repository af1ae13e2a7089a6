// The frames of one open camera, one after another: which part goes to the decoder, what comes back and to whom.
// Promise: one frame in flight, and the page itself never looks at a pixel.
import { visiblePart, type Box, type Size } from './cover.ts';
import type { DecodeHow } from './decoder-worker.ts';
import type { Decoded, FrameDecoder } from './frame-decoder.ts';
import type { Gate } from './gate.ts';
import { toHint } from './hint.ts';
import type { ScannerHint, ScanRead } from './scanner.ts';
import type { RawRead } from './zxing-reader.ts';

/** All sure codes of one frame; corners and sizes in pixels of the whole frame. */
export type ShelfFrame = Size & { readonly reads: readonly RawRead[]; readonly atMs: number };
export type Watched = {
  readonly video: HTMLVideoElement;
  readonly gate: Gate;
  isOver(): boolean;
  /** Somebody looks at a shelf: every code counts and none is opened. */
  isShelf(): boolean;
  decoder(): FrameDecoder;
  onRead(read: ScanRead): void;
  onShelf(frame: ShelfFrame): void;
  onHint(hint: ScannerHint): void;
};

/** Silence until the first hint, and how long a hint stays before the frame is measured again. */
const hintAfterMs = 2000;
const hintHoldsMs = 1500;
/** Pause between looks: 20 looks a second are more than a hand can show. */
const restMs = 30;
/** Badges follow their codes: there every look counts. */
const shelfRestMs = 5;
/** Above this part of the frame a look at the seen part alone saves nothing. */
const almostAll = 0.85;
/** Of so many looks one is at the whole frame. */
const wholeEvery = 3;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a person sees in the box goes first, at the camera's own resolution; the rest of the frame has its turn too. */
export function planLook(turn: number, isShelf: boolean, frame: Size, box: Size): { how: DecodeHow; part: Box } {
  const all = { x: 0, y: 0, width: frame.width, height: frame.height };
  if (isShelf) return { how: 'shelf', part: all };
  const seen = visiblePart(frame, box);
  const isPart = seen.width * seen.height < all.width * all.height * almostAll;
  return isPart && turn % wholeEvery !== wholeEvery - 1 ? { how: 'near', part: seen } : { how: 'whole', part: all };
}

const moved = (read: RawRead, { x, y }: Box): RawRead =>
  x === 0 && y === 0
    ? read
    : { ...read, corners: read.corners.map((value, index) => value + (index % 2 === 0 ? x : y)) };

export async function watchFrames(watched: Watched): Promise<void> {
  const { video, gate, onHint } = watched;
  let silentSinceMs = performance.now();
  let hintedAtMs = 0;

  function advise(decoded: Decoded, part: Box): void {
    const nowMs = performance.now();
    if (decoded.reads.length > 0 || watched.isShelf()) {
      silentSinceMs = nowMs;
      onHint('none');
    } else if (decoded.measure) {
      hintedAtMs = nowMs;
      onHint(toHint(decoded.measure, part.width));
    }
  }

  for (let turn = 0; !watched.isOver(); turn++) {
    const seenAtMs = await nextFrame(video);
    if (watched.isOver()) return;
    try {
      const frame = { width: video.videoWidth, height: video.videoHeight };
      const box = { width: video.clientWidth, height: video.clientHeight };
      const isShelf = watched.isShelf();
      const { how, part } = planLook(turn, isShelf, frame, box);
      const nowMs = performance.now();
      const isSilent = nowMs - silentSinceMs > hintAfterMs && nowMs - hintedAtMs > hintHoldsMs;
      const picture = await createImageBitmap(video, part.x, part.y, part.width, part.height);
      const decoded = await watched.decoder().decode(picture, how, isSilent && !isShelf);
      if (watched.isOver()) return;
      const reads = decoded.reads.map((read) => moved(read, part));
      if (isShelf) {
        gate.hold({ reads, ...frame, atMs: performance.now() });
        watched.onShelf({ ...frame, reads, atMs: seenAtMs });
      } else {
        const read = gate.pass({ reads, ...frame, atMs: performance.now() });
        if (read)
          watched.onRead({ source: 'camera', raw: read.text, symbology: read.symbology, aim: read.aim, seenAtMs });
      }
      advise(decoded, part);
    } catch (error) {
      if (watched.isOver()) return;
      // No picture yet, or a worker that was just replaced: the next frame is the way on.
      console.warn('a camera frame could not be read', error);
      await pause(500);
    }
    await pause(watched.isShelf() ? shelfRestMs : restMs);
  }
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
