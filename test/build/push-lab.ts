// Push alone, over a real outbox, against a server that is written in the test; time passes only when told to.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { ActionRecord, Outbox } from '#local/outbox.ts';
import { openOutboxDatabase } from '#local/outbox-database.ts';
import { applied } from '#domain/outcome.ts';
import type { PushAnswer, PushRequest, Receipt } from '#protocol/push.ts';
import { cell } from '#local/readable.ts';
import { clockOf } from '#sync/clock.ts';
import type { Http } from '#sync/http.ts';
import { type Push, pushOf } from '#sync/push.ts';
import { type Records, recordsOf } from '#sync/records.ts';
import { tabletId, testId, testNowMs } from './domain.ts';
import { buildRecord } from './record.ts';

type Sent = Omit<PushRequest, 'sig' | 'actions'> & { actions: { origin: object | null; action: ActionRecord }[] };

export interface PushLab {
  records: Records;
  outbox: Outbox;
  push: Push;
  batches: Sent[];
  /** Answers a batch; throw to fail it. By default every act is applied. */
  answer: (batch: Sent) => PushAnswer;
  /** What hello finds. */
  serverIsThere: boolean;
  epoch: string;
  queue(...parts: Partial<ActionRecord>[]): Promise<ActionRecord[]>;
  run(): Promise<boolean>;
  pass(ms: number): void;
}

export const receiptFor = (id: ActionRecord['id'], part: Partial<Receipt> = {}): Receipt => ({
  id,
  status: 'final',
  outcome: applied(),
  revs: {},
  serverTimeMs: testNowMs,
  deskMs: null,
  ...part,
});

export const takeAll = (batch: Sent): PushAnswer => ({
  batchId: batch.batchId,
  serverTimeMs: testNowMs,
  receipts: batch.actions.map(({ action }) => receiptFor(action.id)),
});

export async function openPushLab(): Promise<PushLab> {
  const hands = { wallMs: testNowMs, monoMs: 0 };
  const time = { wallMs: () => hands.wallMs, monoMs: () => hands.monoMs, after: () => () => undefined };
  const clock = clockOf(time, 'boot');
  const outbox = await openOutboxDatabase({
    indexedDB: new IDBFactory(),
    IDBKeyRange,
    newEpoch: () => 'epoch-one',
    onTrouble: () => undefined,
  });
  const records = recordsOf(outbox, () => undefined);
  const http: Http = {
    link: cell({ state: 'online', lastAnswerMs: null }),
    signed: (body) => Promise.resolve({ ...body, sig: '' }),
    ask: async (_path, body) => {
      const batch = structuredClone(body) as Sent;
      lab.batches.push(batch);
      return lab.answer(batch) as never;
    },
  };
  const lab: PushLab = {
    records,
    outbox,
    batches: [],
    answer: takeAll,
    serverIsThere: true,
    epoch: 'epoch-one',
    push: pushOf({
      records,
      http,
      clock,
      time,
      chance: { bytes: (count) => new Uint8Array(count), fraction: () => 0.5 },
      appVersion: 'test',
      self: 'this page',
      device: () => tabletId,
      epoch: () => lab.epoch,
      newId: () => testId(),
      epochChanged: (epoch) => (lab.epoch = epoch),
      serverAnswers: () => Promise.resolve(lab.serverIsThere),
    }),
    async queue(...parts) {
      const added: ActionRecord[] = [];
      for (const part of parts) {
        const { seq: _, ...draft } = buildRecord({ device: tabletId, lane: testId(), ...part });
        added.push(await records.add(draft));
      }
      return added;
    },
    run: () => lab.push.run(hands.monoMs + 30_000),
    pass(ms) {
      hands.wallMs += ms;
      hands.monoMs += ms;
    },
  };
  return lab;
}
