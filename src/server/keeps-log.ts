// Whether what is written to a home is told to tablets change by change, or not at all because nobody has it yet.
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from './database/schema.ts';

/**
 * False until something of the home was logged or packed: such a fill needs no log, tablets take the file that is packed
 * after it. Once there is a file, tablets stand on it: without a log each of them would fetch the whole home anew.
 */
export async function keepsLog(db: Kysely<Database>, home: HomeId): Promise<boolean> {
  const { rows } = await sql<{ keeps: boolean }>`
    select rev > min_rev or exists (select from snapshot where snapshot.home_id = home.id) as keeps
    from home where id = ${home}`.execute(db);
  return rows[0]?.keeps ?? false;
}
