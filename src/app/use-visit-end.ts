// A visit ended, by whatever way: idle, "Terminar", a new identity, a screen that nobody could see [K6, K7].
// Promise: what it left in this page's memory and in the browser's way back is gone before somebody else has looked up.
import { useEffect } from 'react';
import { forgetVisit } from './at-visit-end.ts';
import { forgetHistory } from './forget-history.ts';
import { useTablet } from './tablet-context.ts';

export function useVisitEnd(): void {
  const tablet = useTablet();
  useEffect(() => {
    // After a reload, or a crash of the page, the browser has kept the way back of the visit that it ended. An address that
    // was opened is a way in: nothing of this page lies behind it.
    const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (opened?.type !== 'navigate') void forgetHistory();
    let { id } = tablet.visit.get();
    // A page that is being left for another address must not call the browser back from it; kept whole, it does so later.
    let isLeft = false;
    const leave = (): void => void (isLeft = true);
    const comeBack = (): void => {
      if (isLeft) void forgetHistory();
      isLeft = false;
    };
    window.addEventListener('pagehide', leave, true);
    window.addEventListener('pageshow', comeBack);
    const stop = tablet.visit.subscribe(() => {
      if (tablet.visit.get().id === id) return;
      ({ id } = tablet.visit.get());
      forgetVisit();
      // Where this page has gone to by the end of this task is where it stays.
      queueMicrotask(() => {
        if (!isLeft) void forgetHistory();
      });
    });
    return () => {
      stop();
      window.removeEventListener('pagehide', leave, true);
      window.removeEventListener('pageshow', comeBack);
    };
  }, [tablet]);
}
