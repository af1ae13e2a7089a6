// The one way by which records are written, used by push and import: rows, then the homes' counters, taken last [FD3],
// then the change log of every feed that carries them. Whatever is committed here reaches every replica.
import { randomBytes } from 'node:crypto';
import { feedName, type FeedKind, type FeedName } from '#domain/home.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { readerOf, type Row, tables } from '#domain/tables.ts';
import type { Write } from '#domain/tx.ts';
import { type Sql, sql } from './database/statement.ts';
import { groupWrites, lockRows, LostRace, type Part, removeRows, storingParts, type Trx } from './rows.ts';

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
  /** What else the statement does: parts that may read `counted` (id, rev), the homes' new revs. */
  also?: readonly Sql[];
}

export type Revs = Record<string, number>;

/**
 * Stores the writes in the caller's transaction and returns each home's new rev. Every home must exist.
 * Locks in one order for everybody: rows, then counters by home; new rows only under their home's counter. All of it is one
 * statement, so that a counter is held no longer than that and the commit.
 */
export async function commitWrites(
  trx: Trx,
  writes: readonly Write[],
  cause: Cause,
  { log = true, held = false, absent, also = [] }: CommitOptions = {},
): Promise<Revs> {
  if (!held) await lockRows(trx, writes);
  const homes = [...new Set(writes.map((write) => write.home).toSorted())];
  if (homes.length === 0) return {};
  const parts: Part[] = [
    ...storingParts(writes, absent),
    ...(log ? logPart(writes) : []),
    ...pricesPart(writes, cause.atMs),
    ...also.map((part) => ({ sql: part })),
  ];
  const { rows } = await sql<{ revs: Revs | null; added: number[] }>`with ${counting(homes, cause, log)}${sql.join(
    parts.map(({ sql: part }, n) => sql`, ${sql.ref(`part${n}`)} as (${part})`),
    '',
  )}
    select (select jsonb_object_agg(id, rev) from counted) as revs,
           array[${sql.join(parts.map(({ mustAdd }, n) => (mustAdd ? sql`(select count(*)::int from ${sql.ref(`part${n}`)})` : sql`0`)))}]::int[] as added`.execute(
    trx,
  );
  const { revs, added } = rows[0] ?? { revs: null, added: [] };
  for (const home of homes) if (revs?.[home] === undefined) throw new Error(`no such home: ${home}`);
  for (const [n, { mustAdd }] of parts.entries())
    if (mustAdd && added[n] !== mustAdd.rows) throw new LostRace(mustAdd.what);
  await removeRows(trx, writes);
  return revs ?? {};
}

/** One more for each home, one after the other: gap-free and in commit order, because its row stays locked until the commit [PL1]. */
function counting(homes: readonly HomeId[], { atMs, kind, id }: Cause, log: boolean): Sql {
  const counters = homes.map((home, n) => {
    const after = n === 0 ? sql`` : sql` and exists (select from ${sql.ref(`home${n - 1}`)})`;
    const tag = randomBytes(9).toString('base64url');
    return sql`${sql.ref(`home${n}`)} as (
      update home set rev = rev + 1, tag = ${tag}, min_rev = case when ${log}::boolean then min_rev else rev + 1 end
      where id = ${home}${after} returning id, rev, tag)`;
  });
  const all = sql.join(
    homes.map((_, n) => sql`select id, rev, tag from ${sql.ref(`home${n}`)}`),
    ' union all ',
  );
  return sql`${sql.join(counters)}, counted as (${all}), revs as (
    insert into rev (home_id, rev, tag, at_ms, cause_kind, cause_id)
    select id, rev, tag, ${atMs}::int8, ${kind}::text, ${id}::text from counted)`;
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

function logPart(writes: readonly Write[]): Part[] {
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
        n,
        table_name: write.table,
        row_id: write.id,
        row: write.row,
      }));
    });
  if (lines.length === 0) return [];
  const statement = sql`
    insert into change (home_id, feed, reader, rev, n, table_name, row_id, row)
    select line.home_id, line.feed, line.reader, counted.rev, line.n, line.table_name, line.row_id, line.row
    from counted, jsonb_populate_recordset(null::change, ${JSON.stringify(lines)}::jsonb) as line
    where counted.id = line.home_id`;
  return [{ sql: statement }];
}

/** Every price that was ever offered stays known, so that what a person was shown can be checked [OC2]. */
function pricesPart(writes: readonly Write[], atMs: number): Part[] {
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
          to_ms: offer?.toMs ?? null,
          price_minor: offer?.price.minor ?? null,
          was_minor: offer?.was?.minor ?? null,
          currency: offer?.price.currency ?? null,
          source: offer?.source ?? null,
          at_ms: atMs,
        },
      ];
    });
  if (lines.length === 0) return [];
  const names = ['variant_id', 'from_ms', 'id', 'to_ms', 'price_minor', 'was_minor', 'currency', 'source', 'at_ms'];
  const statement = sql`
    insert into price_history (home_id, rev, ${sql.join(names.map((name) => sql.ref(name)))})
    select line.home_id, counted.rev, ${sql.join(names.map((name) => sql.ref(`line.${name}`)))}
    from counted, jsonb_populate_recordset(null::price_history, ${JSON.stringify(lines)}::jsonb) as line
    where counted.id = line.home_id`;
  return [{ sql: statement }];
}
