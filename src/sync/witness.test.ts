import { describe, expect, it } from 'vitest';
import { applied } from '#domain/outcome.ts';
import type { HomeId } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { cell } from '#local/readable.ts';
import type { Cursor } from '#local/replica.ts';
import { maxWitnesses } from '#protocol/pull.ts';
import { storeHome } from '#test/build/domain.ts';
import { buildRecord } from '#test/build/record.ts';
import { isOfLostTimeline, witnessesOf } from './witness.ts';

const cursorAt = (rev: number, timeline = 't'): Cursor => ({ timeline, rev, tag: `tag ${rev}` });

/** A receipt that was given when the store stood at `rev`. */
const given = (rev: number, part: Partial<ActionRecord> = {}, timeline = 't'): ActionRecord =>
  buildRecord({
    state: 'acked',
    receipt: {
      status: 'final',
      outcome: applied(),
      revs: { [storeHome]: rev },
      serverTimeMs: 1,
      at: { [storeHome]: cursorAt(rev, timeline) },
    },
    ...part,
  });

/** Feeds of the store that stand at these cursors. */
const followed = (...cursors: (Cursor | null)[]) => ({
  cursorsOf: (home: HomeId) => (home === storeHome ? cursors : []),
});
const revsOf = (witnesses: readonly { cursor: Cursor }[]) => witnesses.map(({ cursor }) => cursor.rev);

describe('where a receipt was given', () => {
  it('[PL6] is shown to the server until the rows have come past it, and only then is the act proven', () => {
    const record = given(7);
    const cursors: (Cursor | null)[] = [cursorAt(5)];
    const witnesses = witnessesOf({ all: cell([record, given(7)]) }, followed(...cursors));
    const shown = witnesses.open();
    expect(shown).toEqual([{ home: storeHome, cursor: cursorAt(7) }]);
    expect(witnesses.isProven(record)).toBe(false);
    witnesses.shown(shown);
    expect(witnesses.isProven(record)).toBe(false);

    const past = witnessesOf({ all: cell([record]) }, followed(cursorAt(7), cursorAt(8)));
    past.shown(past.open());
    expect(past.isProven(record)).toBe(true);
    expect(past.open()).toEqual([]);
  });

  it('[PL6] proves nothing by rows of another timeline, and the act is offered again', () => {
    const record = given(7);
    const restored = followed(cursorAt(9, 'after the restore'));
    const witnesses = witnessesOf({ all: cell([record]) }, restored);
    witnesses.shown(witnesses.open());
    expect(witnesses.isProven(record)).toBe(false);
    expect(isOfLostTimeline(record, restored)).toBe(true);
    expect(isOfLostTimeline(record, followed(cursorAt(9), cursorAt(9, 'after the restore')))).toBe(false);
    expect(isOfLostTimeline(record, followed(null))).toBe(false);
    expect(isOfLostTimeline(record, followed())).toBe(false);
  });

  it('[PL6] is of no use for a home that is not followed, nor for a receipt of an older version', () => {
    const record = given(7);
    const old = buildRecord({
      receipt: { status: 'final', outcome: applied(), revs: { [storeHome]: 1 }, serverTimeMs: 1 },
    });
    const witnesses = witnessesOf({ all: cell([record, old]) }, followed());
    expect(witnesses.open()).toEqual([]);
    expect([witnesses.isProven(record), witnesses.isProven(old)]).toEqual([true, true]);
    expect(isOfLostTimeline(old, followed(cursorAt(9, 'another')))).toBe(false);
  });

  it('[PL6] of what is settled only the newest is shown after a start, and with the rest never more than one pull takes', () => {
    const settled = [3, 9, 6].map((rev) => given(rev, { state: 'settled' }));
    const acked = Array.from({ length: maxWitnesses + 5 }, (_, at) => given(20 + at));
    const few = witnessesOf({ all: cell([...settled, ...acked.slice(0, 2)]) }, followed(cursorAt(50)));
    expect(revsOf(few.open())).toEqual([9, 21, 20]);
    few.shown(few.open());
    expect(few.open()).toEqual([]);
    const many = witnessesOf({ all: cell([...settled, ...acked]) }, followed(cursorAt(50)));
    expect(many.open()).toHaveLength(maxWitnesses);
    expect(revsOf(many.open())[0]).toBe(9);
  });
});
