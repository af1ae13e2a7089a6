// A database that a page of an older version still holds, over a real one: what is said, and when.
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Lab, Profile, until } from '#test/build/browser-lab.ts';
import type { Ports } from './ports.ts';
import { openTablet } from './tablet.ts';

const away: Lab = {
  fault: () => null,
  requests: [],
  wire: () => ({
    post: () => Promise.reject(new TypeError('Failed to fetch')),
    file: () => Promise.reject(new TypeError('Failed to fetch')),
    stream: () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new TypeError('Failed to fetch')) }),
    }),
  }),
};

let profile: Profile;
/** The timers that wait, by how long they were set for. */
let timers: Map<() => void, number>;
beforeEach(() => {
  profile = new Profile();
  profile.indexedDB = new IDBFactory();
  timers = new Map();
});

/** A frozen page: it hears that it should let go, and does nothing. */
const oldPage = (): Promise<IDBDatabase> =>
  new Promise((resolve) => {
    const asked = profile.indexedDB.open('gondola-outbox', 1);
    asked.addEventListener('success', () => resolve(asked.result));
  });
function open() {
  const ports: Ports = profile.tab(away);
  const time = {
    ...ports.time,
    after(ms: number, call: () => void) {
      timers.set(call, ms);
      return () => timers.delete(call);
    },
  };
  const tablet = openTablet({ ...ports, time });
  const said: string[] = [];
  tablet.status.subscribe(() => said.push(tablet.status.get().storage));
  return { tablet, said };
}
const isHeld = () => until(() => timers.size > 0, 'the upgrade is blocked');

describe('a database that an older page holds', () => {
  it('[F24, EV3] is waited for: it is said after a while, and no longer when that page has let go', async () => {
    const old = await oldPage();
    const { tablet, said } = open();
    await isHeld();
    expect([tablet.status.get().storage, tablet.phase.get()]).toEqual(['ok', 'opening']);
    const [[call, ms] = [() => undefined, 0]] = timers;
    expect(ms).toBe(2_500);
    call();
    expect([tablet.status.get().storage, tablet.phase.get()]).toEqual(['held', 'opening']);
    old.close();
    await until(() => tablet.phase.get() === 'unenrolled', 'opened');
    expect(tablet.status.get().storage).toBe('ok');
    expect(said).not.toContain('blocked');
    await tablet.close();
  });

  it('[F24, EV3] and that lets go within a moment is never spoken of', async () => {
    const old = await oldPage();
    const { tablet, said } = open();
    await isHeld();
    old.close();
    await until(() => tablet.phase.get() === 'unenrolled', 'opened');
    expect([...timers.values()]).not.toContain(2_500);
    expect(said).not.toContain('held');
    await tablet.close();
  });
});
