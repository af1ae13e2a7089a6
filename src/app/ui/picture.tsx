// A product's picture: something cut out, standing on its lower edge, or a photo on its own ground. Without one, the
// pigment stands alone; width and height keep the box before it loads.
import './picture.css';
import { type CSSProperties, useState } from 'react';
import { names } from './names.ts';

export interface PictureShape {
  src: string;
  alt: string;
  width?: number;
  height?: number;
  /** The colour around a photo; null or left out: it is cut out, and the pigment shows through. */
  ground?: string | null;
  /** Sizes to choose from, as `srcset`; without them there is `src` alone. */
  sources?: { avif: string; webp: string; sizes: string };
}

/** A size that can't be had gives way to `src`, and a broken `src` to nothing: never a broken-image sign. */
export function Picture({
  picture,
  className,
  eager = false,
}: {
  picture: PictureShape | null;
  className: string;
  eager?: boolean;
}) {
  const [failed, setFailed] = useState<{ src: string; plain: boolean } | null>(null);
  const bad = failed?.src === picture?.src ? failed : null;
  if (!picture || bad?.plain) return null;
  const { src, alt, width, height, ground } = picture;
  const sources = bad ? undefined : picture.sources;
  const image = (
    <img
      key={src}
      className={names(className, ground && 'g-photo')}
      {...(ground ? { style: { '--ground': ground } as CSSProperties } : {})}
      sizes={sources?.sizes}
      srcSet={sources?.webp}
      src={src}
      alt={alt}
      width={width}
      height={height}
      draggable={false}
      decoding={eager ? 'sync' : 'async'}
      loading={eager ? 'eager' : 'lazy'}
      onError={() => setFailed({ src, plain: sources === undefined })}
    />
  );
  if (!sources) return image;
  return (
    <picture className="g-picture">
      <source type="image/avif" srcSet={sources.avif} sizes={sources.sizes} />
      {image}
    </picture>
  );
}
