// "Desfazer", or time is up: what was put aside goes back on the shelf, once.
// A server grant ends a hold only after its time; the shopper's tablet and staff may end it before.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { ActionId, RowId } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ holdId: ActionId, variantId: RowId });

export const releaseHold = act<z.infer<typeof Input>>({
  kind: 'release-hold',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['device', 'visit', 'staff', 'manager', 'server'],
  lane: (_input, visit) => `visit/${visit}`,

  reads: ({ holdId, variantId }, { home }) => [key('hold', home, holdId), key('stock', home, variantId)],

  apply(rows, { holdId, variantId }, { home, atMs, grant }) {
    const hold = rows.get('hold', home, holdId);
    const stock = rows.get('stock', home, variantId);
    if (!hold || hold.variantId !== variantId) return decide(rejected('unknown_row'));
    if (hold.state !== 'held') return decide(rejected('already_ended', { state: hold.state }));
    const byTablet = grant.level === 'device' || grant.level === 'visit';
    if (byTablet && hold.device !== grant.device) return decide(rejected('not_yours'));
    if (grant.level === 'server' && atMs < hold.untilMs) return decide(rejected('wrong_state'));

    const state = grant.level === 'server' ? 'expired' : 'released';
    const writes = [put('hold', home, { ...hold, state, endedMs: atMs })];
    // What is no longer counted here has nothing to go back to; the hold ends all the same.
    if (stock) writes.push(put('stock', home, { ...stock, reserved: Math.max(0, stock.reserved - hold.quantity) }));
    return decide(applied({ code: hold.code, state }), writes);
  },
});
