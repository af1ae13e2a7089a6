// The corrected clock [CK1] as a screen needs it: a value that moves, so that an age in words grows by itself.
import { useEffect, useState } from 'react';
import { useTablet } from './tablet-context.ts';

/** The present instant in ms, renewed every `everyMs` and whenever the page is shown again. */
export function useNow(everyMs = 15_000): number {
  const tablet = useTablet();
  const [nowMs, setNowMs] = useState(() => tablet.now());
  useEffect(() => {
    const renew = () => setNowMs(tablet.now());
    const timer = setInterval(renew, everyMs);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [tablet, everyMs]);
  return nowMs;
}
