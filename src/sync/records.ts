// The outbox as this page sees it: a copy in memory, in seq order, that every write goes past.
// Promise: the copy is only ever what the outbox has stored.
import type { ActionId } from '#domain/ids.ts';
import type { ActionRecord, MetaChange, Outbox } from '#local/outbox.ts';
import { cell, type Readable } from '#local/readable.ts';

export interface Records {
  readonly all: Readable<readonly ActionRecord[]>;
  get(id: ActionId): ActionRecord | null;
  add(draft: Omit<ActionRecord, 'seq'>): Promise<ActionRecord>;
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
  const merge = (changed: readonly ActionRecord[]): void => {
    if (changed.length === 0) return;
    const byId = new Map(all.get().map((record) => [record.id, record]));
    for (const record of changed) byId.set(record.id, record);
    all.set([...byId.values()].toSorted((a, b) => a.seq - b.seq));
    onWritten();
  };
  return {
    all,
    get: (id) => all.get().find((record) => record.id === id) ?? null,
    async add(draft) {
      const record = await outbox.add(draft);
      merge([record]);
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
      const gone = new Set(ids);
      all.set(all.get().filter((record) => !gone.has(record.id)));
      onWritten();
    },
    async reload() {
      all.set(await outbox.all());
    },
  };
}

/** Acts whose outcome is not in: what a person is still waiting for. */
export const pendingCount = (records: readonly ActionRecord[]): number =>
  records.filter((record) => !record.receipt?.outcome).length;
