// [LS1–LS5, I7] as a property: many tablets that come and go, some of them cloned, some cut off for longer than a lease.
// After every step the sums are right, and what a lease has promised in time is kept.
import { describe, expect, it } from 'vitest';
import type { DeviceId } from '#domain/ids.ts';
import { type Lease, unusedUnits } from '#domain/lease.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { type LeaseShop, type Sent, type Setup, shopBehindPush, shopInMemory } from './leases-shop.ts';
import { type Rng, rngOf } from './rng.ts';

type Waiting = Sent & { epoch: string; backed: boolean; madeInTime: boolean };
interface Tablet {
  device: DeviceId;
  epoch: string;
  nextSeq: number;
  online: boolean;
  queue: Waiting[];
  /** As the server last told them. */
  leases: Map<string, Lease>;
}
interface Tally {
  kept: number;
  late: number;
  doubled: number;
  cutLonger: number;
}

const minuteMs = 60_000;
const holdMs = 120 * minuteMs; // Of the shops of the tests.

async function play(shop: LeaseShop, rng: Rng, { minutes, onHand }: Setup, steps: number): Promise<Tally> {
  const tally: Tally = { kept: 0, late: 0, doubled: 0, cutLonger: 0 };
  const doubledEpochs = new Set<string>();
  const tablets: Tablet[] = [];
  let epochs = 0;
  const newEpoch = (): string => `epoch-of-leases-${(epochs += 1)}`;
  for (let i = 0; i < 3; i += 1)
    tablets.push({
      device: await shop.addTablet(),
      epoch: newEpoch(),
      nextSeq: 1,
      online: true,
      queue: [],
      leases: new Map(),
    });

  const tell = async (tablet: Tablet): Promise<void> => {
    const { leases } = await shop.rows();
    const mine = leases.filter(({ device, epoch }) => device === tablet.device && epoch === tablet.epoch);
    tablet.leases = new Map(mine.map((lease) => [lease.variantId, lease]));
  };
  const send = async (tablet: Tablet, act: Waiting): Promise<void> => {
    const outcome = await shop.send({ device: tablet.device, epoch: act.epoch }, act);
    if (outcome === 'fork') {
      // [PU3] A cloned outbox is found, and goes on under a new epoch, without the leases of the old one.
      tally.doubled += 1;
      tablet.epoch = newEpoch();
      tablet.leases.clear();
      tablet.nextSeq = 1;
      for (const one of [act, ...tablet.queue])
        Object.assign(one, { epoch: tablet.epoch, seq: tablet.nextSeq++, backed: false });
      return send(tablet, act);
    }
    if (act.kind !== 'hold' || !act.backed) return;
    const over = shop.nowMs() >= act.atMs + holdMs;
    if (over) tally.late += 1;
    if (!over && act.madeInTime && !doubledEpochs.has(act.epoch)) {
      tally.kept += 1;
      expect(outcome, 'a promise that a lease backed').toMatchObject({ status: 'applied' });
    }
  };
  const deliver = async (tablet: Tablet): Promise<void> => {
    while (tablet.queue.length > 0) {
      const act = tablet.queue[0] as Waiting;
      tablet.queue.shift();
      await send(tablet, act);
    }
    await tell(tablet);
  };
  const queue = (tablet: Tablet, kind: string, open: Sent['open'], part: Partial<Waiting> = {}): void => {
    tablet.queue.push({
      id: shop.newId(),
      seq: tablet.nextSeq++,
      epoch: tablet.epoch,
      kind,
      open,
      atMs: shop.nowMs(),
      backed: false,
      madeInTime: true,
      ...part,
    });
  };
  const usable = ({ queue: waiting, leases }: Tablet, variantId: string): Lease | null => {
    const lease = leases.get(variantId);
    const named = waiting.filter(({ open }) => open['lease'] === lease?.id || open['leaseId'] === lease?.id).length;
    return lease && unusedUnits(lease) - named > 0 && lease.endMs > shop.nowMs() ? lease : null;
  };
  const check = async (): Promise<void> => {
    const { stocks, leases, holds } = await shop.rows();
    for (const { id, onHand: counted, reserved, leased } of stocks.filter((one) => shop.variantIds.includes(one.id))) {
      const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
      // [I7, LS1] Nothing but acts has touched this stock: what is promised is there.
      expect(counted).toBe(onHand[shop.variantIds.indexOf(id)]);
      expect(counted - reserved - leased).toBeGreaterThanOrEqual(0);
      expect(leased).toBe(sum(leases.filter(({ variantId }) => variantId === id).map(unusedUnits)));
      const held = holds.filter(({ variantId, state }) => variantId === id && state === 'held');
      expect(reserved).toBe(sum(held.map(({ quantity }) => quantity)));
    }
  };

  for (let step = 0; step < steps; step += 1) {
    const tablet = rng.pick(tablets);
    const variantId = rng.pick(shop.variantIds);
    const what = rng.int(12);
    if (what < 2) shop.pass(rng.int(rng.chance(0.3) ? 260 : 12) * minuteMs);
    else if (what < 4) {
      tablet.online = !tablet.online;
      if (!tablet.online && rng.chance(0.3)) {
        tally.cutLonger += 1;
        shop.pass((minutes + rng.int(30)) * minuteMs);
      }
    } else if (what < 6 && tablet.online)
      // [LS2] The request may have been long on its way: its end counts from when it was sent.
      queue(tablet, 'take-lease', { variantId, units: 1 }, { atMs: shop.nowMs() - rng.int(5) * minuteMs });
    else if (what < 9) {
      const lease = usable(tablet, variantId);
      const open = { productId: shop.productId, variantId, quantity: 1, shown: null, customer: null, siblings: [] };
      queue(tablet, 'hold', lease ? { ...open, lease: lease.id } : open, { backed: lease !== null });
    } else if (what === 9) {
      const lease = usable(tablet, variantId);
      const named = tablet.queue.some(({ open }) => open['lease'] === lease?.id);
      if (lease && !named) queue(tablet, 'return-lease', { leaseId: lease.id, variantId });
    } else if (what === 10) await shop.endDue();
    else if (tablets.length < 5 && rng.chance(0.15)) {
      // [LS4] The whole profile is copied, leases and queue.
      doubledEpochs.add(tablet.epoch);
      tablets.push(structuredClone(tablet));
    }
    if (tablet.online) await deliver(tablet);
    await check();
  }
  return tally;
}

