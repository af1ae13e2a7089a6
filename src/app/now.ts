// The corrected clock [CK1] as a screen needs it: a value that moves, so that an age in words grows by itself.
import { useEffect, useState } from 'react';
import { useTablet } from './tablet-context.ts';

/** A timer cannot be set for longer. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * The present instant in ms, renewed every `everyMs`, whenever the page is shown again, and at the next switch after it:
 * a price that begins at seven is on the screen at seven.
 */
export function useNow(everyMs = 15_000, nextSwitchMs?: (atMs: number) => number | null): number {
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
  const switchMs = nextSwitchMs?.(nowMs) ?? null;
  useEffect(() => {
    if (switchMs === null) return;
    const waitMs = Math.min(longestTimerMs, Math.max(0, switchMs - tablet.now()));
    const timer = setTimeout(() => setNowMs(tablet.now()), waitMs);
    return () => clearTimeout(timer);
  }, [tablet, switchMs]);
  return nowMs;
}
