// The rounds of the problem desk: entries that nobody needs any more are closed, or go, by the change log that carries them.
import type { HomeId } from '#domain/ids.ts';
import { key, put, remove } from '#domain/tx.ts';
import type { Authority } from './authority.ts';
import { withTransaction } from './database/connection.ts';
import { commitWrites, feedsOf } from './feed.ts';
import { loadRows, type Trx } from './rows.ts';

const perRound = 200;

/** An act that got its receipt at the very moment at which it was reported: nobody has to look after it any more. */
export async function closeAnswered({ db, now, hub }: Authority): Promise<number> {
  const found = await db
    .selectFrom('problem')
    .innerJoin('receipt', 'receipt.id', 'problem.id')
    .select(['problem.home_id', 'problem.id'])
    .where('problem.reason', '=', 'parked')
    .where('problem.state', 'in', ['open', 'taken'])
    .where('receipt.status', '=', 'final')
    .limit(perRound)
    .execute();
  for (const { home_id, id } of found) await closeEntry({ db, now, hub }, home_id as HomeId, id);
  return found.length;
}

/** An entry that nobody has to look after any more. `mayClose` is asked in the transaction that closes it. */
export async function closeEntry(
  { db, now, hub }: Pick<Authority, 'db' | 'now' | 'hub'>,
  home: HomeId,
  id: string,
  mayClose: (trx: Trx) => Promise<boolean> = async () => true,
): Promise<void> {
  const feeds = await withTransaction(db, async (trx) => {
    const rows = await loadRows(trx, [key('problem', home, id)]);
    const problem = rows.get('problem', home, id);
    if (problem?.state !== 'open' && problem?.state !== 'taken') return [];
    if (!(await mayClose(trx))) return [];
    const write = put('problem', home, { ...problem, state: 'seen', solvedMs: now() });
    await commitWrites(trx, [write], { kind: 'desk', id, atMs: now() }, { held: true });
    return feedsOf(write).map(({ feed }) => feed);
  });
  hub.moved(feeds);
}

/** Through the change log: the staff's tablets have these rows. */
export async function pruneDesk(authority: Authority, beforeMs: number): Promise<number> {
  const { db, now, hub } = authority;
  const old = await db
    .selectFrom('problem')
    .select(['home_id', 'id'])
    .where('state', 'in', ['solved', 'seen'])
    .where('solved_ms', '<', beforeMs)
    .orderBy('solved_ms')
    .limit(perRound)
    .execute();
  for (const [home, rows] of Map.groupBy(old, ({ home_id }) => home_id as HomeId)) {
    const writes = rows.map(({ id }) => remove('problem', home, id));
    const cause = { kind: 'desk', id: home, atMs: now() };
    await withTransaction(db, (trx) => commitWrites(trx, writes, cause));
    hub.moved(writes.flatMap((write) => feedsOf(write).map(({ feed }) => feed)));
  }
  return old.length;
}
