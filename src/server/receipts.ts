// The memory that makes a repeat harmless [SV1]: one receipt per act, written in the act's own transaction.
// A rejection is a stored receipt too [SV2].
import type { ActionId, DeviceId } from '#domain/ids.ts';
import type { Outcome } from '#domain/outcome.ts';
import type { Action } from '#protocol/action.ts';
import type { Receipt } from '#protocol/push.ts';
import { type Sql, sql } from './database/statement.ts';
import type { Revs } from './feed.ts';
import type { Origin } from './push.ts';
import type { Trx } from './rows.ts';

export interface KeptReceipt {
  home_id: string;
  hash: string;
  device: string;
  status: string;
  outcome: Outcome | null;
  revs: Revs;
  desk_ms: number | null;
}

/** The answer that an act got before; `other_hash` when its id belongs to a different act. */
export function earlierReceipt(found: KeptReceipt, action: Action, nowMs: number): Receipt | 'other_hash' {
  if (found.hash !== action.hash || found.home_id !== action.home) return 'other_hash';
  return {
    id: action.id,
    status: found.status === 'accepted' ? 'accepted' : 'final',
    outcome: found.outcome,
    revs: found.revs,
    serverTimeMs: nowMs,
    deskMs: found.desk_ms,
  };
}

/**
 * Another device got it for this id while nobody could tell whose the act is: no grant was known, or nothing could be read.
 * It took no effect, and says nothing to the device that made the true one.
 */
export const isStrangers = ({ device, outcome }: KeptReceipt, maker: DeviceId): boolean =>
  device !== maker && (outcome?.code === 'grant_unknown' || outcome?.code === 'invalid_input');

export async function giveBackId(trx: Trx, { home_id, device }: KeptReceipt, { id }: Action): Promise<void> {
  await trx
    .deleteFrom('receipt')
    .where('home_id', '=', home_id)
    .where('id', '=', id)
    .where('device', '=', device)
    .execute();
  await trx.deleteFrom('event').where('home_id', '=', home_id).where('id', '=', id).execute();
}

/** The answer for an act that is not decided yet: nothing of it is stored [SV2]. */
export const unsettled = (id: ActionId, status: 'wait' | 'retry', nowMs: number): Receipt => ({
  id,
  status,
  outcome: null,
  revs: {},
  serverTimeMs: nowMs,
  deskMs: null,
});

/** Inserts the act's receipt before anything else; waits for a transaction that is just doing the same. False: it was there. */
export async function claimReceipt(
  trx: Trx,
  { origin, action }: { origin: Origin; action: Action },
  createdMs: number,
  nowMs: number,
): Promise<boolean> {
  const receipt = sql.insert('receipt', {
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
  });
  const { numAffectedRows } = await sql`${receipt} on conflict (home_id, id) do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

/** `accepted`: committed here, but its outcome is not in yet [OC3]. */
interface Closed {
  status: 'final' | 'accepted';
  outcome: Outcome | null;
  deskMs: number | null;
}

/** A part of the statement that commits the act: `counted` holds the revs it took. */
export const closingReceipt = (action: Action, { status, outcome, deskMs }: Closed): Sql => sql`
  update receipt set status = ${status}, outcome = ${outcome && JSON.stringify(outcome)}::jsonb, desk_ms = ${deskMs}::int8,
                     revs = (select jsonb_object_agg(id, rev) from counted)
  where home_id = ${action.home} and id = ${action.id}`;

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
