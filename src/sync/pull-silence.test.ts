// A packed file that stops coming in the middle: the pull gives it up and is offline, whatever has come so far.
import { expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import { memoryFiles } from '#local/file-store.ts';
import { FollowedFeeds } from '#local/followed-feeds.ts';
import { memoryReplica } from '#local/memory-replica.ts';
import { cell } from '#local/readable.ts';
import { newKeyPair, publicKeyOf, sign } from '#protocol/signature.ts';
import { storeHome, tabletId, testNowMs } from '#test/build/domain.ts';
import { pullOf } from './pull.ts';
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
  snapshot,
  more: false,
};
const answer = { serverTimeMs: testNowMs, pages: { [feedName('store/floor', storeHome)]: page }, refused: [] };

it('[BO3] a file is given up after 15 s without a byte, and not while bytes come', async () => {
  const timers: { ms: number; call: () => void; live: boolean }[] = [];
  const waiting = () => timers.flatMap(({ ms, live }, at) => (live ? [{ ms, at }] : []));
  const seen: unknown[][] = [];
  const feeds = new FollowedFeeds(memoryReplica(), memoryFiles());
  await feeds.follow([{ kind: 'store/floor', home: storeHome, device: null }]);
  const pull = pullOf({
    feeds,
    files: memoryFiles(),
    time: {
      wallMs: () => testNowMs,
      monoMs: () => 0,
      after(ms, call) {
        const timer = { ms, call, live: true };
        timers.push(timer);
        return () => void (timer.live = false);
      },
    },
    appVersion: 'test',
    witnesses: { open: () => [], shown: () => undefined },
    signal: new AbortController().signal,
    wire: {
      post: () => Promise.reject(new Error('unused')),
      stream: () => {
        throw new Error('unused');
      },
      async file(_path, signal, onBytes) {
        const first = waiting();
        onBytes(10);
        // What waited for the first byte waits no more; the next one has as long again.
        seen.push([first, waiting(), signal.aborted]);
        for (const { live, call } of timers) if (live) call();
        seen.push([signal.aborted]);
        throw signal.reason;
      },
    },
    http: {
      link: cell({ state: 'online', lastAnswerMs: null }),
      signed: (body) => Promise.resolve({ ...body, sig: '' }),
      ask: async () => ({ ...answer, sig: await sign(answer, keys.privateKey) }) as never,
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
  await expect(pull.run(30_000)).rejects.toBeInstanceOf(Offline);
  expect(seen).toEqual([[[{ ms: 15_000, at: 0 }], [{ ms: 15_000, at: 1 }], false], [true]]);
  expect(waiting()).toEqual([]);
});
