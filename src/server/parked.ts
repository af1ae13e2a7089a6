// POST /sync/v1/parked: what a tablet can't get taken is copied where it can't be lost, and put on the desk [PO3].
// The copy takes no effect. When the act gets its receipt after all, its entry at the desk closes itself.
import type { FeedName } from '#domain/home.ts';
import type { ActionId } from '#domain/ids.ts';
import type { Problem } from '#domain/problem.ts';
import { Action, type Origin } from '#protocol/action.ts';
import { type ParkedAnswer, ParkedRequest } from '#protocol/parked.ts';
import type * as z from 'zod/mini';
import type { Authority } from './authority.ts';
import { withTransaction } from './database/connection.ts';
import { addProblems, isForDesk, problemOf } from './desk.ts';
import { feedsOf } from './feed.ts';
import { Refused } from './http/refused.ts';
import { openPersonal } from './personal-part.ts';
import type { Sender } from './push.ts';
import { createdAt } from './push-clock.ts';
import { callerOf } from './session/caller.ts';
import { findGrant } from './session/grants.ts';
import { isStorable, unreadableAct } from './unreadable.ts';

type Reported = ParkedRequest['acts'][number];
interface Copy extends Pick<Reported, 'attempts' | 'failingSinceMs'> {
  origin: z.infer<typeof Origin>;
  action: Action;
  /** As it came, readable or not. */
  raw: unknown;
}

/** Throws Refused 400, 401. Rejects when the database does: the tablet then tells it again. */
export async function keepParked(authority: Authority, sent: unknown): Promise<ParkedAnswer> {
  const body = parseParked(sent);
  const { device, home, chain } = await callerOf(authority, body);
  const sender: Sender = { id: device.id, name: device.name, home, chain };
  const copies = body.acts.flatMap((act): Copy[] => copyOf(act, sender, body.epoch));
  const nowMs = authority.now();
  const told = { home, device: device.id, name: device.name };

  const problems: Problem[] = [];
  for (const { action, attempts, failingSinceMs } of copies) {
    const actor = await findGrant(authority.db, action.actor);
    const what = {
      told,
      action,
      actor,
      outcome: null,
      reason: 'parked' as const,
      personal: (await openPersonal(authority, action)).value,
      madeMs: createdAt(action, { nowMs, grant: actor, earlierMs: 0 }) || nowMs,
      nowMs,
    };
    if (isForDesk(what)) problems.push({ ...problemOf(what), result: { attempts, failingSinceMs } });
  }
  const feeds = await withTransaction(authority.db, async (trx): Promise<FeedName[]> => {
    if (copies.length === 0) return [];
    await trx
      .insertInto('dead_letter')
      .values(
        copies.map(({ origin, action, raw }) => ({
          home_id: home,
          id: action.id,
          device: origin.device,
          reason: 'parked',
          action: JSON.stringify(raw),
          at_ms: nowMs,
        })),
      )
      .onConflict((on) => on.columns(['home_id', 'id']).doNothing())
      .execute();
    // Counter first, then the look: an act that is just getting its receipt is seen here, or sees this entry.
    await trx.selectFrom('home').select('id').where('id', '=', home).forUpdate().execute();
    const ids = copies.map(({ action }) => action.id as string);
    const answered = await trx.selectFrom('receipt').select('id').where('id', 'in', ids).execute();
    const done = new Set(answered.map(({ id }) => id));
    const writes = await addProblems(
      trx,
      home,
      problems.filter(({ id }) => !done.has(id)),
      { kind: 'desk', id: ids[0] ?? '', atMs: nowMs },
    );
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

function copyOf({ origin, action: raw, attempts, failingSinceMs }: Reported, sender: Sender, epoch: string): Copy[] {
  const parsed = isStorable(raw) ? Action.safeParse(raw) : null;
  const found = parsed?.success ? { action: parsed.data } : unreadableAct(raw, sender, parsed?.error);
  if (!found) return [];
  const { action } = found;
  const kept = isStorable(raw) ? raw : { id: action.id, unreadable: true };
  return [{ origin: origin ?? { device: sender.id, epoch }, action, raw: kept, attempts, failingSinceMs }];
}
