// Which acts go up next: strict order inside a lane, no lane waits for another [OR1].
// Pure: the same records and the same instant give the same batch.
import type { ActionRecord } from '#local/outbox.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Action } from '#protocol/action.ts';
import { maxActionsPerBatch, maxBatchBytes } from '#protocol/push.ts';
import { longestBackoffMs, silentHolderMs } from './backoff.ts';

type Wired = { origin: { device: DeviceId; epoch: string } | null; action: Action; proof?: string };

// What stands around the acts in the request: ids, counters, a signature.
const envelopeBytes = 2_048;

/** Records in seq order. An act that has failed before goes alone, after all the others [PO1]. */
export function nextBatch(records: readonly ActionRecord[], nowMs: number, limit = maxActionsPerBatch): ActionRecord[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const batch: ActionRecord[] = [];
  const taken = new Set<string>();
  const heldLanes = new Set<string>();
  let alone: ActionRecord | null = null;
  let bytes = envelopeBytes;

  for (const record of records) {
    if (record.state === 'acked' || record.state === 'settled' || heldLanes.has(record.lane)) continue;
    const parentsSent = record.dependsOn.every((id) => taken.has(id) || isSent(byId.get(id), record));
    if (!isDue(record, nowMs) || !parentsSent) {
      heldLanes.add(record.lane);
      continue;
    }
    if (record.attempts > 0) {
      alone ??= record;
      heldLanes.add(record.lane);
      continue;
    }
    bytes += bytesOf(record);
    if (batch.length === limit || (bytes > maxBatchBytes && batch.length > 0)) break;
    batch.push(record);
    taken.add(record.id);
  }
  return batch.length > 0 || !alone ? batch : [alone];
}

/** When the next act may go, of those that nothing holds back; Infinity: none is left, or all wait behind a parked one. */
export function nextDueMs(records: readonly ActionRecord[]): number {
  const byId = new Map(records.map((record) => [record.id, record]));
  const seenLanes = new Set<string>();
  let earliestMs = Infinity;
  for (const record of records) {
    const { lane, state, dependsOn, nextAtMs, sendClaim } = record;
    if (state === 'acked' || state === 'settled' || seenLanes.has(lane)) continue;
    seenLanes.add(lane);
    if (state === 'parked' || dependsOn.some((id) => !isSent(byId.get(id), record))) continue;
    earliestMs = Math.min(earliestMs, state === 'sending' ? (sendClaim?.atMs ?? 0) + silentHolderMs : nextAtMs);
  }
  return earliestMs;
}

/** A child goes after its parent; once the server waits for the end of an accepted one, after that end [OR2, OC3]. */
const isSent = (parent: ActionRecord | undefined, { awaitsEnd }: ActionRecord): boolean =>
  !parent || (parent.receipt !== null && !(awaitsEnd && parent.receipt.status === 'accepted'));

/**
 * A claim whose holder has been silent for a minute is nobody's [TB2, TB3]. A wait that is longer than any that is given was
 * reckoned by a wall clock that had jumped [CK3].
 */
export const isDue = (record: ActionRecord, nowMs: number): boolean =>
  (record.state === 'queued' && (record.nextAtMs <= nowMs || record.nextAtMs > nowMs + longestBackoffMs)) ||
  (record.state === 'sending' && Math.abs(nowMs - (record.sendClaim?.atMs ?? 0)) > silentHolderMs);

/** The act as it crosses the wire; its origin only when it was queued under another device or epoch. */
export function wired(record: ActionRecord, device: string, epoch: string): Wired {
  const {
    id,
    home,
    actor,
    lane,
    dependsOn,
    answers,
    kind,
    v,
    payload,
    base,
    hash,
    createdAtMs,
    bootId,
    monoMs,
    offsetMs,
  } = record;
  const action = {
    id,
    seq: record.originSeq ?? record.seq,
    home,
    actor,
    lane,
    dependsOn,
    answers,
    kind,
    v,
    payload,
    base,
    hash,
    createdAtMs,
    bootId,
    monoMs,
    offsetMs,
  };
  const here = record.device === device && record.epoch === epoch;
  const proof = record.proof === undefined ? {} : { proof: record.proof };
  return { origin: here ? null : { device: record.device, epoch: record.epoch }, action: action as Action, ...proof };
}

const bytesOf = (record: ActionRecord): number =>
  new TextEncoder().encode(JSON.stringify(wired(record, '', ''))).length + 1;
