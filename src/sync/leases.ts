// Units that this tablet may promise when the network is gone: asked for while somebody looks at a product, given back
// when they have left or the lease has run out [LS2, LS3]. Promise: a lease of another outbox is never used [LS4].
import { returnLease } from '#domain/actions/return-lease.ts';
import { takeLease } from '#domain/actions/take-lease.ts';
import type { Act } from '#domain/act.ts';
import { type Lease, leaseId, unusedUnits } from '#domain/lease.ts';
import { available } from '#domain/stock.ts';
import type { ActionRecord } from '#local/outbox.ts';
import type { View } from '#local/view.ts';
import type { Installation } from '#protocol/session.ts';

export interface LeaseDeps {
  installation(): Installation | null;
  /** null while the outbox is not open. */
  epoch(): string | null;
  view(): View;
  records(): readonly ActionRecord[];
  online(): boolean;
  /** The latest plausible instant: what ends, ends early rather than late [CK3]. */
  latestMs(): number;
  /** Queues what no person waits for. Never rejects. */
  quietly<Open>(act: Act<Open>, open: Open): Promise<void>;
}

export interface Leases {
  want(variantId: string, lookedMs?: number): void;
  of(variantId: string): Lease | null;
  /** The visit is over: what it did not need goes back. */
  giveBackOf(visit: string): void;
  /** What has run out here goes back, so that it doesn't wait for the server's own time [LS3]. */
  giveBackEnded(): void;
}

const maxLive = 12;
// Who looks at a sold-out product for long does not ask again and again.
const askAgainMs = 60_000;

export function leasesOf(deps: LeaseDeps): Leases {
  const { view, records, quietly } = deps;
  const asked = new Map<string, number>();

  const own = (): { home: Installation['home']; prefix: string } | null => {
    const told = deps.installation();
    const epoch = deps.epoch();
    if (!told || epoch === null || !view().knows('lease', told.home)) return null;
    return { home: told.home, prefix: leaseId(told.device.id, epoch, '') };
  };
  const mine = (): Lease[] => {
    const at = own();
    return at ? view().list('lease', at.home, at.prefix) : [];
  };
  const isLive = (lease: Lease): boolean => unusedUnits(lease) > 0 && lease.endMs > deps.latestMs();
  const waitingTakes = (): ActionRecord[] =>
    records().filter((record) => record.kind === takeLease.kind && !record.receipt && record.epoch === deps.epoch());

  const room = (variantId: string): number => {
    const told = deps.installation();
    if (!told || !view().knows('store', told.chain) || !view().knows('stock', told.home)) return 0;
    const policy = view().get('store', told.chain, told.home)?.leases;
    const stock = view().get('stock', told.home, variantId);
    if (!policy || !stock) return 0;
    return Math.min(available(stock) - policy.keep, (policy.buffer ?? Infinity) - stock.leased);
  };
  /** Nobody has touched the page for as long as a lease lives: it stands open, and the unit is somebody else's. */
  const isLookedAt = (lookedMs: number, nowMs: number): boolean => {
    const told = deps.installation();
    const policy =
      told && view().knows('store', told.chain) ? view().get('store', told.chain, told.home)?.leases : null;
    return nowMs - lookedMs < (policy?.minutes ?? 0) * 60_000;
  };
  const isWanted = (variantId: string): boolean => {
    const mode = deps.installation()?.device.mode;
    if ((mode !== 'shopper' && mode !== 'staff') || !deps.online() || !own() || room(variantId) <= 0) return false;
    const live = mine().filter(isLive);
    const takes = waitingTakes();
    // A parked one stops its own lane and brings no lease until a person tries it again [PO3]: it takes nobody's place.
    if (live.length + takes.filter(({ state }) => state !== 'parked').length >= maxLive) return false;
    return !live.some((lease) => lease.variantId === variantId) && !takes.some((take) => variantOf(take) === variantId);
  };

  /** Whoever has just held the unit that was put aside for them is not put another one aside. */
  const hasUsed = (variantId: string): boolean => {
    const at = own();
    const lease = at && view().get('lease', at.home, at.prefix + variantId);
    return asked.has(variantId) && lease?.state === 'live' && unusedUnits(lease) === 0 && lease.endMs > deps.latestMs();
  };

  /** A hold that is still here may be the one that the lease was taken for. */
  const isNamed = (id: string): boolean =>
    records().some((record) => !record.receipt && (record.payload.open as { lease?: unknown } | null)?.lease === id);
  const giveBack = (id: string, variantId: string): void => {
    if (!isNamed(id)) void quietly(returnLease, { leaseId: id, variantId });
  };

  return {
    want(variantId, lookedMs = deps.latestMs()) {
      const nowMs = deps.latestMs();
      if (nowMs - (asked.get(variantId) ?? -Infinity) < askAgainMs || !isLookedAt(lookedMs, nowMs)) return;
      if (!isWanted(variantId) || hasUsed(variantId)) return;
      asked.set(variantId, nowMs);
      void quietly(takeLease, { variantId, units: 1 });
    },
    of(variantId) {
      const at = own();
      const lease = at && view().get('lease', at.home, at.prefix + variantId);
      return lease && isLive(lease) ? lease : null;
    },
    giveBackOf(visit) {
      asked.clear();
      const at = own();
      if (!at) return;
      const taken = records().filter((record) => record.kind === takeLease.kind && record.visit === visit);
      for (const variantId of new Set(taken.map(variantOf))) {
        const id = at.prefix + variantId;
        const lease = view().get('lease', at.home, id);
        const coming = taken.some((take) => variantOf(take) === variantId && isComing(take));
        if (coming || (lease && unusedUnits(lease) > 0)) giveBack(id, variantId);
      }
    },
    giveBackEnded() {
      for (const lease of mine()) {
        if (
          unusedUnits(lease) > 0 &&
          !isLive(lease) &&
          !waitingTakes().some((take) => variantOf(take) === lease.variantId)
        )
          giveBack(lease.id, lease.variantId);
      }
    },
  };
}

const variantOf = (take: ActionRecord): string => (take.payload.open as { variantId: string }).variantId;

/** Its lease may be there although its row is not here yet. */
const isComing = ({ receipt, state }: ActionRecord): boolean =>
  receipt ? receipt.outcome?.status === 'applied' && state !== 'settled' : state !== 'parked';
