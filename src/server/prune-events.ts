// What visitors did is kept for so many days and no longer [PR9], whoever they were and whichever way it came in.
import { type Kysely, sql } from 'kysely';
import type { Database } from './database/schema.ts';
import { keptDays } from './events/read-event.ts';

const dayMs = 86_400_000;
const portion = 2_000;
const portionsPerRound = 40;
const homesPerPortion = 200;

/** Returns how many events went. */
export async function pruneEvents(db: Kysely<Database>, nowMs: number): Promise<number> {
  const beforeMs = nowMs - keptDays * dayMs;
  let gone = 0;
  for (let round = 0; round < portionsPerRound; round += 1) {
    // By the homes' own index: there is none over all events, which would cost every act that is written.
    const { numAffectedRows } = await sql`
      delete from event where (home_id, id) in (
        select event.home_id, event.id from (
          select id from home where exists (select 1 from event where home_id = home.id and at_ms < ${beforeMs}::int8)
          limit ${homesPerPortion}) as old
        join event on event.home_id = old.id and event.at_ms < ${beforeMs}::int8 limit ${portion})`.execute(db);
    const went = Number(numAffectedRows ?? 0);
    gone += went;
    if (went === 0) break;
  }
  return gone;
}
