import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { StorageTrouble } from '#local/storage-trouble.ts';
import { type Lab, Profile, until } from '#test/build/browser-lab.ts';
import type { Ports } from './ports.ts';
import { storeTroublesOf } from './store-troubles.ts';
import { openTablet } from './tablet.ts';

const gone = () => Promise.reject(new TypeError('Failed to fetch'));
const away: Lab = {
  fault: () => null,
  requests: [],
  wire: () => ({ post: gone, file: gone, stream: () => ({ [Symbol.asyncIterator]: () => ({ next: gone }) }) }),
};

describe('what is wrong with the stores', () => {
  it('[EV3, SG2] is said for the worst of them, and until that one is well again', () => {
    const said: string[] = [];
    const troubles = storeTroublesOf((worst) => said.push(worst));
    troubles.add('replica', 'held');
    troubles.add('outbox', 'full');
    troubles.freed('replica');
    troubles.add('cycle', 'full');
    troubles.hasRoom();
    troubles.add('outbox', 'blocked');
    troubles.add('replica', 'full');
    troubles.hasRoom();
    expect(said).toEqual(['held', 'full', 'full', 'full', 'ok', 'blocked', 'blocked', 'blocked']);
  });

  it('[LC2, EV3] an outbox that is blocked is said, although the other database was held and then opened', async () => {
    const profile = new Profile();
    profile.indexedDB = new IDBFactory();
    const ports: Ports = profile.tab(away);
    let [letGo, patienceEnds] = [() => undefined as void, () => undefined as void];
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const storage: Ports['storage'] = {
      ...ports.storage,
      openOutbox: () => Promise.reject(new StorageTrouble('blocked')),
      async openReplica(hear) {
        hear('held');
        await gate;
        return ports.storage.openReplica(hear);
      },
    };
    const time: Ports['time'] = {
      ...ports.time,
      after(ms, call) {
        if (ms !== 2_500) return ports.time.after(ms, call);
        patienceEnds = call;
        return () => undefined;
      },
    };
    const tablet = openTablet({ ...ports, storage, time });
    await until(() => tablet.status.get().storage === 'blocked', 'the outbox');
    patienceEnds();
    expect(tablet.status.get().storage).toBe('blocked');
    letGo();
    await until(() => tablet.phase.get() === 'unenrolled', 'opened');
    expect(tablet.status.get().storage).toBe('blocked');
    await tablet.close();
  });
});
