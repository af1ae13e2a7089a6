// A browser becomes a person's phone, and is it no more: a device of the web store, let in by the server itself.
import type { Selectable } from 'kysely';
import type * as z from 'zod/mini';
import { type DeviceId, type HomeId, shortCode } from '#domain/ids.ts';
import type { Installation, PhoneEndRequest } from '#protocol/session.ts';
import type { Authority } from '#server/authority.ts';
import type { Database } from '#server/database/schema.ts';
import { Refused } from '#server/http/refused.ts';
import { serverAct } from '#server/server-act.ts';
import { callerOf, findDevice, isSignedBy } from './caller.ts';
import { grantsOf, revokeGrants } from './grants.ts';
import { installationOf } from './installation.ts';
import { grantPhone } from './own-person.ts';
import type { Shop } from './person.ts';

type Enrolment = Selectable<Database['enrolment']>;
type Signed = { deviceId: DeviceId; sig: string };

/** The enrolment of the browser that asks. Throws Refused 401 unknown_device, bad_signature. */
export async function waitingPhone(authority: Authority, body: Signed): Promise<Enrolment> {
  const enrolment = await enrolmentOf(authority, body);
  if (enrolment.used_ms !== null || enrolment.ends_ms <= authority.now()) throw new Refused(401, 'unknown_device');
  return enrolment;
}

/** The phone that this very browser has become already; null: it has not. */
export async function admittedPhone(authority: Authority, body: Signed): Promise<z.infer<typeof Installation> | null> {
  const enrolment = await enrolmentOf(authority, body);
  const caller = enrolment.used_ms === null ? null : await findDevice(authority.db, body.deviceId);
  return caller?.device.mode === 'phone' && caller.device.state === 'active' ? installationOf(authority, caller) : null;
}

async function enrolmentOf({ db }: Authority, body: Signed): Promise<Enrolment> {
  const found = await db.selectFrom('enrolment').selectAll().where('device_id', '=', body.deviceId).executeTakeFirst();
  if (!found) throw new Refused(401, 'unknown_device');
  if (!(await isSignedBy(body, body.sig, found.public_key))) throw new Refused(401, 'bad_signature');
  return found;
}

export async function admitPhone(
  authority: Authority,
  { web }: Shop,
  { device_id, public_key }: Enrolment,
  customer: HomeId,
): Promise<z.infer<typeof Installation>> {
  const deviceId = device_id as DeviceId;
  const approved = await serverAct(authority, web, 'approve-device', {
    deviceId,
    // Nobody's name: the shop's own lists don't say whose it is.
    name: `Phone ${shortCode(deviceId)}`,
    mode: 'phone',
    publicKey: public_key,
    screen: null,
  });
  if (approved.status !== 'applied' && approved.code !== 'already_done') throw new Refused(400, approved.code);
  await grantPhone(authority, deviceId, customer);
  const caller = await findDevice(authority.db, deviceId);
  if (!caller) throw new Error(`phone ${deviceId} was approved and is not there`);
  return installationOf(authority, caller);
}

/** Signs out. Throws Refused 403 wrong_mode for a device of the shop. */
export async function endPhone(
  authority: Authority,
  body: z.infer<typeof PhoneEndRequest>,
): Promise<{ serverTimeMs: number }> {
  const { device, home } = await callerOf(authority, body);
  if (device.mode !== 'phone') throw new Refused(403, 'wrong_mode');
  await revokeGrants(authority, await grantsOf(authority.db, device.id, 'visit'));
  await serverAct(authority, home, 'retire-device', { deviceId: device.id, state: 'retired' });
  return { serverTimeMs: authority.now() };
}
