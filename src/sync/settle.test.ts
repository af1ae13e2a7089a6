import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import type { ActionId, HomeId } from '#domain/ids.ts';
import { applied, type Outcome, rejected } from '#domain/outcome.ts';
import { memoryFiles } from '#local/file-store.ts';
import { FollowedFeeds } from '#local/followed-feeds.ts';
import { memoryReplica } from '#local/memory-replica.ts';
import { openOutboxDatabase } from '#local/outbox-database.ts';
import { storeHome, tabletId, testNowMs, webHome } from '#test/build/domain.ts';
import { buildRecord } from '#test/build/record.ts';
import { type Records, recordsOf } from './records.ts';
import { type Handing, isSettled, leaverOf, offerAgain, settle } from './settle.ts';

const receipt = (outcome: Outcome | null, revs: Record<string, number> = {}) =>
  ({ status: outcome ? 'final' : 'accepted', outcome, revs, serverTimeMs: 1 }) as const;
const cursors = (byHome: Record<string, number[]>) => ({
  cursorsOf: (home: HomeId) => (byHome[home] ?? []).map((rev) => ({ timeline: 't', rev, tag: '' })),
});

/** Whoever made the act still stands here. */
const here: Handing = { nowMs: testNowMs, surelyMs: testNowMs, hasLeft: () => false, isProven: () => true };
const later = (nowMs: number): Handing => ({ ...here, nowMs, surelyMs: nowMs });
const own = feedName('device/own', storeHome, tabletId);

describe('an act is settled', () => {
  it('[ST1] when its outcome is stored, its rows are here, and it was applied or seen', () => {
    const at = buildRecord({ state: 'acked', receipt: receipt(applied(), { [storeHome]: 7 }) });
    expect(isSettled(at, cursors({ [storeHome]: [7, 8] }), here)).toBe(true);
    expect(isSettled(at, cursors({ [storeHome]: [8, 6] }), here)).toBe(false);
    expect(isSettled({ ...at, receipt: null }, cursors({}), here)).toBe(false);
    expect(isSettled({ ...at, receipt: receipt(null) }, cursors({}), here)).toBe(false);
  });

  it('[ST1] a home that is not followed here is not waited for', () => {
    expect(
      isSettled(buildRecord({ receipt: receipt(applied(), { [webHome]: 7 }) }), cursors({ [storeHome]: [1] }), here),
    ).toBe(true);
  });

  it('[ST1, OC1] what was not applied waits until a person has seen it', () => {
    const refused = buildRecord({ receipt: receipt(rejected('sold_out')) });
    expect(isSettled(refused, cursors({}), here)).toBe(false);
    expect(isSettled({ ...refused, seen: true }, cursors({}), here)).toBe(true);
  });

  it('[ST1] or when the desk has it and whoever made it has left', () => {
    const at = buildRecord({ receipt: { ...receipt(rejected('sold_out')), deskMs: testNowMs } });
    const left: Handing = { ...here, hasLeft: () => true };
    expect(isSettled(at, cursors({}), here)).toBe(false);
    expect(isSettled(at, cursors({}), { ...left, nowMs: testNowMs - 1 })).toBe(false);
    expect(isSettled({ ...at, receipt: receipt(rejected('sold_out')) }, cursors({}), left)).toBe(false);
    expect(isSettled(at, cursors({}), left)).toBe(true);
  });

  it('[ST1] a shopper has left with the visit, a member of staff with the shift', () => {
    const at = buildRecord({ visit: 'first' });
    expect(leaverOf('shopper', 'first', null)(at)).toBe(false);
    expect(leaverOf('shopper', 'second', at.actor)(at)).toBe(true);
    expect(leaverOf('staff', 'first', null)(at)).toBe(true);
    expect(leaverOf('staff', 'second', at.actor)(at)).toBe(false);
  });

  it('what the tablet does by itself needs nobody', () => {
    expect(isSettled(buildRecord({ quiet: true, receipt: receipt(rejected('sold_out')) }), cursors({}), here)).toBe(
      true,
    );
  });
});

