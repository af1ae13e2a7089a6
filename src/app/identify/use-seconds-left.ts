// Counts down while nobody gives a sign, three times as long for who needs another look; any touch begins anew [K5].
import { useEffect, useEffectEvent, useState } from 'react';
import { useLook } from '#app/look-context.tsx';
import { signsOfSomebody } from '#app/signs-of-somebody.ts';

export function useSecondsLeft(seconds: number, onEnd: () => void): number {
  const { look } = useLook();
  const slow = look.text !== 'normal' || look.theme === 'contrast' || look.reach === 'low';
  const total = slow ? seconds * 3 : seconds;
  const [left, setLeft] = useState(total);
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    let endsAtMs = performance.now() + total * 1000;
    const stay = () => {
      endsAtMs = performance.now() + total * 1000;
      setLeft(total);
    };
    const tick = setInterval(() => {
      const now = Math.ceil((endsAtMs - performance.now()) / 1000);
      setLeft(Math.max(0, now));
      if (now > 0) return;
      clearInterval(tick);
      end();
    }, 1000);
    for (const sign of signsOfSomebody) window.addEventListener(sign, stay, { passive: true });
    return () => {
      clearInterval(tick);
      for (const sign of signsOfSomebody) window.removeEventListener(sign, stay);
    };
  }, [total]);
  return Math.min(left, total);
}
