// One act, taken with authority: judged, decided and committed with its receipt in one transaction [SV1].
// Whatever happens in between, the act takes effect once or not at all, and its outcome is a row that the device pulls.
import { type AnyAct, actOf } from '#domain/actions/all.ts';
import type { ActContext, Decision } from '#domain/act.ts';
import { grantHolds } from '#domain/actor.ts';
import type { FeedName } from '#domain/home.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { type Outcome, rejected } from '#domain/outcome.ts';
import { type Key, keyName, put, type Rows, type Write } from '#domain/tx.ts';
import { Action, actionHash } from '#protocol/action.ts';
import type { Receipt } from '#protocol/push.ts';
import type { Authority } from './authority.ts';
import { withTransaction } from './database/connection.ts';
import { queueEffects } from './effects.ts';
import { commitWrites, feedsOf, type Revs } from './feed.ts';
import { createHome, findHome, webHomeOf } from './homes.ts';
import { createdAt, earlierAct, outlivedReceipts } from './push-clock.ts';
import { parentsOf } from './push-parents.ts';
import { claimReceipt, closeReceipt, earlierReceipt, keepDeadLetter } from './receipts.ts';
import { loadRows, type Trx } from './rows.ts';
import { guardOf, useUp } from './session/approval.ts';
import type { Caller } from './session/caller.ts';
import { findDevice } from './session/caller.ts';
import { findGrant } from './session/grants.ts';
import { isStorable, reasonOf, unreadableAct } from './unreadable.ts';

/** Where the act was queued: device and epoch stay with it, whoever offers it [ST2]. */
export interface Origin {
  device: DeviceId;
  epoch: string;
}

/** Who pushes. For what the server does itself it is the store. */
export type Sender = { id: DeviceId } & Pick<Caller, 'home' | 'chain'>;

interface Taken {
  receipt: Receipt;
  feeds: FeedName[];
}

/** Null when there is no usable id to answer for. A passing fault gives `retry` and stores nothing [SV2, SV6]. */
export async function takeAct(
  authority: Authority,
  { sender, origin, action: raw }: { sender: Sender; origin: Origin; action: unknown },
): Promise<Receipt | null> {
  // Before the schema, which walks into whatever is nested.
  const parsed = isStorable(raw) ? Action.safeParse(raw) : null;
  const readable = parsed?.success ? { action: parsed.data, trouble: null } : unreadableAct(raw, sender, parsed?.error);
  if (!readable) return null;
  const { action } = readable;
  const trouble = readable.trouble ?? ((await actionHash(action)) === action.hash ? null : 'hash does not match');
  const { receipt, feeds } = await withTransaction(authority.db, (trx) =>
    take(authority, trx, { sender, origin, action, trouble }),
  );
  authority.hub.moved(feeds);
  authority.metrics.act(actOf(action.kind, action.v)?.kind ?? 'unknown', receipt.outcome?.status ?? receipt.status);
  return receipt;
}

type Question = { sender: Sender; origin: Origin; action: Action; trouble: string | null };
/** With the grant that the act names, if there is such a one. */
type Judged = Question & { actor: ActContext['grant'] | null };

async function take(authority: Authority, trx: Trx, question: Question): Promise<Taken> {
  const { action } = question;
  const nowMs = authority.now();
  const earlier = await earlierReceipt(trx, action, nowMs);
  if (earlier === 'other_hash') return refuseReused(authority, trx, question);
  if (earlier) return { receipt: earlier, feeds: [] };

  const parents = await parentsOf(trx, action.dependsOn);
  if (parents === 'wait')
    return { receipt: { id: action.id, status: 'wait', outcome: null, revs: {}, serverTimeMs: nowMs }, feeds: [] };

  const actor = await findGrant(trx, action.actor);
  const createdMs = createdAt(action, {
    nowMs,
    grant: actor,
    earlierMs: await earlierAct(trx, question.origin, action.seq),
  });
  if (!(await claimReceipt(trx, question, createdMs, nowMs))) return take(authority, trx, question);

  const decided =
    parents === 'rejected'
      ? refuse(rejected('parent_rejected'))
      : await decideAct(authority, trx, { ...question, actor, createdMs });
  return settle(authority, trx, { ...question, actor }, decided, createdMs);
}

/** What an act decides, with what is needed to commit it. */
interface Decided extends Decision {
  absent: ReadonlySet<string>;
  act: AnyAct | null;
  input: unknown;
  chain: HomeId | null;
}

const refuse = (outcome: Outcome): Decided => ({
  outcome,
  writes: [],
  absent: new Set(),
  act: null,
  input: null,
  chain: null,
});

