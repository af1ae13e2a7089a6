// One act, taken with authority: judged, decided and committed with its receipt in one transaction [SV1].
// Whatever happens in between, the act takes effect once or not at all, and its outcome is a row that the device pulls.
import { hash } from 'node:crypto';
import { type AnyAct, actOf } from '#domain/actions/all.ts';
import type { ActContext } from '#domain/act.ts';
import { type Grant, grantHolds } from '#domain/actor.ts';
import type { ActionId, DeviceId, HomeId } from '#domain/ids.ts';
import { expired, rejected, superseded } from '#domain/outcome.ts';
import { wasDoneInstead } from '#domain/problem.ts';
import { type Key, keyName, type Rows, type Write } from '#domain/tx.ts';
import { Action, hashedText } from '#protocol/action.ts';
import type { Receipt } from '#protocol/push.ts';
import type { Authority } from './authority.ts';
import { capOf } from './caps.ts';
import { withTransaction } from './database/connection.ts';
import { deskKeys, entriesOf, type Told } from './desk.ts';
import { openProven, type PersonalPart } from './personal-part.ts';
import { createdAt, outlivedReceipts } from './push-clock.ts';
import { type Ground, groundOf } from './push-ground.ts';
import { parentsOf } from './push-parents.ts';
import { claimReceipt, earlierReceipt, giveBackId, isStrangers, keepDeadLetter, unsettled } from './receipts.ts';
import { loadRows, type Trx } from './rows.ts';
import { afterSaying } from './session/after-saying.ts';
import { guardOf } from './session/approval.ts';
import type { Caller } from './session/caller.ts';
import { type Proof, proofOf } from './session/proof.ts';
import { type Decided, refuse, refuseReused, refuseUnproven, settle, type Taken, toldOf } from './settle.ts';
import { isStorable, reasonOf, unreadableAct } from './unreadable.ts';

/** Where the act was queued: device and epoch stay with it, whoever offers it [ST2]. */
export interface Origin {
  device: DeviceId;
  epoch: string;
}

/** An act as it comes: readable or not. `proof`: what its device signed when it was written into a file [PO3]. */
export interface Offer {
  origin: Origin;
  action: unknown;
  proof?: string | undefined;
}

/** Who pushes. For what the server does itself it is the store. */
export type Sender = { id: DeviceId; name: string } & Pick<Caller, 'home' | 'chain'>;

/** Null when there is no usable id to answer for. A passing fault gives `retry` and stores nothing [SV2, SV6]. */
export async function takeAct(
  authority: Authority,
  { sender, ...offer }: Offer & { sender: Sender },
): Promise<Receipt | null> {
  const { origin, action: raw } = offer;
  // Before the schema, which walks into whatever is nested.
  const parsed = isStorable(raw) ? Action.safeParse(raw) : null;
  const readable = parsed?.success ? { action: parsed.data, trouble: null } : unreadableAct(raw, sender, parsed?.error);
  if (!readable) return null;
  const { action } = readable;
  const trouble =
    readable.trouble ?? (hash('sha256', hashedText(action)) === action.hash ? null : 'hash does not match');
  const proof = await proofOf(authority, sender, offer);
  const personal = await openProven(authority, action, { proof, maker: origin.device });
  const { receipt, feeds } = await withTransaction(authority.db, (trx) =>
    take(authority, trx, { sender, origin, action, trouble, personal, proof }),
  );
  authority.hub.moved(feeds);
  if (receipt.outcome?.status === 'applied') await afterSaying(authority, action);
  authority.metrics.act(actOf(action.kind, action.v)?.kind ?? 'unknown', receipt.outcome?.status ?? receipt.status);
  return receipt;
}

export interface Question {
  sender: Sender;
  origin: Origin;
  action: Action;
  trouble: string | null;
  personal: PersonalPart;
  /** Whether it comes from the device that is said to have made it. */
  proof: Proof;
}
export type Judged = Question & { ground: Ground; told: Told };

async function take(authority: Authority, trx: Trx, question: Question): Promise<Taken> {
  const { sender, origin, action, proof } = question;
  const nowMs = authority.now();
  const ground = await groundOf(trx, action, origin, sender);
  if (ground.receipt && isStrangers(ground.receipt, origin.device) && isMakers(question, ground)) {
    await giveBackId(trx, ground.receipt, action);
    return take(authority, trx, question);
  }
  const earlier = ground.receipt && earlierReceipt(ground.receipt, action, nowMs);
  if (earlier && earlier !== 'other_hash') return { receipt: earlier, feeds: [] };
  if (proof === 'later') return { receipt: unsettled(action.id, 'retry', nowMs), feeds: [] };
  // Under a grant of another device it is another device's act: a receipt would use up the id of the true one.
  if (proof === 'unproven' || (ground.grant && !isMakers(question, ground)))
    return refuseUnproven(authority, trx, question);
  if (earlier) return refuseReused(authority, trx, question);

  const parents = await parentsOf(trx, action.dependsOn);
  if (parents === 'wait') return { receipt: unsettled(action.id, 'wait', nowMs), feeds: [] };

  const createdMs = createdAt(action, { nowMs, grant: ground.grant, earlierMs: ground.earlierMs });
  if (!(await claimReceipt(trx, question, createdMs, nowMs))) return take(authority, trx, question);

  const told = await toldOf(trx, sender, ground.grant ? origin.device : sender.id);
  const judged: Judged = { ...question, ground, told };
  const decided =
    parents === 'rejected' ? refuse(rejected('parent_rejected')) : await decideAct(authority, trx, judged, createdMs);
  return settle(authority, trx, judged, decided, createdMs);
}

/** Proven, and under a grant of the very device that made it. */
const isMakers = ({ origin, sender, proof }: Question, { grant, grantChain }: Ground): boolean =>
  proof === 'proven' && grant?.device === origin.device && grantChain === sender.chain;

