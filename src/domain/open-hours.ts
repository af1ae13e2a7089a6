// How long a shop was open between two instants: nobody buys at night, so an evening's number is still good in the morning.
// Promise: pure; hours are the wall's in the shop's own zone, and an hour of daylight saving is not worth a calendar.
import { wallMs } from './wall-clock.ts';

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
    const wall = wallMs(hours.zone, atMs);
    const day = Math.floor(wall / dayMs);
    return day * openMs + Math.min(openMs, Math.max(0, wall - day * dayMs - opens));
  };
  return Math.max(0, until(toMs) - until(fromMs)) / openMs;
}

function sinceMidnight(time: string): number | null {
  const [, hour, minute] = /^(\d\d?):(\d\d)$/.exec(time) ?? [];
  return hour === undefined || minute === undefined ? null : (Number(hour) * 60 + Number(minute)) * 60_000;
}
