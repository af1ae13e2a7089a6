// The one way by which records are written, used by push and import: rows, then the homes' counters, taken last [FD3],
// then the change log of every feed that carries them. Whatever is committed here reaches every replica.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { feedName, type FeedKind, type FeedName } from '#domain/home.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { readerOf, type Row, tables } from '#domain/tables.ts';
import type { Write } from '#domain/tx.ts';
import { groupWrites, lockRows, storeRows, type Trx } from './rows.ts';

/** Why a rev came to be: an act, an import, a session's grant. */
export interface Cause {
  kind: string;
  id: string;
  atMs: number;
}

export interface CommitOptions {
  /** False for the first fill of an empty home: nothing is logged, `min_rev` moves along, tablets take the snapshot. */
  log?: boolean;
  /** True when the caller has loaded and locked every row that it replaces. */
  held?: boolean;
  /** Keys that an act saw empty: a row made there meanwhile makes the transaction run again. */
  absent?: ReadonlySet<string>;
}

export type Revs = Record<string, number>;

/**
 * Stores the writes in the caller's transaction and returns each home's new rev. Every home must exist.
 * Locks in one order for everybody: rows, then counters by home; new rows only under their home's counter.
 */
export async function commitWrites(
  trx: Trx,
  writes: readonly Write[],
  cause: Cause,
  { log = true, held = false, absent }: CommitOptions = {},
): Promise<Revs> {
  if (!held) await lockRows(trx, writes);
  const revs: Revs = {};
  for (const home of new Set(writes.map((write) => write.home).toSorted()))
    revs[home] = await nextRev(trx, home, cause, log);
  await storeRows(trx, writes, revs, absent);
  if (log) await logChanges(trx, writes, revs);
  await keepPrices(trx, writes, revs, cause.atMs);
  return revs;
}

/** One more for this home: gap-free and in commit order, because the row stays locked until the commit [PL1]. */
async function nextRev(trx: Trx, home: HomeId, cause: Cause, log: boolean): Promise<number> {
  const tag = randomBytes(9).toString('base64url');
  const { rows } = await sql<{ rev: number }>`
    update home set rev = rev + 1, tag = ${tag}, min_rev = case when ${log}::boolean then min_rev else rev + 1 end where id = ${home} returning rev`.execute(
    trx,
  );
  const rev = rows[0]?.rev;
  if (rev === undefined) throw new Error(`no such home: ${home}`);
  await trx
    .insertInto('rev')
    .values({ home_id: home, rev, tag, at_ms: cause.atMs, cause_kind: cause.kind, cause_id: cause.id })
    .execute();
  return rev;
}

interface FeedOfWrite {
  feed: FeedName;
  kind: FeedKind;
  reader: string;
}

/** The feeds that a write travels in. */
export function feedsOf({ table, home, id, row }: Write): FeedOfWrite[] {
  return (tables[table].feeds as readonly FeedKind[]).flatMap((kind): FeedOfWrite[] => {
    if (kind !== 'device/own') return [{ feed: feedName(kind, home), kind, reader: '' }];
    // A row that is gone names its reader by its id: only devices, and those are never removed.
    const reader = row === null ? id : readerOf(table, row);
    return reader === null ? [] : [{ feed: feedName(kind, home, reader as DeviceId), kind, reader }];
  });
}

async function logChanges(trx: Trx, writes: readonly Write[], revs: Revs): Promise<void> {
  const nByHome = new Map<string, number>();
  const lines = groupWrites(writes)
    .flat()
    .flatMap((write) => {
      const n = nByHome.get(write.home) ?? 0;
      nByHome.set(write.home, n + 1);
      return feedsOf(write).map(({ kind, reader }) => ({
        home_id: write.home,
        feed: kind,
        reader,
        rev: revs[write.home],
        n,
        table_name: write.table,
        row_id: write.id,
        row: write.row,
      }));
    });
  if (lines.length === 0) return;
  await sql`
    insert into change (home_id, feed, reader, rev, n, table_name, row_id, row)
    select home_id, feed, reader, rev, n, table_name, row_id, row from jsonb_populate_recordset(null::change, ${JSON.stringify(lines)}::jsonb)`.execute(
    trx,
  );
}

/** Every price that was ever offered stays known, so that what a person was shown can be checked [OC2]. */
async function keepPrices(trx: Trx, writes: readonly Write[], revs: Revs, atMs: number): Promise<void> {
  const lines = groupWrites(writes)
    .flat()
    .flatMap(({ table, home, id, row }) => {
      if (table !== 'offer') return [];
      const offer = row as Row<'offer'> | null;
      const [variantId = id, fromMs = '0'] = id.split('/');
      return [
        {
          home_id: home,
          variant_id: offer?.variantId ?? variantId,
          from_ms: offer?.fromMs ?? Number(fromMs),
          id,
          rev: revs[home],
          to_ms: offer?.toMs ?? null,
          price_minor: offer?.price.minor ?? null,
          was_minor: offer?.was?.minor ?? null,
          currency: offer?.price.currency ?? null,
          source: offer?.source ?? null,
          at_ms: atMs,
        },
      ];
    });
  if (lines.length === 0) return;
  await sql`insert into price_history select * from jsonb_populate_recordset(null::price_history, ${JSON.stringify(lines)}::jsonb)`.execute(
    trx,
  );
}
