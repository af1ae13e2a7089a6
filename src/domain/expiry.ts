// The date on a tag against today's date in the shop's own zone: a day is a day of the wall, never 24 hours.
// Promise: pure; the century and day 00 follow GS1's General Specifications, 7.12 and 3.4.6.
import type { ExpiryKind, PieceFacts } from './tag-facts.ts';

/** A day of the calendar, as the number of days since 1970-01-01. */
type Day = number;
const dayMs = 86_400_000;

/** Two digits → year: at most 49 years back and 50 ahead of `thisYear`. */
export function fullYear(yy: number, thisYear: number): number {
  const difference = yy - (thisYear % 100);
  const century = thisYear - (thisYear % 100);
  return yy + century + (difference >= 51 ? -100 : difference <= -50 ? 100 : 0);
}

/** The date on the wall of `zone` at an instant. */
export function dayIn(zone: string, atMs: number): Day {
  // A day to count with, not one to read.
  // oxlint-disable-next-line no-restricted-properties
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric' })
    .formatToParts(atMs)
    .map(({ type, value }) => [type, Number(value)] as const);
  const part = new Map(parts);
  return Date.UTC(part.get('year') ?? 0, (part.get('month') ?? 1) - 1, part.get('day') ?? 1) / dayMs;
}

const yearOf = (day: Day): number => new Date(day * dayMs).getUTCFullYear();

/** YYMMDD to the last day on which it is good: day 00 is the month's last. null: no date at all. */
export function lastGoodDay(yymmdd: string, today: Day): Day | null {
  const [, yy, month, date] = (/^(\d\d)(\d\d)(\d\d)$/.exec(yymmdd) ?? []).map(Number);
  if (yy === undefined || month === undefined || date === undefined || month < 1 || month > 12) return null;
  const year = fullYear(yy, yearOf(today));
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (date > lastOfMonth) return null;
  return Date.UTC(year, month - 1, date === 0 ? lastOfMonth : date) / dayMs;
}

export interface Expiry {
  readonly kind: ExpiryKind;
  /** Noon UTC of the last good day: to be written out in the zone UTC. */
  readonly lastDayMs: number;
  /** 0 on the last good day, negative after it. */
  readonly daysLeft: number;
}

/** What the date on this piece means today. null: it bears none that can be read. */
export function expiryOf({ expiry, expiryKind }: PieceFacts, nowMs: number, zone: string): Expiry | null {
  if (expiry === undefined) return null;
  const today = dayIn(zone, nowMs);
  const last = lastGoodDay(expiry, today);
  if (last === null) return null;
  return { kind: expiryKind ?? 'best_before', lastDayMs: last * dayMs + dayMs / 2, daysLeft: last - today };
}
