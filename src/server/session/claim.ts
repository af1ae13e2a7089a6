// The first manager [K4]: a link that the first start prints, good for one use. It makes this browser a manager's
// device and its holder the store's first manager, by the same acts as everything else.
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type * as z from 'zod/mini';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { importPublicKey } from '#protocol/signature.ts';
import type { ClaimAnswer, ClaimRequest } from '#protocol/session.ts';
import type { Authority } from '#server/authority.ts';
import type { Database } from '#server/database/schema.ts';
import { Refused } from '#server/http/refused.ts';
import { recordToRow } from '#server/rows.ts';
import { serverAct } from '#server/server-act.ts';
import { findDevice } from './caller.ts';
import { newCode } from './enrol.ts';
import { installationOf } from './installation.ts';
import { setPin } from './pin.ts';
import { grantShift } from './shift.ts';

const liveMs = 7 * 86_400_000;
const firstNumber = 101;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The token for the link; only its hash is stored. Earlier links of the store that nobody used end now. */
export async function createClaim(db: Kysely<Database>, home: HomeId, nowMs: number): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await db.deleteFrom('claim').where('home_id', '=', home).where('used_ms', 'is', null).execute();
  await db
    .insertInto('claim')
    .values({ token_hash: hashOf(token), home_id: home, made_ms: nowMs, ends_ms: nowMs + liveMs, used_ms: null })
    .execute();
  return token;
}

export async function claim(
  authority: Authority,
  { token, publicKey, name, pin }: z.infer<typeof ClaimRequest>,
): Promise<z.infer<typeof ClaimAnswer>> {
  const { db } = authority;
  await importPublicKey(publicKey).catch(() => {
    throw new Refused(400, 'no_key');
  });
  const nowMs = authority.now();
  // One statement decides: of two browsers with one link, one gets in.
  const used = await db
    .updateTable('claim')
    .set({ used_ms: nowMs })
    .where('token_hash', '=', hashOf(token))
    .where('used_ms', 'is', null)
    .where('ends_ms', '>', nowMs)
    .returning('home_id')
    .executeTakeFirst();
  if (!used) throw new Refused(403, 'claim_ended');
  try {
    return await makeManager(authority, used.home_id as HomeId, publicKey, name, pin);
  } catch (error) {
    // Nothing was half done that a second try with the same link would not finish.
    await db.updateTable('claim').set({ used_ms: null }).where('token_hash', '=', hashOf(token)).execute();
    throw error;
  }
}

async function makeManager(
  authority: Authority,
  home: HomeId,
  publicKey: z.infer<typeof ClaimRequest>['publicKey'],
  name: string,
  pin: string,
): Promise<z.infer<typeof ClaimAnswer>> {
  const { db } = authority;
  const staffId = authority.newId();
  const added = await serverAct(authority, home, 'add-staff', {
    staffId,
    number: await freeNumber(db, home),
    name: name.trim(),
    role: 'manager',
  });
  if (added.status !== 'applied') throw new Refused(400, added.code);
  await setPin(db, home, staffId, pin, authority.now());

  const deviceId = authority.newId() as DeviceId;
  const nowMs = authority.now();
  await db
    .insertInto('enrolment')
    .values({
      device_id: deviceId,
      code: newCode(),
      public_key: JSON.stringify(publicKey),
      screen: JSON.stringify({ width: 0, height: 0 }),
      suggested: 'manager',
      store: home,
      asked_ms: nowMs,
      ends_ms: nowMs + 60_000,
      polled_ms: 0,
      used_ms: null,
    })
    .execute();
  const approved = await serverAct(authority, home, 'approve-device', {
    deviceId,
    name: name.trim(),
    mode: 'manager',
    publicKey,
    screen: null,
  });
  const caller = await findDevice(db, deviceId);
  const staff = await db
    .selectFrom('staff')
    .selectAll()
    .where('home_id', '=', home)
    .where('id', '=', staffId)
    .executeTakeFirst();
  if (approved.status !== 'applied' || !caller || !staff) throw new Refused(500, approved.code);
  const row = recordToRow('staff', staff);
  return {
    serverTimeMs: authority.now(),
    installation: await installationOf(authority, caller),
    shift: await grantShift(authority, caller, row),
    staff: row,
  };
}

async function freeNumber(db: Kysely<Database>, home: HomeId): Promise<string> {
  const taken = new Set(
    (await db.selectFrom('staff').select('number').where('home_id', '=', home).execute()).map(({ number }) => number),
  );
  let number = firstNumber;
  while (taken.has(String(number))) number += 1;
  return String(number);
}
