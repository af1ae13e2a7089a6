// Acts go up although the disk is full [SG2]: what the outbox can't write of their sending (claims, failures, receipts) is
// kept by this page until there is room. Promise: nothing of it is shown; an act is called sent when its receipt is stored
// [LC2], and what a page that dies has kept is answered again, to the same ids [SV1].
import type { ActionId } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { troubleOf } from '#local/storage-trouble.ts';
import type { Records } from './records.ts';

/** The records as their sending stands, written or not. */
interface Sending extends Pick<Records, 'get' | 'change' | 'reload'> {
  all(): readonly ActionRecord[];
  /** Writes what was kept, when there is room again. */
  write(): Promise<void>;
  hasUnwritten(): boolean;
}

export function sendingOf(records: Records): Sending {
  const kept = new Map<ActionId, Partial<ActionRecord>>();
  // A stored end is newer than whatever is kept here.
  const keptOf = (record: ActionRecord): Partial<ActionRecord> | undefined =>
    record.receipt?.status === 'final' ? undefined : kept.get(record.id);
  const asKept = (record: ActionRecord): ActionRecord => ({ ...record, ...keptOf(record) });
  const get = (id: ActionId): ActionRecord | null => {
    const record = records.get(id);
    return record && asKept(record);
  };

  const inMemory = (ids: readonly ActionId[], decide: Decide): ActionRecord[] =>
    ids.flatMap((id) => {
      const record = get(id);
      const change = record && decide(record);
      if (!record || !change) return [];
      kept.set(id, { ...kept.get(id), ...change });
      return [{ ...record, ...change }];
    });

  const change: Records['change'] = async (ids, decide, meta) => {
    const asked = new Set(ids);
    const decided = new Set<ActionId>();
    try {
      const changed = await records.change(
        [...new Set([...ids, ...kept.keys()])],
        (record) => {
          const said = asked.has(record.id) ? decide(asKept(record)) : null;
          if (said) decided.add(record.id);
          const before = keptOf(record);
          return said || before ? { ...before, ...said } : null;
        },
        meta,
      );
      kept.clear();
      return changed.filter(({ id }) => decided.has(id));
    } catch (error) {
      // The Web Lock keeps other pages from sending the same acts; where it does not, twice is harmless [SV1].
      if (troubleOf(error) !== 'full') throw error;
      return inMemory(ids, decide);
    }
  };

  return {
    get,
    change,
    reload: records.reload,
    all: () => (kept.size === 0 ? records.all.get() : records.all.get().map(asKept)),
    async write() {
      if (kept.size > 0) await change([], () => null);
    },
    hasUnwritten: () => kept.size > 0,
  };
}

type Decide = (record: ActionRecord) => Partial<ActionRecord> | null;
