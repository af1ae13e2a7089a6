// Whose rows these are [FD1]: chains, their stores (the web shop is one) and customers.
// A home is made once and keeps its id; its timeline changes only when a restore is found [PL6].
import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { HomeKind } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from './database/schema.ts';

export type Home = Selectable<Database['home']>;

export interface NewHome {
  id: HomeId;
  kind: HomeKind;
  /** The chain it belongs to; a chain names itself. */
  chain: HomeId;
  name: string;
  sourceId?: string | null;
  isWeb?: boolean;
  demo?: boolean;
  currency: string;
  locales: readonly string[];
}

export const newTimeline = (): string => randomUUID();

/** Makes the home unless it is there already; an existing one is left as it is. */
export async function createHome(db: Kysely<Database>, home: NewHome): Promise<void> {
  await db
    .insertInto('home')
    .values({
      id: home.id,
      kind: home.kind,
      chain_id: home.chain,
      name: home.name,
      source_id: home.sourceId ?? null,
      is_web: home.isWeb ?? false,
      demo: home.demo ?? false,
      currency: home.currency,
      locales: JSON.stringify(home.locales),
      timeline: newTimeline(),
    })
    .onConflict((on) => on.column('id').doNothing())
    .execute();
}

export const findHome = (db: Kysely<Database>, id: string): Promise<Home | undefined> =>
  db.selectFrom('home').selectAll().where('id', '=', id).executeTakeFirst();

/** The web shop's home of a chain; a chain without one has null. */
export async function webHomeOf(db: Kysely<Database>, chain: string): Promise<HomeId | null> {
  const found = await db
    .selectFrom('home')
    .select('id')
    .where('chain_id', '=', chain)
    .where('kind', '=', 'store')
    .where('is_web', '=', true)
    .orderBy('id')
    .executeTakeFirst();
  return found ? (found.id as HomeId) : null;
}
