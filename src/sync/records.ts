// The outbox as this page sees it: a copy in memory, in seq order, that every write goes past.
// Promise: the copy is only ever what the outbox has stored; a change costs what has changed, not what is queued.
import type { ActionId } from '#domain/ids.ts';
import type { ActionRecord, Draft, MetaChange, Outbox } from '#local/outbox.ts';
import { cell, type Readable } from '#local/readable.ts';

export interface Records {
  readonly all: Readable<readonly ActionRecord[]>;
  get(id: ActionId): ActionRecord | null;
  add(draft: Draft): Promise<ActionRecord>;
  change(
    ids: readonly ActionId[],
    decide: (record: ActionRecord) => Partial<ActionRecord> | null,
    meta?: MetaChange,
  ): Promise<ActionRecord[]>;
  remove(ids: readonly ActionId[]): Promise<void>;
  /** Takes over what another page or the service worker has written. */
  reload(): Promise<void>;
}

export function recordsOf(outbox: Outbox, onWritten: () => void): Records {
  const all = cell<readonly ActionRecord[]>([]);
  let placeOf = new Map<ActionId, number>();
  let writes = 0;
  let reloading: Promise<void> | null = null;
  let reloadAgain = false;

  const take = (records: readonly ActionRecord[]): void => {
    placeOf = new Map(records.map((record, place) => [record.id, place]));
    all.set(records);
  };
  const merge = (changed: readonly ActionRecord[]): void => {
    if (changed.length === 0) return;
    writes += 1;
    const next = [...all.get()];
    let inOrder = true;
    for (const record of changed) {
      const place = placeOf.get(record.id) ?? next.length;
      inOrder &&= place < next.length || (next.at(-1)?.seq ?? 0) < record.seq;
      next[place] = record;
      placeOf.set(record.id, place);
    }
    if (inOrder) all.set(next);
    else take(next.toSorted((a, b) => a.seq - b.seq));
    onWritten();
  };
  const read = async (): Promise<void> => {
    try {
      do {
        reloadAgain = false;
        const before = writes;
        const records = await outbox.all();
        // What was written meanwhile may be missing in what was read.
        if (before === writes) take(records);
        else reloadAgain = true;
      } while (reloadAgain);
    } finally {
      reloading = null;
    }
  };

  const reload = (): Promise<void> => {
    // Whoever asks while one is read gets one that was begun after they asked.
    if (reloading) reloadAgain = true;
    reloading ??= read();
    return reloading;
  };

  return {
    all,
    get: (id) => all.get()[placeOf.get(id) ?? -1] ?? null,
    async add(draft) {
      const known = all.get().at(-1)?.seq ?? 0;
      const record = await outbox.add(draft);
      merge([record]);
      // A number was passed over: another page has queued what this one has not heard of. What is said of this act now must
      // count with it, or two pages promise one leased unit [LS2].
      if (record.seq > known + 1) await reload().catch(() => undefined);
      return record;
    },
    async change(ids, decide, meta) {
      if (ids.length === 0 && !meta) return [];
      const changed = await outbox.change(ids, decide, meta);
      merge(changed);
      return changed;
    },
    async remove(ids) {
      if (ids.length === 0) return;
      await outbox.remove(ids);
      writes += 1;
      const gone = new Set(ids);
      take(all.get().filter((record) => !gone.has(record.id)));
      onWritten();
    },
    reload,
  };
}

/** Acts whose outcome a person is still waiting for. */
export const pendingCount = (records: readonly ActionRecord[]): number =>
  records.reduce((count, record) => count + (record.quiet || record.receipt?.outcome ? 0 : 1), 0);

/** The highest number of this outbox's own acts that somebody waits for; 0: there are none. */
export const pendingMaxSeq = (records: readonly ActionRecord[], epoch: string): number =>
  records.reduce(
    (most, record) =>
      record.quiet || record.receipt?.outcome || record.epoch !== epoch ? most : Math.max(most, record.seq),
    0,
  );

/** Acts that wait for a person to try them again, whoever made them [PO3]. */
export const parkedCount = (records: readonly ActionRecord[]): number =>
  records.reduce((count, record) => count + (record.state === 'parked' ? 1 : 0), 0);

/** What the tablet does by itself is nobody's business until it is stuck and holds up its lane [PO3]. */
export const isForPeople = (record: ActionRecord): boolean => !record.quiet || record.state === 'parked';
