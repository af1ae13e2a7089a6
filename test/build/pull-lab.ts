// Pull alone, over a real replica, against pages that are written in the test and signed as the server would.
import { Readable } from 'node:stream';
import { type FeedName, feedName } from '#domain/home.ts';
import { type FileStore, memoryFiles } from '#local/file-store.ts';
import { FollowedFeeds } from '#local/followed-feeds.ts';
import { memoryReplica } from '#local/memory-replica.ts';
import { sha256Of } from '#local/packed-file.ts';
import { cell } from '#local/readable.ts';
import type { Replica } from '#local/replica.ts';
import type { Page, PullAnswer, PullRequest, SnapshotRef } from '#protocol/pull.ts';
import { newKeyPair, publicKeyOf, sign } from '#protocol/signature.ts';
import { type Pull, pullOf } from '#sync/pull.ts';
import { buildStock, storeHome, tabletId, testNowMs } from './domain.ts';
import { packedBytes } from './packed.ts';

export const floor: FeedName = feedName('store/floor', storeHome);

export interface PullLab {
  replica: Replica;
  files: FileStore;
  feeds: FollowedFeeds;
  pull: Pull;
  asked: Pick<PullRequest, 'feeds' | 'files' | 'witnesses'>[];
  answers: ((request: PullRequest) => Partial<PullAnswer> | Promise<Partial<PullAnswer>>)[];
  onWire: Map<string, Uint8Array<ArrayBuffer>>;
  restored: string[][];
  /** The floor's pages, in the order in which they are asked for. */
  answer(...pages: Page[]): void;
  /** Lies on the wire. */
  packedFile(rows: readonly ReturnType<typeof buildStock>[], rev: number): Promise<SnapshotRef>;
  onHand(id: string): number | undefined;
}

export const page = (part: Partial<Page> = {}): Page => ({
  timeline: 't',
  from: null,
  to: 1,
  tag: 'tag 1',
  changes: [],
  tombstones: [],
  minRev: 0,
  reset: false,
  snapshot: null,
  more: false,
  ...part,
});

export const stockRow = (id: string, onHand: number) => ({
  table: 'stock',
  id,
  row: { ...buildStock({ id, onHand }) },
});

export async function openPullLab(): Promise<PullLab> {
  const keys = await newKeyPair(false);
  const serverKey = await publicKeyOf(keys.publicKey);
  const [replica, files] = [memoryReplica(), memoryFiles()];
  const asked: PullLab['asked'] = [];
  const answers: PullLab['answers'] = [];
  const onWire: PullLab['onWire'] = new Map();
  const restored: string[][] = [];
  const feeds = new FollowedFeeds(replica, files);
  await feeds.follow([{ kind: 'store/floor', home: storeHome, device: null }]);
  const time = { wallMs: () => testNowMs, monoMs: () => 0, after: () => () => undefined };
  const pull = pullOf({
    feeds,
    files,
    time,
    appVersion: 'test',
    newId: () => 'a question',
    witnesses: { open: () => [], shown: () => undefined },
    signal: new AbortController().signal,
    wire: {
      post: () => Promise.reject(new Error('unused')),
      file: (path) => {
        const bytes = onWire.get(path);
        if (!bytes) return Promise.reject(new TypeError('Failed to fetch'));
        return Promise.resolve({ from: 0, pieces: Readable.from([bytes]) });
      },
      stream: () => {
        throw new Error('unused');
      },
    },
    http: {
      link: cell({ state: 'online', lastAnswerMs: null }),
      signed: (body) => Promise.resolve({ ...body, sig: '' }),
      ask: async (_path, body) => {
        asked.push(structuredClone(body) as PullRequest);
        const body2 = {
          askId: 'a question',
          serverTimeMs: testNowMs,
          pages: {},
          refused: [],
          ...(await answers.shift()?.(body as PullRequest)),
        };
        return { ...body2, sig: await sign(body2, keys.privateKey) } as never;
      },
    },
    device: () => tabletId,
    epoch: () => 'epoch',
    grants: () => [],
    serverKey: () => serverKey,
    onProgress: () => undefined,
    onRefused: () => undefined,
    onMoved: () => undefined,
    onNewTimeline: (homes) => Promise.resolve(void restored.push([...homes])),
  });
  return {
    replica,
    files,
    feeds,
    pull,
    asked,
    answers,
    onWire,
    restored,
    answer: (...pages) => void answers.push(...pages.map((one) => () => ({ pages: { [floor]: one } }))),
    async packedFile(rows, rev) {
      const cursor = { timeline: 't', rev, tag: `tag ${rev}` };
      const bytes = await packedBytes(floor, { cursor, asOfMs: 1 }, { stock: rows });
      const sha256 = await sha256Of(bytes);
      onWire.set(`/files/${sha256}`, bytes);
      return { path: `/files/${sha256}`, sha256, bytes: bytes.length, cursor };
    },
    onHand: (id) => feeds.set.get().of('store/floor', storeHome)?.get('stock', id)?.onHand,
  };
}
