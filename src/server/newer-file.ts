// Whether a tablet had better take the newer packed file than go on laying rows over its own [PL3].
// Promise: only a file that is newer than its own, and only one that takes more off it than it costs.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Feed, type FeedName, parseFeedName } from '#domain/home.ts';
import type { Cursor, SnapshotRef } from '#protocol/pull.ts';
import type { Database } from './database/schema.ts';

export interface NewerFilesDeps {
  db: Kysely<Database>;
  now(): number;
  /** Where packed files lie, with a note of each. */
  folder: string;
  snapshotFor(feed: FeedName): Promise<SnapshotRef | null>;
}

/** About what a row that lies over a file takes of a tablet's disk, and as much of its memory. */
const rowBytes = 250;
/** So few are no burden, and a small shop's files need not follow each other. */
const leastRows = 1_000;
/** As often as files are made anew: all tablets on one file ask the same. */
const keptMs = 60_000;

/** The file that the feed had better be filled anew from; null: there is none, or it would not be worth its bytes. */
export function newerFiles(deps: NewerFilesDeps): (name: FeedName, sha256: string) => Promise<SnapshotRef | null> {
  const { now } = deps;
  const kept = new Map<string, { untilMs: number; found: Promise<SnapshotRef | null> }>();
  return (name, sha256) => {
    const question = `${name} ${sha256}`;
    for (const [one, { untilMs }] of kept) if (untilMs <= now()) kept.delete(one);
    const known = kept.get(question);
    if (known) return known.found;
    const found = newerFile(deps, name, sha256);
    kept.set(question, { untilMs: now() + keptMs, found });
    found.catch(() => kept.delete(question));
    return found;
  };
}

async function newerFile(
  { db, folder, snapshotFor }: NewerFilesDeps,
  name: FeedName,
  sha256: string,
): Promise<SnapshotRef | null> {
  const feed = parseFeedName(name);
  const newest = /^[0-9a-f]{64}$/.test(sha256) ? await snapshotFor(name) : null;
  if (!feed || !newest || newest.sha256 === sha256) return null;
  // Of a file that was made before files were noted nothing is known: it is old, and this happens to it once.
  const own = await notedCursor(folder, sha256);
  const fromRev = own?.timeline === newest.cursor.timeline ? own.rev : 0;
  if (fromRev >= newest.cursor.rev) return null;
  const rows = await rowsBetween(db, feed, fromRev, newest.cursor.rev);
  return rows >= Math.max(leastRows, newest.bytes / rowBytes) ? newest : null;
}

/** What the newer file holds, and the older one has not yet. */
async function rowsBetween(db: Kysely<Database>, feed: Feed, fromRev: number, toRev: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int4 as count from (
      select distinct table_name, row_id from change
      where home_id = ${feed.home} and feed = ${feed.kind} and reader = ''
        and rev > ${fromRev}::int8 and rev <= ${toRev}::int8) as changed`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Beside the file, and longer there than it: tablets stand on a file long after it was replaced. */
export const notePath = (folder: string, sha256: string): string => join(folder, `${sha256}.json`);

export const noteOf = ({ timeline, rev }: Cursor): string => JSON.stringify({ timeline, rev });

async function notedCursor(folder: string, sha256: string): Promise<Pick<Cursor, 'timeline' | 'rev'> | null> {
  try {
    return JSON.parse(await readFile(notePath(folder, sha256), 'utf8')) as Pick<Cursor, 'timeline' | 'rev'>;
  } catch {
    return null;
  }
}
