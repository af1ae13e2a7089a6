// The corrected clock [CK1] as a screen needs it: a value that moves, so that an age in words grows by itself and a price
// is another one at its minute. A screen reads the instant here: what it asks the tablet itself while it is painted is kept.
import { useCallback, useEffect, useState } from 'react';
import { nextSwitchMs } from '#domain/offer.ts';
import { useInstallation, useReadable, useTablet } from './tablet-context.ts';

/** A timer cannot be set for longer. */
const longestTimerMs = 2 ** 31 - 1;

/** Nothing but its switches changes a price; so often for a clock that was corrected meanwhile. */
const pricesEveryMs = 60_000;

export interface Clock {
  nowMs: number;
  renew(): void;
}

/** The present instant in ms, renewed every `everyMs` and whenever the page is shown again. */
export function useClock(everyMs: number): Clock {
  const tablet = useTablet();
  const [nowMs, setNowMs] = useState(() => tablet.now());
  const renew = useCallback(() => setNowMs(tablet.now()), [tablet]);
  useEffect(() => {
    const timer = setInterval(renew, everyMs);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [renew, everyMs]);
  return { nowMs, renew };
}

/** Renews the clock at that instant, which is later than the clock's own; null: never. */
export function useSwitch({ nowMs, renew }: Clock, switchMs: number | null): void {
  const tablet = useTablet();
  useEffect(() => {
    // With every renewal the wait is measured again: a timer may be early, and the clock may have been corrected.
    if (switchMs === null || switchMs <= nowMs) return;
    const waitMs = Math.min(longestTimerMs, Math.max(0, switchMs - tablet.now()));
    const timer = setTimeout(renew, waitMs);
    return () => clearTimeout(timer);
  }, [tablet, switchMs, nowMs, renew]);
}

/** Renews the clock when another price of one of these begins or ends: for who learns only from the instant what is shown. */
export function usePriceSwitch(clock: Clock, variantIds: readonly string[]): void {
  const view = useReadable(useTablet().view);
  const { chain } = useInstallation();
  useSwitch(
    clock,
    nextSwitchMs(
      variantIds.flatMap((id) => view.offersOf(chain, id)),
      clock.nowMs,
    ),
  );
}

/** The present instant for the prices of these variants: another one as soon as one of the prices is. */
export function usePriceNow(variantIds: readonly string[], everyMs = pricesEveryMs): number {
  const clock = useClock(everyMs);
  usePriceSwitch(clock, variantIds);
  return clock.nowMs;
}

/**
 * The present instant in ms, renewed every `everyMs`, whenever the page is shown again, and at the next switch after it:
 * a price that begins at seven is on the screen at seven.
 */
export function useNow(everyMs = 15_000, nextSwitch?: (atMs: number) => number | null): number {
  const clock = useClock(everyMs);
  useSwitch(clock, nextSwitch?.(clock.nowMs) ?? null);
  return clock.nowMs;
}
