// What is on the desk now, the most urgent first, and what can be done about each: read once from this device's view.
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import type { GrantLevel } from '#domain/actor.ts';
import type { Problem } from '#domain/problem.ts';
import { isOnDesk } from '#domain/problem.ts';
import { available } from '#domain/stock.ts';
import { latestAct } from './latest-act.ts';
import { type Way, waysOut } from './ways.ts';

/** Empty outside a shift: the rows are nobody's to read then. */
export function useDesk(nowMs: number): readonly Problem[] {
  const { home } = useInstallation();
  const view = useReadable(useTablet().view);
  if (!view.knows('problem', home)) return [];
  return view
    .list('problem', home)
    .filter((problem) => isOnDesk(problem, nowMs))
    .toSorted((a, b) => a.deadlineMs - b.deadlineMs);
}

export function useWays(): (problem: Problem) => Way[] {
  const tablet = useTablet();
  const { home, web } = useInstallation();
  const view = useReadable(tablet.view);
  const shift = useReadable(tablet.shift);
  const freeAt = (store: typeof home) => (variantId: string) => {
    const seen = view.stock(store, variantId);
    return seen ? available(seen.stock) : 0;
  };
  return (problem) =>
    waysOut(problem, {
      free: freeAt(home),
      onlineFree: freeAt(web),
      orderNumber: (id) => (view.knows('fulfilment', home) ? (view.get('fulfilment', home, id)?.number ?? null) : null),
      mayDo: (kind) => {
        const act = latestAct(kind);
        const level: GrantLevel = shift?.grant.level ?? 'device';
        return act !== null && act.home === 'store' && act.may.includes(level);
      },
    });
}
