// A page that is killed between any two steps of taking a newer packed file: download, parts, hash, pointer, old file.
// Promise: whatever it was, the next page has a catalogue that answers, the old one or the new one, whole.
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { feedName } from '#domain/home.ts';
import { FollowedFeeds } from '#local/followed-feeds.ts';
import { sha256Of } from '#local/packed-file.ts';
import type { SnapshotRef } from '#protocol/pull.ts';
import { download } from '#sync/download.ts';
import { buildProduct, chainHome, testId } from '#test/build/domain.ts';
import { packedBytes } from '#test/build/packed.ts';
import { type Disk, emptyDisk, type Gate, openFiles, openReplica } from './disk.ts';

const feed = feedName('chain/catalogue', chainHome);
const ids = Array.from({ length: 400 }, () => testId());
const names = ['of yesterday', 'of today'] as const;
type Version = { ref: SnapshotRef; bytes: Uint8Array<ArrayBuffer> };
let versions: Version[];
beforeAll(async () => {
  versions = await Promise.all(
    names.map(async (name, n) => {
      const cursor = { timeline: 't', rev: n + 1, tag: `tag ${n}` };
      // Words nobody can pack, so that the file comes in several parts.
      const noise = () => Array.from({ length: 60 }, () => crypto.randomUUID()).join(' ');
      const products = ids.map((id) => buildProduct({ id, brand: name, description: { 'pt-BR': noise() } }));
      const bytes = await packedBytes(feed, { cursor, asOfMs: n }, { product: products });
      return { bytes, ref: { sha256: await sha256Of(bytes), path: `/files/${n}`, bytes: bytes.length, cursor } };
    }),
  );
});

class Killed extends Error {
  override readonly name = 'Killed';
}

/** Lets so many calls through; the next is the last, done or not. */
function killingGate(at: number, when: 'before' | 'after'): { gate: Gate; isDead(): boolean } {
  let calls = 0;
  let isDead = false;
  const gate: Gate = async (_call, work) => {
    if (isDead) throw new Killed();
    calls += 1;
    isDead = calls === at;
    if (isDead && when === 'before') throw new Killed();
    const done = work();
    if (isDead) throw new Killed();
    return done;
  };
  return { gate, isDead: () => isDead };
}

async function open(disk: Disk, gate: Gate) {
  const files = openFiles(disk, gate);
  const feeds = new FollowedFeeds(await openReplica(disk, gate), files);
  await feeds.follow([{ kind: 'chain/catalogue', home: chainHome, device: null }]);
  return { files, feeds };
}
const free: Gate = (_call, work) => new Promise((resolve) => resolve(work()));

async function take({ files, feeds }: Awaited<ReturnType<typeof open>>, { ref, bytes }: Version): Promise<void> {
  const time = { wallMs: () => 0, monoMs: () => 0, after: () => () => undefined };
  const wire = {
    file: (_path: string, from: number) =>
      Promise.resolve({
        from,
        pieces: Readable.from([bytes.slice(from, from + 300_000), bytes.slice(from + 300_000)]),
      }),
  };
  await download(ref, { files, wire, time, signal: new AbortController().signal, onBytes: () => undefined });
  const { cursor, ...file } = ref;
  await feeds.apply(feed, feeds.cursor(feed), { reset: true, file, rows: [], cursor, asOfMs: 1 });
  feeds.publish();
}

const brandsIn = (feeds: FollowedFeeds): (string | undefined)[] => {
  const rows = feeds.set.get().of('chain/catalogue', chainHome);
  return [...new Set(ids.map((id) => rows?.get('product', id)?.brand))];
};

describe('a page killed while it takes a newer catalogue', () => {
  const rounds = Array.from({ length: 26 }, (_, n) => n + 1).flatMap((at) => [
    [at, 'before'] as const,
    [at, 'after'] as const,
  ]);
  let killed = 0;
  it.each(rounds)('[PL3] at call %i, %s it: the next one has a whole catalogue', async (at, when) => {
    const [yesterday, today] = versions as [Version, Version];
    const disk = emptyDisk();
    await take(await open(disk, free), yesterday);

    const { gate, isDead } = killingGate(at, when);
    const page = await open(disk, gate)
      .then(async (opened) => {
        await take(opened, today);
        return opened;
      })
      .catch((error: unknown) => {
        if (!isDead()) throw error;
        return null;
      });
    if (isDead()) killed += 1;
    else expect(page && brandsIn(page.feeds)).toEqual(['of today']);

    const again = await open(disk, free);
    expect([['of yesterday'], ['of today']]).toContainEqual(brandsIn(again.feeds));
    await take(again, today);
    expect(brandsIn(again.feeds)).toEqual(['of today']);
    await again.feeds.dropUnusedFiles();
    expect([...disk.files.keys()]).toEqual([today.ref.sha256]);
  });

  it('was killed at every call there is', () => {
    expect(killed).toBeGreaterThan(20);
    expect(killed).toBeLessThan(rounds.length);
  });
});
