// A member of staff opens a shift on an enrolled device: number and PIN against a grant of 12 hours.
// One open shift per device: the next person's ends the one before.
import type * as z from 'zod/mini';
import type { ShiftAnswer, ShiftEndRequest, ShiftRequest } from '#protocol/session.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { recordToRow } from '#server/rows.ts';
import { type Caller, callerOf } from './caller.ts';
import { findGrant, grantsOf, issueGrant, revokeGrants, shiftMs } from './grants.ts';
import { clearTries, countTry, pinMatches } from './pin.ts';
import type { Grant, Staff } from '#domain/actor.ts';

/** Throws Refused 401 wrong_pin, 429 locked, 403 wrong_mode. */
export async function openShift(
  authority: Authority,
  body: z.infer<typeof ShiftRequest>,
): Promise<z.infer<typeof ShiftAnswer>> {
  const caller = await callerOf(authority, body);
  const { device, home } = caller;
  // A shopper's tablet or a screen is never staff's, whoever stands before it [K4].
  if (device.mode !== 'staff' && device.mode !== 'manager') throw new Refused(403, 'wrong_mode');
  const tries = { home, device: device.id, number: body.number };
  const counted = await countTry(authority.db, tries, authority.now());
  if ('lockedUntilMs' in counted) throw new Refused(429, 'locked', { triesLeft: 0, untilMs: counted.lockedUntilMs });

  const staff = await findStaff(authority, home, body.number);
  const stored =
    staff &&
    (await authority.db
      .selectFrom('credential')
      .select('pin_hash')
      .where('home_id', '=', home)
      .where('id', '=', staff.id)
      .executeTakeFirst());
  const isRight = await pinMatches(body.pin, stored?.pin_hash ?? null);
  if (!staff || !isRight) {
    if (counted.left === 0) throw new Refused(429, 'locked', { triesLeft: 0, untilMs: counted.untilMs });
    throw new Refused(401, 'wrong_pin', { triesLeft: counted.left, untilMs: null });
  }
  await clearTries(authority.db, tries);
  return { serverTimeMs: authority.now(), grant: await grantShift(authority, caller, staff), staff };
}

async function findStaff({ db }: Authority, home: string, number: string): Promise<Staff | null> {
  const found = await db
    .selectFrom('staff')
    .selectAll()
    .where('home_id', '=', home)
    .where('number', '=', number)
    .where('live', '=', true)
    .executeTakeFirst();
  return found ? recordToRow('staff', found) : null;
}

/** Ends the device's open shift, if any, and opens this person's. */
export async function grantShift(
  authority: Authority,
  { device, home }: Pick<Caller, 'device' | 'home'>,
  staff: Staff,
): Promise<Grant> {
  await revokeGrants(
    authority,
    (await grantsOf(authority.db, device.id, 'shift')).filter(({ endsMs }) => endsMs > authority.now()),
  );
  const endsMs = authority.now() + shiftMs;
  return issueGrant(authority, {
    kind: 'shift',
    level: staff.role,
    home,
    device: device.id,
    subject: staff.id,
    name: staff.name,
    endsMs,
  });
}

/** Ending what is no open shift of this device is no error: it has ended. */
export async function endShift(
  authority: Authority,
  body: z.infer<typeof ShiftEndRequest>,
): Promise<{ serverTimeMs: number }> {
  const { device } = await callerOf(authority, body);
  const grant = await findGrant(authority.db, body.grant);
  if (grant?.kind === 'shift' && grant.device === device.id) await revokeGrants(authority, [grant]);
  return { serverTimeMs: authority.now() };
}
