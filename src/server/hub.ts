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
  subscribe(feeds: Iterable<FeedName>, listener: { send: Send; close(): void }): () => void;
  readonly size: number;
  /** Ends every stream: the server stops. */
  close(): void;
}

export function createHub(): Hub {
  const listeners = new Map<{ send: Send; close(): void }, FeedName[]>();
  const tell = (isMoved: (feed: FeedName) => boolean): void => {
    for (const [listener, feeds] of listeners) {
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
    subscribe(feeds, listener) {
      listeners.set(listener, [...feeds]);
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
