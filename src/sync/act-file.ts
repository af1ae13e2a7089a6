// Acts that a tablet can't send, as a file that another one can: their ids, hashes and origin stay what they were, so
// that they take effect once, whoever sends them [PO3, SV1]. The device that made one signs it: a file is anybody's to write.
import * as z from 'zod/mini';
import type { ActionId, DeviceId } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { Action, Origin, Proof } from '#protocol/action.ts';
import { wired } from './batch.ts';
import { isForPeople } from './records.ts';

/** Some 2,000 acts with everything they say. */
const maxFileBytes = 5 * 1024 * 1024;

const Carried = z.strictObject({ origin: Origin, action: Action, proof: z._default(Proof, '') });
const ActFile = z.strictObject({
  format: z.literal('gondola-acts'),
  v: z.literal(1),
  device: z.nullable(z.string()),
  madeMs: z.number(),
  acts: z.array(Carried),
});

/** It is no file of acts, or it is damaged: nothing of it was taken. */
export class BadActFile extends Error {
  override readonly name = 'BadActFile';
  readonly reason: 'too_large' | 'not_json' | 'other_format' | 'unreadable';

  constructor(reason: BadActFile['reason'], detail = '') {
    super(`no file of acts: ${reason} ${detail}`.trim());
    this.reason = reason;
  }
}

/** `ids` null: all that are parked or unsent. What the tablet does by itself stays with it, unless it is parked. `prove` signs with its key. */
export async function actFileOf(
  records: readonly ActionRecord[],
  ids: ReadonlySet<ActionId> | null,
  about: { device: DeviceId | null; madeMs: number },
  prove: (body: object) => Promise<string>,
): Promise<string> {
  const wanted = records.filter((record) => isForPeople(record) && (ids ? ids.has(record.id) : !record.receipt));
  const acts = await Promise.all(
    wanted.map(async (record) => {
      const act = wired(record, '', '');
      // What came in a file goes on with the proof it came with: this device can't vouch for it.
      return record.proof === undefined ? { ...act, proof: await prove(act) } : act;
    }),
  );
  return `${JSON.stringify({ format: 'gondola-acts', v: 1, ...about, acts }, null, 1)}\n`;
}

/** The acts of a file, as drafts of an outbox. Throws BadActFile. */
export function draftsOf(text: string, visit: string): Omit<ActionRecord, 'seq'>[] {
  if (text.length > maxFileBytes) throw new BadActFile('too_large');
  const file = ActFile.safeParse(jsonOf(text));
  if (!file.success) {
    const marked = z.object({ format: z.literal('gondola-acts'), v: z.literal(1) }).safeParse(jsonOf(text));
    throw marked.success
      ? new BadActFile('unreadable', z.prettifyError(file.error).slice(0, 500))
      : new BadActFile('other_format');
  }
  return file.data.acts.map(({ origin, proof, action: { seq, ...action } }) => ({
    ...action,
    payload: action.payload as ActionRecord['payload'],
    ...origin,
    originSeq: seq,
    proof,
    rawAtMs: action.createdAtMs - action.offsetMs,
    visit,
    state: 'queued',
    attempts: 0,
    failingSinceMs: null,
    nextAtMs: 0,
    sendClaim: null,
    receipt: null,
    formerOutcome: null,
    sentMs: null,
    seen: false,
    settledMs: null,
  }));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadActFile('not_json');
  }
}
