// What has outlived its use goes, in portions small enough that no push waits for them: the change log, told outcomes,
// receipts past their time [SV4], enrolments that led nowhere, answered entries of the desk, events of visitors.
import { type RawBuilder, sql } from 'kysely';
import type { Authority } from './authority.ts';
import { pruneDesk } from './desk-rounds.ts';
import { pruneEvents } from './prune-events.ts';
import { pruneLog } from './prune-log.ts';
import { pruneRatings } from './prune-ratings.ts';
import { pruneVisits } from './session/prune-visits.ts';

const dayMs = 86_400_000;
const portion = 500;
/** One round ends here although more is old: the next one goes on. */
const portionsPerRound = 40;

// A tablet that was away learns of a new sealing key late, and what it sealed to the old one may be as old as a receipt [AR1].
const keepDays = {
  outcome: 30,
  action: 60,
  problem: 90,
  rating: 90,
  receipt: 400,
  enrolment: 1,
  sealing: 460,
} as const;

/** One round. Returns how many rows went. */
export async function prune(authority: Authority): Promise<number> {
  const { db } = authority;
  const before = (days: number): number => authority.now() - days * dayMs;
  let gone = await pruneLog(db, authority.now());
  // Past the change log on purpose: a tablet lets go of its own copies by itself [ST1]. One whose device has not been
  // there since stays: nobody has heard of it yet.
  gone += await inPortions(
    db,
    sql`
    delete from outcome where (home_id, id) in (
      select o.home_id, o.id from outcome o join device_report r on r.home_id = o.home_id and r.device = o.device
      where o.at_ms < ${before(keepDays.outcome)}::int8 and r.at_ms > o.at_ms + ${dayMs}::int8 limit ${portion})`,
  );
  // What was asked is needed as long as somebody may ask back; that it was done, for as long as it may come again.
  gone += await inPortions(
    db,
    sql`
    update receipt set action = null where (home_id, id) in (
      select home_id, id from receipt
      where action is not null and status = 'final' and received_ms < ${before(keepDays.action)}::int8 limit ${portion})`,
  );
  gone += await inPortions(
    db,
    sql`
    with old as (
      delete from receipt where (home_id, id) in (
        select home_id, id from receipt where received_ms < ${before(keepDays.receipt)}::int8 and status = 'final' limit ${portion})
      returning device, epoch, seq),
    numbers as (delete from device_seq using old
      where device_seq.device = old.device and device_seq.epoch = old.epoch and device_seq.seq = old.seq)
    select 1 from old`,
  );
  gone += await inPortions(
    db,
    sql`
    delete from enrolment where device_id in (
      select device_id from enrolment where coalesce(used_ms, ends_ms) < ${before(keepDays.enrolment)}::int8 limit ${portion})`,
  );
  gone += await inPortions(
    db,
    sql`
    delete from sealing_key where created_ms < (
      select max(created_ms) from sealing_key where created_ms < ${before(keepDays.sealing)}::int8)`,
  );
  gone += await pruneEvents(db, authority.now());
  gone += await pruneDesk(authority, before(keepDays.problem));
  gone += await pruneRatings(authority, before(keepDays.rating));
  gone += await pruneVisits(authority);
  return gone;
}

async function inPortions(db: Authority['db'], statement: RawBuilder<unknown>): Promise<number> {
  let gone = 0;
  for (let round = 0; round < portionsPerRound; round += 1) {
    const { numAffectedRows, rows } = await statement.execute(db);
    const went = Math.max(Number(numAffectedRows ?? 0), rows.length);
    gone += went;
    if (went < portion) break;
  }
  return gone;
}
