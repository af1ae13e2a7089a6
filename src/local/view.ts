// What screens show: the server's rows with every act of this tablet that they do not hold yet, run again over them.
// Promise: the overlay is computed, never stored [LC1]; a row outside the feeds is unknown, never absent.
import type { ActContext } from '#domain/act.ts';
import type { ActionId, HomeId } from '#domain/ids.ts';
import type { Offer } from '#domain/offer.ts';
import { actOf } from '#domain/actions/all.ts';
import type { Outcome } from '#domain/outcome.ts';
import { type FeedKind, feedKinds } from '#domain/home.ts';
import { type Row, tables, type TableName } from '#domain/tables.ts';
import { type Key, keyName, Rows, UnknownRow, type Write } from '#domain/tx.ts';
import type { SeenStock } from './catalogue.ts';
import type { FeedRows } from './feed-rows.ts';
import type { ActionRecord } from './outbox.ts';

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
  readonly #byKindAndHome = new Map<string, FeedRows>();

  constructor(feeds: Iterable<{ kind: FeedKind; home: HomeId; rows: FeedRows }>) {
    for (const { kind, home, rows } of feeds) this.#byKindAndHome.set(`${kind}@${home}`, rows);
  }

  of(kind: FeedKind, home: HomeId): FeedRows | null {
    return this.#byKindAndHome.get(`${kind}@${home}`) ?? null;
  }

  /** Every feed of a home, with its kind. */
  ofHome(home: HomeId): { kind: FeedKind; rows: FeedRows }[] {
    return feedKinds.flatMap((kind) => {
      const rows = this.of(kind, home);
      return rows ? [{ kind, rows }] : [];
    });
  }

  /** The widest feed comes first: a device row of the store is whole in store/staff, only its own in device/own. */
  carrier(table: TableName, home: HomeId): FeedRows | null {
    const kinds = (tables[table].feeds as readonly FeedKind[]).toSorted(
      (a, b) => Number(a === 'device/own') - Number(b === 'device/own'),
    );
    for (const kind of kinds) {
      const rows = this.of(kind, home);
      if (rows) return rows;
    }
    return null;
  }
}

export function viewOf(feeds: FeedSet, replays: readonly Replay[]): View {
  const overlay = new Map<string, Write>();
  const predictions = new Map<ActionId, Outcome>();

  const carrierOf = (table: TableName, home: HomeId): FeedRows => {
    const rows = feeds.carrier(table, home);
    if (!rows) throw new UnknownRow(`${table} of ${home}`);
    return rows;
  };
  const view: View = {
    predictions,
    knows: (table, home) => feeds.carrier(table, home) !== null,
    get<T extends TableName>(table: T, home: HomeId, id: string): Row<T> | null {
      const carrier = carrierOf(table, home);
      if (isPartial(table, carrier) && !carrier.feed.endsWith(`/${id}`)) throw new UnknownRow(`${table} ${id}`);
      const written = overlay.get(keyName({ table, home, id }));
      return (written ? written.row : carrier.get(table, id)) as Row<T> | null;
    },
    list<T extends TableName>(table: T, home: HomeId, prefix = ''): Row<T>[] {
      const carrier = carrierOf(table, home);
      if (isPartial(table, carrier)) throw new UnknownRow(`${table} ${prefix}*`);
      const rows = carrier.list(table, prefix);
      const written = [...overlay.values()].filter(
        (write) => write.table === table && write.home === home && write.id.startsWith(prefix),
      );
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
      return stock ? { stock, seenMs: carrier.asOfMs ?? stock.asOfMs } : null;
    },
    offersOf: (chain, variantId) => (feeds.carrier('offer', chain) ? view.list('offer', chain, `${variantId}/`) : []),
  };

  for (const { record, context } of replays) {
    const decision = context && decisionOf(view, record, context);
    if (!decision) continue;
    predictions.set(record.id, decision.outcome);
    for (const write of decision.writes) {
      if (feeds.carrier(write.table, write.home) && !isInRows(feeds, record, write)) overlay.set(keyName(write), write);
    }
  }
  return view;
}

// A table that travels in store/staff too: device/own holds this device's row of it and no other.
const isPartial = (table: TableName, carrier: FeedRows): boolean =>
  tables[table].feeds.length > 1 && carrier.feed.startsWith('device/own@');

/** Runs the act over the view as it stands. null: a row is unknown here, so nothing can be said. */
function decisionOf(
  view: View,
  record: ActionRecord,
  context: ActContext,
): { outcome: Outcome; writes: Write[] } | null {
  const act = actOf(record.kind, record.v);
  const open = act?.open.safeParse(record.payload.open);
  if (!act || !open?.success) return null;
  const rows = new Rows();
  const load = (keys: readonly Key[]): void => {
    for (const at of keys) rows.add(at, loaded(view, at));
  };
  try {
    load(act.reads(open.data, context));
    if (act.readsThen) load(act.readsThen(rows, open.data, context));
    return act.apply(rows, open.data, context, null);
  } catch (error) {
    // A fault in one act must not take the screens of all others away; the server judges it anyway.
    if (!(error instanceof UnknownRow)) console.error(`prediction of ${record.kind}`, error);
    return null;
  }
}

function loaded(view: View, at: Key): Row[] | 'unknown' {
  if (!view.knows(at.table, at.home)) return 'unknown';
  if (at.prefix) return view.list(at.table, at.home, at.id);
  const row = view.get(at.table, at.home, at.id);
  return row ? [row] : [];
}

/** One page may bring one feed of a home before another: what a feed already holds is not written over it. */
function isInRows(feeds: FeedSet, record: ActionRecord, write: Write): boolean {
  const rev = record.receipt?.revs[write.home];
  const cursor = feeds.carrier(write.table, write.home)?.cursor;
  return rev !== undefined && cursor !== undefined && cursor !== null && cursor.rev >= rev;
}

/** True while the rows of a followed feed don't hold what the act did: only then is it run again. */
export function isBeyondRows(feeds: FeedSet, record: ActionRecord): boolean {
  if (record.state === 'parked') return false;
  const { receipt } = record;
  if (!receipt) return !feeds.ofHome(record.home).some(({ rows }) => rows.get('outcome', record.id));
  if (receipt.outcome && receipt.outcome.status !== 'applied' && receipt.outcome.status !== 'adjusted') return false;
  return Object.entries(receipt.revs).some(([home, rev]) =>
    feeds.ofHome(home as HomeId).some(({ rows }) => (rows.cursor?.rev ?? 0) < rev),
  );
}
