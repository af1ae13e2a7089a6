// A view made from an earlier one, against the same view made from nothing.
import { describe, expect, it } from 'vitest';
import { hold } from '#domain/actions/hold.ts';
import { returnLease } from '#domain/actions/return-lease.ts';
import { takeLease } from '#domain/actions/take-lease.ts';
import { feedName } from '#domain/home.ts';
import { type Lease, leaseId } from '#domain/lease.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { available } from '#domain/stock.ts';
import type { TableName } from '#domain/tables.ts';
import {
  buildContext,
  buildGrant,
  buildOffers,
  buildProduct,
  buildStock,
  buildStore,
  buildVariant,
  chainHome,
  storeHome,
  tabletId,
  testId,
  testNowMs,
  webHome,
} from '#test/build/domain.ts';
import { buildRecord } from '#test/build/record.ts';
import { rngOf } from '#test/simulation/rng.ts';
import { FeedRows } from './feed-rows.ts';
import type { ActionRecord, Json } from './outbox.ts';
import { FeedSet, isBeyondRows, type View, viewOf } from './view.ts';

const product = buildProduct();
const variants = [0, 1, 2].map(() => buildVariant({ id: testId(), productId: product.id }));
const [variant] = variants as [(typeof variants)[number]];
type Placed = { table: TableName; row: { id: string } };
const rowsOf = (name: ReturnType<typeof feedName>, rev: number, rows: readonly Placed[]): FeedRows =>
  new FeedRows(name, { cursor: null, asOfMs: null, file: null }).changed(
    rows.map(({ table, row }) => ({ table, id: row.id, row })),
    { cursor: { timeline: 't', rev, tag: '' }, asOfMs: 5 },
  );
const chainRows = rowsOf(feedName('chain/catalogue', chainHome), 1, [
  { table: 'product', row: product },
  { table: 'store', row: buildStore({ leases: { minutes: 20, keep: 0, buffer: null } }) },
  ...variants.map((row) => ({ table: 'variant', row }) as const),
  ...variants.flatMap(({ id }) => buildOffers(id, product.id).map((row) => ({ table: 'offer', row }) as const)),
]);
const feedsAt = (rev: number, stocks: readonly Placed[], own: readonly Placed[] = []): FeedSet =>
  new FeedSet([
    { kind: 'chain/catalogue', home: chainHome, rows: chainRows },
    { kind: 'store/floor', home: storeHome, rows: rowsOf(feedName('store/floor', storeHome), rev, stocks) },
    { kind: 'store/floor', home: webHome, rows: rowsOf(feedName('store/floor', webHome), 1, []) },
    { kind: 'device/own', home: storeHome, rows: rowsOf(feedName('device/own', storeHome, tabletId), rev, own) },
  ]);
const stock = (id: string, part: object = {}): Placed => ({ table: 'stock', row: buildStock({ id, ...part }) });
const open = (variantId: string, lease?: string) => ({
  productId: product.id,
  variantId,
  quantity: 1,
  shown: null,
  customer: null,
  siblings: variants.map(({ id }) => id),
  ...(lease === undefined ? {} : { lease }),
});
const queued = (kind: { kind: string; v: number }, input: object, part: Partial<ActionRecord> = {}): ActionRecord =>
  buildRecord({ kind: kind.kind, v: kind.v, payload: { open: input as Json, sealed: null }, ...part });
const grant = buildGrant();
const replays = (feeds: FeedSet, records: readonly ActionRecord[], nowMs = testNowMs) =>
  records
    .filter((record) => isBeyondRows(feeds, record))
    .map((record) => ({ record, context: buildContext({ actionId: record.id, grant, nowMs }) }));
const shown = (view: View) => ({
  predictions: [...view.predictions].map(([id, { status, code }]) => `${id} ${status} ${code}`),
  stocks: variants.map(({ id }) => view.stock(storeHome, id)?.stock),
});

