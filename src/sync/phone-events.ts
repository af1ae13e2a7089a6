// What a person looks at on their own phone is the web shop's own history: told to the server in small batches.
// Promise: it waits in memory only, and is never more than a person's hour; closing the page may lose the last seconds.
import { uuidv7 } from '#domain/ids.ts';
import * as z from 'zod/mini';
import type { Http } from './http.ts';
import type { Chance, Time } from './ports.ts';
import { Offline } from './trouble.ts';

export interface Looked {
  name: 'view_item' | 'search' | 'add_to_wishlist';
  productId: string | null;
  variantId: string | null;
  /** What was searched for, as it was typed. */
  query: string | null;
}

type PhoneEvent = Looked & { id: string; atMs: number };

export interface PhoneEventsDeps {
  http: Pick<Http, 'ask'>;
  time: Time;
  chance: Chance;
  nowMs(): number;
  device(): string | null;
}

export interface PhoneEvents {
  note(looked: Looked): void;
  /** Sends what waits now: the page may be gone in a moment. Never rejects. */
  flush(): Promise<void>;
  drop(): void;
}

const gatherMs = 2_000;
const retryMs = 30_000;
const mostWaiting = 200;
const mostAtOnce = 50;

export function phoneEventsOf({ http, time, chance, nowMs, device }: PhoneEventsDeps): PhoneEvents {
  let waiting: PhoneEvent[] = [];
  let sending: Promise<void> | null = null;
  let cancel: (() => void) | null = null;

  const later = (ms: number): void => {
    cancel ??= time.after(ms, () => {
      cancel = null;
      void flush();
    });
  };

  const send = async (): Promise<void> => {
    const deviceId = device();
    while (deviceId !== null && waiting.length > 0) {
      const events = waiting.slice(0, mostAtOnce);
      try {
        await http.ask('/session/v1/events', { deviceId, events }, z.unknown());
      } catch (error) {
        // Refused is refused: the same events would be again.
        if (error instanceof Offline) return later(retryMs);
      }
      const done = new Set(events.map(({ id }) => id));
      waiting = waiting.filter(({ id }) => !done.has(id));
    }
  };
  const flush = (): Promise<void> => {
    sending ??= send().finally(() => (sending = null));
    return sending;
  };

  return {
    note(looked) {
      const atMs = Math.trunc(nowMs());
      waiting = [...waiting, { ...looked, atMs, id: uuidv7(atMs, chance.bytes(10)) }].slice(-mostWaiting);
      later(gatherMs);
    },
    flush,
    drop() {
      waiting = [];
    },
  };
}
