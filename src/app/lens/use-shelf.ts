// From the camera's frames to badges that lie on their codes. Promise: React hears of a code that comes or goes; a
// badge's way over the screen is set on its element, so that a moving hand costs no rendering.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Camera } from '#scan/camera-equipment.ts';
import { coverOf, visiblePart, type Box, type Size } from '#scan/cover.ts';
import { makeShelfSights, type Sight } from '#scan/shelf-sights.ts';
import { type InView, makeShelfList } from './shelf-list.ts';

/** Between a code and its badge, in pixels. */
const gap = 4;

export interface Shelf {
  inView: readonly InView[];
  /** The box that the camera's picture fills. */
  box(element: HTMLElement | null): void;
  /** The badge of a code. */
  badge(key: string): (element: HTMLElement | null) => void;
}

export function useShelf(camera: Camera | null): Shelf {
  const [inView, setInView] = useState<readonly InView[]>([]);
  const boxElement = useRef<HTMLElement | null>(null);
  const badges = useRef(new Map<string, HTMLElement>());

  useEffect(() => {
    if (!camera) return;
    const sights = makeShelfSights();
    const list = makeShelfList();
    let frame: Size | undefined;
    let next = requestAnimationFrame(paint);
    const stop = camera.onShelf(({ reads, width, height, atMs }) => {
      frame = { width, height };
      sights.see(reads, atMs);
    });

    function paint(nowMs: number): void {
      next = requestAnimationFrame(paint);
      const box = boxElement.current;
      if (!box || !frame) return;
      const shown = { width: box.clientWidth, height: box.clientHeight };
      const seen = sights.at(nowMs).filter(isIn(visiblePart(frame, shown)));
      const { rows, isSomebody } = list.see(seen, nowMs);
      // A shelf that is looked at is somebody who is there, though nothing is touched.
      if (isSomebody) window.dispatchEvent(new Event('gondola-sight'));
      if (rows) setInView(rows);
      place(seen, frame, shown, badges.current);
    }

    return () => {
      cancelAnimationFrame(next);
      stop();
    };
  }, [camera]);

  const badge = useCallback(
    (key: string) => (element: HTMLElement | null) => {
      if (element) badges.current.set(key, element);
      else badges.current.delete(key);
    },
    [],
  );
  const box = useCallback((element: HTMLElement | null) => {
    boxElement.current = element;
  }, []);
  return { inView, box, badge };
}

/** By its middle: what the box cuts off is in the frame, but nobody sees it. */
const isIn =
  (part: Box) =>
  ({ box: { x, y, width, height } }: Sight): boolean => {
    const [fromLeft, fromTop] = [x + width / 2 - part.x, y + height / 2 - part.y];
    return fromLeft >= 0 && fromTop >= 0 && fromLeft <= part.width && fromTop <= part.height;
  };

/** Under its code; above it where the picture ends; never beyond the picture's sides. */
function place(seen: readonly Sight[], frame: Size, box: Size, badges: ReadonlyMap<string, HTMLElement>): void {
  const { scale, left, top } = coverOf(frame, box);
  // Sizes are read before anything is written: one layout for all badges.
  const placed = seen.flatMap(({ key, box: code, isFading }) => {
    const element = badges.get(key);
    if (!element) return [];
    const { offsetWidth, offsetHeight } = element;
    const middle = left + (code.x + code.width / 2) * scale;
    const below = top + (code.y + code.height) * scale + gap;
    const above = top + code.y * scale - gap - offsetHeight;
    const x = Math.min(Math.max(middle - offsetWidth / 2, 4), Math.max(4, box.width - offsetWidth - 4));
    const y = below + offsetHeight > box.height && above > 0 ? above : below;
    return [{ key, element, x, y, isFading }];
  });
  for (const { element, x, y, isFading } of placed) {
    element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    element.dataset['seen'] = isFading ? 'fading' : 'true';
  }
  const now = new Set(placed.map(({ key }) => key));
  for (const [key, element] of badges) if (!now.has(key)) element.dataset['seen'] = 'false';
}
