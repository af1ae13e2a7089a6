import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Outbox } from '#local/outbox.ts';
import { openOutboxDatabase } from '#local/outbox-database.ts';
import { buildRecord } from '#test/build/record.ts';
import { isForPeople, parkedCount, pendingCount, type Records, recordsOf } from './records.ts';

let outbox: Outbox;
let records: Records;
let reads: number;
const seqs = () => records.all.get().map(({ seq }) => seq);
const draft = () => {
  const { seq: _, ...rest } = buildRecord();
  return rest;
};

beforeEach(async () => {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange, newEpoch: () => 'e', onTrouble: () => undefined };
  outbox = await openOutboxDatabase(disk);
  reads = 0;
  const counted = { ...outbox, all: () => ((reads += 1), outbox.all()) };
  records = recordsOf(counted, () => undefined);
});

describe('the records of a page', () => {
  it('[OR1] are in the order of their numbers, whichever page queued them', async () => {
    const first = await records.add(draft());
    // Another page writes past this one.
    const second = await outbox.add(draft());
    expect(seqs()).toEqual([1]);
    expect(await records.change([second.id], () => ({ attempts: 1 }))).toHaveLength(1);
    expect(seqs()).toEqual([1, 2]);
    const third = await records.add(draft());
    expect([first, second, third].map(({ id }) => records.get(id)?.seq)).toEqual([1, 2, 3]);
    await records.remove([first.id]);
    expect([seqs(), records.get(first.id), records.get(third.id)?.seq]).toEqual([[2, 3], null, 3]);
  });

  it('[LS2] an act is answered for with what another page has queued before it, heard of or not', async () => {
    await records.add(draft());
    expect(reads).toBe(0);
    await outbox.add(draft());
    await records.add(draft());
    expect([seqs(), reads]).toEqual([[1, 2, 3], 1]);
  });

  it('[LC2] an act that is stored is saved, also when the others cannot be read', async () => {
    const silent = recordsOf({ ...outbox, all: () => Promise.reject(new Error('unreadable')) }, () => undefined);
    await outbox.add(draft());
    expect((await silent.add(draft())).seq).toBe(2);
  });

  it('a page that hears of many changes reads them once more, not once each', async () => {
    await outbox.add(draft());
    await Promise.all(Array.from({ length: 20 }, () => records.reload()));
    expect([seqs(), reads]).toEqual([[1], 2]);
  });

  it('[LC1] an act that is queued while they are read again is not forgotten', async () => {
    const reading = records.reload();
    await records.add(draft());
    await reading;
    expect(seqs()).toEqual([1]);
  });

  it('[PO3] count what a person waits for, not what the tablet does by itself, until that is parked', () => {
    const all = [buildRecord(), buildRecord({ quiet: true }), buildRecord({ state: 'parked' })];
    expect([pendingCount(all), parkedCount(all)]).toEqual([2, 1]);
    const stuck = buildRecord({ quiet: true, state: 'parked' });
    expect([parkedCount([stuck]), isForPeople(stuck), isForPeople({ ...stuck, state: 'queued' })]).toEqual([
      1,
      true,
      false,
    ]);
  });
});
