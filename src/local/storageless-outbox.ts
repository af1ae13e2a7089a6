// A browser that gives no database still shows products: the device lives for as long as its page.
// Promise: it never says "saved" of an act.
import type { MetaChange, Outbox, OutboxMeta } from './outbox.ts';
import { StorageTrouble, type Trouble } from './storage-trouble.ts';

export function storagelessOutbox(epoch: string, trouble: Trouble): Outbox {
  let meta: OutboxMeta = {
    epoch,
    fresh: false,
    keys: null,
    deviceId: null,
    installation: null,
    offsetMs: 0,
    lastInstantMs: 0,
  };
  const keep = (change: MetaChange | undefined): void => {
    meta = { ...meta, ...change };
  };
  return {
    meta: () => Promise.resolve(meta),
    saveMeta: (change) => Promise.resolve(keep(change)),
    add: () => Promise.reject(new StorageTrouble(trouble)),
    all: () => Promise.resolve([]),
    change: (_ids, _decide, change) => {
      keep(change);
      return Promise.resolve([]);
    },
    remove: () => Promise.resolve(),
    refill: () => Promise.resolve(false),
    close: () => undefined,
  };
}
