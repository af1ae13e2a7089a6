// Nobody touches: a warning 20 s before, in words and a ring, then the visit ends. Any touch goes on [K5].
import { useEffect, useState } from 'react';
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

  useEffect(() => {
    let endsAtMs = performance.now() + total * 1000;
    const stay = () => {
      endsAtMs = performance.now() + total * 1000;
      setLeft(total);
    };
    const tick = setInterval(() => {
      const now = Math.ceil((endsAtMs - performance.now()) / 1000);
      setLeft(now);
      if (now <= 0) {
        clearInterval(tick);
        onEnd();
      }
    }, 1000);
    for (const sign of signsOfSomebody) window.addEventListener(sign, stay, { passive: true });
    return () => {
      clearInterval(tick);
      for (const sign of signsOfSomebody) window.removeEventListener(sign, stay);
    };
  }, [total, onEnd]);

  const warn = left <= warningSeconds && left > 0;
  return (
    <IdleSheet
      open={warn}
      secondsLeft={left}
      secondsTotal={warningSeconds}
      onStay={() => undefined}
      onEnd={onEnd}
      onAccessibility={openAccessibility}
    />
  );
}
