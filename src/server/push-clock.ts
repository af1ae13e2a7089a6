// When an act was made [CK1]: what the tablet says (its wall clock, corrected by it), clamped to what can be true.
// A wrong clock is never a reason to refuse; it only makes the instant less exact.
import type { Grant } from '#domain/actor.ts';
import type { Action } from '#protocol/action.ts';

/** Receipts live at least this long [SV4]. */
const receiptsLiveMs = 400 * 86_400_000;

/** Not before the grant it names was issued, not before the act that was queued before it, not after now. */
export function createdAt(
  action: Action,
  { nowMs, grant, earlierMs }: { nowMs: number; grant: Grant | null; earlierMs: number },
): number {
  return Math.min(nowMs, Math.max(action.createdAtMs, grant?.issuedMs ?? 0, earlierMs));
}

export const outlivedReceipts = (createdMs: number, nowMs: number): boolean => nowMs - createdMs > receiptsLiveMs;
