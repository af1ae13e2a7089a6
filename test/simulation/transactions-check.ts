// What must be true when a schedule is over, from the database's own rows and from what tablets were answered.
// It reads nothing that the code under test could have made up: events, revs, the change log, receipts.
import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { parseFeedName } from '#domain/home.ts';
import { rowsOfRun } from '#protocol/column-run.ts';
import type { Page } from '#protocol/pull.ts';
import type { Database } from '#server/database/schema.ts';
import type { SmallShop } from '#test/build/small-shop.ts';
import type { Read } from './transactions-reader.ts';
import type { History } from './transactions-tasks.ts';

interface Facts {
  db: Kysely<Database>;
  shop: SmallShop;
  history: History;
  pages: readonly Read[];
  onHand: readonly number[];
}

export async function violationsOf(facts: Facts): Promise<string[]> {
  return [
    ...facts.history.violations,
    ...(await actsTwice(facts)),
    ...(await stockApart(facts)),
    ...(await gapsInRevs(facts)),
    ...(await pagesApart(facts)),
  ];
}

/** [SV1, I2, I6] Each act ended, in one way whoever asked, with one event and one receipt. */
async function actsTwice({ db, history }: Facts): Promise<string[]> {
  const found: string[] = [];
  const events = await db.selectFrom('event').select('action_id').where('name', 'like', 'act:%').execute();
  const kept = await db.selectFrom('receipt').select(['id', 'status', 'outcome', 'revs']).execute();
  for (const [id, action] of history.offered) {
    const told = history.receipts.get(id) ?? [];
    const written = kept.filter((receipt) => receipt.id === id);
    const count = events.filter((event) => event.action_id === id).length;
    if (count !== 1 || written.length !== 1 || written[0]?.status !== 'final')
      found.push(`[SV1] ${action.kind} has ${count} events and ${written.length} receipts`);
    if (told.length === 0) found.push(`[I6] ${action.kind} got no receipt`);
    for (const { outcome, revs } of told)
      if (!isDeepStrictEqual([outcome, revs], [written[0]?.outcome, written[0]?.revs]))
        found.push(`[SV1] ${action.kind} was told ${outcome?.code}, kept is ${written[0]?.outcome?.code}`);
  }
  return found;
}

/** [I7] What is reserved is what is held, no more than there is; every count that came through is in. */
async function stockApart({ db, shop, onHand, history }: Facts): Promise<string[]> {
  const found: string[] = [];
  const holds = await db.selectFrom('hold').selectAll().execute();
  const counts = await db.selectFrom('rev').select('rev').where('cause_kind', '=', 'count').execute();
  for (const [index, variantId] of shop.variantIds.entries()) {
    const stock = await db
      .selectFrom('stock')
      .selectAll()
      .where('home_id', '=', shop.store)
      .where('id', '=', variantId)
      .executeTakeFirstOrThrow();
    const held = holds
      .filter((hold) => hold.variant_id === variantId && hold.state === 'held')
      .reduce((sum, { quantity }) => sum + quantity, 0);
    if (stock.reserved !== held) found.push(`[I7] ${stock.reserved} reserved, ${held} held`);
    if (stock.reserved > stock.on_hand) found.push(`[I7] ${stock.reserved} reserved of ${stock.on_hand}`);
    const expected = (onHand[index] ?? 0) + counts.length;
    if (stock.on_hand !== expected) found.push(`[I7] ${stock.on_hand} on hand, ${expected} counted`);
  }
  const promised = [...history.receipts.entries()].filter(
    ([id, [receipt]]) =>
      history.offered.get(id)?.kind === 'hold' &&
      (receipt?.outcome?.status === 'applied' || receipt?.outcome?.status === 'adjusted'),
  );
  for (const [id] of promised) if (!holds.some((hold) => hold.id === id)) found.push('[I1] a hold that was said to be');
  if (promised.length !== holds.length) found.push(`[I2] ${holds.length} holds of ${promised.length} promised`);
  return found;
}

/** [PL1] Each home's revs from 1 on, and its counter at the last. */
export async function gapsInRevs({ db }: Pick<Facts, 'db'>): Promise<string[]> {
  const homes = await db
    .selectFrom('home')
    .leftJoin('rev', 'rev.home_id', 'home.id')
    .select(({ fn }) => ['home.id', 'home.rev as last', fn.max('rev.rev').as('most'), fn.count('rev.rev').as('many')])
    .groupBy(['home.id', 'home.rev'])
    .execute();
  return homes
    .filter(({ last, most, many }) => Number(many) !== Number(most ?? 0) || last !== Number(most ?? 0))
    .map(({ last, most, many }) => `[PL1] counter ${last}, ${many} revs, the last is ${most}`);
}

/** [PL1, FD5, I8] Every page is exactly the log between its ends, the pages join, and lead to what the tables hold. */
async function pagesApart({ db, pages }: Facts): Promise<string[]> {
  const found: string[] = [];
  for (const [name, all] of Map.groupBy(pages, ({ feed }) => feed)) {
    const feed = parseFeedName(name);
    if (!feed) continue;
    let at: number | null = null;
    const log = await db
      .selectFrom('change')
      .select(['rev', 'table_name', 'row_id', 'row'])
      .where('home_id', '=', feed.home)
      .where('feed', '=', feed.kind)
      .where('reader', '=', feed.device ?? '')
      .orderBy('rev')
      .orderBy('n')
      .execute();
    for (const { page } of all) {
      if (page.from !== at) found.push(`[I8] a page of ${feed.kind} from ${page.from} after ${at}`);
      if (page.from !== null) {
        const from = page.from;
        const logged = log.filter(({ rev }) => rev > from && rev <= page.to);
        const last = new Map(logged.map(({ table_name, row_id, row }) => [`${table_name} ${row_id}`, row]));
        if (!isDeepStrictEqual(last, rowsOf(page)))
          found.push(`[PL1] the page of ${feed.kind} from ${from} to ${page.to} is not what the log holds there`);
      }
      at = page.to;
    }
    const { rev } = await db.selectFrom('home').select('rev').where('id', '=', feed.home).executeTakeFirstOrThrow();
    if (at !== rev) found.push(`[PL1] ${feed.kind} was read to ${at} of ${rev}`);
  }
  return found;
}

function rowsOf({ changes, tombstones }: Page): Map<string, Record<string, unknown> | null> {
  const rows = new Map<string, Record<string, unknown> | null>();
  for (const change of changes) {
    if ('row' in change) rows.set(`${change.table} ${change.id}`, change.row);
    else for (const { id, row } of rowsOfRun(change)) rows.set(`${change.table} ${id}`, row);
  }
  for (const { table, id } of tombstones) rows.set(`${table} ${id}`, null);
  // In the order of the log's last values: only what is there counts.
  return rows;
}
