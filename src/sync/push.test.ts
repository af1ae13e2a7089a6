import { beforeEach, describe, expect, it } from 'vitest';
import { applied, rejected } from '#domain/outcome.ts';
import { testNowMs } from '#test/build/domain.ts';
import { openPushLab, type PushLab, receiptFor, takeAll } from '#test/build/push-lab.ts';
import { Offline, Refused } from './trouble.ts';

let lab: PushLab;
beforeEach(async () => {
  lab = await openPushLab();
});

const states = (): string[] => lab.records.all.get().map(({ state }) => state);
const sentIds = (): string[][] => lab.batches.map(({ actions }) => actions.map(({ action }) => action.id));
const minuteMs = 60_000;

describe('a push', () => {
  it('[PU2] stores a receipt for each act before it calls it sent', async () => {
    const [act] = await lab.queue({});
    await lab.run();
    const [stored] = await lab.outbox.all();
    expect(stored).toMatchObject({
      state: 'acked',
      sendClaim: null,
      receipt: { status: 'final', outcome: applied() },
      sentMs: expect.any(Number),
    });
    expect(sentIds()).toEqual([[act?.id]]);
    expect(lab.batches[0]).toMatchObject({ epoch: 'epoch-one', pending: 1, maxSeq: 1 });
  });

  it('[PU1] an answer to another batch is no answer: the same ids go again', async () => {
    await lab.queue({}, {});
    lab.answer = (batch) => ({ ...takeAll(batch), batchId: 'a batch of yesterday' });
    lab.serverIsThere = false;
    await expect(lab.run()).rejects.toBeInstanceOf(Offline);
    expect(states()).toEqual(['queued', 'queued']);
    lab.answer = takeAll;
    await lab.run();
    expect(sentIds()[1]).toEqual(sentIds()[0]);
    expect(states()).toEqual(['acked', 'acked']);
  });

  it('[I9] nothing is called sent before its receipt is stored', async () => {
    await lab.queue({});
    const now = () => lab.records.all.get()[0];
    lab.answer = () => {
      expect(now()).toMatchObject({ state: 'sending', sentMs: null, receipt: null });
      throw new Offline('the answer is lost');
    };
    lab.serverIsThere = false;
    await expect(lab.run()).rejects.toBeInstanceOf(Offline);
    expect(now()).toMatchObject({ state: 'queued', sentMs: null, receipt: null });
    lab.answer = takeAll;
    await lab.run();
    expect(now()).toMatchObject({ state: 'acked', sentMs: testNowMs });
  });

  it('[PO2, I1] without a network nothing counts against an act, and it stays', async () => {
    await lab.queue({});
    lab.serverIsThere = false;
    lab.answer = () => {
      throw new Offline('no network');
    };
    for (let hour = 0; hour < 24; hour++) {
      await expect(lab.run()).rejects.toBeInstanceOf(Offline);
      lab.pass(60 * minuteMs);
    }
    expect(lab.records.all.get()[0]).toMatchObject({ state: 'queued', attempts: 0 });
  });

  it('[PO1] a batch that fails three times is cut until the bad act stands alone; all others go up', async () => {
    const acts = await lab.queue(...Array.from({ length: 12 }, () => ({})));
    const bad = acts[6]?.id;
    lab.answer = (batch) => {
      if (batch.actions.some(({ action }) => action.id === bad)) throw new Refused(500, 'server', null, null);
      return takeAll(batch);
    };
    expect(await lab.run()).toBe(false);
    expect(await lab.run()).toBe(false);
    await lab.run();
    expect(
      lab.records.all
        .get()
        .filter(({ state }) => state !== 'acked')
        .map(({ id, attempts }) => [id, attempts]),
    ).toEqual([[bad, 1]]);
  });

  it('[PO2, PO3] an act that fails eight times over half an hour is parked, its lane with it, and nothing else', async () => {
    const [bad, , other] = await lab.queue({ lane: 'a' }, { lane: 'a' }, { lane: 'b' });
    lab.answer = (batch) => {
      if (batch.actions.some(({ action }) => action.id === bad?.id)) throw new Refused(500, 'server', null, null);
      return takeAll(batch);
    };
    for (let minute = 0; minute < 60 && !states().includes('parked'); minute++) {
      await lab.run();
      lab.pass(5 * minuteMs);
    }
    expect(states()).toEqual(['parked', 'queued', 'acked']);
    const [parked] = await lab.outbox.all();
    expect(parked?.attempts).toBeGreaterThanOrEqual(8);
    expect((parked?.failingSinceMs ?? 0) - (other?.createdAtMs ?? 0)).toBeLessThan(30 * minuteMs);
    const sent = lab.batches.length;
    lab.pass(60 * minuteMs);
    await lab.run();
    expect(lab.batches).toHaveLength(sent);
  });

  it('[PO2] eight failures within half an hour park nothing', async () => {
    await lab.queue({});
    lab.answer = (batch) => ({
      ...takeAll(batch),
      receipts: batch.actions.map(({ action }) => receiptFor(action.id, { status: 'retry', outcome: null })),
    });
    for (let at = 0; at < 100; at++) {
      await lab.run();
      lab.pass(5_000);
    }
    expect(lab.records.all.get()[0]?.attempts).toBeGreaterThanOrEqual(8);
    expect(states()).toEqual(['queued']);
  });

  it('[I10] within 15 minutes of the last fault everything has gone up, however long it has failed', async () => {
    await lab.queue({ lane: 'a' }, { lane: 'a' }, { lane: 'b' });
    lab.answer = (batch) => ({
      ...takeAll(batch),
      receipts: batch.actions.map(({ action }) => receiptFor(action.id, { status: 'retry', outcome: null })),
    });
    const seconds = async (count: number): Promise<void> => {
      for (let second = 0; second < count; second += 10) {
        await lab.run();
        lab.pass(10_000);
      }
    };
    await seconds(19 * 60);
    expect(states()).toEqual(['queued', 'queued', 'queued']);
    lab.answer = takeAll;
    await seconds(15 * 60);
    expect(states()).toEqual(['acked', 'acked', 'acked']);
  });

  it('[OR4] an act without a receipt waits, and the later ones of its lane with it', async () => {
    const [first, second, free] = await lab.queue({ lane: 'a' }, { lane: 'a' }, { lane: 'b' });
    lab.answer = (batch) => ({
      ...takeAll(batch),
      receipts: batch.actions.flatMap(({ action }) =>
        action.id === first?.id
          ? [receiptFor(action.id, { status: 'wait', outcome: null })]
          : action.id === free?.id
            ? [receiptFor(action.id)]
            : [],
      ),
    });
    await lab.run();
    expect(states()).toEqual(['queued', 'queued', 'acked']);
    lab.answer = takeAll;
    lab.pass(10_000);
    await lab.run();
    expect(sentIds().at(-1)).toEqual([first?.id, second?.id]);
    expect(states()).toEqual(['acked', 'acked', 'acked']);
  });

  it('[OR4] a rejection does not stop its lane', async () => {
    const [first] = await lab.queue({ lane: 'a' }, { lane: 'a' });
    lab.answer = (batch) => ({
      ...takeAll(batch),
      receipts: batch.actions.map(({ action }) =>
        receiptFor(action.id, action.id === first?.id ? { outcome: rejected('sold_out') } : {}),
      ),
    });
    await lab.run();
    expect(lab.records.all.get().map(({ receipt }) => receipt?.outcome?.status)).toEqual(['rejected', 'applied']);
  });

  it('[PU3] a fork takes a new epoch and offers everything again under it', async () => {
    await lab.queue({}, {});
    lab.answer = (batch) => {
      if (batch.epoch === 'epoch-one') {
        throw new Refused(409, 'fork', { error: 'fork', batchId: batch.batchId, seq: 1, serverTimeMs: 1 }, null);
      }
      return takeAll(batch);
    };
    await lab.run();
    expect(lab.epoch).not.toBe('epoch-one');
    expect((await lab.outbox.meta()).epoch).toBe(lab.epoch);
    expect((await lab.outbox.all()).map(({ state, epoch }) => [state, epoch])).toEqual([
      ['acked', lab.epoch],
      ['acked', lab.epoch],
    ]);
    expect(sentIds()[1]).toEqual(sentIds()[0]);
  });

  it('[SV0] what another page queued under the epoch of before goes up under the one that is', async () => {
    await lab.queue({ epoch: 'before' }, { epoch: 'of a file', proof: 'signed' });
    await lab.run();
    expect((await lab.outbox.all()).map(({ epoch }) => epoch)).toEqual(['epoch-one', 'of a file']);
    expect(lab.batches[0]?.actions.map(({ origin }) => origin)).toMatchObject([null, { epoch: 'of a file' }]);
  });

  it('[PO3] a fork leaves a parked act parked', async () => {
    await lab.queue({ state: 'parked' }, {});
    lab.answer = (batch) => {
      if (batch.epoch !== 'epoch-one') return takeAll(batch);
      throw new Refused(409, 'fork', { error: 'fork', batchId: batch.batchId, seq: 1, serverTimeMs: 1 }, null);
    };
    await lab.run();
    expect(states()).toEqual(['parked', 'acked']);
  });

  it('[PU3] 413 halves the batch until it fits', async () => {
    await lab.queue(...Array.from({ length: 9 }, () => ({})));
    lab.answer = (batch) => {
      if (batch.actions.length > 2) throw new Refused(413, 'too_large', null, null);
      return takeAll(batch);
    };
    await lab.run();
    expect(new Set(states())).toEqual(new Set(['acked']));
    expect(lab.records.all.get().every(({ attempts }) => attempts === 0)).toBe(true);
  });

  it.each([401, 426, 429, 503])('[PU3] %i stops the push and drops nothing', async (status) => {
    await lab.queue({});
    lab.answer = () => {
      throw new Refused(status, 'no', null, 5_000);
    };
    await expect(lab.run()).rejects.toMatchObject({ status, retryAfterMs: 5_000 });
    expect(lab.records.all.get()[0]).toMatchObject({ state: 'queued', attempts: 0, sendClaim: null });
  });

  it('[PU3] [F09] a Retry-After of somebody in between stops it too, although the server answers hello', async () => {
    await lab.queue({});
    lab.answer = () => {
      throw new Offline('somebody else answered', 120_000);
    };
    await expect(lab.run()).rejects.toMatchObject({ retryAfterMs: 120_000 });
    expect(lab.records.all.get()[0]).toMatchObject({ state: 'queued', attempts: 0, sendClaim: null });
  });

  it('[TB2] sends nothing that another page has claimed meanwhile', async () => {
    const [act] = await lab.queue({});
    await lab.outbox.change([act!.id], () => ({
      state: 'sending',
      sendClaim: { by: 'other page', atMs: act!.createdAtMs },
    }));
    await lab.run();
    expect(lab.batches).toHaveLength(0);
  });

  it('[I3] a later act of a lane does not go while another page has its elder', async () => {
    const [elder] = await lab.queue({ lane: 'a' }, { lane: 'a' });
    const atMs = elder!.createdAtMs;
    await lab.outbox.change([elder!.id], () => ({ state: 'sending', sendClaim: { by: 'other page', atMs } }));
    await lab.run();
    expect(lab.batches).toEqual([]);
    expect((await lab.outbox.all()).map(({ state }) => state)).toEqual(['sending', 'queued']);
  });

  it('[ST1] a receipt that another page has stored is not written over', async () => {
    const [act] = await lab.queue({});
    lab.answer = (batch) => {
      void lab.outbox.change([act!.id], () => ({
        state: 'settled',
        receipt: { status: 'final', outcome: rejected('sold_out'), revs: {}, serverTimeMs: 1 },
      }));
      return takeAll(batch);
    };
    await lab.run();
    expect((await lab.outbox.all())[0]).toMatchObject({
      state: 'settled',
      receipt: { outcome: { status: 'rejected' } },
    });
  });

  it('[PL4] an outcome that a person saw before the restore is no news, a different one is', async () => {
    await lab.queue({ seen: true, formerOutcome: rejected('sold_out') }, { seen: true, formerOutcome: applied() });
    lab.answer = (batch) => ({
      ...takeAll(batch),
      receipts: batch.actions.map(({ action }) => receiptFor(action.id, { outcome: rejected('sold_out') })),
    });
    await lab.run();
    expect((await lab.outbox.all()).map(({ seen }) => seen)).toEqual([true, false]);
  });

  it('[OC3] accepted is a receipt, and not yet an outcome', async () => {
    await lab.queue({});
    lab.answer = (batch) => ({
      ...takeAll(batch),
      receipts: batch.actions.map(({ action }) => receiptFor(action.id, { status: 'accepted', outcome: null })),
    });
    await lab.run();
    expect((await lab.outbox.all())[0]).toMatchObject({
      state: 'acked',
      receipt: { status: 'accepted', outcome: null },
    });
    await lab.run();
    expect(lab.batches).toHaveLength(1);
  });
});
