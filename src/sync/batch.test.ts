import { describe, expect, it } from 'vitest';
import type { ActionId } from '#domain/ids.ts';
import { buildRecord } from '#test/build/record.ts';
import { nextBatch, nextDueMs, wired } from './batch.ts';

const seqs = (records: readonly { seq: number }[]): number[] => records.map(({ seq }) => seq);

describe('the next batch', () => {
  it('[OR1] takes acts in the order of their seq, lane by lane', () => {
    const records = [
      buildRecord({ seq: 1, lane: 'a' }),
      buildRecord({ seq: 2, lane: 'b' }),
      buildRecord({ seq: 3, lane: 'a' }),
    ];
    expect(seqs(nextBatch(records, 0))).toEqual([1, 2, 3]);
  });

  it('[OR1] holds a lane back behind its elder, and no other lane', () => {
    const records = [
      buildRecord({ seq: 1, lane: 'a', nextAtMs: 100 }),
      buildRecord({ seq: 2, lane: 'b' }),
      buildRecord({ seq: 3, lane: 'a' }),
      buildRecord({ seq: 4, lane: 'c', state: 'parked' }),
      buildRecord({ seq: 5, lane: 'c' }),
    ];
    expect(seqs(nextBatch(records, 99))).toEqual([2]);
    expect(seqs(nextBatch(records, 100))).toEqual([1, 2, 3]);
  });

  it('[CK3] lets nothing wait longer than the longest wait: the wall clock had jumped when it was reckoned', () => {
    const record = buildRecord({ seq: 1, attempts: 1, nextAtMs: 400_000 });
    expect(seqs(nextBatch([record], 100_000))).toEqual([]);
    expect(seqs(nextBatch([record], 99_999))).toEqual([1]);
  });

  it('[OR2] a child goes with its parent or after it, never before; a child of a parked act waits', () => {
    const parent = buildRecord({ seq: 1, lane: 'a' });
    const child = buildRecord({ seq: 2, lane: 'b', dependsOn: [parent.id] });
    expect(seqs(nextBatch([parent, child], 0))).toEqual([1, 2]);
    expect(seqs(nextBatch([{ ...parent, state: 'parked' }, child], 0))).toEqual([]);
    expect(seqs(nextBatch([{ ...parent, nextAtMs: 9 }, child], 0))).toEqual([]);
    const done = { status: 'final', outcome: null, revs: {}, serverTimeMs: 1 } as const;
    expect(seqs(nextBatch([{ ...parent, state: 'acked', receipt: done }, child], 0))).toEqual([2]);
    expect(seqs(nextBatch([buildRecord({ seq: 3, dependsOn: ['somebody-elses' as ActionId] })], 0))).toEqual([3]);
  });

  it('[OR2, OC3] a child that was told to wait goes with the end of its accepted parent, not before', () => {
    const accepted = { status: 'accepted', outcome: null, revs: {}, serverTimeMs: 1 } as const;
    const parent = buildRecord({ seq: 1, lane: 'a', state: 'acked', receipt: accepted });
    const child = buildRecord({ seq: 2, lane: 'b', dependsOn: [parent.id], nextAtMs: 5 });
    expect([seqs(nextBatch([parent, child], 5)), nextDueMs([parent, child])]).toEqual([[2], 5]);
    const waiting = { ...child, awaitsEnd: true };
    expect([seqs(nextBatch([parent, waiting], 1e15)), nextDueMs([parent, waiting])]).toEqual([[], Infinity]);
    const ended = { ...parent, receipt: { ...accepted, status: 'final' as const } };
    expect([seqs(nextBatch([ended, waiting], 5)), nextDueMs([ended, waiting])]).toEqual([[2], 5]);
  });

  it('[TB2] leaves an act that somebody is sending, until that one has been silent for a minute', () => {
    const taken = buildRecord({ seq: 1, state: 'sending', sendClaim: { by: 'other', atMs: 1_000 } });
    expect(nextBatch([taken], 61_000)).toEqual([]);
    expect(seqs(nextBatch([taken], 61_001))).toEqual([1]);
  });

  it('[PO1] an act that has failed goes alone, after all the others', () => {
    const records = [
      buildRecord({ seq: 1, lane: 'a', attempts: 2 }),
      buildRecord({ seq: 2, lane: 'a' }),
      buildRecord({ seq: 3, lane: 'b' }),
    ];
    expect(seqs(nextBatch(records, 0))).toEqual([3]);
    expect(seqs(nextBatch(records.slice(0, 2), 0))).toEqual([1]);
  });

  it('[PU1] holds at most 50 acts and 256 KB, and always at least one', () => {
    const many = Array.from({ length: 60 }, (_, index) => buildRecord({ seq: index + 1, lane: `lane ${index}` }));
    expect(nextBatch(many, 0)).toHaveLength(50);
    expect(nextBatch(many, 0, 7)).toHaveLength(7);
    const heavy = many
      .slice(0, 5)
      .map((record) => ({ ...record, payload: { open: 'é'.repeat(50_000), sealed: null } }));
    expect(nextBatch(heavy, 0)).toHaveLength(2);
    expect(nextBatch([{ ...heavy[0]!, payload: { open: 'x'.repeat(400_000), sealed: null } }], 0)).toHaveLength(1);
  });

  it('[ST2] an act of another epoch or device names where it was queued', () => {
    const record = buildRecord({ seq: 1 });
    expect(wired(record, record.device, record.epoch).origin).toBeNull();
    expect(wired(record, record.device, 'younger epoch').origin).toEqual({
      device: record.device,
      epoch: record.epoch,
    });
  });
});

describe('the instant of the next one', () => {
  it('[BO4] is that of the earliest act that nothing holds back', () => {
    const first = buildRecord({ seq: 1, lane: 'a', nextAtMs: 100 });
    const behind = buildRecord({ seq: 2, lane: 'a', nextAtMs: 5 });
    const other = buildRecord({ seq: 3, lane: 'b', nextAtMs: 70 });
    expect(nextDueMs([first, behind])).toBe(100);
    expect(nextDueMs([first, behind, other])).toBe(70);
    expect(nextDueMs([])).toBe(Infinity);
  });

  it('[PO2] what waits behind a parked act, in its lane or as its child, is not due', () => {
    const parked = buildRecord({ seq: 1, lane: 'a', state: 'parked' });
    const child = buildRecord({ seq: 3, lane: 'b', dependsOn: [parked.id] });
    expect(nextDueMs([parked, buildRecord({ seq: 2, lane: 'a' }), child])).toBe(Infinity);
  });

  it('[TB2] of an act that somebody is sending, a minute after it was claimed', () => {
    const taken = buildRecord({ seq: 1, state: 'sending', sendClaim: { by: 'other', atMs: 1_000 } });
    expect(nextDueMs([taken])).toBe(61_000);
  });
});
