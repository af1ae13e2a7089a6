// What follows when a person has said something of themselves: their tablets hear of it at once, and what was forgotten is
// deleted. After the commit; a round of jobs does what a server that stopped in between has not.
import { sql } from 'kysely';
import { forgetHistory } from '#domain/actions/forget-history.ts';
import { sayConsent } from '#domain/actions/say-consent.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Authority } from '#server/authority.ts';
import { tellTablets } from './open-links.ts';
import { forgottenMs, homesOf, personBehind } from './person-homes.ts';

/** The act is committed, whatever becomes of this. */
export async function afterSaying(authority: Authority, { kind, home }: { kind: string; home: HomeId }): Promise<void> {
  if (kind !== sayConsent.kind && kind !== forgetHistory.kind) return;
  try {
    const person = await personBehind(authority.db, home);
    if (kind === forgetHistory.kind) await deleteForgotten(authority, person ?? home);
    if (person) await tellTablets(authority, person);
  } catch (error) {
    authority.log.warn({ err: error, home }, 'What a person said has not been told on yet');
  }
}

/** The events of all the person's homes up to the instant of forgetting. Returns how many went. */
export async function deleteForgotten({ db }: Pick<Authority, 'db'>, person: HomeId): Promise<number> {
  const homes = await homesOf(db, person);
  const atMs = await forgottenMs(db, homes);
  if (atMs === null) return 0;
  const { numAffectedRows } = await sql`
    delete from event where home_id in (${sql.join(homes)}) and at_ms <= ${atMs}::int8`.execute(db);
  return Number(numAffectedRows ?? 0);
}

const lookBackMs = 7 * 86_400_000;

/** A round: what was forgotten lately, also of homes that were joined to their person later. Returns how many events went. */
export async function deleteAllForgotten(authority: Pick<Authority, 'db' | 'now'>): Promise<number> {
  const { db, now } = authority;
  const lately = await db
    .selectFrom('forgotten')
    .select('home_id')
    .where('at_ms', '>', now() - lookBackMs)
    .execute();
  let gone = 0;
  for (const { home_id } of lately)
    gone += await deleteForgotten(authority, (await personBehind(db, home_id as HomeId)) ?? (home_id as HomeId));
  return gone;
}
