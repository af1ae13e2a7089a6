// The disk is so full that not even a claim can be written: acts go up all the same.
import { beforeEach, describe, expect, it } from 'vitest';
import { applied } from '#domain/outcome.ts';
import type { Outbox } from '#local/outbox.ts';
import { StorageTrouble, type Trouble } from '#local/storage-trouble.ts';
import { openPushLab, type PushLab, receiptFor, takeAll } from '#test/build/push-lab.ts';
import { Offline, Refused } from './trouble.ts';

let lab: PushLab;
let refuses: Trouble | null;
beforeEach(async () => {
  lab = await openPushLab();
  refuses = null;
  const { change } = lab.outbox;
  const refusing: Outbox['change'] = (...values) =>
    refuses ? Promise.reject(new StorageTrouble(refuses)) : change(...values);
  lab.outbox.change = refusing;
});
const stored = async () => (await lab.outbox.all()).map(({ state }) => state);
const sent = () => lab.batches.map(({ actions }) => actions.map(({ action }) => action.id));

describe('on a full disk', () => {
  it('[SG2, SV1] acts go up once, and nothing is called sent before there is room for its receipt [F21]', async () => {
    const acts = await lab.queue({ lane: 'a' }, { lane: 'a' }, { lane: 'b' });
    refuses = 'full';
    expect(await lab.run()).toBe(true);
    await lab.run();
    expect(sent()).toEqual([acts.map(({ id }) => id)]);
    expect(await stored()).toEqual(['queued', 'queued', 'queued']);
    expect(lab.records.all.get().every(({ receipt, sentMs }) => receipt === null && sentMs === null)).toBe(true);
    expect(lab.push.hasUnwritten()).toBe(true);
    refuses = null;
    await lab.run();
    expect(await stored()).toEqual(['acked', 'acked', 'acked']);
    expect(lab.records.all.get().map(({ receipt }) => receipt?.outcome)).toEqual([applied(), applied(), applied()]);
    expect([sent().length, lab.push.hasUnwritten()]).toEqual([1, false]);
  });

  it('[OR1, OR4] lanes and parents keep their order by the receipts that are only kept', async () => {
    const [first, elder] = await lab.queue({ lane: 'a' }, { lane: 'b' });
    refuses = 'full';
    lab.answer = (batch) => ({
      ...takeAll(batch),
      receipts: batch.actions.map(({ action }) =>
        receiptFor(action.id, action.id === elder?.id ? { status: 'retry', outcome: null } : {}),
      ),
    });
    await lab.run();
    refuses = null;
    const [child, behind] = await lab.queue({ lane: 'c', dependsOn: [first!.id] }, { lane: 'b' });
    refuses = 'full';
    await lab.run();
    expect(sent()).toEqual([[first?.id, elder?.id], [child?.id]]);
    lab.answer = takeAll;
    lab.pass(60_000);
    await lab.run();
    await lab.run();
    expect(sent().slice(2).flat()).toEqual([elder?.id, behind?.id]);
  });

  it('[PO1, BO1] a failure counts and waits, so that a bad act is not sent again and again', async () => {
    await lab.queue({});
    refuses = 'full';
    lab.answer = () => {
      throw new Refused(500, 'server', null, null);
    };
    await lab.run();
    await lab.run();
    expect(lab.batches).toHaveLength(1);
    refuses = null;
    await lab.run();
    expect(lab.records.all.get()[0]).toMatchObject({ state: 'queued', attempts: 1, sendClaim: null });
  });

  it('[PU1] without an answer the same acts go again as soon as there is one', async () => {
    const [act] = await lab.queue({});
    refuses = 'full';
    lab.serverIsThere = false;
    lab.answer = () => {
      throw new Offline('no network');
    };
    await expect(lab.run()).rejects.toBeInstanceOf(Offline);
    lab.answer = takeAll;
    await lab.run();
    expect(sent()).toEqual([[act?.id], [act?.id]]);
  });

  it('[ID2, PU3] a fork waits for room: an epoch that is not stored would be forgotten', async () => {
    await lab.queue({});
    refuses = 'full';
    lab.answer = ({ batchId }) => {
      throw new Refused(409, 'fork', { error: 'fork', batchId, seq: 1, serverTimeMs: 1 }, null);
    };
    await expect(lab.run()).rejects.toMatchObject({ trouble: 'full' });
    expect(lab.epoch).toBe('epoch-one');
  });

  it('[EV3] any other trouble stops the sending as before', async () => {
    await lab.queue({});
    refuses = 'newer';
    await expect(lab.run()).rejects.toMatchObject({ trouble: 'newer' });
    expect(lab.batches).toEqual([]);
  });
});

describe('the end of an accepted act', () => {
  const minuteMs = 60_000;
  const accepted = { status: 'accepted', outcome: null } as const;
  beforeEach(async () => {
    await lab.queue({ state: 'queued', receipt: { ...accepted, revs: {}, serverTimeMs: 1 }, sentMs: 1 });
  });
  const only = () => lab.records.all.get()[0];

  it('[OC3] is in the receipt that it gets when it is offered again', async () => {
    await lab.run();
    expect(only()).toMatchObject({ state: 'acked', sentMs: 1, receipt: { status: 'final', outcome: applied() } });
  });

  it('[OC3, PO2] that the server does not tell changes nothing: it is asked later, never parked', async () => {
    lab.answer = (batch) => ({
      ...takeAll(batch),
      receipts: batch.actions.map(({ action }) => receiptFor(action.id, { status: 'retry', outcome: null })),
    });
    await lab.run();
    expect(only()).toMatchObject({ state: 'acked', attempts: 0, receipt: accepted });
    expect(only()?.nextAtMs).toBeGreaterThan((only()?.createdAtMs ?? 0) + 14 * minuteMs);
    await lab.records.change([only()!.id], () => ({ state: 'queued', nextAtMs: 0 }));
    lab.answer = () => {
      throw new Refused(500, 'server', null, null);
    };
    await lab.run();
    expect(only()).toMatchObject({ state: 'acked', attempts: 0, receipt: accepted });
    expect(lab.batches).toHaveLength(2);
  });
});
