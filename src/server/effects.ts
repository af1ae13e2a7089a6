// What must leave for the shop's platform: queued in the act's transaction, delivered after the commit, keyed by the
// action id so that a repeat is harmless [SV5]. The platform is never called inside a transaction.
import type { Outcome } from '#domain/outcome.ts';
import type { Action } from '#protocol/action.ts';
import type { Authority } from './authority.ts';
import { closeEffect } from './confirm.ts';
import type { PendingOutcome } from './database/schema.ts';
import type { Trx } from './rows.ts';

export interface Effect {
  /** The action id: the platform's idempotency key. */
  id: string;
  home: string;
  kind: 'handOver';
  payload: Record<string, unknown>;
}

/** `again`: worth another try (unavailable, rate_limited); otherwise a person must look. */
export type Delivery = { ok: true; value: unknown } | { ok: false; kind: string; again: boolean };
export type Deliver = (effect: Effect) => Promise<Delivery>;

/** Which acts the platform must hear of, and what of them: never a proof, never a person. */
const effectOf: Readonly<Record<string, (input: unknown, action: Action) => Pick<Effect, 'kind' | 'payload'>>> = {
  'hand-over': (input, { actor }) => ({
    kind: 'handOver',
    payload: { fulfilmentId: (input as { fulfilmentId: string }).fulfilmentId, actor },
  }),
};

/** Whether the platform hears of an act that ended so. */
export const hasEffect = (actKind: string, { status }: Outcome): boolean =>
  effectOf[actKind] !== undefined && (status === 'applied' || status === 'adjusted');

/** `pending`: the outcome that is told only once the platform has said yes [OC3]. */
export async function queueEffects(
  trx: Trx,
  action: Action,
  actKind: string,
  outcome: Outcome,
  input: unknown,
  nowMs: number,
  pending: PendingOutcome | null,
): Promise<void> {
  const effect = effectOf[actKind]?.(input, action);
  if (!effect || !hasEffect(actKind, outcome)) return;
  await trx
    .insertInto('effect')
    .values({
      home_id: action.home,
      id: action.id,
      action_id: action.id,
      kind: effect.kind,
      payload: JSON.stringify(effect.payload),
      state: 'waiting',
      next_ms: nowMs,
      pending: pending && JSON.stringify(pending),
    })
    .execute();
}

const perRound = 20;
/** While one worker delivers, another leaves it alone; a worker that died is followed after this. */
const holdMs = 60_000;
const longestBackOffMs = 300_000;

/** Delivers what is due. Returns how many were tried. */
export async function deliverEffects(authority: Authority, deliver: Deliver): Promise<number> {
  const { db, now, log } = authority;
  const due = await db
    .selectFrom('effect')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_ms', '<=', now())
    .orderBy('next_ms')
    .limit(perRound)
    .execute();
  let tried = 0;
  for (const { home_id, id, kind, payload, attempts, next_ms, pending } of due) {
    const effectRow = db
      .updateTable('effect')
      .where('home_id', '=', home_id)
      .where('id', '=', id)
      .where('state', '=', 'waiting');
    // Compare and set: of two workers that saw it, one takes it.
    const { numUpdatedRows } = await effectRow
      .where('next_ms', '=', next_ms)
      .set({ next_ms: now() + holdMs, attempts: attempts + 1 })
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) continue;
    tried += 1;
    const delivery = await deliver({ id, home: home_id, kind: kind as Effect['kind'], payload }).catch(
      (error: unknown): Delivery => {
        log.warn({ err: error, effect: id }, 'The shop platform did not answer');
        return { ok: false, kind: 'unavailable', again: true };
      },
    );
    if (!delivery.ok && delivery.again)
      await effectRow
        .set({ next_ms: now() + backOffMs(attempts), result: JSON.stringify({ kind: delivery.kind }) })
        .execute();
    // A crash before this is done is one more delivery, which the platform knows by its key.
    else await closeEffect(authority, { home: home_id, id, pending }, delivery);
  }
  return tried;
}

/** Half fixed, half by chance: 1 s, 2 s, 4 s … up to 5 min. */
const backOffMs = (attempts: number): number =>
  Math.round(Math.min(longestBackOffMs, 1000 * 2 ** attempts) * (0.5 + Math.random() / 2));
