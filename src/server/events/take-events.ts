// Events of a batch to the history of their chain, each answered for itself: stored, known, or refused with the reason.
// Promise: one bad event never harms the others, and a batch that comes again adds nothing.
import type { HomeId } from '#domain/ids.ts';
import type { EventAnswer, PhoneEvent } from '#protocol/events.ts';
import type { Authority } from '#server/authority.ts';
import { findHome, webHomeOf } from '#server/homes.ts';
import {
  eventRows,
  type EventRow,
  firstSeen,
  type HistoryChain,
  type HistoryEvent,
  storeEvents,
} from '#server/import/event-rows.ts';
import { eachOf } from '#server/import/each-of.ts';
import { EventIds } from '#server/import/history-row.ts';
import { Items } from '#server/import/items.ts';
import { existingRows } from '#server/import/existing-rows.ts';
import { sourceUuid } from '#server/import/source-id.ts';
import { BadCell } from '#server/import/values.ts';
import { readEvent, refuseTime } from './read-event.ts';

type Taker = Pick<Authority, 'db' | 'now'>;

interface Trust {
  /** What the sender's clock is ahead of ours, by its own account. */
  aheadMs?: number;
  /** Whether so many customers may be made whom nobody had heard of. */
  mayMake?: (count: number) => boolean;
}

export async function takeEvents(
  { db, now }: Taker,
  chain: HistoryChain,
  given: readonly unknown[],
  { aheadMs = 0, mayMake = () => true }: Trust = {},
): Promise<EventAnswer[]> {
  const nowMs = now();
  const ids = new EventIds();
  const reasons = new Map<number, string>();
  const lines: (HistoryEvent & { of: number })[] = [];
  for (const [of, one] of given.entries()) {
    const read = attempt(() => readEvent(one, chain.currency, { nowMs, aheadMs }));
    if (typeof read === 'string') reasons.set(of, read);
    else for (const line of read) lines.push({ ...line, of, id: ids.idOf(chain.id, line) });
  }
  const found = await eventRows(db, chain, new Items(db, chain.id), lines);
  for (const [at, reason] of found.unknown) reasons.set(lines[at]?.of ?? -1, reason);
  const strange = await newCustomers(
    db,
    found.rows.map(({ row }) => row),
  );
  const isRoom = strange.size === 0 || mayMake(strange.size);
  const kept = found.rows.filter(({ index, row }) => {
    const isKept = isRoom || !strange.has(row.customer ?? '');
    if (!isKept) reasons.set(lines[index]?.of ?? -1, 'too many new customers at once');
    return isKept;
  });
  const cause = { kind: 'web', id: chain.id, atMs: nowMs };
  const rows = kept.map(({ row }) => row);
  const { added } = await storeEvents(db, chain, rows, firstSeen(kept), cause);
  return answersOf(
    given.length,
    kept.map(({ index }) => lines[index]?.of ?? -1),
    kept.map((_, place) => added.has(place)),
    reasons,
  );
}

/** Homes of customers that are not there yet. */
async function newCustomers(db: Authority['db'], rows: readonly EventRow[]): Promise<Set<string>> {
  const named = new Set(rows.flatMap(({ customer }) => customer ?? []));
  if (named.size === 0) return named;
  const there = await db.selectFrom('home').select('id').where('id', 'in', eachOf(named)).execute();
  for (const { id } of there) named.delete(id);
  return named;
}

/** What a person's own phone has seen: of their own home, about things of the catalogue by their ids. */
export async function takePhoneEvents(
  { db, now }: Taker,
  customer: HomeId,
  events: readonly PhoneEvent[],
): Promise<EventAnswer[]> {
  const nowMs = now();
  const home = await findHome(db, customer);
  if (home?.kind !== 'customer') throw new Error(`${customer} is no customer`);
  const chain = await historyChain(db, home.chain_id as HomeId);
  const products = await existingRows(db, 'product', chain.id, unique(events.map(({ productId }) => productId)));
  const variants = await existingRows(db, 'variant', chain.id, unique(events.map(({ variantId }) => variantId)));
  const reasons = new Map<number, string>();
  const rows: EventRow[] = [];
  const places: number[] = [];
  for (const [of, { id, event, atMs, productId, variantId, quantity = null }] of events.entries()) {
    const isKnown =
      (productId === null || products.has(productId)) &&
      (variantId === null || variants.get(variantId)?.productId === productId);
    const reason =
      attempt(() => refuseTime(atMs, nowMs)) ??
      (isKnown ? undefined : 'no such product in the catalogue') ??
      (productId === null && event !== 'search' ? `the event ${event} names no product` : undefined);
    if (reason !== undefined) {
      reasons.set(of, reason);
      continue;
    }
    places.push(of);
    rows.push({
      home_id: customer,
      id: sourceUuid(chain.id, 'phone event', customer, id),
      name: event,
      at_ms: atMs,
      visit: null,
      customer,
      product_id: productId,
      variant_id: variantId,
      quantity,
      data: null,
      action_id: null,
    });
  }
  const { added } = await storeEvents(db, chain, rows, new Map(), { kind: 'web', id: chain.id, atMs: nowMs });
  return answersOf(
    events.length,
    places,
    rows.map((_, place) => added.has(place)),
    reasons,
  );
}

export async function historyChain(db: Authority['db'], id: HomeId): Promise<HistoryChain> {
  const [home, web] = [await findHome(db, id), await webHomeOf(db, id)];
  if (!home || !web) throw new Error(`chain ${id} has no web shop`);
  return { id, web, currency: home.currency };
}

/** `places[n]` is the event that the n-th stored row belongs to: an event of three items is three rows. */
function answersOf(
  count: number,
  places: readonly number[],
  isNew: readonly boolean[],
  reasons: ReadonlyMap<number, string>,
): EventAnswer[] {
  const answers = Array.from({ length: count }, (_, of): EventAnswer => ({
    status: 'refused',
    ...why(reasons.get(of)),
  }));
  for (const [at, of] of places.entries()) {
    const status = isNew[at] === true || answers[of]?.status === 'stored' ? 'stored' : 'known';
    answers[of] = { status, ...why(reasons.get(of)) };
  }
  return answers;
}

const why = (reason: string | undefined): { reason?: string } => (reason === undefined ? {} : { reason });

const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids.flatMap((id) => id ?? []))];

/** The reason, where there is one. */
function attempt<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadCell) return error.message;
    throw error;
  }
}