async function decideAct(
  authority: Authority,
  trx: Trx,
  { sender, origin, action, trouble, actor, createdMs }: Judged & { createdMs: number },
): Promise<Decided> {
  if (trouble !== null) return refuse(rejected('invalid_input', { reason: trouble }));
  const act = actOf(action.kind, action.v);
  if (!act) return refuse(rejected('unknown_kind', { kind: action.kind, v: action.v }));
  if (!actor || actor.device !== origin.device) return refuse(rejected('grant_unknown'));
  if (!act.may.includes(actor.level)) return refuse(rejected('not_allowed'));
  const chain = await chainFor(trx, sender, act, action.home, actor.home);
  if (!chain) return refuse(rejected('not_allowed'));
  if (!grantHolds(actor, createdMs)) return refuse(rejected('grant_ended'));
  if (outlivedReceipts(createdMs, authority.now())) {
    // Its receipt may have been dropped, so it may have been applied: a person decides [SV4].
    await keepDeadLetter(trx, action, origin.device, 'too_old', authority.now());
    return refuse({ status: 'expired', code: 'already_ended', result: {}, alternatives: [] });
  }
  const input = act.open.safeParse(action.payload.open);
  if (!input.success) return refuse(rejected('invalid_input', { reason: reasonOf(input.error) }));
  if (action.payload.sealed !== null)
    return refuse(rejected('invalid_input', { reason: 'sealed part for an act that has none' }));

  const guard = await guardOf(trx, action.kind, input.data, authority.now());
  if (guard) return refuse(guard);
  const context: ActContext = {
    actionId: action.id,
    home: action.home,
    chain,
    web: (await webHomeOf(trx, chain)) ?? chain,
    atMs: createdMs,
    nowMs: Math.max(createdMs, authority.now()),
    epoch: origin.epoch,
    grant: actor,
  };
  const reads = act.reads(input.data, context);
  const rows = await loadRows(trx, reads);
  const more = act.readsThen?.(rows, input.data, context) ?? [];
  await loadRows(trx, more, rows);
  return {
    ...act.apply(rows, input.data, context, null),
    absent: absentKeys([...reads, ...more], rows),
    act,
    input: input.data,
    chain,
  };
}

/** The chain whose rows the act may touch, or null: its own store, its own chain, a customer of it, and nothing else [FD3]. */
async function chainFor(
  trx: Trx,
  sender: Sender,
  act: AnyAct,
  home: HomeId,
  grantHome: HomeId,
): Promise<HomeId | null> {
  const found = await findHome(trx, home);
  const granted = grantHome === sender.home ? sender.chain : (await findHome(trx, grantHome))?.chain_id;
  if (granted !== sender.chain) return null;
  if (!found) return act.home === 'customer' ? sender.chain : null;
  if (found.kind !== act.home || found.chain_id !== sender.chain) return null;
  return act.home === 'store' && home !== grantHome ? null : sender.chain;
}

function absentKeys(keys: readonly Key[], rows: Rows): Set<string> {
  return new Set(
    keys.filter((key) => !key.peek && !key.prefix && rows.get(key.table, key.home, key.id) === null).map(keyName),
  );
}

/** Commits what was decided: rows, the outcome for the device that asked, event, effects, receipt. */
async function settle(
  authority: Authority,
  trx: Trx,
  { sender, origin, action, actor }: Judged,
  decided: Decided,
  createdMs: number,
): Promise<Taken> {
  const nowMs = authority.now();
  const { outcome, act, chain } = decided;
  const teller = await outcomeHome(trx, sender, actor?.device === origin.device ? origin.device : sender.id);
  const told = put('outcome', teller.home, { id: action.id, device: teller.device, outcome, atMs: nowMs });
  const writes: Write[] = [...decided.writes, told];
  if (act?.home === 'customer' && chain && decided.writes.length > 0) await createCustomerHome(trx, action.home, chain);

  const revs: Revs = await commitWrites(
    trx,
    writes,
    { kind: 'act', id: action.id, atMs: nowMs },
    { held: true, absent: decided.absent },
  );
  await recordEvent(trx, action, decided, origin, createdMs);
  if (act && outcome.status === 'applied') await useUp(trx, act.kind, decided.input, nowMs);
  if (act) await queueEffects(trx, action, act.kind, outcome, decided.input, nowMs);
  await closeReceipt(trx, action, outcome, revs);
  const receipt: Receipt = { id: action.id, status: 'final', outcome, revs, serverTimeMs: nowMs };
  return { receipt, feeds: writes.flatMap((write) => feedsOf(write).map(({ feed }) => feed)) };
}

/**
 * The device that queued the act hears how it ended: proven by its own grant, or anybody could write into its feed. When
 * it is of no store of this chain, the one that offered it.
 */
async function outcomeHome(trx: Trx, sender: Sender, device: DeviceId): Promise<{ home: HomeId; device: DeviceId }> {
  if (device === sender.id) return { home: sender.home, device };
  const origin = await findDevice(trx, device);
  return origin?.chain === sender.chain ? { home: origin.home, device } : { home: sender.home, device: sender.id };
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

async function recordEvent(
  trx: Trx,
  action: Action,
  { outcome, input, act }: Decided,
  origin: Origin,
  createdMs: number,
): Promise<void> {
  const about = (act ? input : {}) as { productId?: unknown; variantId?: unknown; quantity?: unknown };
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  await trx
    .insertInto('event')
    .values({
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
      }),
      action_id: action.id,
    })
    .execute();
}

/** Two different acts under one id: the first keeps it, the second is kept for a person to look at [SV1]. */
async function refuseReused(authority: Authority, trx: Trx, { origin, action }: Question): Promise<Taken> {
  await keepDeadLetter(trx, action, origin.device, 'id_reused', authority.now());
  authority.metrics.alarm('id_reused');
  authority.log.error({ action: action.id, device: origin.device }, 'An act came under the id of another one');
  return {
    receipt: {
      id: action.id,
      status: 'final',
      outcome: rejected('id_reused'),
      revs: {},
      serverTimeMs: authority.now(),
    },
    feeds: [],
  };
}