const setupOf = (rng: Rng): Setup => ({
  onHand: [rng.between(1, 3), rng.between(2, 8)],
  minutes: rng.pick([10, 20, 60]),
  keep: rng.int(2),
  buffer: rng.chance(0.25) ? rng.between(1, 2) : null,
});

describe('leases', () => {
  it('[LS1, LS2, LS3, LS4, LS5, I7] keep what they promise, whoever is cut off or cloned: 200 schedules', async () => {
    const total: Tally = { kept: 0, late: 0, doubled: 0, cutLonger: 0 };
    for (let seed = 1; seed <= 200; seed += 1) {
      const rng = rngOf(seed, 'leases');
      const setup = setupOf(rng);
      const tally = await play(shopInMemory(setup), rng, setup, 120).catch((error: unknown) => {
        throw new Error(`seed ${seed}`, { cause: error });
      });
      for (const name of Object.keys(total) as (keyof Tally)[]) total[name] += tally[name];
    }
    // Each of what the property speaks of has happened.
    expect(Object.entries(total).filter(([, count]) => count < 10)).toEqual([]);
  }, 60_000);
});

describe('leases behind the real push', () => {
  let scene: ShopScene;
  withShopServer((one) => {
    scene = one;
  });

  it.each([1, 2, 3])(
    '[LS1, LS2, LS3, LS4, I7] hold the same over the real transaction: schedule %i',
    async (seed) => {
      const rng = rngOf(seed, 'leases behind the push');
      const setup = setupOf(rng);
      await play(await shopBehindPush(scene, setup), rng, setup, 60);
    },
    60_000,
  );
});
