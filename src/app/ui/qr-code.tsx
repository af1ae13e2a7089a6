// A QR code, always dark on white with its quiet zone. The encoder comes in its own chunk, after the first paint.
import './qr-code.css';
import { useEffect, useState } from 'react';

export interface QrCodeProps {
  text: string;
  /** What it opens, for readers. */
  label: string;
}

interface Drawn {
  text: string;
  size: number;
  path: string;
}

export function QrCode({ text, label }: QrCodeProps) {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  useEffect(() => {
    let current = true;
    void import('./qr-path.ts').then(({ qrPath }) => {
      if (current) setDrawn({ text, ...qrPath(text) });
    });
    return () => {
      current = false;
    };
  }, [text]);
  const size = drawn?.size ?? 29;
  return (
    <svg
      className="g-qr"
      role="img"
      aria-label={label}
      viewBox={`-2 -2 ${size + 4} ${size + 4}`}
      shapeRendering="crispEdges"
    >
      {drawn?.text === text ? <path d={drawn.path} /> : null}
    </svg>
  );
}
