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
}

export function activityOf(record: ActionRecord, prediction: Outcome | null): Activity {
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
  };
}

const stateOf = (state: ActionRecord['state']): 'queued' | 'sending' | 'parked' =>
  state === 'sending' || state === 'parked' ? state : 'queued';
