// Leases from the tablet's side, over the real server: asked for while somebody looks, used when the network is gone.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hold } from '#domain/actions/hold.ts';
import type { LeasePolicy } from '#domain/home.ts';
import { available } from '#domain/stock.ts';
import { put } from '#domain/tx.ts';
import { Profile, until } from '#test/build/browser-lab.ts';
import { commit, shopWrites } from '#test/build/small-shop.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';
import type { Ports } from './ports.ts';
import type { Tablet } from './tablet-port.ts';
import type * as z from 'zod/mini';

let at: TabletLab;
beforeAll(async () => {
  at = await openTabletLab();
});
beforeEach(async () => {
  await at.renew([1, 5, 0]);
  await policy({ minutes: 20, keep: 0, buffer: null });
});
afterEach(() => at.closeTablets());
afterAll(() => at.close());

async function policy(leases: z.infer<typeof LeasePolicy> | null): Promise<void> {
  const { chain, store } = at.shop;
  for (const write of shopWrites(at.shop))
    if (write.table === 'store' && write.id === store && write.row)
      await commit(at.db, [put('store', chain, { ...write.row, leases })]);
}
const variant = (at_ = 0): string => at.shop.variantIds[at_] ?? '';
const input = (lease?: string) => ({
  productId: at.shop.productId,
  variantId: variant(),
  quantity: 1,
  shown: null,
  customer: null,
  siblings: [],
  ...(lease === undefined ? {} : { lease }),
});
const free = (tablet: Tablet): number => {
  const seen = tablet.view.get().stock(at.shop.store, variant());
  return seen ? available(seen.stock) : Number.NaN;
};
/** Somebody looks at the product, and the shop has said yes. */
async function lookAt(tablet: Tablet, one = 0): Promise<string> {
  await until(() => tablet.view.get().get('store', at.shop.chain, at.shop.store)?.leases !== null, 'the policy');
  await until(() => tablet.status.get().link === 'online', 'on line');
  tablet.wantLease(variant(one));
  await until(() => tablet.leaseFor(variant(one)) !== null, 'the lease');
  return tablet.leaseFor(variant(one))?.id ?? '';
}
const stockRow = () =>
  at.db
    .selectFrom('stock')
    .select(['reserved', 'leased'])
    .where('home_id', '=', at.shop.store)
    .where('id', '=', variant())
    .executeTakeFirstOrThrow();
const takes = () =>
  at.lab.requests
    .filter(({ path }) => path === '/sync/v1/push')
    .flatMap(({ body }) => (body as { actions: { action: { kind: string } }[] }).actions)
    .filter(({ action }) => action.kind === 'take-lease');

