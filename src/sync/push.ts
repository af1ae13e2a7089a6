// Acts go up in batches; a receipt comes back for each and is stored before anything is said of it [PU1–PU3].
// Promise: no act leaves the queue without a receipt of ours, and one bad act holds up its own lane only [PO1–PO3].
import type { ActionId, DeviceId } from '#domain/ids.ts';
import type { ActionRecord, MetaChange } from '#local/outbox.ts';
import type { Cursor } from '#local/replica.ts';
import { canonicalJson } from '#protocol/action.ts';
import { ForkAnswer, maxActionsPerBatch, PushAnswer, type Receipt } from '#protocol/push.ts';
import { backoffMs } from './backoff.ts';
import { isDue, nextBatch, wired } from './batch.ts';
import type { Clock } from './clock.ts';
import type { Http } from './http.ts';
import type { Chance, Time } from './ports.ts';
import { pendingCount, type Records } from './records.ts';
import { Offline, Refused } from './trouble.ts';
import { sendingOf } from './unwritten.ts';

export interface PushDeps {
  records: Records;
  http: Http;
  clock: Clock;
  time: Time;
  chance: Chance;
  appVersion: string;
  /** Who claims: random per page or worker [TB2]. */
  self: string;
  device(): DeviceId;
  epoch(): string;
  newId(): string;
  /** After a fork: from now on this database calls itself that [ID2]. */
  epochChanged(epoch: string): void;
  /** True when the server answers hello at this moment: only then is a failure the act's own [PO2]. */
  serverAnswers(): Promise<boolean>;
}

export interface Push {
  /**
   * Sends until nothing is due or `untilMonoMs` has come. False: a batch failed although the server is there.
   * Rejects with Offline or Refused when it is not, or says no to the device.
   */
  run(untilMonoMs: number): Promise<boolean>;
  /** The disk is full: receipts are kept by this page only. */
  hasUnwritten(): boolean;
}

const triesBeforeBisect = 3; // [PO1]
const triesBeforeParking = 8; // [PO2]
const failingBeforeParkingMs = 30 * 60_000;
const waitForParentMs = 2_000;
/** How long the end of an accepted act may be silent before its receipt is asked for again [OC3]. */
const silentEndMs = 15 * 60_000;

