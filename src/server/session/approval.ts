// What stands behind the approving act [K1]: the code that the browser shows, good for one use within its time.
// Checked and used up inside the act's transaction, so that one enrolment makes one device, in one store.
import { type Outcome, rejected } from '#domain/outcome.ts';
import { canonicalJson } from '#protocol/action.ts';
import type { Trx } from '#server/rows.ts';

/** A refusal for an act whose ground is session data, or null. Locks what it looked at. */
export async function guardOf(trx: Trx, kind: string, input: unknown, nowMs: number): Promise<Outcome | null> {
  if (kind !== 'approve-device') return null;
  const { deviceId, publicKey } = input as { deviceId: string; publicKey: object };
  const enrolment = await trx
    .selectFrom('enrolment')
    .selectAll()
    .where('device_id', '=', deviceId)
    .forUpdate()
    .executeTakeFirst();
  if (!enrolment || canonicalJson(enrolment.public_key) !== canonicalJson(publicKey)) return rejected('unknown_row');
  if (enrolment.used_ms !== null) return rejected('already_done');
  return enrolment.ends_ms <= nowMs ? rejected('already_ended') : null;
}

/** After an approval that was applied: the code is good for nothing more. */
export async function useUp(trx: Trx, kind: string, input: unknown, nowMs: number): Promise<void> {
  if (kind !== 'approve-device') return;
  const { deviceId } = input as { deviceId: string };
  await trx.updateTable('enrolment').set({ used_ms: nowMs }).where('device_id', '=', deviceId).execute();
}
