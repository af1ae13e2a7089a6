// Fetches a picture as a screen would: the browser chooses size and type, and the worker keeps what comes.
import type { PictureShape } from '#app/ui/picture.tsx';

/** Resolves with false when it could not be had. */
export async function loadPicture({ src, sources }: PictureShape): Promise<boolean> {
  const image = document.createElement('img');
  const loaded = new Promise<boolean>((resolve) => {
    image.addEventListener('load', () => resolve(true), { once: true });
    image.addEventListener('error', () => resolve(false), { once: true });
  });
  image.decoding = 'async';
  image.fetchPriority = 'low';
  if (sources) {
    const avif = document.createElement('source');
    Object.assign(avif, { type: 'image/avif', srcset: sources.avif, sizes: sources.sizes });
    document.createElement('picture').append(avif, image);
    Object.assign(image, { sizes: sources.sizes, srcset: sources.webp });
  }
  image.src = src;
  if (!(await loaded)) return false;
  // What this page has in memory never reached the worker: asked for by its address, it does.
  return fetch(image.currentSrc).then(
    (answer) => answer.ok,
    () => false,
  );
}
