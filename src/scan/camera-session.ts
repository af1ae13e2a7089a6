// One opened camera, from permission to the last stopped track. html5-qrcode keeps its life cycle and owns the video
// element; its decoder is left out of the build (html5-qrcode-plugin.ts) because it reads a canvas of the box's CSS
// size on the page's own thread: ours reads the native frame in a worker. Promise: close() leaves no live track.
import { Html5Qrcode } from 'html5-qrcode/esm/html5-qrcode.js';
import { focusContinuously } from './camera-controls.ts';
import { betterLens, type Lens } from './lens.ts';

export type CameraSession = {
  readonly video: HTMLVideoElement;
  readonly track: MediaStreamTrack;
  close(): Promise<void>;
};

/** Ideal, never minimum: a camera that cannot do it still opens. Small codes need the pixels. */
const size = { width: { ideal: 1920 }, height: { ideal: 1080 } } as const;
const startWithinMs = 8000;

export async function listLenses(): Promise<Lens[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === 'videoinput')
    .map((device) => ({ id: device.deviceId, label: device.label }));
}

/** Opens into the element with this id. Rejects with html5-qrcode's sentence or the browser's error. */
export async function openCameraSession(elementId: string, lensId?: string): Promise<CameraSession> {
  try {
    const session = await open(
      elementId,
      lensId === undefined ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: lensId } },
    );
    const better = lensId === undefined ? betterLens(await listLenses(), session.track.label) : undefined;
    if (!better) return session;
    await session.close();
    return await open(elementId, { deviceId: { exact: better.id } });
  } catch (error) {
    // A remembered lens may be gone (another USB camera, cleared permissions): the system's choice is the way on.
    if (lensId !== undefined && /OverconstrainedError|NotFoundError/.test(String(error)))
      return openCameraSession(elementId);
    throw error;
  }
}

async function open(elementId: string, lens: MediaTrackConstraints): Promise<CameraSession> {
  // Held from here on: a page that takes the element away while the camera starts still gets its camera closed.
  const host = document.getElementById(elementId);
  if (!host) throw new Error('the camera has no place on the page');
  const scanner = new Html5Qrcode(elementId, { verbose: false, useBarCodeDetectorIfSupported: false });
  // Its loop: one call to a decoder that never answers. Were the build's plugin missing, one frame a second at most.
  await scanner.start(
    { facingMode: 'environment' },
    { fps: 1, disableFlip: true, videoConstraints: { ...lens, ...size } },
    () => {},
    () => {},
  );
  const video = host.querySelector('video');
  const stream = video?.srcObject;
  const [track] = stream instanceof MediaStream ? stream.getVideoTracks() : [];
  // html5-qrcode throws from these two, where nobody can catch it; a picture that ends is heard of from its track.
  if (video) Object.assign(video, { onabort: null, onerror: null });

  async function close(): Promise<void> {
    try {
      // Before its first frame html5-qrcode has no canvas to remove and its stop() throws; the tracks end all the same.
      await scanner.stop();
      scanner.clear();
    } catch {
      video?.remove();
    } finally {
      track?.stop();
    }
  }

  if (!video || !track) {
    await close();
    throw new Error('NotFoundError: the camera gives no picture');
  }
  try {
    await untilPlaying(host, video);
  } catch (error) {
    await close();
    throw error;
  }
  // html5-qrcode gives the video the box's width in pixels; ours fills the box whatever it becomes.
  Object.assign(video.style, { width: '100%', height: '100%', objectFit: 'cover' });
  await focusContinuously(track);
  return { video, track, close };
}

/**
 * html5-qrcode makes its canvas on the first `playing`; until then it cannot be stopped. A video that the page takes away
 * is paused by the browser and never plays: nobody waits for it with the camera lit.
 */
async function untilPlaying(host: HTMLElement, video: HTMLVideoElement): Promise<void> {
  if (host.querySelector('canvas')) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = (): void => reject(new Error('AbortError: the camera opened but shows nothing'));
  const timer = setTimeout(giveUp, startWithinMs);
  video.addEventListener('playing', () => resolve(), { once: true });
  video.addEventListener('pause', giveUp, { once: true });
  await promise.finally(() => clearTimeout(timer));
}