describe('a view made from an earlier one', () => {
  it('[PL2] is the same as one made from nothing, whatever came in between', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const rng = rngOf(seed, 'views');
      let rev = 1;
      const counts = variants.map(() => rng.between(0, 4));
      const floor = () => variants.map(({ id }, at) => stock(id, { onHand: counts[at] }));
      let feeds = feedsAt(rev, floor());
      let records: ActionRecord[] = [];
      let view: View | null = null;
      let nowMs = testNowMs;
      for (let step = 0; step < 40; step += 1) {
        const what = rng.int(10);
        if (what < 5) records = [...records, queued(hold, open(rng.pick(variants).id), { seq: step + 1 })];
        else if (what < 7 && records.length > 0) {
          const outcome = rng.chance(0.7) ? applied() : rejected('sold_out');
          const receipt = {
            status: 'final',
            outcome,
            revs: { [storeHome]: rev + rng.int(2) },
            serverTimeMs: 1,
          } as const;
          const [id] = [rng.pick(records).id];
          records = records.map((record) => (record.id === id ? { ...record, state: 'acked', receipt } : record));
        } else if (what === 7 && records.length > 0) {
          const { id } = rng.pick(records);
          records = records.map((record) => (record.id === id ? { ...record, state: 'parked' } : record));
        } else if (what === 8) {
          rev += 1;
          counts[rng.int(3)] = rng.between(0, 4);
          feeds = feedsAt(rev, floor());
        } else nowMs += rng.pick([0, 10_000, 3 * 3_600_000]);
        view = viewOf(feeds, replays(feeds, records, nowMs), null, view);
        expect(shown(view), `seed ${seed}, step ${step}`).toEqual(shown(viewOf(feeds, replays(feeds, records, nowMs))));
      }
    }
  });

  it('is the earlier one itself while nothing has changed, and leaves the earlier one as it was', () => {
    const feeds = feedsAt(1, [stock(variant.id, { onHand: 2 })]);
    const records = [queued(hold, open(variant.id), { seq: 1 }), queued(hold, open(variant.id), { seq: 2 })];
    const first = viewOf(feeds, replays(feeds, records.slice(0, 1)));
    const claimed = records.slice(0, 1).map((record) => ({ ...record, state: 'sending' as const }));
    expect(viewOf(feeds, replays(feeds, claimed), null, first)).toBe(first);
    const second = viewOf(feeds, replays(feeds, records), null, first);
    const free = (view: View) => available(view.stock(storeHome, variant.id)!.stock);
    expect([free(first), free(second), first.predictions.size, second.predictions.size]).toEqual([1, 0, 1, 2]);
  });
});

describe('a lease in the view', () => {
  const id = leaseId(tabletId, 'epoch-one', variant.id);
  const lease: Lease = {
    id,
    device: tabletId,
    epoch: 'epoch-one',
    variantId: variant.id,
    units: 1,
    used: 0,
    endMs: testNowMs + 60_000,
    giveBackMs: testNowMs + 7_200_000,
    state: 'live',
  };
  const feeds = feedsAt(1, [stock(variant.id, { onHand: 1, leased: 1 })], [{ table: 'lease', row: lease }]);
  const own = { device: tabletId, epoch: 'epoch-one', nowMs: testNowMs };
  const free = (records: readonly ActionRecord[], at = own) =>
    available(viewOf(feeds, replays(feeds, records), at).stock(storeHome, variant.id)!.stock);

  it('[LS1, LS2] counts as there for its own tablet and epoch until it ends, and for nobody else', () => {
    expect(free([])).toBe(1);
    expect(free([], { ...own, epoch: 'another' })).toBe(0);
    expect(free([], { ...own, nowMs: lease.endMs })).toBe(0);
    expect(available(viewOf(feeds, []).stock(storeHome, variant.id)!.stock)).toBe(0);
  });

  it('[LS1] is used up by the own hold that names it', () => {
    const named = queued(hold, open(variant.id, id));
    const view = viewOf(feeds, replays(feeds, [named]), own);
    expect(view.predictions.get(named.id)?.status).toBe('applied');
    expect(view.get('lease', storeHome, id)?.used).toBe(1);
    expect(free([named])).toBe(0);
  });

  it('[LS1] is never predicted: it was asked for, and nobody has said yes', () => {
    const bare = feedsAt(1, [stock(variant.id, { onHand: 1 })]);
    const view = viewOf(bare, replays(bare, [queued(takeLease, { variantId: variant.id, units: 1 })]), own);
    expect(view.get('lease', storeHome, id)).toBeNull();
    expect(view.stock(storeHome, variant.id)?.stock.leased).toBe(0);
  });

  it('[LS3] given back backs nothing any more, though the server has not heard of it', () => {
    const back = queued(returnLease, { leaseId: id, variantId: variant.id });
    expect(viewOf(feeds, replays(feeds, [back]), own).get('lease', storeHome, id)?.state).toBe('ended');
    expect(free([back])).toBe(1);
  });
});