describe('the end of an act', () => {
  const ownFeed = { kind: 'device/own', home: storeHome, device: tabletId } as const;
  let records: Records;
  let feeds: FollowedFeeds;
  const add = async (part: Parameters<typeof buildRecord>[0]) => {
    const { seq: _, ...draft } = buildRecord(part);
    return records.add(draft);
  };
  const state = (id: ActionId) => records.get(id)?.state;

  beforeEach(async () => {
    records = recordsOf(
      await openOutboxDatabase({
        indexedDB: new IDBFactory(),
        IDBKeyRange,
        newEpoch: () => 'e',
        onTrouble: () => undefined,
      }),
      () => undefined,
    );
    feeds = new FollowedFeeds(memoryReplica(), memoryFiles());
    await feeds.follow([ownFeed]);
  });

  it('[OC3, I6] the final outcome of an accepted act is a row of device/own', async () => {
    const nextAtMs = testNowMs + 1;
    const { id } = await add({ state: 'acked', nextAtMs, receipt: receipt(null, { [storeHome]: 1 }) });
    await settle(records, feeds, later(testNowMs));
    expect(state(id)).toBe('acked');
    const row = { id, device: tabletId, outcome: rejected('sold_out'), atMs: 5 };
    const change = {
      reset: true,
      file: null,
      rows: [{ table: 'outcome', id, row }],
      cursor: { timeline: 't', rev: 2, tag: '' },
      asOfMs: 9,
    };
    await feeds.apply(own, feeds.cursor(own), change);
    feeds.publish();
    await settle(records, feeds, later(testNowMs));
    expect(records.get(id)).toMatchObject({
      state: 'acked',
      seen: false,
      receipt: { status: 'final', outcome: { code: 'sold_out' } },
    });
    await records.change([id], () => ({ seen: true }));
    await settle(records, feeds, later(testNowMs));
    expect(state(id)).toBe('settled');
  });

  it('[OC3] one that is just asked about is over when its outcome comes as a row', async () => {
    const asked = { state: 'sending', sendClaim: { by: 'a page', atMs: 1 }, receipt: receipt(null) } as const;
    const { id } = await add(asked);
    const row = { id, device: tabletId, outcome: applied(), atMs: 5 };
    const cursor = { timeline: 't', rev: 2, tag: '' };
    const rows = [{ table: 'outcome', id, row }];
    await feeds.apply(own, feeds.cursor(own), { reset: true, file: null, rows, cursor, asOfMs: 9 });
    feeds.publish();
    await settle(records, feeds, later(testNowMs));
    expect(records.get(id)).toMatchObject({ state: 'settled', sendClaim: null, receipt: { status: 'final' } });
  });

  it('[ST2] keeps a settled act for seven days, and any other for ever', async () => {
    const dayMs = 86_400_000;
    const old = await add({ state: 'acked', receipt: receipt(applied()) });
    const parked = await add({ state: 'parked' });
    await settle(records, feeds, later(testNowMs));
    await settle(records, feeds, later(testNowMs + 7 * dayMs));
    expect(state(old.id)).toBe('settled');
    await settle(records, feeds, later(testNowMs + 7 * dayMs + 1));
    expect([state(old.id), state(parked.id)]).toEqual([undefined, 'parked']);
  });

  it('[ST2] [CK3] forgets nothing because the wall clock has jumped ahead', async () => {
    const old = await add({ state: 'acked', receipt: receipt(applied()) });
    await settle(records, feeds, later(testNowMs));
    await settle(records, feeds, { ...later(testNowMs), nowMs: testNowMs + 30 * 86_400_000 });
    expect(state(old.id)).toBe('settled');
  });

  it('[PL4] after a restore the acts of that home go up again, in their order; others rest', async () => {
    const mine = await add({ state: 'settled', settledMs: 1, receipt: receipt(applied(), { [storeHome]: 3 }) });
    const touched = await add({
      home: webHome,
      state: 'acked',
      receipt: receipt(rejected('sold_out'), { [storeHome]: 4 }),
      seen: true,
    });
    const other = await add({ home: webHome, state: 'acked', receipt: receipt(applied(), { [webHome]: 4 }) });
    await offerAgain(records, new Set([storeHome]));
    expect([state(mine.id), state(touched.id), state(other.id)]).toEqual(['queued', 'queued', 'acked']);
    expect(records.get(touched.id)).toMatchObject({ receipt: null, formerOutcome: { code: 'sold_out' }, seen: true });
  });
});
