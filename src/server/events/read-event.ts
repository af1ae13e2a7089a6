// One event of a web shop, in GA4's names, to lines of its history: the code of the file import, with what only a public
// door must refuse. Promise: no words of a visitor are kept, neither what was searched nor how a thing was called.
import { cellsOf } from '#server/import/catalogue-row.ts';
import type { Columns } from '#server/import/columns.ts';
import { ga4Lines } from '#server/import/ga4-events.ts';
import { eventNames, type HistoryLine, historyLine } from '#server/import/history-row.ts';
import { BadCell, brief } from '#server/import/values.ts';

/** What `ga4Lines` calls things, so that the same event through a file is the same event. */
const columns: Columns = {
  item: 'item',
  gtin: 'gtin',
  customer: 'customer',
  visit: 'visit',
  at: 'ts',
  event: 'event',
  quantity: 'qty',
  price: 'unit_price',
  currency: 'currency',
  eventId: 'event_id',
};

const ofOrders = ['purchase', 'refund'];
const taken = eventNames.filter((name) => !ofOrders.includes(name));
/** As many as GA4 takes. */
const itemsAtMost = 200;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Clocks differ by that much without anybody noticing. */
const aheadMs = 5 * minuteMs;
/** Events that are older are deleted [PR9]. */
export const keptDays = 400;
/** An account's number, never an address or a name with blanks. */
const plainId = /^[\w.:|=+/-]*$/;

type Fields = Record<string, unknown>;

export interface EventClock {
  nowMs: number;
  /** By how much the sender's clock is ahead of this one, by its own account. */
  aheadMs: number;
}

/** Throws BadCell with the reason for an event that can't be taken. */
export function readEvent(given: unknown, currency: string, clock: EventClock): HistoryLine[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new BadCell('not an event');
  const event = given as Fields;
  refuseName(event['event_name'] ?? event['event']);
  for (const field of ['user_id', 'session_id', 'ga_session_id', 'event_id'])
    if (!isPlain(event[field])) throw new BadCell(`${field}: only letters, digits and . : | = + / - _`);
  const items = event['items'] ?? (event['ecommerce'] as Fields | null | undefined)?.['items'];
  if (Array.isArray(items) && items.length > itemsAtMost) throw new BadCell(`more than ${itemsAtMost} items`);
  const said = ga4Lines({ ecommerce: {}, ...event }) ?? [];
  return said.map(({ values, fault, isPassedOver }) => {
    if (isPassedOver) throw new BadCell('the visitor has refused statistics');
    if (fault !== null) throw new BadCell(fault);
    const line = historyLine(cellsOf(values, columns), currency);
    if (!plainId.test(line.customer ?? '') || !plainId.test(line.visit ?? ''))
      throw new BadCell('the visitor: only letters, digits and . : | = + / - _');
    // An event with an id of its own stays the same one, whatever its clock said.
    const at = line.eventId === null ? line : { ...line, atMs: line.atMs - clock.aheadMs };
    refuseTime(at.atMs, clock.nowMs);
    return at;
  });
}

export function refuseTime(atMs: number, nowMs: number): void {
  if (atMs > nowMs + aheadMs) throw new BadCell(`${Math.ceil((atMs - nowMs) / minuteMs)} min in the future`);
  if (atMs < nowMs - keptDays * dayMs) throw new BadCell(`older than ${keptDays} days`);
}

function refuseName(name: unknown): void {
  if (typeof name !== 'string' || name === '') throw new BadCell('the event has no name');
  if (ofOrders.includes(name)) throw new BadCell('purchases and refunds come from orders');
  if (!taken.includes(name)) throw new BadCell(`the event "${brief(name)}" is none of ${taken.join(', ')}`);
}

const isPlain = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  typeof value === 'number' ||
  (typeof value === 'string' && plainId.test(value.trim()));