export function pushOf(deps: PushDeps): Push {
  const { records, http, clock, time, chance, self } = deps;
  const sending = sendingOf(records);
  // How many acts a batch may hold: what the server takes [PU3], and while a bad act is looked for, less [PO1].
  let fits = maxActionsPerBatch;
  let suspects: number | null = null;
  let failedBatches = 0;

  const claim = async (batch: readonly ActionRecord[]): Promise<ActionRecord[]> => {
    const nowMs = clock.nowMs();
    const claimed = await sending.change(
      batch.map(({ id }) => id),
      (record) => (isDue(record, nowMs) ? { state: 'sending', sendClaim: { by: self, atMs: nowMs } } : null),
    );
    // A later act of a lane must not go when its elder went to somebody else.
    if (claimed.length === batch.length) return claimed;
    await release(claimed);
    await sending.reload();
    return [];
  };

  const isMine = (record: ActionRecord): boolean => record.state === 'sending' && record.sendClaim?.by === self;
  const release = (batch: readonly ActionRecord[], change: Partial<ActionRecord> = {}): Promise<ActionRecord[]> =>
    sending.change(idsOf(batch), (record) => (isMine(record) ? { ...change, state: 'queued', sendClaim: null } : null));

  const send = async (batch: readonly ActionRecord[]): Promise<PushAnswer> => {
    const batchId = deps.newId();
    const [device, epoch] = [deps.device(), deps.epoch()];
    const all = sending.all();
    const request = {
      batchId,
      deviceId: device,
      epoch,
      appVersion: deps.appVersion,
      pending: pendingCount(all),
      maxSeq: all.at(-1)?.seq ?? 0,
      actions: batch.map((record) => wired(record, device, epoch)),
    };
    const answer = await http.ask('/sync/v1/push', request, PushAnswer);
    if (answer.batchId !== batchId) throw new Offline('the answer to another batch');
    return answer;
  };

  const failedAlone = (record: ActionRecord): Partial<ActionRecord> => {
    const nowMs = clock.nowMs();
    // The server has it: it was only asked how it ended.
    if (record.receipt) return { state: 'acked', sendClaim: null, nextAtMs: nowMs + silentEndMs };
    const attempts = record.attempts + 1;
    const failingSinceMs = record.failingSinceMs ?? nowMs;
    const park = attempts >= triesBeforeParking && nowMs - failingSinceMs >= failingBeforeParkingMs;
    return {
      attempts,
      failingSinceMs,
      sendClaim: null,
      state: park ? 'parked' : 'queued',
      nextAtMs: nowMs + backoffMs(attempts, chance.fraction()),
    };
  };

  const toldToWait = (record: ActionRecord, isBehind: boolean, nowMs: number): Partial<ActionRecord> => {
    const parents = isBehind ? [] : record.dependsOn.map(sending.get);
    // Neither to be sent from here nor known there, or ended without a receipt there: it may never come. Such an act ends
    // at the desk, not in a queue [PO2]. A server that was restored is offered the parent again long before that [PL4].
    const isGone = (parent: ActionRecord | null): boolean => !parent || parent.receipt?.status === 'final';
    if (parents.length > 0 && parents.every(isGone)) return failedAlone(record);
    const awaitsEnd = parents.some((parent) => parent?.receipt?.status === 'accepted');
    return {
      state: 'queued',
      sendClaim: null,
      nextAtMs: nowMs + waitForParentMs,
      ...(awaitsEnd ? { awaitsEnd } : {}),
    };
  };

  const store = async (batch: readonly ActionRecord[], { receipts, at }: PushAnswer): Promise<void> => {
    const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
    const nowMs = clock.nowMs();
    await sending.change(
      idsOf(batch),
      (record) => {
        const receipt = byId.get(record.id);
        if (record.receipt?.status === 'final') return isMine(record) ? { state: 'acked', sendClaim: null } : null;
        // Whoever holds the claim now, a receipt is the truth.
        if (receipt?.status === 'final' || receipt?.status === 'accepted')
          return acked(record, receipt, at ?? {}, nowMs);
        if (!isMine(record)) return null;
        if (receipt?.status === 'retry') return failedAlone(record);
        if (receipt?.status === 'wait') return toldToWait(record, isBehindElder(record, batch, byId), nowMs);
        return { state: 'queued', sendClaim: null, nextAtMs: nowMs + backoffMs(1, chance.fraction()) };
      },
      clock.state(),
    );
  };

  /** True: go on with what is due now. */
  const takeTrouble = async (batch: readonly ActionRecord[], error: Offline | Refused): Promise<boolean> => {
    await release(batch);
    if (error instanceof Refused && error.status === 409 && ForkAnswer.safeParse(error.body).success)
      return takeNewEpoch();
    if (error instanceof Refused) {
      if (error.status === 413 && batch.length > 1) {
        fits = Math.ceil(batch.length / 2);
        return true;
      }
      if ([401, 403, 426, 429, 503].includes(error.status)) throw error;
    }
    // "Later", from somebody in between: no act's fault, and obeyed although a hello would get through [PU3].
    if (error.retryAfterMs !== null) throw error;
    if (!(await deps.serverAnswers())) throw error;
    failedBatches += 1;
    const [only] = batch;
    if (batch.length === 1 && only) {
      await sending.change([only.id], (record) => (record.receipt?.status === 'final' ? null : failedAlone(record)));
      [suspects, failedBatches] = [null, 0];
      return true;
    }
    if (failedBatches < triesBeforeBisect) return false;
    suspects = Math.ceil(batch.length / 2);
    return true;
  };

  /** What came from another device, or in a file, keeps its own numbers: a proof is about them [SV1, PO3]. */
  const moveTo = async (epoch: string, meta?: MetaChange): Promise<void> => {
    const mayMove = ({ receipt, proof, ...record }: ActionRecord): boolean =>
      receipt === null && proof === undefined && record.device === deps.device() && record.epoch !== epoch;
    const moving = sending.all().filter(mayMove);
    await records.change(idsOf(moving), (record) => (mayMove(record) ? reopened(record, epoch) : null), meta);
  };

  // On a full disk nothing is sent until it is written: an epoch that only this page knows of would be forgotten [ID2].
  const takeNewEpoch = async (): Promise<boolean> => {
    const epoch = deps.newId();
    await moveTo(epoch, { epoch });
    deps.epochChanged(epoch);
    return true;
  };

  return {
    hasUnwritten: sending.hasUnwritten,
    async run(untilMonoMs) {
      await sending.write();
      // Another page queued it while the epoch changed: its number is of an outbox that may be somebody else's [SV0].
      await moveTo(deps.epoch());
      while (time.monoMs() < untilMonoMs) {
        const due = nextBatch(sending.all(), clock.nowMs(), Math.min(fits, suspects ?? fits));
        if (due.length === 0) {
          [suspects, failedBatches] = [null, 0];
          return true;
        }
        const batch = await claim(due);
        if (batch.length === 0) continue;
        try {
          await store(batch, await send(batch));
          if (suspects === null) failedBatches = 0;
          fits = Math.min(maxActionsPerBatch, fits * 2);
        } catch (error) {
          if (!(error instanceof Offline || error instanceof Refused)) throw error;
          if (!(await takeTrouble(batch, error))) return false;
        }
      }
      return true;
    },
  };
}

