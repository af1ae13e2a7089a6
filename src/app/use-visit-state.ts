// State that lasts as long as the visit, above the screens that go with it: what a reader read, a code that was shown.
import { useEffect, useState } from 'react';
import { useTablet } from './tablet-context.ts';

/** null: nothing was said in this visit. */
export function useVisitState<T>(): [value: T | null, set: (value: T | null) => void] {
  const tablet = useTablet();
  const [kept, setKept] = useState<{ value: T | null }>({ value: null });
  useEffect(() => {
    let { id } = tablet.visit.get();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = (): void => setKept({ value: null });
    const unsubscribe = tablet.visit.subscribe(() => {
      if (tablet.visit.get().id === id) return;
      ({ id } = tablet.visit.get());
      forget();
      // Painted twice: React keeps beside each state the one before it.
      timer = setTimeout(forget);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [tablet]);
  const [set] = useState(() => (value: T | null) => setKept({ value }));
  return [kept.value, set];
}
