// How long a shop was open between two instants: nobody buys at night, so an evening's number is still good in the morning.
// Promise: pure; hours are the wall's in the shop's own zone, and an hour of daylight saving is not worth a calendar.

/** "10:00" to "22:00" on the wall of `zone`, the same every day. */
export interface OpenHours {
  opens: string;
  closes: string;
  zone: string;
}

const dayMs = 86_400_000;

/** In days of business: 1 is one whole opening. Without hours (null, or hours that say nothing) a day has 24 of them. */
export function openDays(fromMs: number, toMs: number, hours: OpenHours | null): number {
  if (toMs <= fromMs) return 0;
  const opens = hours ? sinceMidnight(hours.opens) : null;
  const closes = hours ? sinceMidnight(hours.closes) : null;
  if (!hours || opens === null || closes === null || closes <= opens) return (toMs - fromMs) / dayMs;
  const openMs = closes - opens;
  /** Open milliseconds from the beginning of the calendar up to this instant. */
  const until = (atMs: number): number => {
    const wallMs = wallOf(atMs, hours.zone);
    const day = Math.floor(wallMs / dayMs);
    return day * openMs + Math.min(openMs, Math.max(0, wallMs - day * dayMs - opens));
  };
  return Math.max(0, until(toMs) - until(fromMs)) / openMs;
}

function sinceMidnight(time: string): number | null {
  const [, hour, minute] = /^(\d\d?):(\d\d)$/.exec(time) ?? [];
  return hour === undefined || minute === undefined ? null : (Number(hour) * 60 + Number(minute)) * 60_000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  // A time to count with, not one to read.
  // oxlint-disable-next-line no-restricted-properties
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  clocks.set(zone, made);
  return made;
}

/** The wall's date and time as if it were UTC. */
function wallOf(atMs: number, zone: string): number {
  const parts = clockOf(zone).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value ?? 0);
  const minuteMs = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return minuteMs + (((atMs % 60_000) + 60_000) % 60_000);
}
