// While the network is there a tablet asks for a unit that it may promise when the network is gone [LS1, LS2].
// The unit leaves what everybody else may be promised; it comes back used, returned, or when nobody can need it any more.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId } from '#domain/ids.ts';
import { leaseId, unusedUnits } from '#domain/lease.ts';
import { applied, expired, rejected } from '#domain/outcome.ts';
import { available } from '#domain/stock.ts';
import { key, peek, put } from '#domain/tx.ts';

const Input = z.strictObject({ variantId: RowId, units: z.number().check(z.int(), z.gte(1), z.lte(3)) });

export const takeLease = act<z.infer<typeof Input>>({
  kind: 'take-lease',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['device', 'visit', 'staff', 'manager'],
  quiet: true,
  lane: ({ variantId }) => `lease/${variantId}`,

  reads: ({ variantId }, { home, chain, grant, epoch }) => [
    key('stock', home, variantId),
    key('lease', home, leaseId(grant.device, epoch, variantId)),
    peek('store', chain, home),
  ],

  apply(rows, { variantId, units }, { home, chain, grant, epoch, atMs, nowMs }) {
    const store = rows.get('store', chain, home);
    const stock = rows.get('stock', home, variantId);
    if (!store?.leases) return decide(rejected('not_allowed'));
    if (!stock) return decide(rejected('unknown_row'));
    const { minutes, keep, buffer } = store.leases;
    const endMs = atMs + minutes * 60_000;
    if (endMs <= nowMs) return decide(expired('too_late'));

    const id = leaseId(grant.device, epoch, variantId);
    const old = rows.get('lease', home, id);
    const unused = old ? unusedUnits(old) : 0;
    const room = Math.min(available(stock) - keep, buffer === null ? Infinity : buffer - stock.leased);
    const more = Math.max(0, Math.min(units - unused, room));
    if (unused + more === 0) return decide(rejected('sold_out'));
    const used = old?.state === 'live' ? old.used : 0;
    return decide(applied({ units: unused + more }), [
      put('stock', home, { ...stock, leased: stock.leased + more }),
      put('lease', home, {
        id,
        device: grant.device,
        epoch,
        variantId,
        units: used + unused + more,
        used,
        endMs: Math.max(endMs, old?.state === 'live' ? old.endMs : 0),
        giveBackMs: Math.max(nowMs + (minutes + store.holdMinutes) * 60_000, old?.giveBackMs ?? 0),
        state: 'live',
      }),
    ]);
  },
});
