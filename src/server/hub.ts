// The bus behind the pokes: after a commit, whoever listens to a feed that moved is told to pull [PL5].
// A lost poke costs delay, never data, so nothing here waits or retries.
import type { FeedName } from '#domain/home.ts';
import { parseFeedName } from '#domain/home.ts';

type Send = (feeds: string[]) => void;

export interface Hub {
  /** Call after the commit, never inside the transaction. */
  moved(feeds: Iterable<FeedName>): void;
  /** Another process committed to these homes: all their feeds may have moved. */
  homesMoved(homes: Iterable<string>): void;
  /** One device has few streams open: one more ends its oldest. */
  subscribe(device: string, feeds: Iterable<FeedName>, listener: { send: Send; close(): void }): () => void;
  readonly size: number;
  /** Ends every stream: the server stops. */
  close(): void;
}

/** A page and its reload may overlap; a device that opens streams without end must not take them from the others. */
const streamsPerDevice = 4;

export function createHub(): Hub {
  const listeners = new Map<{ send: Send; close(): void }, { device: string; feeds: FeedName[] }>();
  const tell = (isMoved: (feed: FeedName) => boolean): void => {
    for (const [listener, { feeds }] of listeners) {
      const moved = feeds.filter(isMoved);
      if (moved.length > 0) listener.send(moved);
    }
  };
  return {
    moved(feeds) {
      const moved = new Set(feeds);
      if (moved.size > 0) tell((feed) => moved.has(feed));
    },
    homesMoved(homes) {
      const moved = new Set(homes);
      tell((feed) => moved.has(parseFeedName(feed)?.home ?? ''));
    },
    subscribe(device, feeds, listener) {
      const before = [...listeners].filter(([, other]) => other.device === device).map(([other]) => other);
      for (const old of before.slice(0, Math.max(0, before.length + 1 - streamsPerDevice))) {
        listeners.delete(old);
        old.close();
      }
      listeners.set(listener, { device, feeds: [...feeds] });
      return () => void listeners.delete(listener);
    },
    get size() {
      return listeners.size;
    },
    close() {
      for (const listener of listeners.keys()) listener.close();
      listeners.clear();
    },
  };
}
