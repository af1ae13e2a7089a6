// A shop with true shelves beside its books, played day by day: it knows nothing of how a promise is reckoned.
// People buy by the hour and the weekday, some steal, cashiers scan the wrong size, counters miscount, the web reserves
// late, and a tablet hears the books only as long as it is on line.
import { paceOf } from '#domain/pace.ts';
import { type Rng, rngOf } from './rng.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Opening at 10:00 UTC of a Monday. */
export const firstDayMs = Date.UTC(2026, 0, 5);
export const hours = { opens: '10:00', closes: '22:00', zone: 'UTC' };
const openMinutes = 720;
/** Mornings are slow, the hours after work are not. Twelve hours; the mean is 1. */
const byHour = [0.4, 0.5, 0.8, 1.1, 1, 0.8, 0.9, 1.2, 1.7, 1.7, 1.2, 0.7];
const byWeekday = [0.7, 0.75, 0.8, 0.9, 1.2, 1.75, 0.9];

/** One moment at which somebody looks: what the tablet knows, and whether the pair is there a few minutes later. */
export interface Look {
  available: number;
  countedMs: number;
  toldMs: number;
  nowMs: number;
  saleRatePerDay: number;
  shrinkPerDay: number;
  isThere: boolean;
}

interface Shelf {
  perDay: number;
  /** Units that lie on the shelf, wherever the books think they are. */
  units: number;
  /** Of these, reserved by the web, known or not. */
  kept: number;
  book: { onHand: number; reserved: number; writtenMs: number };
  /** The book as it was after each change: what a tablet that was last heard then would say. */
  pages: { fromMs: number; onHand: number; reserved: number; writtenMs: number }[];
  sold: number;
}

type Event = { atMs: number; run: () => void };

export interface ShopPlan {
  seed: number;
  shelves: number;
  days: number;
  /** Days before anybody looks: the books get their errors, the paces their sales. */
  warmDays: number;
}

/** Every look of one shop's time. */
export function playShop({ seed, shelves: count, days, warmDays }: ShopPlan): Look[] {
  const rng = rngOf(seed, 'shelves');
  const shop = {
    theft: 0.008 + rng.fraction() * 0.016,
    wrongSize: 0.005 + rng.fraction() * 0.015,
    miscount: 0.02 + rng.fraction() * 0.05,
    misplaced: 0.005 + rng.fraction() * 0.02,
    webShare: 0.05 + rng.fraction() * 0.15,
  };
  const shelves = Array.from({ length: count }, (): Shelf => {
    const perDay = Math.exp(Math.log(0.35) + normal(rng) * 1.2);
    const units = 1 + rng.int(2 + Math.ceil(perDay * 4));
    const book = { onHand: units, reserved: 0, writtenMs: firstDayMs };
    return { perDay, units, kept: 0, book, pages: [{ fromMs: firstDayMs, ...book }], sold: 0 };
  });
  const looks: Look[] = [];
  for (let day = 0; day < days; day += 1) {
    const openMs = firstDayMs + day * dayMs + 10 * 60 * minuteMs;
    const events: Event[] = [];
    for (const [at, shelf] of shelves.entries()) {
      // A size beside it, as a tired cashier scans it.
      const beside = shelves[at ^ 1] ?? shelf;
      morning(rng, shop, shelf, openMs - 30 * minuteMs, day);
      const trade = shelf.perDay * (byWeekday[day % 7] ?? 1) * Math.exp(normal(rng) * 0.25);
      for (const atMs of moments(rng, trade * (1 - shop.webShare), openMs))
        events.push({ atMs, run: () => sell(rng, shelf, rng.chance(shop.wrongSize) ? beside : shelf, atMs) });
      for (const atMs of moments(rng, trade * shop.webShare, openMs))
        events.push({ atMs, run: () => reserve(rng, shelf, atMs, events) });
      for (const atMs of moments(rng, shelf.perDay * shop.theft, openMs))
        events.push({ atMs, run: () => void (shelf.units = Math.max(0, shelf.units - 1)) });
      if (day >= warmDays && rng.chance(0.5)) look(rng, shop, shelf, openMs, { days: day }, events, looks);
    }
    for (let next = 0; next < events.length; next += 1) {
      // Events make events: the rest is kept in order as it grows.
      events.splice(next, events.length - next, ...events.slice(next).toSorted((a, b) => a.atMs - b.atMs));
      events[next]?.run();
    }
  }
  return looks;
}

