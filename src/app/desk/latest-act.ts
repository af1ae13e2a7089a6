// The newest version of an act that this build knows: what was asked is done again in today's words.
import { actOf, type AnyAct } from '#domain/actions/all.ts';

/** Far above any version there will be. */
const newest = 20;

export function latestAct(kind: string): AnyAct | null {
  for (let v = newest; v > 0; v--) {
    const act = actOf(kind, v);
    if (act) return act;
  }
  return null;
}

/** What was asked, as today's version takes it: a lease was the tablet's own and is left out. null: it can't be said again. */
export function askedAgain(kind: string, open: unknown): { act: AnyAct; open: unknown } | null {
  const act = latestAct(kind);
  const rest = Object.entries(open ?? {}).filter(([name]) => name !== 'lease');
  const parsed = act?.open.safeParse(Object.fromEntries(rest));
  return act && parsed?.success ? { act, open: parsed.data } : null;
}
