import { beforeEach, describe, expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import { memoryFiles } from '#local/file-store.ts';
import { FollowedFeeds } from '#local/followed-feeds.ts';
import { memoryReplica } from '#local/memory-replica.ts';
import { chainHome } from '#test/build/domain.ts';
import { roomKeeperOf } from './room.ts';

let nowMs: number;
let usage: number[];
let freed: string[];
const keeper = () =>
  roomKeeperOf(
    {
      estimate: () => Promise.resolve({ usageBytes: usage.shift() ?? 0, quotaBytes: 100 }),
      makeRoom: () => Promise.resolve(void freed.push('pictures')),
    },
    { dropUnusedFiles: () => Promise.resolve(void freed.push('files')) },
    { wallMs: () => 0, monoMs: () => nowMs, after: () => () => undefined },
  );

beforeEach(() => {
  [nowMs, usage, freed] = [0, [], []];
});

describe('room', () => {
  it('[SG2] at four fifths of the quota pictures go first, then files, and nothing before that', async () => {
    usage = [79];
    await keeper().keep();
    expect(freed).toEqual([]);
    usage = [80, 50];
    await keeper().keep();
    expect(freed).toEqual(['pictures']);
    usage = [95, 85];
    await keeper().keep();
    expect(freed).toEqual(['pictures', 'pictures', 'files']);
  });

  it('[SG2] is looked at once, then every ten minutes, and at once when a write has failed', async () => {
    usage = [90, 10, 90, 10, 1];
    const one = keeper();
    await one.keep();
    nowMs = 599_999;
    await one.keep();
    expect(freed).toEqual(['pictures']);
    nowMs = 600_000;
    await one.keep();
    expect(freed).toEqual(['pictures', 'pictures']);
    one.ranOut();
    await one.keep();
    expect(freed).toEqual(['pictures', 'pictures', 'pictures', 'files']);
  });

  it('[SG2] of the packed files only those go that no feed stands on', async () => {
    const [replica, files] = [memoryReplica(), memoryFiles()];
    const feeds = new FollowedFeeds(replica, files);
    for (const name of ['active', 'old']) await files.write(name, new Uint8Array(1));
    await replica.apply(feedName('chain/catalogue', chainHome), null, {
      reset: true,
      file: { sha256: 'active', path: '', bytes: 1 },
      rows: [],
      cursor: { timeline: 't', rev: 1, tag: '' },
      asOfMs: 1,
    });
    await feeds.dropUnusedFiles();
    expect(await files.names()).toEqual(['active']);
  });
});
