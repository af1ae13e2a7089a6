// POST /sync/v1/push, top to bottom: who, fork, then one act after the other; each is answered,
// and a failing one holds up its own lane only [OR4, SV6].
import * as z from 'zod/mini';
import { ActionId, type HomeId } from '#domain/ids.ts';
import { maxActionsPerBatch, type PushAnswer, PushRequest, type Receipt } from '#protocol/push.ts';
import type { Cursor } from '#protocol/pull.ts';
import type { Authority } from './authority.ts';
import { sealedTag } from './cursor-tag.ts';
import { isAway } from './database/connection.ts';
import { Refused } from './http/refused.ts';
import { type Offer, type Origin, type Sender, takeAct } from './push.ts';
import { unsettled } from './receipts.ts';
import { callerOf } from './session/caller.ts';
import { isStorable } from './unreadable.ts';

/** Throws Refused: 400 unreadable, 401 not this device, 409 fork, 413 too many, 503 database away. */
export async function takeBatch(authority: Authority, body: unknown): Promise<PushAnswer> {
  const batch = parseBatch(body);
  const { device, home, chain } = await callerOf(authority, batch);
  const sender: Sender = { id: device.id, name: device.name, home, chain };
  const own: Origin = { device: device.id, epoch: batch.epoch };
  const offers = batch.actions.map(({ origin, ...offered }) => ({ ...offered, origin: origin ?? own }));
  await refuseFork(authority, own, batch.batchId, offers);

  const receipts: Receipt[] = [];
  const heldLanes = new Set<string>();
  const startMs = performance.now();
  for (const offer of offers) {
    // What has no receipt is offered again [PU2]; a tablet that waits longer hangs up and sends all of it again [BO3].
    if (receipts.length > 0 && performance.now() - startMs > longestMs) break;
    const lane = laneOf(offer);
    const receipt =
      lane !== null && heldLanes.has(lane)
        ? waitFor(offer.action, authority.now())
        : await takeAlone(authority, sender, offer);
    if (receipt) receipts.push(receipt);
    if (lane !== null && receipt && receipt.status !== 'final' && receipt.status !== 'accepted') heldLanes.add(lane);
  }
  const at = await standingOf(authority, receipts);
  return { batchId: batch.batchId, serverTimeMs: authority.now(), receipts, at };
}

/** Of one batch, so that its answer comes in time whatever the machine does. */
const longestMs = 6_000;

/** Where the homes of these receipts are now: at or after every rev that they name [PL6]. */
async function standingOf({ db, key }: Authority, receipts: readonly Receipt[]): Promise<Record<string, Cursor>> {
  const homes = [...new Set(receipts.flatMap(({ revs }) => Object.keys(revs)))];
  if (homes.length === 0) return {};
  const found = await db.selectFrom('home').select(['id', 'timeline', 'rev', 'tag']).where('id', 'in', homes).execute();
  return Object.fromEntries(
    found.map(({ id, ...cursor }) => [id, { ...cursor, tag: sealedTag(key, id as HomeId, cursor) }]),
  );
}

function parseBatch(body: unknown): PushRequest {
  const { actions } = (typeof body === 'object' && body !== null ? body : {}) as { actions?: unknown };
  if (Array.isArray(actions) && actions.length > maxActionsPerBatch) throw new Refused(413, 'too_large');
  const batch = PushRequest.safeParse(body);
  if (!batch.success) throw new Refused(400, 'unreadable');
  // An act that can't be stored is refused by itself; who sends it, and from when, must be sound.
  const { epoch, batchId, appVersion } = batch.data;
  if (!isStorable([epoch, batchId, appVersion, batch.data.actions.map(({ origin }) => origin)]))
    throw new Refused(400, 'unreadable');
  return batch.data;
}

const Numbered = z.object({ id: ActionId, seq: z.number().check(z.int(), z.gte(1)) });

/** [SV0] (device, epoch, seq) names one act for good, written before the acts in a statement of its own. */
async function refuseFork(
  { db, now, metrics, log }: Authority,
  own: Origin,
  batchId: string,
  offers: readonly Offer[],
): Promise<void> {
  // Another device's numbers are its own to take: who offers its acts could use them up before it.
  // So are its own in a file, that anybody may have written.
  const numbered = offers.flatMap(({ origin, action, proof }) => {
    const found = Numbered.safeParse(action);
    return found.success && origin.device === own.device && proof === undefined
      ? [{ ...origin, seq: found.data.seq, action_id: found.data.id }]
      : [];
  });
  if (numbered.length === 0) return;
  await db
    .insertInto('device_seq')
    .values(numbered)
    .onConflict((on) => on.doNothing())
    .execute();
  // Acts of an older epoch were forked already.
  const mine = numbered.filter(({ epoch }) => epoch === own.epoch);
  if (mine.length === 0) return;
  const kept = await db
    .selectFrom('device_seq')
    .select(['seq', 'action_id'])
    .where('device', '=', own.device)
    .where('epoch', '=', own.epoch)
    .where(
      'seq',
      'in',
      mine.map(({ seq }) => seq),
    )
    .execute();
  const idBySeq = new Map(kept.map(({ seq, action_id }) => [seq, action_id]));
  const fork = mine.find(({ seq, action_id }) => idBySeq.get(seq) !== action_id);
  if (!fork) return;
  metrics.alarm('fork');
  log.warn({ device: own.device, seq: fork.seq }, 'A restored or cloned outbox: it takes a new epoch');
  throw new Refused(409, 'fork', { batchId, seq: fork.seq, serverTimeMs: now() });
}

/** A fault of one act is that act's own [SV6]; a database that is away is everybody's. */
async function takeAlone(authority: Authority, sender: Sender, offer: Offer): Promise<Receipt | null> {
  try {
    return await takeAct(authority, { sender, ...offer });
  } catch (error) {
    if (isAway(error)) throw new Refused(503, 'database_away');
    const id = Numbered.safeParse(offer.action);
    authority.log.error(
      { err: error, action: id.success ? id.data.id : null },
      'An act failed and will be tried again',
    );
    authority.metrics.act('unknown', 'retry');
    return id.success ? unsettled(id.data.id, 'retry', authority.now()) : null;
  }
}

const Laned = z.object({ lane: z.string() });

function laneOf({ origin, action }: Offer): string | null {
  const found = Laned.safeParse(action);
  return found.success ? `${origin.device} ${found.data.lane}` : null;
}

function waitFor(action: unknown, nowMs: number): Receipt | null {
  const id = ActionId.safeParse((action as { id?: unknown }).id);
  return id.success ? unsettled(id.data, 'wait', nowMs) : null;
}
