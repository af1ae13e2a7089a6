// The change log keeps a month: a cursor that is older starts its feed anew [PL3]. The beginning moves in one round, what
// is behind it goes in the next: a page that was begun before the move is long done.
import { type Kysely, sql } from 'kysely';
import { feedKinds } from '#domain/home.ts';
import type { Database } from './database/schema.ts';

const keepMs = 30 * 86_400_000;
const portion = 2_000;
const portionsPerHome = 20;

/** Returns how many rows of the log went. */
export async function pruneLog(db: Kysely<Database>, nowMs: number): Promise<number> {
  const beforeMs = nowMs - keepMs;
  // Only homes where there is something to do: of customers there are many, and most have been quiet for long.
  const { rows: homes } = await sql<{ id: string; min_rev: number }>`
    select id, min_rev from home where rev > 0 and (
      exists (select 1 from rev where home_id = home.id and rev < home.min_rev)
      or (select at_ms from rev where home_id = home.id and rev > home.min_rev order by rev limit 1) < ${beforeMs}::int8)
    order by id`.execute(db);
  let gone = 0;
  for (const { id, min_rev } of homes) {
    gone += await removeBehind(db, id, min_rev);
    await moveBeginning(db, id, beforeMs);
  }
  return gone;
}

/** The log may begin after the newest rev that is old, but not past the packed files of this home: they lead into it. */
async function moveBeginning(db: Kysely<Database>, home: string, beforeMs: number): Promise<void> {
  const { rows } = await sql<{ first: number | null }>`
    select case when old.rev is not null then least(old.rev, packed.rev) end as first
    from home,
      lateral (select max(rev) as rev from (
        select rev, at_ms from rev where home_id = home.id and rev > home.min_rev order by rev limit ${portion}) as oldest
        where at_ms < ${beforeMs}::int8) as old,
      lateral (select min((cursor ->> 'rev')::int8) as rev from snapshot
        where snapshot.home_id = home.id and cursor ->> 'timeline' = home.timeline) as packed
    where home.id = ${home}`.execute(db);
  const first = rows[0]?.first ?? null;
  if (first === null) return;
  await db.updateTable('home').set({ min_rev: first }).where('id', '=', home).where('min_rev', '<', first).execute();
}

/** The tag of the beginning itself stays: a cursor that stands there is still good [PL6]. */
async function removeBehind(db: Kysely<Database>, home: string, minRev: number): Promise<number> {
  if (minRev === 0) return 0;
  const inLog = await sql<{ behind: boolean }>`
    select exists (select 1 from rev where home_id = ${home} and rev < ${minRev}::int8) as behind`.execute(db);
  if (!inLog.rows[0]?.behind) return 0;
  const devices = await db.selectFrom('device').select('id').where('home_id', '=', home).execute();
  let gone = 0;
  let isDone = true;
  const portions = async (step: () => Promise<{ numAffectedRows?: bigint }>): Promise<void> => {
    for (let round = 0; round < portionsPerHome; round += 1) {
      const went = Number((await step()).numAffectedRows ?? 0);
      gone += went;
      if (went < portion) return;
    }
    isDone = false;
  };
  for (const feed of feedKinds) {
    const readers = feed === 'device/own' ? ['', home, ...devices.map(({ id }) => id)] : [''];
    for (const reader of readers)
      await portions(() =>
        sql`delete from change where ctid = any(array(
          select ctid from change where home_id = ${home} and feed = ${feed} and reader = ${reader} and rev <= ${minRev}::int8
          limit ${portion}))`.execute(db),
      );
  }
  // The revs go last: they say that there is something left.
  if (isDone)
    await portions(() =>
      sql`delete from rev where ctid = any(array(
        select ctid from rev where home_id = ${home} and rev < ${minRev}::int8 limit ${portion}))`.execute(db),
    );
  return gone;
}
