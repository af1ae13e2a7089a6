// What belongs to a person: their own home and those of the visits that were joined to it, each by a row of identity.
// What they let us do is, per purpose, the newest saying over all of them.
import { sql } from 'kysely';
import { type Consent, type Consents, mergeId, noConsents } from '#domain/consent.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Authority } from '#server/authority.ts';
import { recordToRow } from '#server/rows.ts';

type Db = Authority['db'];

/** The person's own home comes first. */
export async function homesOf(db: Db, person: HomeId): Promise<HomeId[]> {
  const found = await db
    .selectFrom('identity')
    .select('id')
    .where('home_id', '=', person)
    .where('kind', '=', 'merge')
    .where('until_ms', 'is', null)
    .execute();
  return [person, ...found.map(({ id }) => id.slice(mergeId('').length) as HomeId)];
}

/** Whose a home is: a known person's own, or that of a visit that was joined to one; null: nobody's yet. */
export async function personBehind(db: Db, home: HomeId): Promise<HomeId | null> {
  const merged = await db
    .selectFrom('identity')
    .select('home_id')
    .where('id', '=', mergeId(home))
    .where('kind', '=', 'merge')
    .where('until_ms', 'is', null)
    .executeTakeFirst();
  if (merged) return merged.home_id as HomeId;
  return (await firstNameOf(db, home)) === null ? null : home;
}

/** null: no known person. */
export async function firstNameOf(db: Db, person: HomeId): Promise<string | null> {
  const found = await db
    .selectFrom('customer')
    .select('first_name')
    .where('home_id', '=', person)
    .where('id', '=', person)
    .where('kind', '=', 'known')
    .executeTakeFirst();
  return found ? (found.first_name ?? '') : null;
}

export interface Said {
  home: HomeId;
  consent: Consent;
}

/** The newest saying of each purpose. */
export async function sayingsOf(db: Db, person: HomeId): Promise<Said[]> {
  const { rows } = await sql<Record<string, unknown> & { home_id: string }>`
    select distinct on (purpose) * from consent where home_id in (${sql.join(await homesOf(db, person))})
    order by purpose, at_ms desc, id desc`.execute(db);
  return rows.map((line) => ({ home: line.home_id as HomeId, consent: recordToRow('consent', line) }));
}

/**
 * What holds in a visit; `visit` null: wherever the person's phone is shown. "On this tablet, now" that was said in another
 * visit holds in that one only, unless they also had it remembered; said on their own phone it holds everywhere.
 */
export function consentsIn(said: readonly Said[], person: HomeId, visit: HomeId | null): Consents {
  const given = new Map(said.filter(({ consent }) => consent.given).map((one) => [one.consent.purpose, one.home]));
  const now = given.get('history_now');
  return {
    ...noConsents,
    history_now: now !== undefined && (now === visit || now === person || given.has('remember')),
    remember: given.has('remember'),
    contact: given.has('contact'),
  };
}

/** The latest instant of which the person had us forget everything; null: never. */
export async function forgottenMs(db: Db, homes: readonly HomeId[]): Promise<number | null> {
  const { at_ms } = await db
    .selectFrom('forgotten')
    .select(({ fn }) => fn.max<number | null>('at_ms').as('at_ms'))
    .where('home_id', 'in', homes)
    .executeTakeFirstOrThrow();
  return at_ms === null ? null : Number(at_ms);
}
