// Whose phone it is: the one person who let this very device act for them, by a visit's grant that holds now.
import { grantHolds } from '#domain/actor.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { eachOf } from '#server/import/each-of.ts';
import type { Caller } from '#server/session/caller.ts';
import { grantsOf } from '#server/session/grants.ts';

/** Throws Refused 403 `no_visit`. */
export async function customerOfPhone({ db, now }: Authority, { device, chain }: Caller): Promise<HomeId> {
  if (device.mode !== 'phone') throw new Refused(403, 'no_visit');
  const grants = await grantsOf(db, device.id, 'visit');
  const subjects = grants.flatMap((grant) => (grantHolds(grant, now()) ? (grant.subject ?? []) : []));
  const homes = await db
    .selectFrom('home')
    .select('id')
    .where('id', 'in', eachOf(subjects))
    .where('kind', '=', 'customer')
    .where('chain_id', '=', chain)
    .execute();
  // The newest grant comes first.
  const home = subjects.find((subject) => homes.some(({ id }) => id === subject));
  if (home === undefined) throw new Refused(403, 'no_visit');
  return home as HomeId;
}
