// The history checker: in the end the server's own rows, the disks and what the screens said must tell one story.
// Promise: each broken invariant is a sentence that names the act and the place.
import { feedKinds, type FeedKind } from '#domain/home.ts';
import type { ActionId, HomeId } from '#domain/ids.ts';
import { tablesOfFeed, type TableName } from '#domain/tables.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { canonicalJson } from '#protocol/action.ts';
import { recordToRow } from '#server/rows.ts';
import { sqlTable } from '#server/database/schema.ts';
import { sql } from 'kysely';
import type { SimPage, SimProfile } from './profile.ts';
import type { Stage } from './stage.ts';
import { isAtDesk, recordsOf } from './waiting.ts';
import type { Made } from './watch.ts';

type Receipt = Awaited<ReturnType<typeof receiptsOf>>[number];
const receiptsOf = (stage: Stage) => stage.shop.db.selectFrom('receipt').selectAll().where('seq', '>', 0).execute();

export async function checkHistory(stage: Stage): Promise<void> {
  const receipts = new Map((await receiptsOf(stage)).map((receipt) => [receipt.id, receipt]));
  for (const profile of stage.profiles)
    for (const record of await recordsOf(profile, stage)) checkRecord(stage, profile, record, receipts);
  for (const made of stage.watch.made) await checkMade(stage, made, receipts);
  for (const [id, outcomes] of stage.watch.sent) checkSaid(stage, id, outcomes, receipts.get(id));
  checkNumbers(stage, [...receipts.values()]);
  checkLanes(stage, receipts);
  await checkEffects(stage, receipts);
  checkLeases(stage, receipts);
  await checkRevs(stage);
  for (const { profile, pending } of stage.gaps) await checkGap(stage, profile, pending);
}

/** [I1, I6] What lies on a disk in the end has come to its end, on both sides the same. */
function checkRecord(
  stage: Stage,
  profile: SimProfile,
  record: ActionRecord,
  receipts: ReadonlyMap<string, Receipt>,
): void {
  const who = `${record.kind} ${record.id} of tablet ${profile.at}`;
  const receipt = receipts.get(record.id);
  if (record.state === 'parked') return;
  if (!record.receipt?.outcome) return;
  if (!receipt) return stage.watch.broken('I1', `${who} has a receipt here and none at the server`);
  if (receipt.hash !== record.hash && record.receipt.outcome.code !== 'id_reused')
    stage.watch.broken('SV1', `${who} is another act at the server`);
  if (
    canonicalJson(receipt.outcome) !== canonicalJson(record.receipt.outcome) &&
    record.receipt.outcome.code !== 'id_reused'
  )
    stage.watch.broken(
      'I6',
      `${who} ended as ${JSON.stringify(receipt.outcome)} and is shown as ${JSON.stringify(record.receipt.outcome)}`,
    );
}

/** [I1] Whatever a screen said was saved is at the server, or visibly on the tablet, or went with its disk. */
async function checkMade(stage: Stage, made: Made, receipts: ReadonlyMap<string, Receipt>): Promise<void> {
  if (receipts.has(made.id)) return;
  const disks = await Promise.all(stage.profiles.map((profile) => recordsOf(profile, stage)));
  const held = disks.map((records) => records.find(({ id }) => id === made.id));
  if (held.some((record, at) => record && isAtDesk(record, disks[at] ?? []))) return;
  if (stage.watch.lifeOf(made.profile) > made.life && held.every((record) => record === undefined)) return;
  const state = held.find((record) => record)?.state ?? 'gone';
  stage.watch.broken(
    'I1',
    `${made.kind} ${made.id} was said to be saved on tablet ${made.profile.at}, is ${state} there and nowhere at the server`,
  );
}

