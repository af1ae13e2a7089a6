// What screens show: the server's rows with every act of this tablet that they do not hold yet, run again over them.
// Promise: the overlay is computed, never stored [LC1]; a row outside the feeds is unknown, never absent.
import type { ActContext } from '#domain/act.ts';
import { takeLease } from '#domain/actions/take-lease.ts';
import type { ActionId, DeviceId, HomeId } from '#domain/ids.ts';
import { leaseId, unusedUnits } from '#domain/lease.ts';
import type { Offer } from '#domain/offer.ts';
import type { Outcome } from '#domain/outcome.ts';
import type { FeedKind } from '#domain/home.ts';
import { type Row, tables, type TableName } from '#domain/tables.ts';
import { UnknownRow, type Write } from '#domain/tx.ts';
import type { SeenStock } from './catalogue.ts';
import type { FeedRows } from './feed-rows.ts';
import type { ActionRecord } from './outbox.ts';
import { Overlay } from './overlay.ts';
import { type Run, runOf } from './replay.ts';

/** Immutable; a new one after every page and every act. */
export interface View {
  /** Throws UnknownRow for a row outside this device's feeds. */
  get<T extends TableName>(table: T, home: HomeId, id: string): Row<T> | null;
  /** In order of id. Throws UnknownRow outside the feeds. */
  list<T extends TableName>(table: T, home: HomeId, prefix?: string): Row<T>[];
  knows(table: TableName, home: HomeId): boolean;
  stock(home: HomeId, variantId: string): SeenStock | null;
  offersOf(chain: HomeId, variantId: string): Offer[];
  /** How each act of the overlay is expected to end; no entry: nothing can be said, it is only queued. */
  readonly predictions: ReadonlyMap<ActionId, Outcome>;
}

/** One act to run again. `context` is null when its grant is not known here: nothing is predicted. */
export interface Replay {
  record: ActionRecord;
  context: ActContext | null;
}

/** Finds the feed that carries a table of a home on this device. */
export class FeedSet {
  readonly #byHome = new Map<HomeId, Map<FeedKind, FeedRows>>();
  readonly #carriers = new Map<HomeId, Map<TableName, FeedRows | null>>();

  constructor(feeds: Iterable<{ kind: FeedKind; home: HomeId; rows: FeedRows }>) {
    for (const { kind, home, rows } of feeds) {
      const ofHome = this.#byHome.get(home) ?? new Map<FeedKind, FeedRows>();
      this.#byHome.set(home, ofHome.set(kind, rows));
    }
  }

  of(kind: FeedKind, home: HomeId): FeedRows | null {
    return this.#byHome.get(home)?.get(kind) ?? null;
  }

