// What the server could not take: it is copied to the shop's desk, so that a person sees it although this tablet stays
// silent [PO3]. Promise: the act itself stays here; a copy takes no effect.
import type { DeviceId } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { ParkedAnswer } from '#protocol/parked.ts';
import { maxActionsPerBatch, maxBatchBytes } from '#protocol/push.ts';
import { wired } from './batch.ts';
import type { Http } from './http.ts';
import type { Records } from './records.ts';
import { Offline, Refused } from './trouble.ts';

// What stands around the acts in the request: ids, a signature.
const envelopeBytes = 2_048;

export interface ParkedDeps {
  records: Records;
  http: Http;
  appVersion: string;
  device(): DeviceId;
  epoch(): string;
}

/** Told once, repeated until answered. */
export async function tellParked({ records, http, appVersion, device, epoch }: ParkedDeps): Promise<void> {
  const untold = records.all.get().filter(isUntold).slice(0, maxActionsPerBatch);
  const acts = [];
  let bytes = envelopeBytes;
  for (const record of untold) {
    const act = {
      ...wired(record, device(), epoch()),
      attempts: record.attempts,
      failingSinceMs: record.failingSinceMs ?? record.createdAtMs,
    };
    bytes += new TextEncoder().encode(JSON.stringify(act)).length + 1;
    // The rest is told in the next cycle; one act alone always fits, or it could not have been queued.
    if (acts.length > 0 && bytes > maxBatchBytes) break;
    acts.push(act);
  }
  if (acts.length === 0) return;
  try {
    const request = { deviceId: device(), epoch: epoch(), appVersion, acts };
    const { kept } = await http.ask('/sync/v1/parked', request, ParkedAnswer);
    await records.change(kept, (record) => (isUntold(record) ? { parkedTold: true } : null));
  } catch (error) {
    // A server that can't take the copy now is told again after the next cycle; the other acts don't wait for it.
    if (!(error instanceof Refused || error instanceof Offline)) throw error;
  }
}

const isUntold = (record: ActionRecord): boolean => record.state === 'parked' && record.parkedTold !== true;
