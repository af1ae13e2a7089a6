// The lens bench's page: the app's camera, sights and placement, with plain badges. Promise: where a code really is comes
// from the frame on the screen (a strip of squares carries its number), not from the decoder that is measured.
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import '#app/ui/tokens.css';
import '#app/lens/badge.css';
import '#app/lens/shelf-lens.css';
import { useShelf } from '#app/lens/use-shelf.ts';
import { openCamera } from '#scan/camera.ts';
import { coverOf } from '#scan/cover.ts';
import { stripBits, stripSquare, type LensPlan } from './plan.ts';

export type LensAnswer = {
  /** From the edge of a badge to the edge of its code, in CSS pixels, each frame and code. */
  readonly distancesPx: number[];
  /** Of code and frame pairs, those without a visible badge. */
  readonly missing: number;
  readonly gapsMs: number[];
  readonly looks: number;
};

declare global {
  interface Window {
    inView(): number;
    measureLens(plan: LensPlan, forMs: number): Promise<LensAnswer>;
  }
}

const size = { width: 1280, height: 720 };
let looks = 0;

const camera = openCamera({ elementId: 'camera' });
camera.onShelf(() => looks++);

function Lens() {
  const { inView, box, badge } = useShelf(camera);
  useEffect(() => void camera.start(), []);
  useEffect(() => {
    Object.assign(window, { inView: () => inView.length });
  }, [inView]);
  return (
    <div ref={box} style={{ ...size, position: 'relative', overflow: 'hidden' }}>
      <div id="camera" style={size} />
      {inView.map(({ key, text }) => (
        <button key={key} ref={badge(key)} type="button" className="g-badge g-badge--offer" data-code={text}>
          {'R$ 389,90 −15%'}
        </button>
      ))}
    </div>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('no root');
createRoot(root).render(<Lens />);

const strip = new OffscreenCanvas(stripBits * stripSquare, stripSquare);
const context = strip.getContext('2d', { willReadFrequently: true });

/** The number of the frame that the video shows now. */
function frameNumber(video: HTMLVideoElement): number {
  context?.drawImage(video, 0, 0, strip.width, strip.height, 0, 0, strip.width, strip.height);
  const { data } = context?.getImageData(0, 0, strip.width, strip.height) ?? { data: new Uint8ClampedArray() };
  let number = 0;
  for (let bit = 0; bit < stripBits; bit++) {
    const at = (stripSquare / 2) * strip.width + bit * stripSquare + stripSquare / 2;
    if ((data[at * 4] ?? 0) > 128) number |= 1 << bit;
  }
  return number;
}

window.measureLens = async (plan, forMs) => {
  const video = document.querySelector('video');
  if (!video) throw new Error('no video');
  const answer: LensAnswer & { missing: number } = { distancesPx: [], missing: 0, gapsMs: [], looks: 0 };
  const looksBefore = looks;
  const { scale, left, top } = coverOf({ width: video.videoWidth, height: video.videoHeight }, size);
  function measure(shown: HTMLVideoElement): void {
    const shift = plan.shifts[frameNumber(shown)] ?? { x: 0, y: 0 };
    for (const { text, x, y, width, height } of plan.drawn) {
      const code = {
        x: left + (x + shift.x) * scale,
        y: top + (y + shift.y) * scale,
        width: width * scale,
        height: height * scale,
      };
      // Only codes that are seen whole: nobody points at half of one.
      if (code.x < 0 || code.x + code.width > size.width) continue;
      const badge = document.querySelector<HTMLElement>(`[data-code="${text}"]`);
      if (!badge || badge.dataset['seen'] !== 'true') {
        answer.missing++;
        continue;
      }
      const rect = badge.getBoundingClientRect();
      const across = Math.max(0, rect.left - (code.x + code.width), code.x - rect.right);
      const down = Math.max(0, rect.top - (code.y + code.height), code.y - rect.bottom);
      answer.distancesPx.push(Math.hypot(across, down));
    }
  }
  const endsAtMs = performance.now() + forMs;
  let lastMs = performance.now();
  await new Promise<void>((resolve) => {
    function onFrame(nowMs: number): void {
      answer.gapsMs.push(nowMs - lastMs);
      lastMs = nowMs;
      if (video) measure(video);
      if (nowMs < endsAtMs) requestAnimationFrame(onFrame);
      else resolve();
    }
    requestAnimationFrame(onFrame);
  });
  return { ...answer, gapsMs: answer.gapsMs.slice(1), looks: looks - looksBefore };
};
