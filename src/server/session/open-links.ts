// Visits that somebody is identified in, while they last. They end with the visit, with the person's word, or when nobody
// gives a sign of life; whatever changes, the tablet is told and asks again.
import type { Selectable } from 'kysely';
import { feedName } from '#domain/home.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import type { Authority } from '#server/authority.ts';
import type { Database } from '#server/database/schema.ts';
import { Refused } from '#server/http/refused.ts';
import type { Caller } from './caller.ts';

export type Link = Selectable<Database['visit_link']>;

/** A tablet in use asks after its visit every ten minutes. */
export const linkIdleMs = 30 * 60_000;

/** The open link of this tablet's visit; asking is a sign of life. Throws Refused 404 not_linked. */
export async function openLink({ db, now }: Authority, { device }: Caller, home: HomeId): Promise<Link> {
  const nowMs = now();
  const found = await db
    .updateTable('visit_link')
    .set({ seen_ms: nowMs })
    .where('visit_home', '=', home)
    .where('device', '=', device.id)
    .where('ended_ms', 'is', null)
    .where('seen_ms', '>', nowMs - linkIdleMs)
    .returningAll()
    .executeTakeFirst();
  if (!found) throw new Refused(404, 'not_linked');
  return found;
}

export type WhichLinks = { visitHome: HomeId; device: DeviceId } | { customer: HomeId } | { idleSinceMs: number };

/** Ends what is open of these and tells their tablets. Returns how many ended. */
export async function endLinks(authority: Authority, which: WhichLinks): Promise<number> {
  let ending = authority.db.updateTable('visit_link').set({ ended_ms: authority.now() }).where('ended_ms', 'is', null);
  if ('visitHome' in which)
    ending = ending.where('visit_home', '=', which.visitHome).where('device', '=', which.device);
  else if ('customer' in which) ending = ending.where('customer', '=', which.customer);
  else ending = ending.where('seen_ms', '<=', which.idleSinceMs);
  const ended = await ending.returning('visit_home').execute();
  tell(
    authority,
    ended.map(({ visit_home }) => visit_home),
  );
  return ended.length;
}

/** Something about the person has changed: every tablet where they stand asks again. */
export async function tellTablets(authority: Authority, person: HomeId): Promise<void> {
  const open = await authority.db
    .selectFrom('visit_link')
    .select('visit_home')
    .where('customer', '=', person)
    .where('ended_ms', 'is', null)
    .execute();
  tell(
    authority,
    open.map(({ visit_home }) => visit_home),
  );
}

/** Their tablets hear of it at once. */
export const tell = ({ hub }: Authority, homes: readonly string[]): void =>
  hub.moved(homes.map((home) => feedName('customer/self', home as HomeId)));
