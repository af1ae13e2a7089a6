// The end of an act, in the transaction that decided it: rows, the outcome for the device that asked, the desk's entry,
// event, effects and receipt, all or none [SV1].
import type { AnyAct } from '#domain/actions/all.ts';
import type { Decision } from '#domain/act.ts';
import type { FeedName } from '#domain/home.ts';
import type { ActionId, DeviceId, HomeId } from '#domain/ids.ts';
import { type Outcome, rejected } from '#domain/outcome.ts';
import type { ProblemReason } from '#domain/problem.ts';
import { put, type Rows, type Write } from '#domain/tx.ts';
import type { Action } from '#protocol/action.ts';
import type { Receipt } from '#protocol/push.ts';
import type { Authority } from './authority.ts';
import { addProblems, type Case, deskKeys, type DeskWrites, deskWrites, problemOf, type Told } from './desk.ts';
import { idFrom, unprovenIdOf } from './derived-id.ts';
import { hasEffect, queueEffects } from './effects.ts';
import { type Sql, sql } from './database/statement.ts';
import { commitWrites, feedsOf, type Revs } from './feed.ts';
import { createHome, findHome } from './homes.ts';
import type { Judged, Origin, Question, Sender } from './push.ts';
import { closingReceipt, keepDeadLetter } from './receipts.ts';
import { loadRows, type Trx } from './rows.ts';
import { useUp } from './session/approval.ts';
import { findDevice } from './session/caller.ts';

export interface Taken {
  receipt: Receipt;
  feeds: FeedName[];
}

/** What an act decides, with what is needed to commit it. */
export interface Decided extends Decision {
  absent: ReadonlySet<string>;
  act: AnyAct | null;
  input: unknown;
  chain: HomeId | null;
  /** Holds the desk's rows, locked with the others; null: nothing was loaded. */
  rows: Rows | null;
  reason: ProblemReason;
}

export const refuse = (outcome: Outcome, reason: ProblemReason = 'outcome'): Decided => ({
  outcome,
  writes: [],
  absent: new Set(),
  act: null,
  input: null,
  chain: null,
  rows: null,
  reason,
});

const noDesk: DeskWrites = { writes: [], absent: [], deskMs: null };

export async function settle(
  authority: Authority,
  trx: Trx,
  { origin, action, ground, told, personal }: Judged,
  decided: Decided,
  createdMs: number,
): Promise<Taken> {
  const nowMs = authority.now();
  const { outcome, act, chain, reason } = decided;
  // What the shop's platform still has to confirm is told once it has [OC3].
  const isWaiting =
    act !== null &&
    chain !== null &&
    decided.writes.length > 0 &&
    hasEffect(act.kind, outcome) &&
    authority.confirms(chain);
  const what: Case = {
    told,
    action,
    actor: ground.grant,
    outcome,
    reason,
    personal: personal.value,
    madeMs: createdMs || nowMs,
    nowMs,
  };
  const rows = decided.rows ?? (await loadRows(trx, deskKeys(told, action, ground.entries)));
  const desk = isWaiting ? noDesk : await deskWrites(trx, what, rows, ground.entries);
  const ended = { id: action.id, device: told.device, outcome, atMs: nowMs };
  const writes: Write[] = [...decided.writes, ...(isWaiting ? [] : [put('outcome', told.home, ended)]), ...desk.writes];
  if (act?.home === 'customer' && chain && decided.writes.length > 0) await createCustomerHome(trx, action.home, chain);

  const closed = {
    status: isWaiting ? 'accepted' : 'final',
    outcome: isWaiting ? null : outcome,
    deskMs: desk.deskMs,
  } as const;
  const revs: Revs = await commitWrites(
    trx,
    writes,
    { kind: 'act', id: action.id, atMs: nowMs },
    {
      held: true,
      absent: new Set([...decided.absent, ...desk.absent]),
      also: [eventOf(action, decided, origin, createdMs), closingReceipt(action, closed)],
    },
  );
  if (act && outcome.status === 'applied') await useUp(trx, act.kind, decided.input, nowMs);
  if (act) {
    const pending = isWaiting ? { outcome, home: told.home, device: told.device, name: told.name } : null;
    await queueEffects(trx, action, act.kind, outcome, decided.input, nowMs, pending);
  }
  const receipt: Receipt = { id: action.id, ...closed, revs, serverTimeMs: nowMs };
  return { receipt, feeds: writes.flatMap((write) => feedsOf(write).map(({ feed }) => feed)) };
}