/** [I9] "Sent" was said only of what the server has; the outcome that was shown last is the server's. */
function checkSaid(stage: Stage, id: string, outcomes: readonly object[], receipt: Receipt | undefined): void {
  const gone = stage.restoredMs.length > 0;
  if (!receipt) {
    if (!gone) stage.watch.broken('I9', `${id} was said to be sent, and the server knows nothing of it`);
    return;
  }
  const texts = [...new Set(outcomes.map((outcome) => canonicalJson(outcome)))];
  if (texts.length > 1 && !gone) stage.watch.broken('I9', `${id} was shown with ${texts.length} different outcomes`);
  if (texts.length > 0 && !gone && !texts.includes(canonicalJson(receipt.outcome)))
    stage.watch.broken(
      'I9',
      `${id} was shown as ${texts.join(' and ')} and ended as ${JSON.stringify(receipt.outcome)}`,
    );
}

/** [SV0] One number of one epoch of one device names one act. */
function checkNumbers(stage: Stage, receipts: readonly Receipt[]): void {
  // The server's own acts are told apart by their ids alone.
  const queued = receipts.filter(({ epoch }) => epoch !== 'server');
  // A restored server has forgotten whose a number was: of a cloned disk both may have used it for good by then.
  const lastRestoreMs = stage.restoredMs.at(-1) ?? -Infinity;
  const isForgotten = (id: string): boolean => (stage.watch.answeredMs.get(id as ActionId) ?? Infinity) < lastRestoreMs;
  const remembered = queued.filter(({ id }) => !isForgotten(id));
  const byNumber = Map.groupBy(remembered, ({ device, epoch, seq }) => `${device} ${epoch} ${seq}`);
  for (const [number, found] of byNumber)
    if (found.length > 1)
      stage.watch.broken('SV0', `${found.map(({ id }) => id).join(' and ')} share the number ${number}`);
}

/** [I3] In a lane the acts of one disk were committed in the order in which they were made. */
function checkLanes(stage: Stage, receipts: ReadonlyMap<string, Receipt>): void {
  // After a restore an act that is new may come before those that are offered again.
  if (stage.restoredMs.length > 0) return;
  const made = stage.watch.made.filter(({ id }) => receipts.has(id));
  const seqOf = (id: string): number => receipts.get(id)?.seq ?? 0;
  const lanes = Map.groupBy(made, ({ profile, life, lane }) => `${stage.profiles.indexOf(profile)} ${life} ${lane}`);
  for (const [lane, acts] of lanes) {
    const inOrder = acts.toSorted((a, b) => seqOf(a.id) - seqOf(b.id));
    let [last, lastRev] = ['', 0];
    for (const { id, profile } of inOrder) {
      // Every act tells its device the outcome: a rev of the device's store.
      const rev = receipts.get(id)?.revs[profile.device.home] ?? 0;
      if (rev < lastRev)
        stage.watch.broken('I3', `${id} came before ${last} in the lane ${lane}, in which it was made after it`);
      [last, lastRev] = [id, rev];
    }
  }
}

