// A browser asks to become a device [K1]: it shows eight characters, a manager approves them by an act,
// and the browser, polling with its own key's signature, learns who it is. Codes end after 10 minutes.
import { randomBytes } from 'node:crypto';
import type * as z from 'zod/mini';
import type { DeviceMode } from '#domain/actor.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { importPublicKey } from '#protocol/signature.ts';
import type { EnrolAnswer, EnrolRequest, PollAnswer, PollRequest } from '#protocol/session.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { serverAct } from '#server/server-act.ts';
import { findDevice, isSignedBy } from './caller.ts';
import { installationOf } from './installation.ts';

const liveMs = 10 * 60_000;
const intervalMs = 2_000;
/** Crockford's alphabet without look-alikes: no I, L, O, U. 32 characters, so a byte's low five bits choose evenly. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const newCode = (): string => [...randomBytes(8)].map((byte) => alphabet.charAt(byte & 31)).join('');

/** As a person may type it: small letters, spaces, a hyphen, and the look-alikes read as what they look like. */
export const typedCode = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

export async function askToEnrol(
  authority: Authority,
  { publicKey, screen, demo }: EnrolRequest,
): Promise<z.infer<typeof EnrolAnswer>> {
  await importPublicKey(publicKey).catch(() => {
    throw new Refused(400, 'no_key');
  });
  const demoStores = await listDemoStores(authority);
  // A phone is somebody's, in the demo too: a mail says whose.
  const isDemo = demo !== null && demo.mode !== 'phone' && demoStores.some(({ id }) => id === demo.store);
  const enrolment = await openEnrolment(authority, publicKey, screen, isDemo ? demo.mode : null);
  if (isDemo) await approveDemo(authority, enrolment, publicKey, demo.store, demo.mode, screen);
  return { ...enrolment, intervalMs, serverTimeMs: authority.now(), demoStores };
}

interface Enrolment {
  deviceId: DeviceId;
  code: string;
  endsMs: number;
}

/** Asking twice with one key is asking once. */
async function openEnrolment(
  authority: Authority,
  publicKey: EnrolRequest['publicKey'],
  screen: EnrolRequest['screen'],
  suggested: DeviceMode | null,
): Promise<Enrolment> {
  const { db } = authority;
  const nowMs = authority.now();
  const found = await db
    .selectFrom('enrolment')
    .select(['device_id', 'code', 'ends_ms'])
    .where('public_key', '=', JSON.stringify(publicKey) as never)
    .where('used_ms', 'is', null)
    .where('ends_ms', '>', nowMs)
    .executeTakeFirst();
  if (found) return { deviceId: found.device_id as DeviceId, code: found.code, endsMs: found.ends_ms };
  await db
    .deleteFrom('enrolment')
    .where('used_ms', 'is', null)
    .where('ends_ms', '<', nowMs - liveMs)
    .execute();
  const fresh: Enrolment = { deviceId: authority.newId() as DeviceId, code: newCode(), endsMs: nowMs + liveMs };
  await db
    .insertInto('enrolment')
    .values({
      device_id: fresh.deviceId,
      code: fresh.code,
      public_key: JSON.stringify(publicKey),
      screen: JSON.stringify(screen),
      suggested,
      store: null,
      asked_ms: nowMs,
      ends_ms: fresh.endsMs,
      polled_ms: 0,
      used_ms: null,
    })
    .execute();
  return fresh;
}

/** In the demo shop nobody stands behind the manager's page: the server approves, by the same act. */
async function approveDemo(
  authority: Authority,
  { deviceId, code }: Enrolment,
  publicKey: EnrolRequest['publicKey'],
  store: HomeId,
  mode: DeviceMode,
  { width, height }: EnrolRequest['screen'],
): Promise<void> {
  const [long, short] = [Math.max(width, height), Math.max(1, Math.min(width, height))];
  // A shelf strip is many times longer than high; anything else is shown as a wall.
  const screen =
    mode === 'display'
      ? { kind: long / short > 4 ? 'strip' : 'wall', width: Math.round(width), height: Math.round(height) }
      : null;
  const outcome = await serverAct(authority, store, 'approve-device', {
    deviceId,
    name: `Demo ${code.slice(0, 4)}`,
    mode,
    publicKey,
    screen,
  });
  if (outcome.status !== 'applied') throw new Refused(400, outcome.code);
}

async function listDemoStores({ db }: Authority): Promise<z.infer<typeof EnrolAnswer>['demoStores']> {
  const found = await db
    .selectFrom('home as store')
    .innerJoin('home as chain', 'chain.id', 'store.chain_id')
    .select(['store.id', 'store.name', 'chain.name as chain'])
    .where('store.kind', '=', 'store')
    .where('store.is_web', '=', false)
    .where('chain.demo', '=', true)
    .orderBy('store.name')
    .execute();
  return found.map(({ id, name, chain }) => ({ id: id as HomeId, name, chain }));
}

export async function pollEnrolment(
  authority: Authority,
  body: z.infer<typeof PollRequest>,
): Promise<z.infer<typeof PollAnswer>> {
  const { db } = authority;
  const enrolment = await db
    .selectFrom('enrolment')
    .selectAll()
    .where('device_id', '=', body.deviceId)
    .executeTakeFirst();
  if (!enrolment) return { state: 'ended' };
  if (!(await isSignedBy(body, body.sig, enrolment.public_key))) throw new Refused(401, 'bad_signature');
  const caller = enrolment.used_ms === null ? null : await findDevice(db, body.deviceId);
  if (caller?.device.state === 'active')
    return { state: 'approved', installation: await installationOf(authority, caller) };
  const nowMs = authority.now();
  if (enrolment.used_ms !== null || enrolment.ends_ms <= nowMs) return { state: 'ended' };
  await db.updateTable('enrolment').set({ polled_ms: nowMs }).where('device_id', '=', body.deviceId).execute();
  return { state: 'pending', slowDown: nowMs - enrolment.polled_ms < intervalMs / 2 };
}
