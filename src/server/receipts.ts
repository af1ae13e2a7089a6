// The memory that makes a repeat harmless [SV1]: one receipt per act, written in the act's own transaction.
// A rejection is a stored receipt too [SV2].
import type { DeviceId } from '#domain/ids.ts';
import type { Outcome } from '#domain/outcome.ts';
import type { Action } from '#protocol/action.ts';
import type { Receipt } from '#protocol/push.ts';
import type { Revs } from './feed.ts';
import type { Origin } from './push.ts';
import type { Trx } from './rows.ts';

/** The receipt this act already has, in whatever home; `other_hash` when its id belongs to a different act. */
export async function earlierReceipt(trx: Trx, action: Action, nowMs: number): Promise<Receipt | 'other_hash' | null> {
  const found = await trx
    .selectFrom('receipt')
    .select(['home_id', 'hash', 'status', 'outcome', 'revs'])
    .where('id', '=', action.id)
    .executeTakeFirst();
  if (!found) return null;
  if (found.hash !== action.hash || found.home_id !== action.home) return 'other_hash';
  return {
    id: action.id,
    status: found.status === 'accepted' ? 'accepted' : 'final',
    outcome: found.outcome,
    revs: found.revs,
    serverTimeMs: nowMs,
  };
}

/** Inserts the act's receipt before anything else; waits for a transaction that is just doing the same. False: it was there. */
export async function claimReceipt(
  trx: Trx,
  { origin, action }: { origin: Origin; action: Action },
  createdMs: number,
  nowMs: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('receipt')
    .values({
      home_id: action.home,
      id: action.id,
      hash: action.hash,
      device: origin.device,
      epoch: origin.epoch,
      seq: action.seq,
      kind: action.kind,
      v: action.v,
      lane: action.lane,
      actor: action.actor,
      status: 'pending',
      outcome: null,
      revs: '{}',
      action: JSON.stringify(action),
      created_ms: createdMs,
      received_ms: nowMs,
    })
    .onConflict((on) => on.columns(['home_id', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function closeReceipt(trx: Trx, action: Action, outcome: Outcome, revs: Revs): Promise<void> {
  await trx
    .updateTable('receipt')
    .set({ status: 'final', outcome: JSON.stringify(outcome), revs: JSON.stringify(revs) })
    .where('home_id', '=', action.home)
    .where('id', '=', action.id)
    .execute();
}

/** A copy that no machine acts on [PO3]. */
export async function keepDeadLetter(
  trx: Trx,
  action: Action,
  device: DeviceId,
  reason: string,
  nowMs: number,
): Promise<void> {
  await trx
    .insertInto('dead_letter')
    .values({ home_id: action.home, id: action.id, device, reason, action: JSON.stringify(action), at_ms: nowMs })
    .onConflict((on) => on.columns(['home_id', 'id']).doNothing())
    .execute();
}
