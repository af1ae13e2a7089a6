// A screen made small: the real player at the screen's own size, scaled as a whole, so that what is seen here is what runs.
import { useEffect, useRef, useState } from 'react';
import { usePriceNow } from '#app/now.ts';
import type { Card, Display } from '#domain/display.ts';
import { PlayedCard } from './played-card.tsx';
import './displays.css';

export function Preview({ card, display }: { card: Card; display: Display }) {
  const nowMs = usePriceNow(card.variantIds);
  const frame = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0.2);
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setScale(box.clientWidth / display.width));
    observer.observe(box);
    return () => observer.disconnect();
  }, [display.width]);
  return (
    <div ref={frame} className="g-preview" style={{ height: `calc(${display.height * scale}px + var(--frame))` }}>
      <div
        className="g-preview__screen"
        data-surface={display.kind === 'strip' ? 'strip' : 'wall'}
        inert
        style={{ width: `${display.width}px`, height: `${display.height}px`, transform: `scale(${scale})` }}
      >
        <PlayedCard card={card} kind={display.kind} turn={0} nowMs={nowMs} />
      </div>
    </div>
  );
}
