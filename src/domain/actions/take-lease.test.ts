import { describe, expect, test } from 'vitest';
import type { ActContext } from '#domain/act.ts';
import type { DeviceId } from '#domain/ids.ts';
import { leaseId, unusedUnits } from '#domain/lease.ts';
import { available } from '#domain/stock.ts';
import type { Placed, Row } from '#domain/tables.ts';
import {
  buildContext,
  buildGrant,
  buildOffers,
  buildProduct,
  buildStock,
  buildStore,
  buildVariant,
  chainHome,
  decideOn,
  placed,
  storeHome,
  tabletId,
  testId,
  testNowMs,
} from '#test/build/domain.ts';
import { hold } from './hold.ts';
import { returnLease } from './return-lease.ts';
import { takeLease } from './take-lease.ts';

const minuteMs = 60_000;
const product = buildProduct();
const variant = buildVariant({ productId: product.id });
const variantId = variant.id;
const policy = { minutes: 30, keep: 0, buffer: null as number | null };
const shelf = (onHand: number, leases = policy): Placed[] => [
  placed('store', chainHome, buildStore({ leases })),
  placed('product', chainHome, product),
  placed('variant', chainHome, variant),
  ...buildOffers(variantId, product.id).map((offer) => placed('offer', chainHome, offer)),
  placed('stock', storeHome, buildStock({ id: variantId, onHand })),
];
const ask = { productId: product.id, variantId, quantity: 1, shown: null, customer: null, siblings: [] };
const own = leaseId(tabletId, 'epoch-one', variantId);
const rowOf = <T extends 'stock' | 'lease'>(world: readonly Placed[], table: T, id: string): Row<T> => {
  const found = world.find((at) => at.table === table && at.row.id === id);
  if (!found) throw new Error(`no ${table} ${id}`);
  return found.row as Row<T>;
};
const take = (world: Placed[], context: ActContext = buildContext(), units = 1) =>
  decideOn(takeLease, { variantId, units }, world, context);
const anotherTablet = () => buildContext({ grant: buildGrant({ device: testId<DeviceId>() }) });

describe('a lease', () => {
  test('[LS1] leaves less for everybody else, and available is never below zero', () => {
    const { outcome, after } = take(shelf(1));
    expect(outcome).toMatchObject({ status: 'applied', result: { units: 1 } });
    expect(available(rowOf(after, 'stock', variantId))).toBe(0);
    expect(decideOn(hold, ask, after, anotherTablet()).outcome.code).toBe('sold_out');
    expect(available(buildStock({ onHand: -2, reserved: 1, leased: 1 }))).toBe(0);
    expect(decideOn(hold, { ...ask, lease: own }, after).outcome.status).toBe('applied');
  });

  test('[LS2] is of one device and outbox, and counts from the instant of its request, not of its receipt', () => {
    const slow = buildContext({ atMs: testNowMs - 10 * minuteMs, nowMs: testNowMs });
    const lease = rowOf(take(shelf(3), slow).after, 'lease', own);
    expect(lease).toMatchObject({ device: tabletId, epoch: 'epoch-one', endMs: testNowMs + 20 * minuteMs });
    const late = buildContext({ atMs: testNowMs - 31 * minuteMs, nowMs: testNowMs });
    expect(take(shelf(3), late).outcome.status).toBe('expired');
    const renewed = decideOn(takeLease, { variantId, units: 1 }, take(shelf(3)).after, slow);
    expect(rowOf(renewed.after, 'lease', own).endMs).toBe(testNowMs + 30 * minuteMs);
  });

  test('[LS3] goes back when the device says so, else not before a hold that was made in time can have come', () => {
    const { after } = take(shelf(3));
    const server = buildGrant({ kind: 'server', level: 'server' });
    const back = (atMs: number, grant = server) =>
      decideOn(returnLease, { leaseId: own, variantId }, after, buildContext({ grant, atMs }));
    expect(back(testNowMs + 30 * minuteMs).outcome.code).toBe('wrong_state');
    expect(back(testNowMs + (30 + 120) * minuteMs - 1).outcome.code).toBe('wrong_state');
    const stranger = buildGrant({ device: testId<DeviceId>() });
    expect(back(testNowMs, stranger).outcome.code).toBe('not_yours');
    for (const done of [back(testNowMs + (30 + 120) * minuteMs), back(testNowMs, buildGrant())]) {
      expect(done.outcome.status).toBe('applied');
      expect([available(rowOf(done.after, 'stock', variantId)), unusedUnits(rowOf(done.after, 'lease', own))]).toEqual([
        3, 0,
      ]);
    }
  });

  test('[LS4] of a cloned profile is refused the second time, and what is left is offered instead', () => {
    const { after } = take(shelf(1));
    const named = { ...ask, lease: own };
    const clone = buildContext({ epoch: 'epoch of the clone' });
    expect(decideOn(hold, named, after, clone).outcome.code).toBe('sold_out');
    const other = leaseId(tabletId, 'epoch-one', testId());
    const ofAnotherShoe = { ...rowOf(after, 'lease', own), id: other, variantId: testId() };
    const wrong = [...after, placed('lease', storeHome, ofAnotherShoe)];
    expect(decideOn(hold, { ...ask, lease: other }, wrong).outcome.code).toBe('sold_out');
    const first = decideOn(hold, named, after);
    expect(first.outcome.status).toBe('applied');
    expect(decideOn(hold, named, first.after).outcome.code).toBe('sold_out');
    expect(rowOf(first.after, 'stock', variantId)).toMatchObject({ reserved: 1, leased: 0 });
  });

  test("[LS5] comes out of the retailer's buffer where the platform can't reserve, and its hold is still to be confirmed", () => {
    const { after } = take(shelf(9, { ...policy, buffer: 1 }));
    expect(take(after, anotherTablet()).outcome.code).toBe('sold_out');
    const held = decideOn(hold, { ...ask, lease: own }, after);
    expect(held.outcome).toMatchObject({ status: 'applied', result: { confirm: true } });
    expect(take(held.after, anotherTablet()).outcome.status).toBe('applied');
    // What stands before the eyes of others is not leased away.
    expect(take(shelf(2, { ...policy, keep: 2 })).outcome.code).toBe('sold_out');
    expect(take(shelf(3, { ...policy, keep: 2 })).outcome.status).toBe('applied');
  });
});
