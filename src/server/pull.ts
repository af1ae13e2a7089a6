// POST /sync/v1/pull: pages by value from the change log, each ending at a rev boundary [FD5, PL1].
// A cursor that can't be trusted starts its feed anew, and one that proves a restore starts a new timeline [PL6].
import type { Feed, FeedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { packedFormat } from '#domain/packed/file-shape.ts';
import { tablesOfFeed } from '#domain/tables.ts';
import type { Change, Cursor, Page, PullAnswer, PullRequest, SnapshotRef } from '#protocol/pull.ts';
import { sign } from '#protocol/signature.ts';
import { sql } from 'kysely';
import type { Authority } from './authority.ts';
import { isSealed, plainTag, sealedTag } from './cursor-tag.ts';
import { withTransaction } from './database/connection.ts';
import { sqlTable } from './database/schema.ts';
import { readableFeeds } from './feed-access.ts';
import { findHome, type Home, newTimeline } from './homes.ts';
import { overFile, toChanges, type WireRow } from './page-changes.ts';
import { recordToRow, type Trx } from './rows.ts';
import type { Caller } from './session/caller.ts';

export const pageLimit = { changes: 1000, bytes: 512 * 1024 } as const;

type Asked = Pick<PullRequest, 'askId' | 'opens' | 'files' | 'feeds' | 'grants' | 'witnesses'>;

export async function pullPages(
  authority: Authority,
  caller: Caller,
  { askId, opens = [], files = {}, feeds, grants, witnesses = [] }: Asked,
): Promise<PullAnswer> {
  const { readable, refused } = await readableFeeds(authority, caller, Object.keys(feeds), grants);
  const cursors = readable.map(([name, feed]) => ({ home: feed.home, cursor: feeds[name] ?? null }));
  const seen = witnesses.filter(({ home }) => readable.some(([, feed]) => feed.home === home));
  let known = await knownOf(authority.db, [...cursors, ...seen]);
  const unwitnessed = new Set<string>();
  for (const one of seen)
    if (!unwitnessed.has(one.home) && !(await isWitnessed(authority, known, one))) unwitnessed.add(one.home);
  if (unwitnessed.size > 0) known = await knownOf(authority.db, cursors);
  const opensFiles = opens.includes(packedFormat);
  const pages: Record<string, Page> = {};
  for (const [name, feed] of readable) {
    const cursor = feeds[name] ?? null;
    const home = known.homes.get(feed.home);
    const goesOn = home && cursor && (await isGood(authority, home, cursor, known.tags)) ? { home, cursor } : null;
    const page =
      goesOn && !(opensFiles && (await hasNewerFile(authority, name, files[name])))
        ? await overFile(authority, name, files[name], await pageFrom(authority.db, feed, goesOn.home, goesOn.cursor))
        : await pageAnew(authority, name, feed, opensFiles);
    const at = { timeline: page.timeline, rev: page.to, tag: page.tag };
    pages[name] = { ...page, tag: sealedTag(authority.key, feed.home, at) };
  }
  const answer = { ...(askId === undefined ? {} : { askId }), serverTimeMs: authority.now(), pages, refused };
  return { ...answer, sig: await sign(answer, authority.key.privateKey) };
}

/** So much has changed over the file that the tablet stands on that it had better begin with a newer one. */
const hasNewerFile = async ({ newerFile }: Authority, name: FeedName, sha256: string | undefined): Promise<boolean> =>
  sha256 !== undefined && (await newerFile(name, sha256)) !== null;

/** False: what a receipt stood on is no longer what this database holds. */
async function isWitnessed(
  authority: Authority,
  { homes, tags }: Known,
  { home, cursor }: { home: HomeId; cursor: Cursor },
): Promise<boolean> {
  const found = homes.get(home);
  return found !== undefined && isGood(authority, found, cursor, tags);
}

interface Known {
  homes: ReadonlyMap<string, Home>;
  /** The log's tags at the cursors' revs, by "home rev". */
  tags: ReadonlyMap<string, string>;
}

/** Where the homes of all feeds are, in one statement, and in one more what the log says of the cursors that are behind. */
async function knownOf(db: Authority['db'], asked: readonly { home: HomeId; cursor: Cursor | null }[]): Promise<Known> {
  const ids = [...new Set(asked.map(({ home }) => home))];
  const found = ids.length > 0 ? await db.selectFrom('home').selectAll().where('id', 'in', ids).execute() : [];
  const homes = new Map(found.map((home) => [home.id, home]));
  const tags = new Map(found.map(({ id, rev, tag }) => [`${id} ${rev}`, tag]));
  const behind = asked.flatMap(({ home, cursor }) =>
    cursor && cursor.rev > 0 && cursor.rev < (homes.get(home)?.rev ?? 0) ? [{ home, rev: cursor.rev }] : [],
  );
  if (behind.length === 0) return { homes, tags };
  const logged = await db
    .selectFrom('rev')
    .select(['home_id', 'rev', 'tag'])
    .where(({ or, and, eb }) => or(behind.map(({ home, rev }) => and([eb('home_id', '=', home), eb('rev', '=', rev)]))))
    .execute();
  for (const { home_id, rev, tag } of logged) tags.set(`${home_id} ${rev}`, tag);
  return { homes, tags };
}

/**
 * Whether a page may go on from here. [PL6] A rev ahead of ours, or a tag unlike our log's: the database was restored,
 * and gets a new timeline before the answer. A cursor that we never gave proves nothing: its feed alone starts anew.
 */
async function isGood(
  { db, key, log, metrics }: Authority,
  home: Home,
  cursor: Cursor,
  tags: Known['tags'],
): Promise<boolean> {
  if (home.timeline !== cursor.timeline) return false;
  // Behind the log's beginning there are no tags to compare with [PL3].
  if (cursor.rev < home.min_rev) return false;
  const own = cursor.rev === 0 ? '' : tags.get(`${home.id} ${cursor.rev}`);
  if (cursor.rev <= home.rev && own === plainTag(cursor.tag)) return true;
  if (!isSealed(key, home.id as HomeId, cursor)) {
    metrics.alarm('forged_cursor');
    return false;
  }
  metrics.alarm('restore');
  log.error({ home: home.id, rev: cursor.rev, own: home.rev }, 'A tablet knows more than this database: new timeline');
  // Whoever else finds it meanwhile must not mint a second one.
  await db
    .updateTable('home')
    .set({ timeline: newTimeline() })
    .where('id', '=', home.id)
    .where('timeline', '=', cursor.timeline)
    .execute();
  return false;
}

/**
 * What was committed since, up to the rev at which the home was just seen. No transaction is needed: what the log holds
 * up to there is complete and never changes [PL1].
 */
async function pageFrom(db: Authority['db'], feed: Feed, home: Home, cursor: Cursor): Promise<Page> {
  const base = { timeline: home.timeline, minRev: home.min_rev, from: cursor.rev, reset: false, snapshot: null };
  const { rev: to, tag } = home;
  if (cursor.rev === to) return { ...base, to, tag, changes: [], tombstones: [], more: false };
  return { ...base, ...(await changesSince(db, feed, cursor.rev, home)) };
}

const pageAnew = async (authority: Authority, name: FeedName, feed: Feed, opensFiles: boolean): Promise<Page> => {
  const snapshot = opensFiles ? await authority.snapshotFor(name) : null;
  return withTransaction(authority.db, (trx) => readWhole(trx, feed, snapshot), 'repeatable read');
};

/** The tag of rev 0 is empty; null for a rev that the log doesn't hold. */
async function tagAt(db: Reader, home: string, rev: number): Promise<string | null> {
  if (rev === 0) return '';
  return (
    (await db.selectFrom('rev').select('tag').where('home_id', '=', home).where('rev', '=', rev).executeTakeFirst())
      ?.tag ?? null
  );
}

/** The first page of a feed, all from one state of the database. */
async function readWhole(trx: Trx, feed: Feed, snapshot: SnapshotRef | null): Promise<Page> {
  const home = await findHome(trx, feed.home);
  if (!home) throw new Error(`a readable feed without a home: ${feed.home}`);
  const base = { timeline: home.timeline, minRev: home.min_rev };
  const fits =
    snapshot !== null &&
    snapshot.cursor.timeline === home.timeline &&
    snapshot.cursor.rev >= home.min_rev &&
    snapshot.cursor.rev <= home.rev &&
    (await tagAt(trx, feed.home, snapshot.cursor.rev)) === snapshot.cursor.tag;
  if (fits)
    return {
      ...base,
      ...(await changesSince(trx, feed, snapshot.cursor.rev, home)),
      from: null,
      reset: true,
      snapshot,
    };
  const changes = await allRows(trx, feed);
  return {
    ...base,
    from: null,
    to: home.rev,
    tag: home.tag,
    changes,
    tombstones: [],
    reset: true,
    snapshot: null,
    more: false,
  };
}

/** A transaction, or none. */
type Reader = Authority['db'] | Trx;

type Logged = { rev: number; table_name: string; row_id: string; row: WireRow['row'] | null };
type Piece = Pick<Page, 'to' | 'tag' | 'changes' | 'tombstones' | 'more'>;

async function changesSince(
  db: Reader,
  feed: Feed,
  fromRev: number,
  home: { rev: number; tag: string },
): Promise<Piece> {
  const logged = await readLog(db, feed, fromRev, pageLimit.changes + 1, home.rev);
  const { lines, isCut } = await cutAtRev(db, feed, logged);
  const lastRev = lines.at(-1)?.rev;
  const to = isCut && lastRev !== undefined ? lastRev : home.rev;
  const tag = to === home.rev ? home.tag : ((await tagAt(db, feed.home, to)) ?? '');
  // The last value of a row counts: a page is applied whole.
  const byRow = new Map<string, Logged>();
  for (const line of lines) byRow.set(`${line.table_name} ${line.row_id}`, line);
  const last = [...byRow.values()];
  return {
    to,
    tag,
    changes: toChanges(
      last.flatMap(({ table_name, row_id, row }) => (row ? [{ table: table_name, id: row_id, row }] : [])),
    ),
    tombstones: last
      .filter(({ row }) => row === null)
      .map(({ table_name, row_id }) => ({ table: table_name, id: row_id })),
    more: isCut,
  };
}

async function readLog(
  db: Reader,
  feed: Feed,
  fromRev: number,
  limit: number | null,
  toRev: number,
): Promise<Logged[]> {
  let query = db
    .selectFrom('change')
    .select(['rev', 'table_name', 'row_id', 'row'])
    .where('home_id', '=', feed.home)
    .where('feed', '=', feed.kind)
    .where('reader', '=', feed.device ?? '')
    .where('rev', '>', fromRev)
    .where('rev', '<=', toRev)
    .orderBy('rev')
    .orderBy('n');
  if (limit !== null) query = query.limit(limit);
  return (await query.execute()) as Logged[];
}

/** [FD5] All rows of one rev travel together: what goes over the limit waits for the next page, a first rev never does. */
async function cutAtRev(db: Reader, feed: Feed, logged: Logged[]): Promise<{ lines: Logged[]; isCut: boolean }> {
  const revs = Map.groupBy(logged, ({ rev }) => rev);
  const isShort = logged.length > pageLimit.changes;
  const lines: Logged[] = [];
  let bytes = 0;
  for (const [rev, found] of revs) {
    // The last rev that a limited read gave may be cut in its middle.
    const isWhole = !isShort || rev !== logged.at(-1)?.rev;
    if (lines.length > 0 && !isWhole) return { lines, isCut: true };
    const whole = isWhole ? found : await readLog(db, feed, rev - 1, null, rev);
    bytes += whole.reduce((sum, { row }) => sum + JSON.stringify(row).length, 0);
    if (lines.length > 0 && (lines.length + whole.length > pageLimit.changes || bytes > pageLimit.bytes))
      return { lines, isCut: true };
    lines.push(...whole);
  }
  return { lines, isCut: isShort };
}

/** Everything of the feed as it is now: for a feed that has no packed file. */
async function allRows(trx: Trx, feed: Feed): Promise<Change[]> {
  const changes: WireRow[] = [];
  for (const table of tablesOfFeed(feed.kind)) {
    const mine =
      feed.device === null ? sql`` : sql`and ${sql.ref(table === 'device' ? 'id' : 'device')} = ${feed.device}`;
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(sqlTable(table))} where home_id = ${feed.home} ${mine} order by id`.execute(trx);
    for (const found of rows)
      changes.push({ table, id: String(found['id']), row: recordToRow(table, found) as WireRow['row'] });
  }
  return toChanges(changes);
}
