// A phone is given a certificate to show, and takes all of its person's back. What is in it is read from the person's
// rows at that moment: name, consents, and products only while the history may be used.
import { randomBytes } from 'node:crypto';
import type * as z from 'zod/mini';
import { noWishes } from '#domain/consent.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { grantHolds } from '#domain/actor.ts';
import { makeCertificate, mostProducts } from '#protocol/pass.ts';
import type { PassAnswer, PassRequest, PassRevokeRequest } from '#protocol/person.ts';
import { toBase64Url } from '#protocol/signature.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { customerVector } from '#server/suggest/customer-vector.ts';
import { type Caller, callerOf } from './caller.ts';
import { grantsOf } from './grants.ts';
import { consentsIn, firstNameOf, sayingsOf } from './person-homes.ts';
import { endLinks } from './open-links.ts';

/** Whose phone it is, by the newest grant that it was given and that holds. Throws Refused 403 wrong_mode, person_ended. */
export async function phoneOf(
  authority: Authority,
  body: { deviceId: DeviceId; sig: string },
): Promise<Caller & { person: HomeId; firstName: string }> {
  const caller = await callerOf(authority, body);
  if (caller.device.mode !== 'phone') throw new Refused(403, 'wrong_mode');
  const person = await personOfPhone(authority, caller.device.id);
  const firstName = person && (await firstNameOf(authority.db, person));
  if (!person || firstName === null) throw new Refused(403, 'person_ended');
  return { ...caller, person, firstName };
}

export async function personOfPhone(
  { db, now }: Pick<Authority, 'db' | 'now'>,
  phone: DeviceId,
): Promise<HomeId | null> {
  const held = (await grantsOf(db, phone, 'visit')).find((grant) => grantHolds(grant, now()));
  return (held?.subject as HomeId | null | undefined) ?? null;
}

export async function givePass(
  authority: Authority,
  body: z.infer<typeof PassRequest>,
): Promise<z.infer<typeof PassAnswer>> {
  const { device, chain, person, firstName } = await phoneOf(authority, body);
  const nowMs = authority.now();
  const consents = consentsIn(await sayingsOf(authority.db, person), person, null);
  const vector = consents.history_now ? await customerVector(authority, { person, chain }, mostProducts) : [];
  const alias = randomBytes(8);
  const certificate = await makeCertificate(
    {
      alias,
      issuedMs: nowMs,
      consents,
      wishes: body.wishes ?? noWishes,
      firstName,
      productIds: vector.map(([id]) => id),
      chain,
      phoneKey: device.publicKey,
    },
    { kid: authority.key.publicKey.kid, privateKey: authority.key.privateKey },
  );
  await authority.db
    .insertInto('pass_cert')
    .values({
      alias: alias.toString('hex'),
      phone: device.id,
      customer: person,
      wishes: body.wishes ? JSON.stringify(body.wishes) : null,
      issued_ms: nowMs,
      revoked_ms: null,
    })
    .execute();
  return { serverTimeMs: nowMs, certificate: toBase64Url(certificate) };
}

/** A tablet without network takes a revoked one until its minutes are over; everything else ends at once. */
export async function revokePasses(
  authority: Authority,
  body: z.infer<typeof PassRevokeRequest>,
): Promise<{ serverTimeMs: number }> {
  const { person } = await phoneOf(authority, body);
  await authority.db
    .updateTable('pass_cert')
    .set({ revoked_ms: authority.now() })
    .where('customer', '=', person)
    .where('revoked_ms', 'is', null)
    .execute();
  await endLinks(authority, { customer: person });
  return { serverTimeMs: authority.now() };
}