describe('a lease on a tablet', () => {
  it('[LS1, LS2] leaves its number as it is here and less for everybody else; off line its hold is kept [F32]', async () => {
    const [one, other] = await Promise.all([at.tablet(), at.tablet()]);
    const lease = await lookAt(one);
    await until(() => free(other) === 0, 'gone elsewhere');
    expect(free(one)).toBe(1);
    const oneId = one.installation.get()?.device.id ?? '';
    at.lab.fault = (_path, body) => (body.includes(oneId) ? 'lost' : null);
    const { id, prediction } = await one.act(hold, input(lease));
    expect([prediction?.status, free(one), one.leaseFor(variant())]).toEqual(['applied', 0, null]);
    const { id: lateId } = await other.act(hold, input());
    await until(() => other.activity.get().some((act) => act.id === lateId && act.outcome !== null), 'decided');
    expect(other.activity.get()[0]?.outcome?.code).toBe('sold_out');
    at.lab.fault = () => null;
    one.wake();
    await until(() => one.activity.get().some((act) => act.id === id && act.outcome !== null), 'sent');
    expect(one.activity.get()[0]?.outcome?.status).toBe('applied');
    expect(await stockRow()).toEqual({ reserved: 1, leased: 0 });
  });

  it('[LS3] goes back when the visit ends, unless a hold that waits names it', async () => {
    const tablet = await at.tablet();
    await lookAt(tablet, 1);
    const named = await lookAt(tablet, 0);
    at.lab.fault = (path) => (path === '/sync/v1/push' ? 'lost' : null);
    await tablet.act(hold, input(named));
    tablet.endVisit();
    await until(() => tablet.leaseFor(variant(1)) === null, 'given back');
    at.lab.fault = () => null;
    tablet.wake();
    const states = () => at.db.selectFrom('lease').select(['variant_id', 'state', 'used']).execute();
    await until(async () => (await states()).some(({ state }) => state === 'ended'), 'on the server too');
    await until(async () => (await states()).some(({ used }) => used === 1), 'held');
    expect((await states()).find(({ state }) => state === 'ended')?.variant_id).toBe(variant(1));
  });

  it('[CK3] that has run out by the latest plausible clock backs nothing any more', async () => {
    let laterMs = 0;
    const change = (ports: Ports): Ports => ({
      ...ports,
      time: { ...ports.time, monoMs: () => ports.time.monoMs() + laterMs },
    });
    const tablet = await at.tablet({ change });
    await lookAt(tablet);
    at.lab.fault = () => 'lost';
    // The wall clock stands still, or was put back.
    laterMs = 20 * 60_000 + 60_000;
    expect(tablet.leaseFor(variant())).toBeNull();
    at.lab.fault = () => null;
    laterMs = 0;
  });

  it("[LS3] that has run out is given back by the tablet, long before the server's own time", async () => {
    const tablet = await at.tablet();
    await lookAt(tablet);
    const lease = tablet.leaseFor(variant());
    if (lease) await commit(at.db, [put('lease', at.shop.store, { ...lease, endMs: Date.now() - 1 })]);
    tablet.wake();
    await until(async () => (await stockRow()).leased === 0, 'given back');
    await until(() => tablet.leaseFor(variant()) === null && free(tablet) === 1, 'known here');
  });

  it('[LS2] that was used up is not followed by a second one, until somebody else stands there', async () => {
    let laterMs = 0;
    const change = (ports: Ports): Ports => ({
      ...ports,
      time: { ...ports.time, monoMs: () => ports.time.monoMs() + laterMs, wallMs: () => ports.time.wallMs() + laterMs },
    });
    const tablet = await at.tablet({ change });
    const lease = await lookAt(tablet, 1);
    const { id } = await tablet.act(hold, { ...input(lease), variantId: variant(1) });
    await until(() => tablet.activity.get().find((act) => act.id === id)?.outcome?.status === 'applied', 'held');
    laterMs = 61_000;
    tablet.wantLease(variant(1));
    // What is tapped after it goes up after it.
    const { id: next } = await tablet.act(hold, input());
    await until(() => tablet.activity.get().find((act) => act.id === next)?.outcome?.status === 'applied', 'held too');
    expect([takes().length, tablet.leaseFor(variant(1))]).toEqual([1, null]);
    tablet.endVisit();
    await lookAt(tablet, 1);
    expect(takes()).toHaveLength(2);
  });

  it('[LS2] that ran out unused is not taken again for a page that was left open, only for somebody who is there', async () => {
    let laterMs = 0;
    const change = (ports: Ports): Ports => ({
      ...ports,
      time: { ...ports.time, monoMs: () => ports.time.monoMs() + laterMs, wallMs: () => ports.time.wallMs() + laterMs },
    });
    const tablet = await at.tablet({ change });
    await lookAt(tablet);
    const lease = tablet.leaseFor(variant());
    if (lease) await commit(at.db, [put('lease', at.shop.store, { ...lease, endMs: Date.now() - 1 })]);
    tablet.wake();
    await until(() => tablet.view.get().get('stock', at.shop.store, variant())?.leased === 0, 'given back');
    // Past the minute in which nothing is asked twice.
    laterMs = 61_000;
    tablet.wantLease(variant(), tablet.latestNow() - 20 * 60_000);
    const { id } = await tablet.act(hold, { ...input(), variantId: variant(1) });
    await until(
      () => tablet.activity.get().find((act) => act.id === id)?.outcome?.status === 'applied',
      'sent after it',
    );
    expect(takes()).toHaveLength(1);
    laterMs = 200_000;
    tablet.wantLease(variant(), tablet.latestNow() - 19 * 60_000);
    await until(() => takes().length === 2, 'asked for again');
  });

  it('[LS2] is not asked for without a policy, off line, by a display, or twice at once', async () => {
    const [tablet, display] = await Promise.all([at.tablet(), at.tablet({ mode: 'display' })]);
    await lookAt(tablet);
    tablet.wantLease(variant());
    await until(() => display.status.get().link === 'online', 'on line');
    display.wantLease(variant(1));
    at.lab.fault = () => 'lost';
    tablet.wake();
    await until(() => tablet.status.get().link === 'offline', 'off line');
    tablet.wantLease(variant(1));
    tablet.wantLease('no such variant');
    at.lab.fault = () => null;
    await policy(null);
    tablet.wake();
    await until(() => tablet.view.get().get('store', at.shop.chain, at.shop.store)?.leases === null, 'no policy');
    await until(() => tablet.status.get().link === 'online', 'on line again');
    tablet.wantLease(variant(1));
    expect(tablet.activity.get()).toEqual([]);
    expect(takes()).toHaveLength(1);
  });

  it('[LS4, ID2] of a profile that was cloned is not used under the new epoch [F25]', async () => {
    const profile = new Profile();
    const first = await at.tablet({ profile });
    const lease = await lookAt(first);
    const outbox = await profile.tab(at.lab).storage.openOutbox(
      () => 'unused',
      () => undefined,
    );
    const [{ fresh: _, ...meta }, acts] = [await outbox.meta(), await outbox.all()];
    outbox.close();
    const clone = new Profile();
    const copied = await clone.tab(at.lab).storage.openOutbox(
      () => 'unused',
      () => undefined,
    );
    for (const act of acts) await copied.add(act);
    await copied.saveMeta(meta);
    copied.close();
    const second = await at.tablet({ profile: clone });
    await until(() => second.leaseFor(variant()) !== null, 'the same lease');
    const done = await first.act(hold, input(lease));
    await until(() => first.activity.get().find((act) => act.id === done.id)?.outcome?.status === 'applied', 'held');
    at.lab.fault = (path) => (path === '/sync/v1/pull' ? 'lost' : null);
    const twice = await second.act(hold, input(lease));
    await until(() => second.activity.get().some((act) => act.id === twice.id && act.outcome !== null), 'decided');
    expect(second.activity.get()[0]?.outcome?.code).toBe('sold_out');
    expect(second.leaseFor(variant())).toBeNull();
    expect(await stockRow()).toEqual({ reserved: 1, leased: 0 });
  });
});