/** [I2, I7] Every applied act has its effect once; what was promised and what went out add up. */
async function checkEffects(stage: Stage, receipts: ReadonlyMap<string, Receipt>): Promise<void> {
  const { db, store, variantIds } = stage.shop;
  const good = [...receipts.values()].filter(
    ({ outcome }) => outcome?.status === 'applied' || outcome?.status === 'adjusted',
  );
  const of = (kind: string): string[] =>
    good
      .filter((receipt) => receipt.kind === kind)
      .map(({ id }) => id)
      .toSorted();
  const compare = (what: string, wanted: readonly string[], found: readonly string[]): void => {
    if (JSON.stringify(wanted) !== JSON.stringify(found.toSorted()))
      stage.watch.broken(
        'I2',
        `${what}: applied ${wanted.length} (${wanted.filter((id) => !found.includes(id)).join(' ')}), there ${found.length} (${found.filter((id) => !wanted.includes(id)).join(' ')})`,
      );
  };
  const holds = await db.selectFrom('hold').selectAll().execute();
  compare(
    'holds',
    of('hold'),
    holds.map(({ id }) => id),
  );
  compare(
    'tasks',
    of('call-staff'),
    (await db.selectFrom('task').select('id').execute()).map(({ id }) => id),
  );
  const publications = await db.selectFrom('publication').select(['id', 'display']).execute();
  compare(
    'publications',
    of('publish-card'),
    publications.map(({ id }) => id),
  );
  for (const { id, revision } of await db.selectFrom('manifest').select(['id', 'revision']).execute()) {
    const wanted = publications.filter(({ display }) => display === id).length;
    if (wanted !== revision)
      stage.watch.broken('I2', `display ${id} is at revision ${revision} after ${wanted} publications`);
  }
  const events = await db.selectFrom('event').select('action_id').where('action_id', 'is not', null).execute();
  const repeated = Map.groupBy(events, ({ action_id }) => action_id);
  for (const [id, found] of repeated)
    if (found.length > 1) stage.watch.broken('I2', `${id} has ${found.length} events`);

  const done = (await db.selectFrom('fulfilment').select(['id', 'state', 'lines']).execute()).filter(
    ({ state }) => state === 'done',
  );
  if (done.length !== of('hand-over').length)
    stage.watch.broken('I2', `${of('hand-over').length} hand-overs were applied, ${done.length} are done`);
  const leases = await db.selectFrom('lease').selectAll().where('state', '=', 'live').execute();
  const before = stage.stockBefore;
  for (const stock of await db.selectFrom('stock').selectAll().where('home_id', '=', store).execute()) {
    const first = before.get(stock.id);
    if (!first || !variantIds.includes(stock.id)) continue;
    const out = done
      .flatMap(({ lines }) => lines)
      .filter((line) => line.variantId === stock.id)
      .reduce((sum, line) => sum + line.quantity, 0);
    const held = holds
      .filter((hold) => hold.variant_id === stock.id && hold.state === 'held')
      .reduce((sum, hold) => sum + hold.quantity, 0);
    const wanted = { onHand: first.onHand - out, reserved: first.reserved - out + held };
    if (stock.on_hand !== wanted.onHand || stock.reserved !== wanted.reserved)
      stage.watch.broken(
        'I7',
        `stock ${stock.id} is ${stock.on_hand}, ${stock.reserved} of it promised, and should be ${wanted.onHand}, ${wanted.reserved}`,
      );
    const leased = leases
      .filter((lease) => lease.variant_id === stock.id)
      .reduce((sum, lease) => sum + lease.units - lease.used, 0);
    if (stock.leased !== leased)
      stage.watch.broken('I7', `${stock.leased} of ${stock.id} are leased, by its leases ${leased}`);
    if (stock.on_hand - stock.reserved - stock.leased < 0)
      stage.watch.broken('I7', `more of ${stock.id} is promised than there is`);
  }
}

/** [LS2, LS3] A hold that a lease backed is never told that there is nothing left, however late it comes. */
function checkLeases(stage: Stage, receipts: ReadonlyMap<string, Receipt>): void {
  // What a restored server or a copied outbox has given twice is refused the second time [LS4]; a tablet that slept and
  // whose clock was moved cannot know that a lease is over [CK3].
  const isBlurred = stage.plan.faults.some(({ kind }) => kind === 'clock jump' || kind === 'asleep');
  if (stage.restoredMs.length > 0 || stage.clones.length > 0 || isBlurred) return;
  for (const { id, profile, life } of stage.watch.made) {
    const outcome = receipts.get(id)?.outcome;
    if (!stage.people.leased.has(id) || stage.watch.lifeOf(profile) !== life || life > 0) continue;
    if (outcome?.code === 'sold_out')
      stage.watch.broken(
        'LS3',
        `${id} was backed by a lease of tablet ${profile.at} and ended as ${JSON.stringify(outcome)}`,
      );
    else if (outcome?.status === 'applied') stage.faults.met('lease used');
  }
}

