// A product's picture: transparent, standing on its lower edge. Without one, the pigment stands alone.
import { useState } from 'react';

/** `src` null or broken: nothing is drawn, never a broken-image sign. Width and height keep the box before it loads. */
export interface PictureShape {
  src: string;
  alt: string;
  width?: number;
  height?: number;
}

export function Picture({
  picture,
  className,
  eager = false,
}: {
  picture: PictureShape | null;
  className: string;
  eager?: boolean;
}) {
  const [broken, setBroken] = useState<string | null>(null);
  if (!picture || broken === picture.src) return null;
  return (
    <img
      className={className}
      src={picture.src}
      alt={picture.alt}
      width={picture.width}
      height={picture.height}
      draggable={false}
      decoding={eager ? 'sync' : 'async'}
      loading={eager ? 'eager' : 'lazy'}
      onError={() => setBroken(picture.src)}
    />
  );
}
