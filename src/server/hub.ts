// The bus behind the pokes: after a commit, whoever listens to a feed that moved is told to pull [PL5].
// A lost poke costs delay, never data, so nothing here waits or retries.
import type { FeedName } from '#domain/home.ts';
import { parseFeedName } from '#domain/home.ts';

type Send = (feeds: readonly string[]) => void;
interface Listener {
  /** Those who listen to the same feeds that moved are given the same list: what is made of it can be kept. */
  send: Send;
  close(): void;
}

export interface Hub {
  /** Call after the commit, never inside the transaction. */
  moved(feeds: Iterable<FeedName>): void;
  /** Another process committed to these homes: all their feeds may have moved. */
  homesMoved(homes: Iterable<string>): void;
  /** One device has few streams open: one more ends its oldest. */
  subscribe(device: string, feeds: Iterable<FeedName>, listener: Listener): () => void;
  readonly size: number;
  /** Ends every stream: the server stops. */
  close(): void;
}

/** A page and its reload may overlap; a device that opens streams without end must not take them from the others. */
const streamsPerDevice = 4;

/**
 * `gatherMs`: after a poke the next one waits so long and tells of all that moved meanwhile, so that a burst of commits
 * costs each listener a few writes and not one for each.
 */
export function createHub(gatherMs = 0): Hub {
  const listeners = new Map<Listener, { device: string; feeds: FeedName[] }>();
  const byDevice = new Map<string, Set<Listener>>();
  const drop = (listener: Listener): void => {
    const known = listeners.get(listener);
    if (!known) return;
    listeners.delete(listener);
    const others = byDevice.get(known.device);
    others?.delete(listener);
    if (others?.size === 0) byDevice.delete(known.device);
  };
  const tell = (isMoved: (feed: FeedName) => boolean): void => {
    const lists = new Map<string, readonly FeedName[]>();
    for (const [listener, { feeds }] of listeners) {
      const moved = feeds.filter(isMoved);
      if (moved.length === 0) continue;
      const name = moved.join(' ');
      const list = lists.get(name) ?? moved;
      if (list === moved) lists.set(name, moved);
      listener.send(list);
    }
  };
  const waiting = new Set<FeedName>();
  let timer: NodeJS.Timeout | null = null;
  const tellWaiting = (): void => {
    timer = null;
    if (waiting.size === 0) return;
    tell((feed) => waiting.has(feed));
    waiting.clear();
    if (gatherMs > 0) timer = setTimeout(tellWaiting, gatherMs).unref();
  };
  return {
    moved(feeds) {
      for (const feed of feeds) waiting.add(feed);
      if (!timer) tellWaiting();
    },
    homesMoved(homes) {
      const moved = new Set(homes);
      tell((feed) => moved.has(parseFeedName(feed)?.home ?? ''));
    },
    subscribe(device, feeds, listener) {
      const before = [...(byDevice.get(device) ?? [])];
      for (const old of before.slice(0, Math.max(0, before.length + 1 - streamsPerDevice))) {
        drop(old);
        old.close();
      }
      listeners.set(listener, { device, feeds: [...feeds] });
      byDevice.set(device, (byDevice.get(device) ?? new Set<Listener>()).add(listener));
      return () => drop(listener);
    },
    get size() {
      return listeners.size;
    },
    close() {
      if (timer) clearTimeout(timer);
      for (const listener of listeners.keys()) listener.close();
      listeners.clear();
      byDevice.clear();
    },
  };
}
