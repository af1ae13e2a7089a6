// One act as a person sees it: a code to read aloud, where it stands, how it is expected to end and how it ended.
import { shortCode, type ActionId, type HomeId } from '#domain/ids.ts';
import type { Outcome } from '#domain/outcome.ts';
import type { ActionRecord } from '#local/outbox.ts';

export interface Activity {
  id: ActionId;
  /** "7F3K" */
  code: string;
  kind: string;
  home: HomeId;
  lane: string;
  visit: string;
  /** The open part, as the act's schema has it. */
  open: unknown;
  /**
   * queued: saved on this tablet. sending: on its way. accepted: received, not confirmed yet [OC3].
   * settled: `outcome` is in. parked: the server could not take it; the others go on, it can be retried [PO3].
   */
  state: 'queued' | 'sending' | 'accepted' | 'settled' | 'parked';
  /** null: nothing can be said yet. */
  prediction: Outcome | null;
  outcome: Outcome | null;
  createdMs: number;
  /** When its receipt came; null before. */
  sentMs: number | null;
  /** True once a person has seen the outcome [OC1]; applied ones need nobody. */
  seen: boolean;
  /** The code of the parked act that this one waits for, as its child or behind it in its lane [OR4]; null: none. */
  parent: string | null;
  /** Failures while the server was there to answer [PO2]. */
  attempts: number;
  /** It has a part that only the server can read [AR1]. */
  personal: boolean;
  /** The shop's problem desk has it: somebody looks after it although nobody here has read it [OC1]. */
  desk: boolean;
}

const shownBefore = new WeakMap<
  ActionRecord,
  { prediction: Outcome | null; parent: ActionId | null; activity: Activity }
>();

/** The same object as long as nothing of it has changed. */
export function activityOf(
  record: ActionRecord,
  prediction: Outcome | null,
  parkedParent: ActionId | null = null,
): Activity {
  const before = shownBefore.get(record);
  if (before?.prediction === prediction && before.parent === parkedParent) return before.activity;
  const activity = activityNow(record, prediction, parkedParent);
  shownBefore.set(record, { prediction, parent: parkedParent, activity });
  return activity;
}

function activityNow(record: ActionRecord, prediction: Outcome | null, parkedParent: ActionId | null): Activity {
  const outcome = record.receipt?.outcome ?? null;
  return {
    id: record.id,
    code: shortCode(record.id),
    kind: record.kind,
    home: record.home,
    lane: record.lane,
    visit: record.visit,
    open: record.payload.open,
    state: outcome ? 'settled' : record.receipt && record.state !== 'parked' ? 'accepted' : stateOf(record.state),
    prediction: outcome ? null : prediction,
    outcome,
    createdMs: record.createdAtMs,
    sentMs: record.sentMs,
    seen: record.seen,
    parent: parkedParent && shortCode(parkedParent),
    attempts: record.attempts,
    personal: record.payload.sealed !== null,
    desk: typeof record.receipt?.deskMs === 'number',
  };
}

const stateOf = (state: ActionRecord['state']): 'queued' | 'sending' | 'parked' =>
  state === 'sending' || state === 'parked' ? state : 'queued';

/** For each unsent act that can't go before a parked one does: that one's id [OR4]. Records in seq order. */
export function parkedParents(records: readonly ActionRecord[]): Map<ActionId, ActionId> {
  const waitsFor = new Map<ActionId, ActionId>();
  const stopped = new Map<string, ActionId>();
  const parked = new Set<ActionId>();
  for (const record of records) {
    if (record.receipt) continue;
    const before = record.dependsOn
      .map((id) => (parked.has(id) ? id : waitsFor.get(id)))
      .find((id) => id !== undefined);
    const first = before ?? stopped.get(record.lane);
    if (record.state === 'parked') {
      parked.add(record.id);
      stopped.set(record.lane, first ?? record.id);
    } else if (first) {
      waitsFor.set(record.id, first);
      stopped.set(record.lane, stopped.get(record.lane) ?? first);
    }
  }
  return waitsFor;
}
