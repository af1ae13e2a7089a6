// Whose phone a device is: said by the newest grant that it was given with the mail's code, and by nothing else.
import type { Grant } from '#domain/actor.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import type { OwnPerson } from '#protocol/session.ts';
import type * as z from 'zod/mini';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { grantsOf, issueGrant } from './grants.ts';

const dayMs = 86_400_000;
const grantMs = 90 * dayMs;
/** A phone that is used once a month stays signed in. */
const renewBeforeMs = 60 * dayMs;

/** Throws Refused 401 person_ended: nobody's phone any more, or left alone for too long. */
export async function ownPersonOf(authority: Authority, device: DeviceId): Promise<z.infer<typeof OwnPerson>> {
  const nowMs = authority.now();
  const newest = (await grantsOf(authority.db, device, 'visit')).find(
    ({ revokedMs, endsMs, level }) => level === 'visit' && revokedMs === null && endsMs > nowMs,
  );
  const customer = newest?.subject as HomeId | null | undefined;
  const found =
    customer &&
    (await authority.db
      .selectFrom('customer')
      .select(['kind', 'first_name'])
      .where('home_id', '=', customer)
      .where('id', '=', customer)
      .executeTakeFirst());
  if (!newest || !customer || found?.kind !== 'known') throw new Refused(401, 'person_ended');
  const isYoung = newest.endsMs - nowMs > renewBeforeMs;
  const grant = isYoung ? newest : await grantPhone(authority, device, customer);
  return { grant, customer, firstName: found.first_name ?? '' };
}

/** Of the person's own home: with it no act of a store may be done [FD3]. */
export const grantPhone = (authority: Authority, device: DeviceId, customer: HomeId): Promise<Grant> =>
  issueGrant(authority, {
    kind: 'visit',
    level: 'visit',
    home: customer,
    device,
    subject: customer,
    name: null,
    endsMs: authority.now() + grantMs,
  });