  /** Every feed of a home, with its kind. */
  ofHome(home: HomeId): { kind: FeedKind; rows: FeedRows }[] {
    return [...(this.#byHome.get(home) ?? [])].map(([kind, rows]) => ({ kind, rows }));
  }

  /** The widest feed comes first: a device row of the store is whole in store/staff, only its own in device/own. */
  carrier(table: TableName, home: HomeId): FeedRows | null {
    const known = this.#carriers.get(home)?.get(table);
    if (known !== undefined) return known;
    const kinds = (tables[table].feeds as readonly FeedKind[]).toSorted(
      (a, b) => Number(a === 'device/own') - Number(b === 'device/own'),
    );
    const found = kinds.map((kind) => this.of(kind, home)).find((rows) => rows !== null) ?? null;
    const ofHome = this.#carriers.get(home) ?? new Map<TableName, FeedRows | null>();
    this.#carriers.set(home, ofHome.set(table, found));
    return found;
  }
}

/** Whose tablet it is: what is leased to it is there for whoever stands in front of it [LS2]. */
export interface Own {
  device: DeviceId;
  epoch: string;
  /** The latest plausible instant [CK3]. */
  nowMs: number;
}

interface Made {
  feeds: FeedSet;
  replays: readonly Replay[];
  own: Own | null;
  overlay: Overlay;
  predictions: ReadonlyMap<ActionId, Outcome>;
  ran: Ran;
}
type Ran = Map<ActionId, Run>;
const madeOf = new WeakMap<View, Made>();

/** `before`: an earlier view; an act that finds the rows it found then is not run again. */
export function viewOf(
  feeds: FeedSet,
  replays: readonly Replay[],
  own: Own | null = null,
  before: View | null = null,
): View {
  const old = before && madeOf.get(before);
  const goesOn = old && old.feeds === feeds && isBegunBy(feeds, replays, old.replays);
  if (before && goesOn && old.replays.length === replays.length && sameOwn(old.own, own)) return before;
  const overlay = goesOn ? old.overlay.copy() : new Overlay();
  const predictions = new Map<ActionId, Outcome>(goesOn ? old.predictions : []);

  const carrierOf = (table: TableName, home: HomeId): FeedRows => {
    const rows = feeds.carrier(table, home);
    if (!rows) throw new UnknownRow(`${table} of ${home}`);
    return rows;
  };
  const leasedToUs = (home: HomeId, variantId: string): number => {
    const lease =
      own && view.knows('lease', home) ? view.get('lease', home, leaseId(own.device, own.epoch, variantId)) : null;
    return own && lease && lease.endMs > own.nowMs ? unusedUnits(lease) : 0;
  };
  // A page asks for the same offers several times while it is painted. Kept once every act has run: none changes them then.
  let offers: Map<string, Offer[]> | null = null;
  const view: View = {
    predictions,
    knows: (table, home) => feeds.carrier(table, home) !== null,
    get<T extends TableName>(table: T, home: HomeId, id: string): Row<T> | null {
      const carrier = carrierOf(table, home);
      if (isPartial(table, carrier) && !carrier.feed.endsWith(`/${id}`)) throw new UnknownRow(`${table} ${id}`);
      const written = overlay.get(table, home, id);
      return (written ? written.row : carrier.get(table, id)) as Row<T> | null;
    },
    list<T extends TableName>(table: T, home: HomeId, prefix = ''): Row<T>[] {
      const carrier = carrierOf(table, home);
      if (isPartial(table, carrier)) throw new UnknownRow(`${table} ${prefix}*`);
      const rows = carrier.list(table, prefix);
      const written = overlay.list(table, home, prefix);
      if (written.length === 0) return rows;
      const byId = new Map<string, Row<T>>(rows.map((row) => [row.id, row]));
      for (const { id, row } of written) {
        if (row) byId.set(id, row as Row<T>);
        else byId.delete(id);
      }
      return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    stock(home, variantId) {
      const carrier = feeds.carrier('stock', home);
      const stock = carrier && view.get('stock', home, variantId);
      if (!stock) return null;
      const leased = Math.max(0, stock.leased - leasedToUs(home, variantId));
      return { stock: leased === stock.leased ? stock : { ...stock, leased }, seenMs: carrier.asOfMs ?? stock.asOfMs };
    },
    offersOf(chain, variantId) {
      if (!feeds.carrier('offer', chain)) return [];
      const key = `${chain}/${variantId}`;
      const known = offers?.get(key);
      if (known) return known;
      const found = view.list('offer', chain, `${variantId}/`);
      offers?.set(key, found);
      return found;
    },
  };

  // What was run is found again by what it read: one memory serves the older view and this one.
  const ran: Ran = goesOn ? old.ran : new Map();
  for (const { record, context } of goesOn ? replays.slice(old.replays.length) : replays) {
    const run = context && runOf(view, record, context, old?.ran.get(record.id));
    if (!run) continue;
    ran.set(record.id, run);
    const { decision } = run;
    if (!decision) continue;
    predictions.set(record.id, decision.outcome);
    for (const write of decision.writes) {
      if (feeds.carrier(write.table, write.home) && !isInRows(feeds, record, write)) overlay.put(write);
    }
  }
  offers = new Map();
  madeOf.set(view, { feeds, replays, own, overlay, predictions, ran });
  return view;
}

const sameOwn = (a: Own | null, b: Own | null): boolean =>
  a === b || (a?.device === b?.device && a?.epoch === b?.epoch && a?.nowMs === b?.nowMs);

const isBegunBy = (feeds: FeedSet, replays: readonly Replay[], first: readonly Replay[]): boolean =>
  first.every(({ record, context }, at) => {
    const next = replays[at];
    return (
      next?.record.id === record.id &&
      next.record.epoch === record.epoch &&
      next.context?.nowMs === context?.nowMs &&
      next.context?.grant.id === context?.grant.id &&
      // A receipt changes nothing here until some of its rows have come.
      (next.record.receipt === record.receipt || !(isPartlyInRows(feeds, record) || isPartlyInRows(feeds, next.record)))
    );
  });

const isPartlyInRows = (feeds: FeedSet, { receipt }: ActionRecord): boolean =>
  receipt !== null &&
  Object.entries(receipt.revs).some(([home, rev]) =>
    feeds.ofHome(home as HomeId).some(({ rows }) => (rows.cursor?.rev ?? 0) >= rev),
  );

// A table that travels in store/staff too: device/own holds this device's row of it and no other.
const isPartial = (table: TableName, carrier: FeedRows): boolean =>
  tables[table].feeds.length > 1 && carrier.feed.startsWith('device/own@');

/** One page may bring one feed of a home before another: what a feed already holds is not written over it. */
function isInRows(feeds: FeedSet, record: ActionRecord, write: Write): boolean {
  const rev = record.receipt?.revs[write.home];
  const cursor = feeds.carrier(write.table, write.home)?.cursor;
  return rev !== undefined && cursor !== undefined && cursor !== null && cursor.rev >= rev;
}

/** True while the rows of a followed feed don't hold what the act did: only then is it run again. */
export function isBeyondRows(feeds: FeedSet, record: ActionRecord): boolean {
  // A unit is leased when the server says so, never because it was asked for [LS1].
  if (record.state === 'parked' || record.kind === takeLease.kind) return false;
  const { receipt } = record;
  if (!receipt) return !feeds.carrier('outcome', record.home)?.get('outcome', record.id);
  if (receipt.outcome && receipt.outcome.status !== 'applied' && receipt.outcome.status !== 'adjusted') return false;
  return Object.entries(receipt.revs).some(([home, rev]) =>
    feeds.ofHome(home as HomeId).some(({ rows }) => (rows.cursor?.rev ?? 0) < rev),
  );
}
