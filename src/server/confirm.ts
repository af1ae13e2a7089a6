// The platform has spoken about an act that was committed here [OC3]: its effect is closed and, when its outcome was still
// waiting for this, told, all in one transaction. What was done here stays done; a refusal is a person's to put right.
import type { FeedName } from '#domain/home.ts';
import type { ActionId, DeviceId, HomeId } from '#domain/ids.ts';
import { type Outcome, rejected } from '#domain/outcome.ts';
import { keyName, put, type Write } from '#domain/tx.ts';
import type { Authority } from './authority.ts';
import { withTransaction } from './database/connection.ts';
import type { PendingOutcome } from './database/schema.ts';
import { type Case, type DeskWrites, isForDesk, newProblems, problemOf, type Told } from './desk.ts';
import { idFrom } from './derived-id.ts';
import type { Delivery } from './effects.ts';
import { type Cause, commitWrites, feedsOf } from './feed.ts';
import { openPersonal } from './personal-part.ts';
import type { Trx } from './rows.ts';
import { findDevice } from './session/caller.ts';
import { findGrant } from './session/grants.ts';

interface Closing {
  home: string;
  /** The act's, and the effect's. */
  id: string;
  pending: PendingOutcome | null;
}

/** Safe to repeat: an act whose outcome is in keeps it. Rejects when the database does. */
export async function closeEffect(authority: Authority, closing: Closing, delivery: Delivery): Promise<void> {
  const { home, id } = closing;
  if (!delivery.ok) {
    authority.metrics.alarm('effect_failed');
    authority.log.error({ effect: id, kind: delivery.kind }, 'The shop platform refuses what was already done here');
  }
  const feeds = await withTransaction(authority.db, async (trx) => {
    const writes = await tell(authority, trx, closing, delivery);
    await trx
      .updateTable('effect')
      .set({
        state: delivery.ok ? 'done' : 'failed',
        result: JSON.stringify(delivery.ok ? (delivery.value ?? null) : { kind: delivery.kind }),
        pending: null,
      })
      .where('home_id', '=', home)
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .execute();
    return writes.flatMap((write): FeedName[] => feedsOf(write).map(({ feed }) => feed));
  });
  authority.hub.moved(feeds);
}

async function tell(
  authority: Authority,
  trx: Trx,
  { home, id, pending }: Closing,
  delivery: Delivery,
): Promise<Write[]> {
  // Whoever else closes it waits here.
  const receipt = await trx
    .selectFrom('receipt')
    .selectAll()
    .where('home_id', '=', home)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!receipt) return [];
  const nowMs = authority.now();
  const isWaiting = receipt.status === 'accepted' && pending !== null;
  if (!isWaiting && delivery.ok) return [];
  const outcome: Outcome =
    isWaiting && delivery.ok
      ? pending.outcome
      : rejected('not_confirmed', { ...pending?.outcome.result, kind: delivery.ok ? '' : delivery.kind });
  const told = pending ? toldBy(pending) : await toldOfReceipt(trx, home, receipt.device);
  const cause: Cause = { kind: 'confirm', id, atMs: nowMs };

  let desk: DeskWrites = { writes: [], absent: [], deskMs: null };
  const { action } = receipt;
  if (action) {
    const what: Case = {
      told,
      action,
      actor: await findGrant(trx, action.actor),
      outcome,
      reason: delivery.ok ? 'outcome' : 'unconfirmed',
      personal: (await openPersonal(authority, action)).value,
      madeMs: receipt.created_ms,
      nowMs,
    };
    if (isForDesk(what)) {
      const problem = problemOf(what, await freeId(trx, told.home, id));
      desk = { ...(await newProblems(trx, told.home, [problem], nowMs)), deskMs: problem.opensMs };
    }
  }
  const row = { id: id as ActionId, device: told.device, outcome, atMs: nowMs };
  const ended = isWaiting ? [put('outcome', told.home, row)] : [];
  const writes: Write[] = [...ended, ...desk.writes];
  const absent = new Set([...ended.map(keyName), ...desk.absent]);
  const revs = await commitWrites(trx, writes, cause, { held: true, absent });
  if (isWaiting)
    await trx
      .updateTable('receipt')
      .set({
        status: 'final',
        outcome: JSON.stringify(outcome),
        desk_ms: desk.deskMs,
        revs: JSON.stringify({ ...receipt.revs, ...revs }),
      })
      .where('home_id', '=', home)
      .where('id', '=', id)
      .execute();
  return writes;
}

const toldBy = ({ home, device, name }: PendingOutcome): Told => ({
  home: home as HomeId,
  device: device as DeviceId,
  name,
});

async function toldOfReceipt(trx: Trx, home: string, device: string): Promise<Told> {
  const found = await findDevice(trx, device);
  return { home: found?.home ?? (home as HomeId), device: device as DeviceId, name: found?.device.name ?? '' };
}

/** The act's own id, unless the desk had an entry under it for another reason. */
async function freeId(trx: Trx, home: HomeId, id: string): Promise<string> {
  const found = await trx
    .selectFrom('problem')
    .select('id')
    .where('home_id', '=', home)
    .where('id', '=', id)
    .executeTakeFirst();
  return found ? idFrom('unconfirmed', id) : id;
}
