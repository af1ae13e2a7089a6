// What the connections of one schedule do: pushes, repeats, pulls, counts of stock, and holds whose time is up.
// A tablet's way with trouble is kept: whatever got no receipt is sent again, the same act under the same id.
import type { HomeId } from '#domain/ids.ts';
import { key, put } from '#domain/tx.ts';
import type { Action } from '#protocol/action.ts';
import type { Receipt } from '#protocol/push.ts';
import type { Authority } from '#server/authority.ts';
import { withTransaction } from '#server/database/connection.ts';
import { commitWrites } from '#server/feed.ts';
import { Refused } from '#server/http/refused.ts';
import { endHolds } from '#server/jobs.ts';
import { takeBatch } from '#server/push-batch.ts';
import { loadRows } from '#server/rows.ts';
import type { Rng } from '#server/demo/rng.ts';
import { buildAction, carriedBy, nextId, pushBody, signedBy, type TestDevice } from '#test/build/shop-server.ts';
import { type SmallShop, startMs } from '#test/build/small-shop.ts';

export interface History {
  offered: Map<string, Action>;
  receipts: Map<string, Receipt[]>;
  violations: string[];
}

export interface Worker {
  authority: Authority;
  history: History;
  shop: SmallShop;
  rng: Rng;
}

export type Task = (worker: Worker) => Promise<void>;
type Offer = { origin: { device: TestDevice['id']; epoch: string } | null; action: Action; proof?: string };

const expected = /by the schedule|Connection terminated|not queryable|discarded|terminating connection/;
const triesAtMost = 40;

/** Trouble that the schedule made itself, or that PostgreSQL asks to be tried again. */
export function isExpected(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (error instanceof Refused) return error.status === 503;
  return code === '40001' || code === '40P01' || code === '57P01' || expected.test(message ?? '');
}

/** Runs `work` until it comes through; what fails by itself is a violation. */
async function untilDone({ history }: Worker, name: string, work: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    try {
      if (await work()) return;
    } catch (error) {
      if (isExpected(error)) continue;
      history.violations.push(`${name} failed by itself: ${String(error)}`);
      return;
    }
  }
  history.violations.push(`${name} got no end in ${triesAtMost} tries`);
}

export const pushing =
  (device: TestDevice, offers: readonly Offer[]): Task =>
  (worker) => {
    const { authority, history } = worker;
    let open = offers;
    return untilDone(worker, 'push', async () => {
      const body = { deviceId: device.id, ...pushBody(device, [...open]) };
      const { receipts } = await takeBatch(authority, await signedBy(device, body));
      for (const receipt of receipts)
        if (receipt.status === 'final')
          history.receipts.set(receipt.id, [...(history.receipts.get(receipt.id) ?? []), receipt]);
      const ended = new Set<string>(receipts.filter(({ status }) => status === 'final').map(({ id }) => id));
      open = open.filter(({ action }) => !ended.has(action.id));
      return open.length === 0;
    });
  };

/** A till's count: reads under locks, writes one more of each; its rev's cause tells whether it came through. */
const counting: Task = (worker) => {
  const { authority, shop, rng } = worker;
  const id = nextId();
  const variants = rng.chance(0.5) ? [...shop.variantIds] : [...shop.variantIds].toReversed();
  return untilDone(worker, 'count', () =>
    withTransaction(authority.db, async (trx) => {
      const rows = await loadRows(
        trx,
        variants.map((variant) => key('stock', shop.store, variant)),
      );
      const writes = variants.flatMap((variant) => {
        const stock = rows.get('stock', shop.store, variant);
        return stock ? [put('stock', shop.store, { ...stock, onHand: stock.onHand + 1 })] : [];
      });
      await commitWrites(trx, writes, { kind: 'count', id, atMs: startMs });
      return true;
    }),
  );
};

/** Three hours on: what was put aside before is over. */
const endingHolds: Task = (worker) =>
  untilDone(worker, 'end of holds', async () => {
    await endHolds({ ...worker.authority, now: () => startMs + 3 * 3_600_000 });
    return true;
  });

/** The work of each writing connection; acts of one go up a second time over another, as after a lost answer. */
export async function planFor(
  rng: Rng,
  { shop, devices, history, writers }: { shop: SmallShop; devices: TestDevice[]; history: History; writers: number },
): Promise<Task[][]> {
  const plan: Task[][] = Array.from({ length: writers }, () => []);
  for (const [index, tasks] of plan.entries()) {
    const device = devices[index % devices.length];
    if (!device) throw new Error('no device');
    for (let round = rng.int(1, 3); round > 0; round -= 1) {
      if (rng.chance(0.15)) tasks.push(counting);
      if (rng.chance(0.15)) tasks.push(endingHolds);
      const offers: Offer[] = [];
      for (let acts = rng.int(1, 2); acts > 0; acts -= 1) {
        const action = await anAct(rng, device, shop, offers.at(-1)?.action ?? null);
        history.offered.set(action.id, action);
        offers.push({ origin: null, action });
      }
      tasks.push(pushing(device, offers));
      if (rng.chance(0.35)) await repeat(rng, plan, devices, device, offers);
    }
  }
  return plan;
}

/** Over the same device's second tab, or offered by another device out of a file that the first has signed [ST2, PO3]. */
async function repeat(
  rng: Rng,
  plan: Task[][],
  devices: TestDevice[],
  device: TestDevice,
  offers: readonly Offer[],
): Promise<void> {
  const other = rng.pick(devices);
  const repeated = other === device ? offers : await Promise.all(offers.map(({ action }) => carriedBy(device, action)));
  rng.pick(plan).splice(rng.int(0, 1), 0, pushing(other, repeated));
}

function anAct(rng: Rng, device: TestDevice, shop: SmallShop, before: Action | null): Promise<Action> {
  const part = { lane: `visit/${rng.int(1, 3)}`, dependsOn: before && rng.chance(0.3) ? [before.id] : [] };
  const { productId, variantIds, store } = shop;
  const variantId = rng.pick(variantIds);
  return rng
    .weighted(
      [
        {
          weight: 6,
          make: () => {
            const open = { productId, variantId, shown: null, customer: null, siblings: [...variantIds] };
            return buildAction(device, 'hold', { ...open, quantity: rng.int(1, 2) }, part);
          },
        },
        {
          weight: 1,
          make: () =>
            buildAction(device, 'call-staff', { reason: 'call', text: '', productId: null, variantId: null }, part),
        },
        {
          weight: 2,
          make: () => {
            // One customer of all devices at most once: only the first that saves may write there.
            const home = device.id as string as HomeId;
            return buildAction(
              device,
              'save-to-list',
              { productId, variantId, store, saved: rng.chance(0.7) },
              { ...part, home },
            );
          },
        },
        {
          weight: 1,
          make: () => {
            const price = { minor: rng.int(100, 90_000), currency: 'BRL' };
            const open = { productId, variantIds: [...variantIds], price };
            return buildAction(device, 'change-price', open, { ...part, home: shop.chain, lane: `price/${productId}` });
          },
        },
      ],
      ({ weight }) => weight,
    )
    .make();
}
