// Who is at the other end: a device that a manager approved, proven by its key's signature over the whole body.
// Everything that is not exactly that is refused with a 401, which pauses a tablet and drops nothing [PU3].
import type { Device } from '#domain/actor.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { importPublicKey, signatureHolds } from '#protocol/signature.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { recordToRow } from '#server/rows.ts';

/** A device with its store and chain. */
export interface Caller {
  device: Device;
  home: HomeId;
  chain: HomeId;
}

export async function findDevice(db: Authority['db'], id: string): Promise<Caller | null> {
  const found = await db
    .selectFrom('device')
    .innerJoin('home', 'home.id', 'device.home_id')
    .selectAll('device')
    .select('home.chain_id')
    .where('device.id', '=', id)
    .executeTakeFirst();
  if (!found) return null;
  return { device: recordToRow('device', found), home: found.home_id as HomeId, chain: found.chain_id as HomeId };
}

/** Throws Refused 401: `unknown_device`, `device_suspended`, `device_lost`, `device_retired`, `bad_signature`. */
export async function callerOf(authority: Authority, body: { deviceId: DeviceId; sig: string }): Promise<Caller> {
  const caller = await findDevice(authority.db, body.deviceId);
  if (!caller) throw new Refused(401, 'unknown_device');
  if (!(await isSignedBy(body, body.sig, caller.device.publicKey))) throw new Refused(401, 'bad_signature');
  if (caller.device.state !== 'active') throw new Refused(401, `device_${caller.device.state}`);
  return caller;
}

/** False also for a key that is none: what a hostile browser sent at its enrolment is checked there, and here again. */
export async function isSignedBy(body: object, sig: string, publicKey: Device['publicKey']): Promise<boolean> {
  try {
    return await signatureHolds(body, sig, await importPublicKey(publicKey));
  } catch {
    return false;
  }
}
