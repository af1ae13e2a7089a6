// What a person does with acts that are here already: reads how one ended, tries one again, carries them to another
// tablet, finds them by a claim code. Promise: none of it changes what an act is.
import { seeOutcome } from '#domain/actions/see-outcome.ts';
import type { Act } from '#domain/act.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { troubleOf } from '#local/storage-trouble.ts';
import { ActsAnswer } from '#protocol/lookup.ts';
import { actFileOf, draftsOf } from './act-file.ts';
import { activityOf } from './activity.ts';
import { claimCodeFrom } from './claim.ts';
import type { Http } from './http.ts';
import { orNull } from './look-up.ts';
import type { Records } from './records.ts';
import type { ClaimedAct, Tablet } from './tablet-port.ts';
import { NotSaved, Offline } from './trouble.ts';

export interface OwnActsDeps {
  records: Records;
  http: Http;
  /** null while this browser is no device. */
  device(): DeviceId | null;
  visit(): string;
  nowMs(): number;
  wake(): void;
  quietly<Open>(act: Act<Open>, open: Open): Promise<void>;
}

type OwnActs = Pick<Tablet, 'seen' | 'retry' | 'exportActs' | 'importActs' | 'openClaim'>;

export function ownActsOf({ records, http, device, visit, nowMs, wake, quietly }: OwnActsDeps): OwnActs {
  const claimedHere = (code: string): ClaimedAct[] =>
    records.all
      .get()
      .filter((record) => record.lane === `visit/${code}` && !record.quiet)
      .map((record) => ({ ...activityOf(record, null), desk: null, here: true }));

  /** null: it could not be asked. */
  const claimedThere = async (code: string): Promise<ClaimedAct[] | null> => {
    const deviceId = device();
    if (!deviceId) return null;
    const answer = await orNull(http.ask('/lookup/v1/acts', { deviceId, code, desk: true }, ActsAnswer));
    return (answer?.acts ?? []).map(({ status, ...act }) => ({
      ...act,
      state: status === 'final' ? 'settled' : 'accepted',
      here: false,
    }));
  };

  return {
    async seen(id) {
      const news = await records.change([id], (record) =>
        record.receipt?.outcome && !record.seen ? { seen: true } : null,
      );
      // The desk need not run after somebody who has read it.
      for (const { receipt, quiet } of news)
        if (!quiet && receipt?.outcome?.status !== 'applied') await quietly(seeOutcome, { actionId: id });
      wake();
    },
    async retry(id) {
      const again = { state: 'queued', attempts: 0, failingSinceMs: null, nextAtMs: 0, sendClaim: null } as const;
      await records.change([id], (record) => (record.state === 'parked' ? { ...again, parkedTold: false } : null));
      wake();
    },
    exportActs: (ids) =>
      actFileOf(
        records.all.get(),
        ids ? new Set(ids) : null,
        { device: device(), madeMs: nowMs() },
        async (act) => (await http.signed(act)).sig,
      ),
    async importActs(text) {
      const drafts = draftsOf(text, visit());
      const byId = new Map(drafts.map((draft) => [draft.id, draft]));
      const fresh = drafts.filter(({ id }) => !records.get(id));
      let added = fresh.length;
      try {
        const better = await records.change([...byId.keys()], (known) => {
          const draft = byId.get(known.id);
          return draft && isWorthless(known, draft, device()) ? { ...draft, parkedTold: false } : null;
        });
        added += better.length;
        for (const draft of fresh) await records.add(draft);
      } catch (error) {
        throw new NotSaved(troubleOf(error) ?? 'failed', error);
      } finally {
        wake();
      }
      return { added, known: drafts.length - added };
    },
    async openClaim(typed) {
      const code = claimCodeFrom(typed);
      if (code === null) return { acts: [], online: true };
      const here = claimedHere(code);
      let there: ClaimedAct[] | null = null;
      try {
        there = await claimedThere(code);
      } catch (error) {
        // What lies here is shown although the server won't say more.
        if (!(error instanceof Offline) && here.length === 0) throw error;
      }
      return { acts: joined(here, there ?? []), online: there !== null };
    },
  };
}

/**
 * What came in a file that nobody can vouch for gives way to the same act with another proof: the server has refused it, or
 * would, and keeps its id free [PO3]. Not while it is on the wire: the answer would be taken for the other one's.
 */
function isWorthless(known: ActionRecord, draft: Pick<ActionRecord, 'proof'>, device: DeviceId | null): boolean {
  const isImported = known.proof !== undefined || known.device !== device;
  if (!isImported || !draft.proof || known.proof === draft.proof) return false;
  if (known.receipt) return known.receipt.outcome?.code === 'grant_unknown';
  return !known.proof && known.state !== 'sending';
}

/** An outcome that only the server has is news for what lies here without one, and so is what the desk did. */
function joined(here: readonly ClaimedAct[], there: readonly ClaimedAct[]): ClaimedAct[] {
  const byId = new Map(there.map((act) => [act.id, act]));
  for (const act of here) {
    const told = byId.get(act.id);
    byId.set(act.id, told && !act.outcome ? { ...told, here: true } : { ...act, deskWord: told?.deskWord ?? null });
  }
  return [...byId.values()].toSorted((a, b) => a.createdMs - b.createdMs);
}
