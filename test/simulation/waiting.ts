// What lies on the disks and has not come to its end: still on its way, at the desk, or waiting for what is gone.
import type { ActionId } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import type { SimProfile } from './profile.ts';
import type { Stage } from './stage.ts';

export async function recordsOf(profile: SimProfile, stage: Stage): Promise<ActionRecord[]> {
  if (profile.dexie) return stage.world.during(profile.dexie.records());
  return [...profile.disk.records.values()].toSorted((a, b) => a.seq - b.seq);
}

/** The other goes after this one, whatever happens [OR1, OR2]. */
const isBefore = (elder: ActionRecord, record: ActionRecord): boolean =>
  elder.seq < record.seq && (elder.lane === record.lane || record.dependsOn.includes(elder.id));

/** [PO3] Parked, or shown with a parked act that it waits for. */
export const isAtDesk = (record: ActionRecord, records: readonly ActionRecord[]): boolean =>
  record.state === 'parked' ||
  (record.state === 'queued' && records.some((elder) => isBefore(elder, record) && isAtDesk(elder, records)));

export interface Undrained {
  waiting: string | null;
  /** Nothing but acts whose parents neither a disk nor the server has, or such as wait for them. */
  isBereft: boolean;
  atDesk: ReadonlySet<ActionId>;
}

/** What still waits. */
export async function undrained(stage: Stage): Promise<Undrained> {
  const disks = await Promise.all(stage.profiles.map((profile) => recordsOf(profile, stage)));
  const atDesk = new Set(
    disks.flatMap((records) => records.filter((record) => isAtDesk(record, records)).map(({ id }) => id)),
  );
  const waiting = disks.flatMap((records, at) =>
    records.flatMap((record) =>
      record.state === 'settled' || isAtDesk(record, records) ? [] : [{ record, records, tablet: stage.profiles[at] }],
    ),
  );
  const [first] = waiting;
  if (!first) return { waiting: null, isBereft: false, atDesk };
  const { id, kind, state, receipt, nextAtMs } = first.record;
  const found = await stage.shop.db.selectFrom('receipt').select('id').execute();
  const known = new Set([...disks.flat(), ...found].map((one) => one.id));
  const isBereft = (record: ActionRecord, records: readonly ActionRecord[]): boolean =>
    (record.attempts > 0 && record.dependsOn.some((parent) => !known.has(parent))) ||
    records.some((elder) => isBefore(elder, record) && elder.state === 'queued' && isBereft(elder, records));
  return {
    waiting: `${kind} ${id} of tablet ${first.tablet?.at} is ${state}, ${receipt?.outcome?.status ?? 'without an outcome'}, due in ${nextAtMs - stage.world.nowMs} ms`,
    isBereft: waiting.every(({ record, records }) => isBereft(record, records)),
    atDesk,
  };
}
