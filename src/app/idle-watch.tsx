// Nobody touches: a warning 20 s before, in words and a ring, then the visit ends. Any touch goes on [K5].
import { useCallback, useEffect, useRef, useState } from 'react';
import { IdleSheet } from '#app/ui/idle-sheet.tsx';
import { needsTime } from '#app/ui/look.ts';
import { useLook } from './look-context.tsx';
import { signsOfSomebody } from './signs-of-somebody.ts';

const warningSeconds = 20;

export interface IdleWatchProps {
  /** Seconds without a touch until the visit ends, the warning included. People with another look get three times as long. */
  seconds: number;
  onEnd: () => void;
}

export function IdleWatch({ seconds, onEnd }: IdleWatchProps) {
  const { look, openAccessibility } = useLook();
  const total = needsTime(look) ? seconds * 3 : seconds;
  const [left, setLeft] = useState(total);

  const endsAtMs = useRef(Infinity);
  const stay = useCallback(() => {
    endsAtMs.current = performance.now() + total * 1000;
    setLeft(total);
  }, [total]);
  useEffect(() => {
    endsAtMs.current = performance.now() + total * 1000;
    const tick = setInterval(() => {
      const now = Math.ceil((endsAtMs.current - performance.now()) / 1000);
      setLeft(now);
      if (now <= 0) {
        clearInterval(tick);
        onEnd();
      }
    }, 1000);
    const onSign = (event: Event) => {
      if (!pressesOwnButton(event)) stay();
    };
    for (const sign of signsOfSomebody) window.addEventListener(sign, onSign, { passive: true });
    return () => {
      clearInterval(tick);
      for (const sign of signsOfSomebody) window.removeEventListener(sign, onSign);
    };
  }, [total, stay, onEnd]);

  const warn = left <= warningSeconds && left > 0;
  return (
    <IdleSheet
      open={warn}
      secondsLeft={left}
      secondsTotal={warningSeconds}
      onStay={stay}
      onEnd={onEnd}
      onAccessibility={() => {
        stay();
        openAccessibility();
      }}
    />
  );
}

/** The warning's own buttons say themselves what they mean: it must not close under the finger before they do. */
function pressesOwnButton(event: Event): boolean {
  if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return false;
  return event.target instanceof Element && event.target.closest('dialog:has([role="timer"]) button') !== null;
}