/**
 * The device that queued the act hears how it ended: proven by its own grant, or anybody could write into its feed. When
 * it is of no store of this chain, the one that offered it.
 */
export async function toldOf(trx: Trx, sender: Sender, device: DeviceId): Promise<Told> {
  const own = { home: sender.home, device: sender.id, name: sender.name };
  if (device === sender.id) return own;
  const origin = await findDevice(trx, device);
  return origin?.chain === sender.chain ? { home: origin.home, device, name: origin.device.name } : own;
}

/** An anonymous visit's home begins with the first act that keeps something in it. */
async function createCustomerHome(trx: Trx, home: HomeId, chain: HomeId): Promise<void> {
  if (await findHome(trx, home)) return;
  const { currency, locales } = await trx
    .selectFrom('home')
    .select(['currency', 'locales'])
    .where('id', '=', chain)
    .executeTakeFirstOrThrow();
  await createHome(trx, { id: home, kind: 'customer', chain, name: '', currency, locales });
}

function eventOf(action: Action, { outcome, input, act }: Decided, origin: Origin, createdMs: number): Sql {
  const about = (act ? input : {}) as {
    productId?: unknown;
    variantId?: unknown;
    quantity?: unknown;
    gtin14?: unknown;
  };
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return sql.insert('event', {
    home_id: action.home,
    id: action.id,
    name: `act:${act?.kind ?? 'refused'}`,
    at_ms: createdMs,
    visit: /^visit\/(.+)$/.exec(action.lane)?.[1] ?? null,
    customer: null,
    product_id: text(about.productId),
    variant_id: text(about.variantId),
    quantity: typeof about.quantity === 'number' ? about.quantity : null,
    data: JSON.stringify({
      status: outcome.status,
      code: outcome.code,
      device: origin.device,
      epoch: origin.epoch,
      seq: action.seq,
      lane: action.lane,
      // Of a product that is not in the catalogue the number is all there is (M14).
      ...(typeof about.gtin14 === 'string' ? { gtin14: about.gtin14 } : {}),
    }),
    action_id: action.id,
  });
}

/** Two different acts under one id: the first keeps it, the second is kept for a person to look at [SV1]. */
export async function refuseReused(authority: Authority, trx: Trx, question: Question): Promise<Taken> {
  const { origin, action } = question;
  await keepDeadLetter(trx, action, origin.device, 'id_reused', authority.now());
  authority.metrics.alarm('id_reused');
  authority.log.error({ action: action.id, device: origin.device }, 'An act came under the id of another one');
  return refuseBeside(authority, trx, question, rejected('id_reused'), idFrom('reused', action.id, action.hash));
}

/** A copy, and not from the device that made it: the true act may still come under this id [PO3]. */
export async function refuseUnproven(authority: Authority, trx: Trx, question: Question): Promise<Taken> {
  const { sender, origin, action } = question;
  authority.metrics.alarm('unproven');
  authority.log.error(
    { action: action.id, device: origin.device, by: sender.id },
    'An act is not proven to be of the device that is said to have made it',
  );
  return refuseBeside(authority, trx, question, rejected('grant_unknown'), unprovenIdOf(action));
}

/** Refused without a receipt: the id is another act's. The desk has an entry of its own. */
async function refuseBeside(
  authority: Authority,
  trx: Trx,
  question: Question,
  outcome: Outcome,
  entryId: ActionId,
): Promise<Taken> {
  const { sender, action, personal } = question;
  const nowMs = authority.now();
  // Whose it is can't be told: the device that offered it is asked about it.
  const told = { home: sender.home, device: sender.id, name: sender.name };
  const madeMs = Math.min(nowMs, action.createdAtMs);
  const what: Case = { told, action, actor: null, outcome, reason: 'outcome', personal: personal.value, madeMs, nowMs };
  const problem = problemOf(what, entryId);
  const writes = await addProblems(trx, told.home, [problem], { kind: 'desk', id: problem.id, atMs: nowMs });
  return {
    receipt: { id: action.id, status: 'final', outcome, revs: {}, serverTimeMs: nowMs, deskMs: problem.opensMs },
    feeds: writes.flatMap((write) => feedsOf(write).map(({ feed }) => feed)),
  };
}
