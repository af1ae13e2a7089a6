// What a device says of itself when it greets the server: how full its outbox is, its storage, its clock [BO4, SG1, SG3].
// The same words from a page and from the service worker.
import * as z from 'zod/mini';
import type { ActionRecord } from '#local/outbox.ts';
import { HelloAnswer, Installation } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import type { Note } from '#local/sentinel.ts';
import type { Http } from './http.ts';
import type { Room } from './ports.ts';
import { parkedCount, pendingCount } from './records.ts';
import { Offline } from './trouble.ts';

export interface Greeting {
  deviceId: string;
  epoch: string;
  appVersion: string;
  records: readonly ActionRecord[];
  persisted: boolean | null;
  lost: Note | null;
  storage: Room | null;
  clockOffsetMs: number;
}

/** Rejects with Offline or Refused. */
export async function sayHello(http: Http, { records, ...said }: Greeting): Promise<z.infer<typeof HelloAnswer>> {
  const counters = {
    pending: pendingCount(records),
    parked: parkedCount(records),
    maxSeq: records.at(-1)?.seq ?? 0,
  };
  const answer = await http.ask('/sync/v1/hello', { ...said, protocol: protocolVersion, ...counters }, HelloAnswer);
  // Out of somebody's memory: whoever took it would call themselves another device, and be known by nobody [ID1].
  if (answer.installation.device.id !== said.deviceId) throw new Offline('the answer to another device');
  return answer;
}

// What an installation that was stored by an earlier version lacks: nothing can be sealed until the next hello.
const noSealingKey = { kid: '', publicKey: '' };
const Stored = z.extend(Installation, { sealingKey: z._default(Installation.shape.sealingKey, noSealingKey) });

/** What is stored of who this device is, by this version or an earlier one; null: it is none. */
export function storedInstallation(value: unknown): Installation | null {
  const stored = Stored.safeParse(value);
  return stored.success ? stored.data : null;
}

/** null: the server has not told its key here yet. */
export const sealingKeyOf = ({ sealingKey }: Installation): Installation['sealingKey'] | null =>
  sealingKey.kid === '' ? null : sealingKey;
