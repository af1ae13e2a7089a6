// A screen that is locked, or behind another one, ends the visit as if nobody had touched it: timers sleep meanwhile, so
// the clocks are asked when it is seen again [K6].
import { useEffect, useRef } from 'react';

/** As long as nobody's touch is waited for at home [K5]; choosing a photograph or allowing a camera takes less. */
const unseenMs = 45_000;

export function useUnseenEnd(onEnd: () => void): void {
  const newest = useRef(onEnd);
  useEffect(() => {
    newest.current = onEnd;
  });
  useEffect(() => {
    let since: { wallMs: number; monoMs: number } | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(timer);
      since = null;
      newest.current();
    };
    const look = (): void => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') {
        since ??= { wallMs: Date.now(), monoMs: performance.now() };
        timer = setTimeout(end, unseenMs);
        return;
      }
      // A device that sleeps may stop the one, a corrected clock moves the other.
      const goneMs = since ? Math.max(Date.now() - since.wallMs, performance.now() - since.monoMs) : 0;
      since = null;
      if (goneMs >= unseenMs) end();
    };
    // Kept whole for the browser's way back: nobody's visit goes on in it. A page that is being left may not end it yet, or
    // what it does to its way back would call the browser away from the address that was opened.
    const show = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) end();
    };
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pageshow', show);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pageshow', show);
    };
  }, []);
}
