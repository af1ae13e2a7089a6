// The wall of a zone and the instants behind it, both ways. Promise: pure; a time that a change of the clock skips is read
// as much later, one that comes twice is the first: what Temporal calls "compatible".

const dayMs = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  // A time to count with, not one to read.
  // oxlint-disable-next-line no-restricted-properties
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(zone, made);
  return made;
}

/** What the wall shows, as if it were UTC. Throws RangeError for a zone that is none. */
export function wallMs(zone: string, atMs: number): number {
  const part = new Map(
    clockOf(zone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)] as const),
  );
  const [year = 0, month = 1, day = 1] = [part.get('year'), part.get('month'), part.get('day')];
  const secondMs = Date.UTC(
    year,
    month - 1,
    day,
    part.get('hour') ?? 0,
    part.get('minute') ?? 0,
    part.get('second') ?? 0,
  );
  return secondMs + (((atMs % 1000) + 1000) % 1000);
}

/** Whole days from 1970-01-01 to the date on the wall. */
export const wallDay = (zone: string, atMs: number): number => Math.floor(wallMs(zone, atMs) / dayMs);

/** The instant at which the wall shows this ("as if it were UTC"). */
export function instantOfWall(zone: string, wall: number): number {
  // No change of a clock lies within a day of another: the two sides of the one that may be near.
  const before = wallMs(zone, wall - dayMs) - (wall - dayMs);
  const after = wallMs(zone, wall + dayMs) - (wall + dayMs);
  const first = wall - before;
  if (before === after || wallMs(zone, first) === wall) return first;
  const second = wall - after;
  // Neither: the clock jumps over it.
  return wallMs(zone, second) === wall ? second : first;
}