const idsOf = (batch: readonly ActionRecord[]): ActionId[] => batch.map(({ id }) => id);

/** An elder of its lane has no receipt: the server has not looked at this one [OR4]. */
const isBehindElder = (
  { lane, seq }: ActionRecord,
  batch: readonly ActionRecord[],
  receipts: ReadonlyMap<ActionId, Receipt>,
): boolean =>
  batch.some((elder) => {
    const status = receipts.get(elder.id)?.status;
    return elder.lane === lane && elder.seq < seq && status !== 'final' && status !== 'accepted';
  });

function acked(
  record: ActionRecord,
  receipt: Receipt,
  standing: Record<string, Cursor>,
  nowMs: number,
): Partial<ActionRecord> {
  const { outcome, revs, serverTimeMs, deskMs } = receipt;
  const status = receipt.status === 'final' ? 'final' : 'accepted';
  const at = Object.entries(standing).filter(([home]) => home in revs);
  // An outcome that a person has seen already, before the server was restored, is not news [PL4].
  const known = record.formerOutcome !== null && canonicalJson(record.formerOutcome) === canonicalJson(outcome);
  return {
    state: 'acked',
    sendClaim: null,
    attempts: 0,
    failingSinceMs: null,
    nextAtMs: nowMs + silentEndMs,
    sentMs: record.sentMs ?? serverTimeMs,
    receipt: { status, outcome, revs, serverTimeMs, deskMs, at: Object.fromEntries(at) },
    seen: known && record.seen,
    formerOutcome: null,
  };
}

/** The act as it was queued, under a new epoch: its seq in the old one belongs to somebody else's act [SV0]. */
const reopened = (record: ActionRecord, epoch: string): Partial<ActionRecord> => ({
  epoch,
  originSeq: null,
  sendClaim: null,
  nextAtMs: 0,
  state: record.state === 'parked' ? 'parked' : 'queued',
});

/** Under the lock nobody else is sending: what still says so was left by a page that was killed. */
export async function freeDeadClaims(records: Records): Promise<void> {
  const claimed = records.all.get().filter((record) => record.state === 'sending');
  await records.change(
    claimed.map(({ id }) => id),
    (record) => (record.state === 'sending' ? { state: 'queued', sendClaim: null } : null),
  );
}
