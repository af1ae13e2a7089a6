// A pull that gets nothing of use: a file that stops in the middle, pages of somebody else, the answer to another question.
// It gives up and is offline, and nothing has moved.
import { expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import { memoryFiles } from '#local/file-store.ts';
import { FollowedFeeds } from '#local/followed-feeds.ts';
import { memoryReplica } from '#local/memory-replica.ts';
import { cell } from '#local/readable.ts';
import { newKeyPair, publicKeyOf, sign } from '#protocol/signature.ts';
import { storeHome, tabletId, testNowMs } from '#test/build/domain.ts';
import { type PullDeps, pullOf } from './pull.ts';
import { Offline } from './trouble.ts';

const keys = await newKeyPair(false);
const serverKey = await publicKeyOf(keys.publicKey);
const cursor = { timeline: 't', rev: 4, tag: 'tag 4' };
const snapshot = { path: '/files/a', sha256: 'a'.repeat(64), bytes: 1_000, cursor };
const page = {
  timeline: 't',
  from: null,
  to: 4,
  tag: 'tag 4',
  changes: [],
  tombstones: [],
  minRev: 0,
  reset: true,
  snapshot: null,
  more: false,
};
const floor = feedName('store/floor', storeHome);
const whole = { askId: 'a question', serverTimeMs: testNowMs, pages: { [floor]: page }, refused: [] };

interface Around {
  time?: Partial<PullDeps['time']>;
  file?: PullDeps['wire']['file'];
  answer?: object;
  signer?: CryptoKey;
}

async function pullIn({ time, file, answer = whole, signer = keys.privateKey }: Around) {
  const feeds = new FollowedFeeds(memoryReplica(), memoryFiles());
  await feeds.follow([{ kind: 'store/floor', home: storeHome, device: null }]);
  const pull = pullOf({
    feeds,
    files: memoryFiles(),
    time: { wallMs: () => testNowMs, monoMs: () => 0, after: () => () => undefined, ...time },
    appVersion: 'test',
    newId: () => 'a question',
    witnesses: { open: () => [], shown: () => undefined },
    signal: new AbortController().signal,
    wire: {
      post: () => Promise.reject(new Error('unused')),
      stream: () => {
        throw new Error('unused');
      },
      file: file ?? (() => Promise.reject(new Error('unused'))),
    },
    http: {
      link: cell({ state: 'online', lastAnswerMs: null }),
      signed: (body) => Promise.resolve({ ...body, sig: '' }),
      ask: async () => ({ ...answer, sig: await sign(answer, signer) }) as never,
    },
    device: () => tabletId,
    epoch: () => 'epoch',
    grants: () => [],
    serverKey: () => serverKey,
    onProgress: () => undefined,
    onRefused: () => undefined,
    onMoved: () => undefined,
    onNewTimeline: () => Promise.resolve(),
  });
  return { pull, standsAt: () => feeds.cursor(floor)?.rev ?? null };
}

it('[BO3] a file is given up after 15 s without a byte, and not while bytes come', async () => {
  const timers: { ms: number; call: () => void; live: boolean }[] = [];
  const waiting = () => timers.flatMap(({ ms, live }, at) => (live ? [{ ms, at }] : []));
  const seen: unknown[][] = [];
  const { pull } = await pullIn({
    answer: { ...whole, pages: { [floor]: { ...page, snapshot } } },
    time: {
      after(ms, call) {
        const timer = { ms, call, live: true };
        timers.push(timer);
        return () => void (timer.live = false);
      },
    },
    file: (_path, _from, signal) => {
      async function* pieces() {
        const first = waiting();
        yield new Uint8Array(10);
        // What waited for the first byte waits no more; the next one has as long again.
        seen.push([first, waiting(), signal.aborted]);
        for (const { live, call } of timers) if (live) call();
        seen.push([signal.aborted]);
        throw signal.reason;
      }
      return Promise.resolve({ from: 0, pieces: pieces() });
    },
  });
  await expect(pull.run(30_000)).rejects.toBeInstanceOf(Offline);
  expect(seen).toEqual([[[{ ms: 15_000, at: 0 }], [{ ms: 15_000, at: 1 }], false], [true]]);
  expect(waiting()).toEqual([]);
});

it('takes the pages that the server signed for this question', async () => {
  const { pull, standsAt } = await pullIn({});
  await pull.run(30_000);
  expect(standsAt()).toBe(4);
});

it.each<[string, Around]>([
  ['takes no pages that the server did not sign', { signer: (await newKeyPair(false)).privateKey }],
  ['[PL1, I8] takes no answer to another question', { answer: { ...whole, askId: 'a question of yesterday' } }],
  ['[PL1, I8] takes no answer to no question', { answer: { ...whole, askId: undefined } }],
])('%s', async (_name, around) => {
  const { pull, standsAt } = await pullIn(around);
  await expect(pull.run(30_000)).rejects.toBeInstanceOf(Offline);
  expect(standsAt()).toBeNull();
});
