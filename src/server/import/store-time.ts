// Times as a shopkeeper writes them: on the wall of the store's zone, unless they say otherwise; and hours of the week.
// Promise: a day or time that could be misread is refused, never guessed.
import { type WeeklyWindow, weekDays } from '#domain/discount/deal.ts';
import { instantOfWall } from '#domain/wall-clock.ts';
import { InstantMs } from '#domain/ids.ts';
import { plainName } from './columns.ts';
import { BadCell, brief, instantMs } from './values.ts';

/** null: the cell is empty. A date alone is that day's midnight; with a Z or an offset it is what it says. */
export function storeInstant(text: string, zone: string): number | null {
  const value = text.trim();
  if (value === '') return null;
  const isOnTheWall = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?$/.test(value);
  const atMs = instantMs(value);
  if (!InstantMs.safeParse(atMs).success) throw new BadCell(`"${brief(text)}" is no time`);
  return isOnTheWall ? instantOfWall(zone, atMs) : atMs;
}

/** The same of an end: a date alone is the end of that day. */
export function storeEnd(text: string, zone: string): number | null {
  const atMs = storeInstant(text, zone);
  return atMs !== null && /^\d{4}-\d\d-\d\d$/.test(text.trim())
    ? instantOfWall(zone, instantMs(text) + 86_400_000)
    : atMs;
}

/**
 * From when on holds what a file gives no start: since it first came in. What lay in the future begins now, and so does what
 * had ended and is there again.
 */
export function sinceMs(
  before: { fromMs: number; toMs: number | null } | undefined,
  toMs: number | null,
  nowMs: number,
): number {
  const isOver = (endMs: number | null | undefined): boolean => typeof endMs === 'number' && endMs <= nowMs;
  return before === undefined || (isOver(before.toMs) && !isOver(toMs)) ? nowMs : Math.min(before.fromMs, nowMs);
}

/** In the order of `weekDays`. */
const dayNames = [
  'sun sunday dom domingo',
  'mon monday seg segunda lun lunes',
  'tue tuesday ter terca mar martes',
  'wed wednesday qua quarta mie miercoles',
  'thu thursday qui quinta jue jueves',
  'fri friday sex sexta vie viernes',
  'sat saturday sab sabado',
].map((names) => names.split(' '));

/** "fri 18:00-22:00 | mon-thu,sun 10:00-12:00"; an end that is not after its beginning lies on the next day. */
export function weeklyWindows(text: string): WeeklyWindow[] {
  const parts = text
    .split(/[|;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > 30) throw new BadCell(`the weekly hours: ${parts.length} are named, at most 30 can be`);
  return parts.map((part) => {
    const [, days, from, to] = /^(\D+?)\s*(\d{1,2}:\d\d)\s*[-–]\s*(\d{1,2}:\d\d)$/.exec(part) ?? [];
    if (days === undefined || from === undefined || to === undefined)
      throw new BadCell(`"${brief(part)}" is no hours of the week such as fri,sat 18:00-22:00`);
    const window = { days: daysOf(days), from: timeOf(from), to: timeOf(to) };
    if (window.from === '24:00' || window.from === window.to)
      throw new BadCell(`"${brief(part)}" begins and ends at once`);
    return window;
  });
}

function daysOf(text: string): WeeklyWindow['days'] {
  const said = text.split(/[,\s]+/).filter((name) => name !== '');
  const found = new Set(
    said.flatMap((name) => {
      const [from = '', to] = name.replace(/-feira$/i, '').split(/[-–]/);
      const first = dayOf(from, name);
      if (to === undefined) return [first];
      const count = (dayOf(to, name) - first + 7) % 7;
      return Array.from({ length: count + 1 }, (_, at) => (first + at) % 7);
    }),
  );
  return weekDays.filter((_, at) => found.has(at));
}

function dayOf(name: string, whole: string): number {
  const day = dayNames.findIndex((names) => names.includes(plainName(name)));
  if (day < 0) throw new BadCell(`"${brief(whole)}" is no day of the week (mon … sun, seg … dom, lun … dom)`);
  return day;
}

function timeOf(text: string): string {
  const time = text.padStart(5, '0');
  if (!/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time)) throw new BadCell(`"${brief(text)}" is no time of the day`);
  return time;
}
