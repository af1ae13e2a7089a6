// What a tablet did not need goes back: when it says so, or by itself when no hold that was made in time can still come [LS3].
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId } from '#domain/ids.ts';
import { unusedUnits } from '#domain/lease.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ leaseId: RowId, variantId: RowId });

export const returnLease = act<z.infer<typeof Input>>({
  kind: 'return-lease',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['device', 'visit', 'staff', 'manager', 'server'],
  quiet: true,
  lane: ({ variantId }) => `lease/${variantId}`,
  reads: ({ leaseId, variantId }, { home }) => [key('lease', home, leaseId), key('stock', home, variantId)],

  apply(rows, { leaseId, variantId }, { home, grant, nowMs }) {
    const lease = rows.get('lease', home, leaseId);
    const stock = rows.get('stock', home, variantId);
    if (!lease || lease.variantId !== variantId) return decide(rejected('unknown_row'));
    if (lease.state === 'ended') return decide(rejected('already_ended'));
    if (grant.level === 'server' ? nowMs < lease.giveBackMs : lease.device !== grant.device)
      return decide(rejected(grant.level === 'server' ? 'wrong_state' : 'not_yours'));
    const back = unusedUnits(lease);
    const writes = [put('lease', home, { ...lease, state: 'ended' })];
    // What is no longer counted here has nothing to go back to; the lease ends all the same.
    if (stock && back > 0) writes.push(put('stock', home, { ...stock, leased: Math.max(0, stock.leased - back) }));
    return decide(applied({ units: back }), writes);
  },
});
