// Children at the push: whom the server waits for, and what becomes of one whose parent never comes.
import { beforeEach, describe, expect, it } from 'vitest';
import { rejected } from '#domain/outcome.ts';
import type { ActionRecord, StoredReceipt } from '#local/outbox.ts';
import { testId, testNowMs } from '#test/build/domain.ts';
import { openPushLab, type PushLab, receiptFor, takeAll } from '#test/build/push-lab.ts';
import { Refused } from './trouble.ts';

let lab: PushLab;
beforeEach(async () => {
  lab = await openPushLab();
});

const minuteMs = 60_000;
const states = (): string[] => lab.records.all.get().map(({ state }) => state);
const at = (place: number): ActionRecord | undefined => lab.records.all.get()[place];
const ended = (status: StoredReceipt['status']): Pick<ActionRecord, 'state' | 'receipt'> => ({
  state: 'acked',
  receipt: {
    status,
    outcome: status === 'final' ? rejected('grant_unknown') : null,
    revs: {},
    serverTimeMs: testNowMs,
  },
});
/** The server says "wait" to whatever has a parent. */
const waitForParents = (): void => {
  lab.answer = (batch) => ({
    ...takeAll(batch),
    receipts: batch.actions.map(({ action }) =>
      receiptFor(action.id, action.dependsOn.length > 0 ? { status: 'wait', outcome: null } : {}),
    ),
  });
};
async function hours(count: number): Promise<void> {
  for (let second = 0; second < count * 3_600; second += 10) {
    await lab.run();
    lab.pass(10_000);
  }
}

describe('a child whose parent the server waits for', () => {
  it('[PO2] is parked when that parent has ended here and left no receipt there', async () => {
    const [parent] = await lab.queue(ended('final'));
    await lab.queue({ dependsOn: [parent!.id] });
    waitForParents();
    await hours(2);
    expect(states()).toEqual(['acked', 'parked']);
    expect(lab.batches.length).toBeLessThan(25);
  });

  it('[PO2, PL4] is not parked while a server that was restored is offered the parent again, and then goes', async () => {
    const [parent] = await lab.queue(ended('final'));
    await lab.queue({ dependsOn: [parent!.id] });
    waitForParents();
    await lab.run();
    expect(at(1)).toMatchObject({ state: 'queued', attempts: 1 });
    // A pull has found the restore.
    await lab.records.change([parent!.id], () => ({ state: 'queued', receipt: null }));
    lab.answer = takeAll;
    lab.pass(minuteMs);
    await lab.run();
    expect(states()).toEqual(['acked', 'acked']);
    expect(at(1)).toMatchObject({ attempts: 0, receipt: { status: 'final' } });
  });

  it('[OR4, PO2] is not blamed when the server waits for its elder', async () => {
    const [parent] = await lab.queue(ended('final'));
    const [elder] = await lab.queue({ lane: 'a' }, { lane: 'a', dependsOn: [parent!.id] });
    lab.answer = (batch) => ({
      ...takeAll(batch),
      receipts: batch.actions.map(({ action }) =>
        receiptFor(action.id, { status: action.id === elder?.id ? 'retry' : 'wait', outcome: null }),
      ),
    });
    await lab.run();
    expect([at(1)?.attempts, at(2)?.attempts]).toEqual([1, 0]);
  });

  it('[OC3] asks once while the platform is silent about an accepted parent, and goes at once when it has answered', async () => {
    const [parent] = await lab.queue(ended('accepted'));
    await lab.queue({ dependsOn: [parent!.id] });
    waitForParents();
    await hours(3);
    expect(lab.batches).toHaveLength(1);
    expect(at(1)).toMatchObject({ state: 'queued', attempts: 0 });
    await lab.records.change([parent!.id], ended.bind(null, 'final'));
    lab.answer = takeAll;
    await lab.run();
    expect(states()).toEqual(['acked', 'acked']);
  });
});

describe('a fork', () => {
  it('[PU3, PO3] changes neither epoch nor number of an own act that came in a file: its proof is about them', async () => {
    await lab.queue({ proof: 'signed', originSeq: 7, nextAtMs: testNowMs + minuteMs }, { proof: '' }, {});
    lab.answer = (batch) => {
      if (batch.epoch !== 'epoch-one') return takeAll(batch);
      throw new Refused(409, 'fork', { error: 'fork', batchId: testId(), seq: 1, serverTimeMs: 1 }, null);
    };
    await lab.run();
    lab.pass(2 * minuteMs);
    await lab.run();
    expect(lab.epoch).not.toBe('epoch-one');
    expect(lab.records.all.get().map(({ epoch, originSeq }) => [epoch, originSeq])).toEqual([
      ['epoch-one', 7],
      ['epoch-one', undefined],
      [lab.epoch, null],
    ]);
    expect(states()).toEqual(['acked', 'acked', 'acked']);
  });
});
