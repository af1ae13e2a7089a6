// Landscape as the frames see it: shelf beside answer. For the few places where CSS alone can't choose.
import { useSyncExternalStore } from 'react';

/** The same words as in screen.css. */
const landscape = '(min-width: 900px) and (min-aspect-ratio: 11/10)';

export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(landscape).matches);
}

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(landscape);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
