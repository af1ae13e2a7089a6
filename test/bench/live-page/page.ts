// The live bench's page: one scanner in a box of 400 pixels, through getUserMedia. Promise: both scanners run as their
// users run them; time counts from the camera's first picture, gaps are those of the page's own frames.
import { Html5Qrcode } from 'html5-qrcode/esm/html5-qrcode.js';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { openCamera } from '#scan/camera.ts';
import { decodeStill } from '#scan/decoder.ts';
import { rgbaToGray } from '#scan/gray-image.ts';
import { openReader } from '#scan/zxing-reader.ts';

export type LiveAnswer = {
  /** Every different text that was told, in order. */
  readonly texts: string[];
  readonly firstMs: number | null;
  readonly gapsMs: number[];
};
export type LiveWindow = {
  /** After this long with nothing read it gives up. */
  readonly patienceMs: number;
  /** A run that read something goes on until then. */
  readonly windowMs: number;
};

declare global {
  interface Window {
    runLive(scanner: 'gondola' | 'html5-qrcode', window: LiveWindow): Promise<LiveAnswer>;
    decodeStillFrame(): Promise<string[]>;
  }
}

/** Starts a scanner, tells of every text, resolves when the picture runs to the way to stop it. */
type Start = (onText: (text: string) => void) => Promise<() => Promise<unknown>>;

const elementId = 'camera';
const starts: Record<'gondola' | 'html5-qrcode', Start> = {
  async gondola(onText) {
    const camera = openCamera({ elementId });
    camera.onRead(({ raw }) => onText(raw));
    await camera.start();
    if (camera.state.kind !== 'on') throw new Error(`the camera is ${JSON.stringify(camera.state)}`);
    return () => camera.stop();
  },
  async 'html5-qrcode'(onText) {
    const scanner = new Html5Qrcode(elementId, { verbose: false });
    const settings = { fps: 10 };
    await scanner.start({ facingMode: 'environment' }, settings, (text) => onText(text), undefined);
    return () => scanner.stop();
  },
};

window.runLive = async (name, { patienceMs, windowMs }) => {
  const texts: string[] = [];
  let firstMs: number | null = null;
  let startedAtMs = performance.now();
  const stop = await starts[name]((text) => {
    firstMs ??= performance.now() - startedAtMs;
    if (!texts.includes(text)) texts.push(text);
  });
  startedAtMs = performance.now();
  const gapsMs: number[] = [];
  await new Promise<void>((resolve) => {
    let lastMs = performance.now();
    function onFrame(nowMs: number): void {
      gapsMs.push(nowMs - lastMs);
      lastMs = nowMs;
      const ranMs = nowMs - startedAtMs;
      if (ranMs < (texts.length > 0 ? windowMs : patienceMs)) requestAnimationFrame(onFrame);
      else resolve();
    }
    requestAnimationFrame(onFrame);
  });
  await stop();
  return { texts, firstMs: firstMs === null ? null : Math.max(0, firstMs), gapsMs: gapsMs.slice(1) };
};

/** The same frame as a still picture: what the decoder reads when it may take its time. */
window.decodeStillFrame = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1920 } } });
  const video = Object.assign(document.createElement('video'), { muted: true, srcObject: stream });
  await video.play();
  const { videoWidth: width, videoHeight: height } = video;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  context.drawImage(video, 0, 0);
  for (const track of stream.getTracks()) track.stop();
  const reader = await openReader(wasmUrl);
  return decodeStill(reader, rgbaToGray(context.getImageData(0, 0, width, height).data, width, height)).map(
    ({ text }) => text,
  );
};
