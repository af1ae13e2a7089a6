// A touch on the camera's picture asks the lens to focus there; a ring says where. Buttons keep their own touches.
import { type PointerEvent, useEffect, useState } from 'react';
import { useReading } from '#app/reading.tsx';
import { useText } from '#app/text/text.ts';

const ringMs = 1200;

export function useTapFocus() {
  const t = useText();
  const { camera, equipment } = useReading();
  const [point, setPoint] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => {
    if (!point) return;
    const timer = setTimeout(() => setPoint(null), ringMs);
    return () => clearTimeout(timer);
  }, [point]);

  function onPointerUp({ target, clientX, clientY }: PointerEvent): void {
    if (!equipment.refocus || (target instanceof Element && target.closest('button, dialog'))) return;
    setPoint({ x: clientX, y: clientY });
    void camera?.refocus(clientX, clientY);
  }

  const ring = (
    <span role="status" className="g-focus">
      {point ? (
        <span className="g-focus-ring" style={{ left: point.x, top: point.y }}>
          <span className="g-sr">{t('camera.focusing')}</span>
        </span>
      ) : null}
    </span>
  );
  return { onPointerUp, ring };
}
