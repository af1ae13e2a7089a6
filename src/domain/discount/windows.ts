// When a deal holds: from–to, cut into its weekly windows on the wall of the store's zone, so that "Fri 18:00–22:00" is
// that on both sides of a change of the clock. Promise: windows are half-open [from, to), sorted, and never overlap.
import { type Deal, weekDays } from './deal.ts';
import { instantOfWall, wallDay } from '#domain/wall-clock.ts';

export interface Window {
  fromMs: number;
  /** null: no end. */
  toMs: number | null;
}

type EndedWindow = Window & { toMs: number };
type Timed = Pick<Deal, 'fromMs' | 'toMs' | 'weekly'>;

const dayMs = 86_400_000;
/** More than this is asked of nobody, and a range that is wrong must not hang. */
const daysAtMost = 400;

/** Those that have a part in [fromMs, toMs), each whole; a deal without weekly windows has one at most. */
export function windowsOf(deal: Timed, zone: string, fromMs: number, toMs: number): Window[] {
  const meets = (window: Window): boolean =>
    window.fromMs < toMs && (window.toMs === null || (window.toMs > fromMs && window.toMs > window.fromMs));
  if (deal.weekly.length === 0) return [{ fromMs: deal.fromMs, toMs: deal.toMs }].filter(meets);
  const start = Math.max(fromMs, deal.fromMs);
  const end = Math.min(toMs, deal.toMs ?? toMs);
  if (end <= start) return [];
  // A window of the day before may reach into the first one.
  const first = wallDay(zone, start) - 1;
  const last = Math.min(wallDay(zone, end), first + daysAtMost);
  const windows: EndedWindow[] = [];
  for (let day = first; day <= last; day++) {
    const name = weekDays[(((day + 4) % 7) + 7) % 7];
    for (const { days, from, to } of deal.weekly) {
      if (name === undefined || !days.includes(name)) continue;
      const opens = minutesOf(from);
      const closes = minutesOf(to) + (minutesOf(to) <= opens ? 24 * 60 : 0);
      const window = {
        fromMs: Math.max(deal.fromMs, instantOfWall(zone, day * dayMs + opens * 60_000)),
        toMs: Math.min(deal.toMs ?? Infinity, instantOfWall(zone, day * dayMs + closes * 60_000)),
      };
      if (meets(window)) windows.push(window);
    }
  }
  return joined(windows);
}

/** Whether it holds at an instant. */
export const isOn = (deal: Timed, zone: string, atMs: number): boolean =>
  windowsOf(deal, zone, atMs, atMs + 1).length > 0;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function joined(windows: readonly EndedWindow[]): Window[] {
  const out: EndedWindow[] = [];
  for (const window of windows.toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs)) {
    const last = out.at(-1);
    if (last && window.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, window.toMs);
    else out.push({ ...window });
  }
  return out;
}
