// What is said to whoever has ended a visit, and what they have to keep. Nothing of it goes with a person's name.
import type { HomeId } from '#domain/ids.ts';
import type { Activity, Visit } from '#sync/tablet-port.ts';

/** idle: nobody was there any more. */
export type Ended = 'done' | 'idle';

export interface Farewell {
  /** The visit that has ended, to be sure that it is gone. */
  visit: string;
  home: HomeId;
  claimCode: string;
  /** Acts that go on without their person. */
  undone: number;
  /** The hold that is fetched first. */
  held: { code: string; untilMs: number } | null;
  ended: Ended;
  /** Language or look were not the shop's own. */
  wasOther: boolean;
}

export interface EndingVisit {
  visit: Pick<Visit, 'id' | 'customerHome' | 'claimCode'>;
  activities: readonly Activity[];
  /** Somebody had said who they are: they are told that it is gone. */
  wasKnown: boolean;
  wasOther: boolean;
  ended: Ended;
}

/** null: nobody is there, was known, or has anything to keep. */
export function farewellOf(
  { visit, activities, wasKnown, wasOther, ended }: EndingVisit,
  nowMs: number,
): Farewell | null {
  const undone = activities.filter(({ outcome }) => outcome === null).length;
  const released = new Set(activities.map(({ open }) => (open as { holdId?: string } | null)?.holdId));
  const [held] = activities
    .flatMap(({ id, kind, code, outcome }) => {
      const untilMs = outcome?.result['untilMs'];
      return kind === 'hold' && typeof untilMs === 'number' && untilMs > nowMs && !released.has(id)
        ? [{ code, untilMs }]
        : [];
    })
    .toSorted((a, b) => a.untilMs - b.untilMs);
  if (ended === 'idle' && !wasKnown && undone === 0 && !held) return null;
  const { id, customerHome: home, claimCode } = visit;
  return { visit: id, home, claimCode, undone, held: held ?? null, ended, wasOther };
}