async function decideAct(
  authority: Authority,
  trx: Trx,
  { sender, origin, action, trouble, personal, ground, told }: Judged,
  createdMs: number,
): Promise<Decided> {
  const actor = ground.grant;
  if (trouble !== null) return refuse(rejected('invalid_input', { reason: trouble }));
  const act = actOf(action.kind, action.v);
  if (!act) return refuse(rejected('unknown_kind', { kind: action.kind, v: action.v }));
  if (!actor) return refuse(rejected('grant_unknown'));
  if (!act.may.includes(actor.level)) return refuse(rejected('not_allowed'));
  const chain = chainFor(sender, act, action.home, actor.home, ground);
  if (!chain) return refuse(rejected('not_allowed'));
  if (!grantHolds(actor, createdMs)) return refuse(rejected('grant_ended'));
  if (outlivedReceipts(createdMs, authority.now()) || isForgottenShift(sender, origin, actor, authority.now())) {
    // Its receipt may have been dropped, so it may have been applied: a person decides [SV4].
    await keepDeadLetter(trx, action, origin.device, 'too_old', authority.now());
    return refuse(expired('already_ended'), 'too_old');
  }
  const input = act.open.safeParse(action.payload.open);
  if (!input.success) return refuse(rejected('invalid_input', { reason: reasonOf(input.error) }));
  if (personal.trouble !== null) {
    if (personal.isLost) await keepDeadLetter(trx, action, origin.device, 'unopenable', authority.now());
    return refuse(rejected('invalid_input', { reason: personal.trouble }));
  }

  const guard =
    (await guardOf(trx, action.kind, input.data, authority.now())) ?? (await capOf(trx, action, actor, input.data));
  if (guard) return refuse(guard);
  const context: ActContext = {
    actionId: action.id,
    home: action.home,
    chain,
    web: ground.web ?? chain,
    atMs: createdMs,
    nowMs: Math.max(createdMs, authority.now()),
    epoch: origin.epoch,
    grant: actor,
  };
  const reads = act.reads(input.data, context);
  const rows = await loadRows(trx, [...reads, ...deskKeys(told, action, ground.entries)]);
  // The desk heard of it before, and somebody there has done it again in their own name: it must not happen twice [PO3].
  const done = entriesOf(told, ground.entries, rows).find(wasDoneInstead);
  if (done) return { ...refuse(superseded('already_done', { by: done.solvedBy ?? done.ownerName })), rows };
  // Of two colleagues who answer one entry the first one does: or the act itself has got through meanwhile.
  const answered = action.answers === null ? null : rows.get('problem', told.home, action.answers);
  const gotThrough = answered?.state === 'seen' && (answered.reason === 'parked' || answered.answer !== null);
  if (answered && (answered.state === 'solved' || wasDoneInstead(answered) || gotThrough))
    return { ...refuse(superseded('already_done', { by: answered.solvedBy ?? answered.ownerName })), rows };
  const more = act.readsThen?.(rows, input.data, context) ?? [];
  await loadRows(trx, more, rows);
  const decision = act.apply(rows, input.data, context, personal.value);
  const loaded = [...reads, ...more];
  reportUnlocked(authority, action, loaded, decision.writes);
  return {
    ...decision,
    absent: absentKeys(loaded, rows),
    act,
    input: input.data,
    chain,
    rows,
    reason: 'outcome',
  };
}

const carriedWithinMs = 7 * 86_400_000;

/** A file that another device kept for long after the shift was over: nothing in it proves when it was written. */
const isForgottenShift = (sender: Sender, origin: Origin, { kind, endsMs, revokedMs }: Grant, nowMs: number): boolean =>
  origin.device !== sender.id && kind === 'shift' && nowMs - (revokedMs ?? endsMs) > carriedWithinMs;

/** The chain whose rows the act may touch, or null: its own store, its own chain, a customer of it, and nothing else [FD3]. */
function chainFor(
  sender: Sender,
  act: AnyAct,
  home: HomeId,
  grantHome: HomeId,
  { grantChain, home: found }: Ground,
): HomeId | null {
  if (grantChain !== sender.chain) return null;
  if (!found) return act.home === 'customer' ? sender.chain : null;
  if (found.kind !== act.home || found.chain !== sender.chain) return null;
  return act.home === 'store' && home !== grantHome ? null : sender.chain;
}

function absentKeys(keys: readonly Key[], rows: Rows): Set<string> {
  return new Set(
    keys.filter((key) => !key.peek && !key.prefix && rows.get(key.table, key.home, key.id) === null).map(keyName),
  );
}

/**
 * A row that is written must have been locked by `reads`, or be new under an id that follows from the act's: anything else
 * is a lost update waiting for two tablets. The first that is neither.
 */
export function firstUnlocked(id: ActionId, loaded: readonly Key[], writes: readonly Write[]): Write | undefined {
  return writes.find(
    (write) =>
      !write.id.startsWith(id) &&
      !loaded.some(
        (at) =>
          !at.peek &&
          at.table === write.table &&
          at.home === write.home &&
          (at.prefix ? write.id.startsWith(at.id) : write.id === at.id),
      ),
  );
}

/** A bug of ours, never of who pushes: the shop goes on, tests don't. */
function reportUnlocked(authority: Authority, action: Action, loaded: readonly Key[], writes: readonly Write[]): void {
  const unlocked = firstUnlocked(action.id, loaded, writes);
  if (!unlocked) return;
  const what = `${action.kind} writes ${unlocked.table} without having locked it`;
  authority.metrics.alarm('unlocked_write');
  authority.log.error({ action: action.id, row: unlocked.id }, what);
  if (authority.isStrict) throw new Error(what);
}