function write(shelf: Shelf, atMs: number, change: { onHand?: number; reserved?: number }): void {
  const onHand = shelf.book.onHand + (change.onHand ?? 0);
  const reserved = Math.max(0, shelf.book.reserved + (change.reserved ?? 0));
  shelf.book = { onHand, reserved, writtenMs: change.onHand ? atMs : shelf.book.writtenMs };
  shelf.pages.push({ fromMs: atMs, ...shelf.book });
  if (shelf.pages.length > 60) shelf.pages.shift();
}

function sell(rng: Rng, shelf: Shelf, booked: Shelf, atMs: number): void {
  const wanted = rng.chance(0.08) ? 2 : 1;
  for (let unit = 0; unit < wanted; unit += 1) {
    if (shelf.units - shelf.kept <= 0) return;
    shelf.units -= 1;
    booked.sold += 1;
    write(booked, atMs + 0.5 * minuteMs, { onHand: -1 });
  }
}

/** The web sells what the books say; the store's books hear of it minutes later, its people hours later. */
function reserve(rng: Rng, shelf: Shelf, atMs: number, events: Event[]): void {
  if (shelf.book.onHand - shelf.book.reserved <= 0 || shelf.units - shelf.kept <= 0) return;
  shelf.kept += 1;
  const heardMs = atMs + rng.between(1, 12) * minuteMs;
  const fetchedMs = heardMs + rng.between(30, 240) * minuteMs;
  events.push({ atMs: heardMs, run: () => write(shelf, heardMs, { reserved: 1 }) });
  events.push({
    atMs: fetchedMs,
    run() {
      shelf.kept -= 1;
      shelf.units = Math.max(0, shelf.units - 1);
      shelf.sold += 1;
      write(shelf, fetchedMs, { onHand: -1, reserved: -1 });
    },
  });
}

/** Before the doors open: deliveries, not always what the note says, and every shelf counted about every two months. */
function morning(rng: Rng, shop: { miscount: number }, shelf: Shelf, atMs: number, day: number): void {
  if (shelf.book.onHand <= shelf.perDay * 1.5 && rng.chance(0.45)) {
    const sent = 1 + rng.int(2 + Math.ceil(shelf.perDay * 4));
    shelf.units += Math.max(0, sent + (rng.chance(0.02) ? rng.pick([-1, 1]) : 0));
    write(shelf, atMs, { onHand: sent });
  }
  if (day > 0 && rng.chance(1 / 60)) {
    const counted = Math.max(0, shelf.units + (rng.chance(shop.miscount) ? rng.pick([-1, -1, 1, 2]) : 0));
    if (counted !== shelf.book.onHand) write(shelf, atMs, { onHand: counted - shelf.book.onHand });
  }
}

function look(
  rng: Rng,
  shop: { misplaced: number },
  shelf: Shelf,
  openMs: number,
  { days }: { days: number },
  events: Event[],
  looks: Look[],
): void {
  const nowMs = openMs + rng.int(openMinutes - 5) * minuteMs;
  const toldMs = rng.chance(0.5) ? nowMs - rng.int(minuteMs) : nowMs - rng.int(4 * 60) * minuteMs;
  const walkMs = rng.between(1, 5) * minuteMs;
  events.push({
    atMs: nowMs + walkMs,
    run() {
      const told = shelf.pages.findLast(({ fromMs }) => fromMs <= toldMs);
      const available = told ? Math.max(0, told.onHand - told.reserved) : 0;
      if (!told || available === 0) return;
      const pace = paceOf({ sold: shelf.sold, days }, 0.4);
      looks.push({
        available,
        countedMs: told.writtenMs,
        toldMs,
        nowMs,
        saleRatePerDay: pace.soldPerDay,
        shrinkPerDay: pace.lostPerDay,
        isThere: shelf.units - shelf.kept > 0 && !rng.chance(shop.misplaced),
      });
    },
  });
}

/** Moments of a day on which `perDay` people come, most of them when most people do. */
function moments(rng: Rng, perDay: number, openMs: number): number[] {
  const found: number[] = [];
  for (const [hour, share] of byHour.entries()) {
    let left = -Math.log(1 - rng.fraction());
    while (left < (perDay * share) / byHour.length) {
      found.push(openMs + Math.floor((hour + rng.fraction()) * 60 * minuteMs));
      left += -Math.log(1 - rng.fraction());
    }
  }
  return found;
}

const normal = (rng: Rng): number =>
  Math.sqrt(-2 * Math.log(1 - rng.fraction())) * Math.cos(2 * Math.PI * rng.fraction());