/** [I8] The counter of every home has no gap, and each act moved it once. */
async function checkRevs(stage: Stage): Promise<void> {
  const { rows } = await sql<{ home_id: string; n: number; low: number; high: number; rev: number }>`
    select rev.home_id, count(*)::int8 as n, min(rev.rev) as low, max(rev.rev) as high, home.rev from rev join home on home.id = rev.home_id
    group by rev.home_id, home.rev`.execute(stage.shop.db);
  for (const { home_id, n, low, high, rev } of rows)
    if (high - low + 1 !== n || high !== rev)
      stage.watch.broken('I8', `home ${home_id} is at ${rev} with ${n} revs from ${low} to ${high}`);
  const twice = await sql<{ home_id: string; cause_id: string; n: number }>`
    select home_id, cause_id, count(*)::int8 as n from rev where cause_kind = 'act' group by home_id, cause_id having count(*) > 1`.execute(
    stage.shop.db,
  );
  for (const { cause_id, n } of twice.rows) stage.watch.broken('I2', `${cause_id} was committed ${n} times`);
}

/** [SG3] The server was told of an outbox that vanished with acts in it. */
async function checkGap(stage: Stage, { device, pages, at }: SimProfile, pending: number): Promise<void> {
  const reports = await stage.shop.db
    .selectFrom('device_report')
    .select('lost')
    .where('device', '=', device.id)
    .execute();
  const shown = pages.some((page) => page.tablet.status.get().lost !== null);
  if (!reports.some(({ lost }) => lost !== null) && !shown && stage.restoredMs.length === 0)
    stage.watch.broken('SG3', `tablet ${at} lost an outbox with ${pending} acts, and nobody was told`);
}

/** [I4] Every page reads what the server has, in every feed that it follows. */
export async function checkConverged(stage: Stage, atDesk: ReadonlySet<ActionId>): Promise<string | null> {
  const rows = new Map<string, string>();
  const { rows: homes } = await sql<{ id: string; kind: string }>`select id, kind from home`.execute(stage.shop.db);
  for (const profile of stage.profiles)
    for (const page of profile.pages) {
      const expected = [...page.tablet.view.get().predictions];
      const open = expected.filter(([id]) => !atDesk.has(id));
      if (open.length > 0) return `${page.owner.name} still expects ${open.length} outcomes`;
      // [PO3] What waits behind a parked act is read as its tablet expects it, until somebody at the desk decides.
      if (expected.some(([, { status }]) => status !== 'rejected')) continue;
      const differs = await differenceOf(stage, page, homes, rows);
      if (differs) return differs;
    }
  return null;
}

const followed: readonly FeedKind[] = feedKinds.filter((kind) => kind !== 'device/own' && kind !== 'customer/self');

async function differenceOf(
  stage: Stage,
  page: SimPage,
  homes: readonly { id: string; kind: string }[],
  known: Map<string, string>,
): Promise<string | null> {
  const { tablet, profile } = page;
  const view = tablet.view.get();
  const { store, chain, web } = stage.shop;
  for (const kind of followed) {
    if (kind === 'store/staff' && !tablet.shift.get()) continue;
    for (const home of kind === 'chain/catalogue' ? [chain] : kind === 'store/floor' ? [store, web] : [store])
      for (const table of tablesOfFeed(kind)) {
        const name = `${table} ${home}`;
        const wanted = known.get(name) ?? (await serverRows(stage, table, home));
        known.set(name, wanted);
        if (!view.knows(table, home)) return `${page.owner.name} does not know ${name}`;
        const found = canonicalJson(view.list(table, home));
        if (found !== wanted)
          return `${page.owner.name} of device ${profile.device.id} reads another ${name}:\n  ${found}\n  ${wanted}`;
      }
  }
  const visit = tablet.visit.get().customerHome;
  if (!homes.some(({ id }) => id === visit)) return null;
  const found = canonicalJson(view.list('listItem', visit));
  const wanted = await serverRows(stage, 'listItem', visit);
  return found === wanted ? null : `${page.owner.name} reads another list of its visit:\n  ${found}\n  ${wanted}`;
}

async function serverRows(stage: Stage, table: TableName, home: HomeId): Promise<string> {
  const { rows } = await sql<
    Record<string, unknown>
  >`select * from ${sql.table(sqlTable(table))} where home_id = ${home}`.execute(stage.shop.db);
  const read = rows.map((found) => recordToRow(table, found)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return canonicalJson(read);
}
