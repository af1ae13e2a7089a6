// When an act was made [CK1]: what the tablet says (its wall clock, corrected by it), clamped to what can be true.
// A wrong clock is never a reason to refuse; it only makes the instant less exact.
import type { Grant } from '#domain/actor.ts';
import type { Action } from '#protocol/action.ts';
import type { Origin } from './push.ts';
import type { Trx } from './rows.ts';

/** Receipts live at least this long [SV4]. */
const receiptsLiveMs = 400 * 86_400_000;

/** Not before the grant it names was issued, not before the act that was queued before it, not after now. */
export function createdAt(
  action: Action,
  { nowMs, grant, earlierMs }: { nowMs: number; grant: Grant | null; earlierMs: number },
): number {
  return Math.min(nowMs, Math.max(action.createdAtMs, grant?.issuedMs ?? 0, earlierMs));
}

/** The instant of the act queued before this one on the same device, as far as it has arrived; 0 for none. */
export async function earlierAct(trx: Trx, { device, epoch }: Origin, seq: number): Promise<number> {
  const found = await trx
    .selectFrom('receipt')
    .select('created_ms')
    .where('device', '=', device)
    .where('epoch', '=', epoch)
    .where('seq', '<', seq)
    .where('seq', '>', 0)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.created_ms ?? 0;
}

export const outlivedReceipts = (createdMs: number, nowMs: number): boolean => nowMs - createdMs > receiptsLiveMs;
