// How much one visit may have put aside at once: a shelf is not emptied from a tablet.
import type { Grant } from '#domain/actor.ts';
import { type Outcome, rejected } from '#domain/outcome.ts';
import type { Action } from '#protocol/action.ts';
import { sql } from './database/statement.ts';
import type { Trx } from './rows.ts';

const unitsPerVisit = 12;

/**
 * A refusal for a hold that is one too many of its visit, or null. Counted without a lock: two at the same instant may
 * pass together, which empties no shelf.
 */
export async function capOf(
  trx: Trx,
  action: Action,
  { level, device }: Grant,
  input: unknown,
): Promise<Outcome | null> {
  if (action.kind !== 'hold' || (level !== 'device' && level !== 'visit')) return null;
  const { quantity } = input as { quantity: number };
  const { rows } = await sql<{ units: number }>`
    select coalesce(sum(hold.quantity), 0)::int8 as units from hold
    join receipt on receipt.home_id = hold.home_id and receipt.id = hold.id
    where hold.home_id = ${action.home} and hold.device = ${device} and hold.state = 'held' and receipt.lane = ${action.lane}`.execute(
    trx,
  );
  const held = Number(rows[0]?.units ?? 0);
  return held + quantity > unitsPerVisit ? rejected('too_many', { held, most: unitsPerVisit }) : null;
}
