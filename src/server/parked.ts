// POST /sync/v1/parked: what a tablet can't get taken is copied where it can't be lost, and put on the desk [PO3].
// The copy takes no effect. When the act gets its receipt after all, its entry at the desk closes itself.
import type { FeedName } from '#domain/home.ts';
import type { ActionId, DeviceId } from '#domain/ids.ts';
import type { Problem } from '#domain/problem.ts';
import { Action } from '#protocol/action.ts';
import { type ParkedAnswer, ParkedRequest } from '#protocol/parked.ts';
import type { Authority } from './authority.ts';
import { withTransaction } from './database/connection.ts';
import { addProblems, type Case, isForDesk, problemOf } from './desk.ts';
import { feedsOf } from './feed.ts';
import { Refused } from './http/refused.ts';
import { unprovenIdOf } from './derived-id.ts';
import { openProven } from './personal-part.ts';
import type { Offer, Sender } from './push.ts';
import { createdAt } from './push-clock.ts';
import { callerOf } from './session/caller.ts';
import { findGrant } from './session/grants.ts';
import { proofOf } from './session/proof.ts';
import { isStorable, unreadableAct } from './unreadable.ts';

type Reported = ParkedRequest['acts'][number];
interface Copy {
  action: Action;
  letter: { id: ActionId; device: DeviceId; action: string };
  /** null: nobody at the desk has to hear of it. */
  problem: Problem | null;
}

/** Throws Refused 400, 401. Rejects when the database does: the tablet then tells it again. */
export async function keepParked(authority: Authority, sent: unknown): Promise<ParkedAnswer> {
  const body = parseParked(sent);
  const { device, home, chain } = await callerOf(authority, body);
  const sender: Sender = { id: device.id, name: device.name, home, chain };
  const copies: Copy[] = [];
  for (const act of body.acts) copies.push(...(await copyOf(authority, sender, body.epoch, act)));
  const nowMs = authority.now();

  const feeds = await withTransaction(authority.db, async (trx): Promise<FeedName[]> => {
    if (copies.length === 0) return [];
    await trx
      .insertInto('dead_letter')
      .values(copies.map(({ letter }) => ({ home_id: home, ...letter, reason: 'parked', at_ms: nowMs })))
      .onConflict((on) => on.columns(['home_id', 'id']).doNothing())
      .execute();
    // Counter first, then the look: an act that is just getting its receipt is seen here, or sees this entry.
    await trx.selectFrom('home').select('id').where('id', '=', home).forUpdate().execute();
    const ids = copies.map(({ action }) => action.id as string);
    const answered = await trx.selectFrom('receipt').select('id').where('id', 'in', ids).execute();
    const done = new Set(answered.map(({ id }) => id));
    const problems = copies.flatMap(({ action, problem }) => (problem && !done.has(action.id) ? [problem] : []));
    const writes = await addProblems(trx, home, problems, { kind: 'desk', id: ids[0] ?? '', atMs: nowMs });
    return writes.flatMap((write) => feedsOf(write).map(({ feed }) => feed));
  });
  authority.hub.moved(feeds);
  if (feeds.length > 0) {
    authority.metrics.alarm('parked');
    authority.log.error(
      { device: device.id, acts: copies.length },
      'A tablet gave up sending acts: they are on the desk',
    );
  }
  return { serverTimeMs: authority.now(), kept: [...new Set<ActionId>(copies.map(({ action }) => action.id))] };
}

/** An act that can't be stored is kept as far as it goes; who tells it must be sound. */
function parseParked(sent: unknown): ParkedRequest {
  const body = ParkedRequest.safeParse(sent);
  if (!body.success) throw new Refused(400, 'unreadable');
  const { epoch, appVersion, acts } = body.data;
  if (!isStorable([epoch, appVersion, acts.map(({ origin }) => origin)])) throw new Refused(400, 'unreadable');
  return body.data;
}

async function copyOf(
  authority: Authority,
  sender: Sender,
  epoch: string,
  { attempts, failingSinceMs, ...reported }: Reported,
): Promise<Copy[]> {
  const offer: Offer = { ...reported, origin: reported.origin ?? { device: sender.id, epoch } };
  const { origin, action: raw } = offer;
  const parsed = isStorable(raw) ? Action.safeParse(raw) : null;
  const found = parsed?.success ? { action: parsed.data } : unreadableAct(raw, sender, parsed?.error);
  if (!found) return [];
  const { action } = found;
  const proof = await proofOf(authority, sender, offer);
  const grant = await findGrant(authority.db, action.actor);
  // Kept beside the place of the true act, which may still come and be told.
  const isMakers = proof === 'proven' && (!grant || grant.device === origin.device);
  const id = isMakers ? action.id : unprovenIdOf(action);
  const actor = isMakers ? grant : null;
  const nowMs = authority.now();
  const what: Case = {
    told: { home: sender.home, device: sender.id, name: sender.name },
    action,
    actor,
    outcome: null,
    reason: 'parked',
    personal: (await openProven(authority, action, { proof, maker: origin.device })).value,
    madeMs: createdAt(action, { nowMs, grant: actor, earlierMs: 0 }) || nowMs,
    nowMs,
  };
  const kept = isStorable(raw) ? raw : { id: action.id, unreadable: true };
  return [
    {
      action,
      letter: { id, device: isMakers ? origin.device : sender.id, action: JSON.stringify(kept) },
      problem: isForDesk(what) ? { ...problemOf(what, id), result: { attempts, failingSinceMs } } : null,
    },
  ];
}
