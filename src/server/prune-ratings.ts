// How visits went is kept for as long as a season is looked back on, and goes by the change log: the staff's tablets have
// these rows too, and would else carry more of them with every day.
import type { HomeId } from '#domain/ids.ts';
import { remove } from '#domain/tx.ts';
import type { Authority } from './authority.ts';
import { withTransaction } from './database/connection.ts';
import { commitWrites, feedsOf } from './feed.ts';

const perRound = 500;

export async function pruneRatings({ db, now, hub }: Authority, beforeMs: number): Promise<number> {
  const old = await db
    .selectFrom('visit_rating')
    .select(['home_id', 'id'])
    .where('at_ms', '<', beforeMs)
    .orderBy('at_ms')
    .limit(perRound)
    .execute();
  for (const [home, rows] of Map.groupBy(old, ({ home_id }) => home_id as HomeId)) {
    const writes = rows.map(({ id }) => remove('visitRating', home, id));
    await withTransaction(db, (trx) => commitWrites(trx, writes, { kind: 'prune', id: home, atMs: now() }));
    hub.moved(writes.flatMap((write) => feedsOf(write).map(({ feed }) => feed)));
  }
  return old.length;
}
