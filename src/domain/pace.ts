// How fast a variant leaves the shelves of one store: what the promise of a unit in the hand is reckoned with.
// Home: the store; feed: store/floor, in rows of its own, so that a build that knows none passes over them [EV5]. The id is
// the variant's; the row `usual` stands for every variant that has none.
import * as z from 'zod/mini';
import { RowId } from './ids.ts';

const PerDay = z.number().check(z.gte(0), z.lte(100_000));

/** Per day on which the shop is open. `lostPerDay`: gone without anybody having booked it. */
export const Pace = z.strictObject({ id: RowId, soldPerDay: PerDay, lostPerDay: PerDay });
export type Pace = z.infer<typeof Pace>;

export const usualPaceId = 'usual';

/** Days whose sales a pace stands for: it is as sure as so many days can make it. */
export const paceDays = 56;
/** Units gone unbooked for each one sold: 1.5 % of what a shop sells (National Retail Security Survey 2019–2023: 1.4–1.6 %). */
const lostPerSold = 0.015;
/**
 * What is usual stands against what was seen for as long as it takes to sell one unit, at most two weeks: one lucky sale on a
 * first day is no pace, and a month of good sales is not talked away.
 */
const priorUnits = 1;
const priorDaysAtMost = 14;

/** What `days` of open shop say, leaning on what is usual as long as they are few. */
export function paceOf(seen: { sold: number; days: number }, usualPerDay: number): Omit<Pace, 'id'> {
  const priorDays = Math.min(priorDaysAtMost, priorUnits / usualPerDay);
  const soldPerDay = (seen.sold + usualPerDay * priorDays) / (Math.max(0, seen.days) + priorDays);
  return { soldPerDay: twoDigits(soldPerDay), lostPerDay: twoDigits(soldPerDay * lostPerSold) };
}

/** One unit a month more or less is nothing that a promise for today could tell. */
const leastNews = 0.03;

/** Rows travel to every tablet: only a difference that would change what is said is worth one. */
export function isNewPace(before: Pick<Pace, 'soldPerDay'> | undefined, now: Pick<Pace, 'soldPerDay'>): boolean {
  if (!before) return true;
  const [low, high] = [before.soldPerDay, now.soldPerDay].toSorted((a, b) => a - b);
  return (high ?? 0) > 1.25 * (low ?? 0) + leastNews;
}

const twoDigits = (value: number): number => Number(value.toPrecision(2));
